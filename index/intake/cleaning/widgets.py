"""The site speaking to the visitor: sharing, subscribing, advertising, polls, apps, notices."""

import re

_LONGEST = 300
_OTHER_LONGEST = 80

_BULLETS = " \t•·*>»▶▷►→☞#|-–—_[]()+"

_NETWORKS = "facebook|twitter|instagram|x|tiktok|linkedin|threads|youtube|flipboard|itunes|spotify"
_BUTTONS = (
    "ads?|audio|close|comments?|copy|e-?mail|facebook|flipboard|gallery|instagram|link|link copied"
    "|linkedin"
    "|loading|menu|more|mute|pause|photos?|pinterest|play|pocket|print|reddit|save|search|share"
    "|telegram|tweet|twitter|video|whatsapp|youtube"
)
_LEADS_ON = (
    "full coverage|gallery|go deeper|graphic|further reading|in pictures"
    "|interactive|live updates|more|more on this|most read|photos?|recommended|see also"
    "|slideshow|top stories|trending|videos?"
    r"|(?:also (?:in|on|read|see)|listen|more (?:from|on)|read|related|watch)(?: [\w ]{1,40})?"
)

_ASKS = (
    r"(?:please )?(?:click|tap|swipe) (?:above|below|for|here|left|now|on|right|the|through|to)\b",
    r"(?:got|have|interested in|looking for|want) .{2,80}\? .{0,40}"
    r"(?:add|click|contact|download|e-?mail|sign up|subscribe)",
    r"(?:please )?sign ?-?up (?:here|now|today|to (?:get|our|receive|the))\b",
    r"(?:please )?sign ?-?up for (?:[\w'’]+ ){0,8}?"
    r"(?:account|alerts?|briefings?|daily|digest|e-?mails?|free|full|newsletters?|updates?)\b",
    r"(?:please )?(?:log|sign) ?in (?:here|or|to|with)\b",
    r"(?:please )?subscribe ?(?:here|now|on|today|to|for|[.!]|$)",
    r"become a (?:member|subscriber|supporter)\b.{0,80}$|start your (?:day|free trial|morning)\b",
    r"(?:get|have|receive) (?:[\w'’.]+ ){0,8}?"
    r"(?:delivered|newsletters?|(?:in|to) your (?:e-?mail|in-?box|phone))\b",
    r"stay (?:connected|in touch|informed|up to date)\b.{0,120}"
    r"(?:follow|newsletter|sign up|subscribe)",
    r"check your e-?mail\b.{0,60}\b(?:confirm|link|password)",
    r"(?:headlines|news|stories) .{2,60}\bdelivered to your",
    r"(?:daily|free|manage|weekly) newsletters?\b|newsletter sign-?up",
    r"(?:please )?follow (?:@\w+|her|him|them|us)\b",
    rf"(?:please )?follow (?:[\w.'’-]+ ){{1,5}}?on (?:{_NETWORKS})\b",
    r"visit (?:\S+\.(?:com|net|org)\b|.{2,40}\b(?:homepage|web ?site)\b)",
    rf"(?:find|follow|join|like|read|see|visit)\b.{{0,80}}\b(?:{_NETWORKS})(?:\.com\S*)?\b.{{0,60}}$",
    r"(?:please )?like us on\b|(?:find|join|visit) us on\b|join the (?:conversation|discussion)\b",
    r"share (?:all sharing options|on|this|tweet|via|your (?:feedback|story|thoughts))\b|share$",
    r"(?:e-?mail|pin|print|tweet) this\b",
    r"(?:download|get|install) (?:our|the) (?:[\w'’]+ ){0,5}?apps?\b",
    r"(?:support|donate to) (?:our|\w+(?:'|’)s|independent) (?:\w+ ){0,2}"
    r"(?:journalism|newsroom|work)\b",
    r"(?:contact|e-?mail|reach|send|write to)\b.{0,120}(?:@[\w-]+\.\w|\bat \(?\d{3}\b)",
    r"contact us\b.{0,160}$|if you have (?:any )?(?:concerns|questions)\b.{0,120}\bcontact\b",
    r"send (?:a tip|comments|letters|questions"
    r"|your (?:comments|questions)|us (?:a|facts|tips|your))\b",
)
_POLLS = (
    r"(?:have your say|vote now|take our (?:poll|quiz|survey))\b.{0,120}$",
    r"what do you think(?: (?:about|of) (?:the|this|these) \w+)?\?"
    r"(?: (?:comment|join|leave|let|share|tell|vote|write)\b.*)?$",
    r"(?:let us know|tell us)\b.{0,160}(?:@|\bbelow\b|\bcomments?\b|\bthink|\bstory\b)",
    r"do you (?:agree|approve|think)\b.{0,120}\?.{0,60}\b(?:poll|vote)\b",
    r"vote in (?:our|the) .{0,40}poll\b",
)
_POINTERS = (
    rf"(?:{_LEADS_ON}) ?[:：|>»].{{0,250}}$",
    r"(?:recommended|related) "
    r"(?:articles|content|coverage|links|news|stories|topics|video)\b.{0,80}$",
    r"(?:editor(?:'|’)s picks|more (?:coverage|from|news|on this|stories)"
    r"|most (?:popular|read|shared|viewed)|read (?:more|next)|see more)\b(?!.*[^.]\.$).{0,120}$",
    r"(?:listen to|read|see|view|watch) (?:the )?(?:also|full|latest|next)\b(?!.*[a-z]\. ).{0,80}$",
    r"you (?:may|might) also (?:like|be interested)|if you (?:enjoyed|liked?) this",
    r"recommended for you\b",
    r"(?:article|story|text) continue[ds]?\b.{0,40}$|(?:continue|keep) reading\b.{0,80}$",
    r"slideshow \(\d|(?:next|prev) image\b|image \d+ of \d+|\d+ of \d+$",
    r"back to top\b|jump to\b.{0,40}$|scroll (?:down|for|to)\b|skip (?:advert|past|this|to)\b",
)
_FIXTURES = (
    rf"(?:{_BUTTONS})(?:[ ,|/·•]+(?:{_BUTTONS}))*[ .…:]*$",
    r"(?:advertisements?|advertorial|paid post|promoted|sponsored(?: content)?)[ :.]*"
    r"(?:(?:advertisement|continue reading.{0,40}|story continues below.{0,20})[ :.]*)*$",
    r"(?:font|text) size\b|(?:change|decrease|increase) font\b",
    r"\d+ (?:comments?|likes?|min(?:ute)?s? read|shares?|views?)\b.{0,20}$",
    r"(?:\d+|an?|one) (?:second|minute|min|hour|hr|day|week|month|year)s? ago\.?$",
    r"@\w{2,30}$|(?:https?://|www\.)\S+$|<[!/]?[-a-z–]|//[-–]*>",
)
_NOTICES = (
    r"this site is protected by recaptcha",
    r"by (?:continuing|registering|signing up|subscribing|using)\b.{0,60}\b(?:agree|accept)",
    r"we use cookies|accept (?:all )?cookies|(?:cookie|privacy) (?:notice|policy|settings)\b",
    r"terms (?:and conditions|apply|of (?:service|use))\b",
    r"(?:thanks|thank you) for (?:reading|signing up|subscribing|visiting|watching)\b",
    r"this (?:article|column|piece|post|report|story) (?:has been|is|was) "
    r"(?:corrected|first|more than \d|originally|part of|updated)\b",
    r"editors?(?:'|’)s? note\b",
    r"(?:clarification|correction|note|update)s?: .{0,120}"
    r"\bthis (?:article|column|post|report|story)\b",
    r"this (?:article|post|story) (?:is )?tagged\b",
    r"this is a (?:developing story|rush transcript)|check back for updates|developing story",
    r"(?:the )?(?:opinions?|views?) (?:expressed|in this)\b.{0,160}"
    r"\b(?:author|own|reflect|represent)",
    r"a version of this (?:article|story)|originally published|reprinted (?:by|with)"
    r"|republished (?:from|under|with)\b",
)
_ANYWHERE = re.compile(
    r"\b(?:click(?:ing)? here|sign(?:ing)? up here|(?:in|to) your in-?box|by signing up you agree"
    r"|subscribe to .{2,60}\bnewsletters?|sign(?:ing)? up for our|enable javascript"
    r")|(?:^|[.?!:–—-] ?|\b(?:and|be|or|please) )(?:ask|contact|e-?mail|reach(?:ed)?|send|write)\b"
    r".{0,60}[ :(][\w.+-]{1,64}@[\w-]{1,63}\.\w",
)
"""Requests so plain that the line is one, whatever it begins with; looked for in lower case."""

_HINTS = (
    "here",
    "@",
    "inbox",
    "in-box",
    "signing up",
    "newsletter",
    "sign up for our",
    "javascript",
)
_ENGLISH = re.compile("|".join((*_ASKS, *_POLLS, *_POINTERS, *_FIXTURES, *_NOTICES)), re.IGNORECASE)

_OTHER_LANGUAGES = re.compile(
    "구독 ?(?:하기|신청)|좋아요.{0,12}구독|댓글 ?(?:쓰기|보기|\\d)|공유하기$|글자 ?크기"
    "|뉴스레터 ?(?:구독|신청)|제보 ?(?:하기|를 기다)|^관련 ?기사|^기사 ?원문|앱 ?(?:다운|설치)"
    "|^関連記事|続きを読む$|^シェア|会員登録|^ログイン|^フォロー|^おすすめ記事"
    "|^相关(?:新闻|阅读|链接)|^点击|扫码|关注我们|^分享到|责任编辑|延伸阅读|^更多(?:精彩|新闻)"
    "|^suscr[ií]b|^s[ií]guenos|^comparte|^lea también|^abonnez|^partage[rz]|^lire aussi"
    "|^lesen sie (?:auch|mehr)|^abonnieren|^leia (?:também|mais)|^leggi anche|^iscriviti"
    "|^lees ook|^читайте также|^подпис(?:ывайтесь|аться)|^поделиться",
    re.IGNORECASE,
)


def is_widget(line: str) -> bool:
    """Whether a line is part of the site rather than of the article.

    It begins as such lines do, with a request to the visitor or a label, and is short. In
    languages other than English a few words that sites use tell it, and it is shorter still.
    """
    words = line.lstrip(_BULLETS)
    if len(words) > _LONGEST:
        return False
    if _ENGLISH.match(words) or _asks_somewhere(words):
        return True
    may_be_other = len(words) <= _OTHER_LONGEST and not words.isascii()
    return may_be_other and _OTHER_LANGUAGES.search(words) is not None


def _asks_somewhere(words: str) -> bool:
    """Whether a line without a quotation holds a plain request."""
    low = words.lower()
    hinted = any(hint in low for hint in _HINTS)
    return hinted and '"' not in low and "“" not in low and _ANYWHERE.search(low) is not None
