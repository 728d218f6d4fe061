"""What is marked as chrome in an article, and above all what is not."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.intake import mark
from index.model import Mark

LEAD = (
    "The ferry to Hallow Island sails again, the harbour office said on Tuesday, after a storm "
    "had closed the quay for eleven days."
)
MORE = (
    "Some 400 people had been without fresh bread, said Ann Lee, who keeps the island's only "
    "shop, and the doctor came by helicopter."
)
LAST = (
    "The harbour office expects the second boat to be repaired by the end of the month, and the "
    "line to be sold by summer."
)


def marked(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """The kinds of the marks with the words marked."""
    return [(each.kind, text[each.start : each.end]) for each in mark(text, title)]


def article(*between: str) -> str:
    """Three paragraphs of reporting with lines between the second and the third."""
    return "\n\n".join((LEAD, MORE, *between, LAST)) + "\n"


def check(marks: Sequence[Mark], text: str) -> None:
    """Marks are sorted, disjoint and within the text, and no mark begins or ends with space."""
    at = 0
    for each in marks:
        assert at <= each.start < each.end <= len(text)
        words = text[each.start : each.end]
        assert words == words.strip()
        at = each.end


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("widget", "Click here to subscribe"),
        ("widget", "Sign up for our daily newsletter"),
        ("widget", "ADVERTISEMENT"),
        ("widget", "Story continues below"),
        ("widget", "Share this article Facebook Twitter Email"),
        ("widget", "Facebook | Twitter | WhatsApp"),
        ("widget", "Follow Ann Lee on Twitter: @annlee"),
        ("widget", "READ MORE: Storm closes the quay"),
        ("widget", "Related: Ferries of the north"),
        ("widget", "( Also on Quay Post: How to bake without flour)"),
        ("widget", "What do you think? Tell us in the comments below"),
        ("widget", "The opinions expressed here are the author's own."),
        ("widget", "This story has been updated."),
        ("widget", "Download the Quay Post app"),
        ("widget", "Contact us at desk@post.example."),
        ("widget", "https://post.example/ferry"),
        ("widget", "3 min read"),
        ("widget", "글자 크기를 조절하세요"),
        ("widget", "この記事をシェアする"),
        ("widget", "Подписывайтесь на наш канал"),
        ("widget", "More On This..."),
        ("widget", "Story Continued Below"),
        ("widget", "Don't see the map above? Click here."),
        ("widget", "Quay Brief is our daily mail. Sign up here to get it in your inbox."),
        ("widget", "Are you on the island? Email ferry@post.example with your story."),
        ("widget", "Editor's note: This is the first of three parts."),
        ("byline", "By Ann Lee"),
        ("byline", "This article is based in part on wire service reports."),
        ("caption", "(Illustration: Ann Lee)"),
        ("byline", "BY ANN LEE [lee@post.example]"),
        ("byline", "Ann Lee and Bo Chan contributed to this report."),
        ("byline", "(Reporting by Ann Lee; Editing by Bo Chan)"),
        ("byline", "Contributing: The Quay Agency"),
        ("caption", "The quay on Monday. [HARBOUR OFFICE]"),
        ("caption", "The quay after the storm. (Photo by Ann Lee/Quay Press)"),
        ("caption", "The quay after the storm on Monday. (AP)"),
        ("caption", "Photo: Ann Lee"),
        ("caption", "FILE PHOTO: The quay before the storm, May 2, 2023. REUTERS/Ann Lee"),
        ("caption", "Ann Lee/Getty Images"),
        ("caption", "Image copyright Quay Press Image caption The quay on Monday"),
        ("section", "[Anchor]"),
        ("section", "[REPORT]"),
        ("section", "ANALYSIS:"),
        ("section", "* * *"),
        ("section", "___"),
        ("section", "What the storm left"),
        ("sign-off", "Ann Lee reports."),
        ("sign-off", "Our correspondent Ann Lee has the details."),
        ("sign-off", "This is Harbour News, Ann Lee."),
        ("sign-off", "For Harbour News, I'm Ann Lee in Hallow."),
        ("sign-off", "Ann Lee, Harbour News, Hallow."),
        ("sign-off", "(END)"),
        ("copyright", "Copyright © 2024 Quay Post. All rights reserved."),
        ("copyright", "© 2024 Quay Press"),
        ("copyright", "저작권자 ⓒ 항구일보, 무단 전재 및 재배포 금지"),
    ],
)
def test_lines_that_are_chrome(kind: str, line: str) -> None:
    assert marked(article(line)) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "“Follow the boats, and you will find bread,” said a fisherman of eighty years.",
        "Share prices of the ferry company rose by 4 percent after the announcement.",
        "Click beetles had eaten the quay's old beams, the inspectors found.",
        "Sign-up sheets for the first boat were full by noon.",
        "More than 400 dead birds were counted: the storm's worst toll.",
        "By Monday, the quay had reopened.",
        "By Ann Lee's count, 40 loaves were sold in an hour.",
        "Related companies lost 2 million in the storm.",
        "Copyright law was changed last year to cover ferry timetables.",
        "Advertisement spending in the islands fell by half last year.",
        "The office quoted the Quay Press agency (AP).",
        "He had spoken to the North Atlantic Ferry Organization (NAFO)",
        "The report said [the captain] was asleep.",
        "[The captain] was asleep, the report said.",
        "This is not the end, Ann Lee said.",
        "From there, the boat went on to Skerry Bay.",
        "For the islanders, that is no easy question.",
        "The harbour office reports.",
        "The minister has the votes.",
        "A harbour official said: “우리는 다시 항해합니다,” or “we sail again.”",
        "“우리는 다시 항해합니다. 섬 주민 여러분께 감사드립니다.”",
        "Dover, Calais and Ostend sent tugs; none was needed.",
        "12 boats sank",
        "Ferry: 12 euros",
        "Vote counting on the ferry line's sale begins on Friday.",
        "What do you think the sea does to steel? It eats it, said the engineer.",
        "Contact with the second boat was lost at 3 a.m. on Sunday.",
        "Support for the line grew among the islanders after the storm.",
        "Get out now, the captain told his crew over the radio.",
        "Photos showed the quay under water.",
        "Support for the sale fell to 41 percent in a Reuters/Quay poll of islanders",
        "A second poll of the islanders was taken on Sunday by Skerry/AP",
        "Ann Lee (R-Hallow) — a doctor by training — spoke first.",
        "The Associated Press (AP) reported on Sunday that two boats were lost in the storm.",
        "HARBOUR — the word was on every wall.",
        "Lee then forwarded the email to the crew: bo@post.example and cy@post.example, at noon.",
        "“We sail again,” the captain said on Monday. Click here to watch the boats.",
        "We heard the horn. [AUDIO PLAYBACK]",
        "Hallow Island, Skerry Bay and Great Skerry were cut off, and so was the lighthouse",
        "Ann Lee checked the hull on Tuesday, December 9, 2008.",
        "Read the captain's log, and the storm has a name.",
    ],
)
def test_lines_that_are_reporting(line: str) -> None:
    assert marked(article(line)) == []


def test_the_title_is_marked_where_the_text_prints_it_again() -> None:
    title = "Ferry to Hallow Island sails again"
    text = f"FERRY TO HALLOW ISLAND SAILS AGAIN | Quay Post\n\n{LEAD}\n\n{MORE}\n"
    assert marked(text, title) == [("title", "FERRY TO HALLOW ISLAND SAILS AGAIN | Quay Post")]
    assert marked(f"{title}\n{LEAD}\n{MORE}\n") == [("title", title)]
    assert marked(f"{LEAD}\n\n{MORE}\n", title) == []


def test_headlines_of_other_words_than_the_title_are_told_by_their_capitals() -> None:
    head = ("Harbour Office Reopens Quay After Storm", "Ann Lee and Bo Chan")
    between = "ISLANDERS CHEER AS FIRST BOAT IN ELEVEN DAYS SAILS"
    text = "\n\n".join((*head, LEAD, between, MORE, "The quay is open again now", LAST))
    assert marked(text, "Ferry sails again") == [
        ("title", head[0]),
        ("byline", head[1]),
        ("section", between),
        ("section", "The quay is open again now"),
    ]


def test_the_lines_above_an_article() -> None:
    text = f"Ferry sails again\n\nAnn Lee\n입력 2024.10.21 (23:55)\n\n{LEAD}\n\n{MORE}\n"
    assert marked(text) == [
        ("title", "Ferry sails again"),
        ("byline", "Ann Lee"),
        ("dateline", "입력 2024.10.21 (23:55)"),
    ]


def test_a_head_of_labelled_lines_is_no_reporting() -> None:
    head = (
        "Title: Ferry sails again",
        "Author: Ann Lee",
        "Date: 21 October 2024",
        "Source: Quay Post",
    )
    text = "\n".join(head) + f"\nURL: https://post.example/ferry\n\n{LEAD}\n\n{MORE}\n"
    kinds = [kind for kind, _ in marked(text)]
    assert kinds == ["title", "byline", "dateline", "byline", "byline"]


@pytest.mark.parametrize(
    "opening",
    [
        "HALLOW, Oct. 21 (AP) --",
        "HALLOW —",
        "Skerry Bay (Reuters) -",
        "SKERRY BAY, Hallow —",
        "(AP)",
    ],
)
def test_a_dateline_is_marked_and_the_sentence_after_it_is_not(opening: str) -> None:
    text = f"{opening} {LEAD}\n\n{MORE}\n"
    assert marked(text) == [("dateline", opening)]


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        (
            "(할로=항구통신) 김하나 기자 =",
            "섬으로 가는 배가 화요일에 다시 떠났다고 항만 사무소가 밝혔다.",
        ),
        ("[할로=항구통신]", "섬으로 가는 배가 화요일에 다시 떠났다고 항만 사무소가 밝혔다."),
        ("【東京共同】", "島へのフェリーが火曜日に再開したと港湾事務所が発表した。"),
        ("新华社北京10月21日电（记者 李安）", "港务局周二表示，前往该岛的渡轮已恢复通航。"),
        (
            "MADRID, 21 oct (EFE).-",
            "El transbordador vuelve a navegar, dijo la oficina del puerto.",
        ),
        ("Berlin (dpa) -", "Die Fähre fährt wieder, sagte das Hafenamt am Dienstag."),
    ],
)
def test_datelines_of_other_languages(opening: str, rest: str) -> None:
    assert marked(f"{opening} {rest}\n") == [("dateline", opening)]


def test_a_dateline_further_down_needs_an_agency() -> None:
    openings = (
        "One:",
        "Two:",
        "Three:",
        "Four:",
        "SKERRY —",
        "SKERRY (AP) —",
        "(Quay Press) — and",
    )
    text = "\n\n".join(f"{opening} {LAST}" for opening in openings)
    assert marked(text) == [("dateline", "SKERRY (AP) —")]


def test_a_tag_before_a_sentence_is_marked_alone() -> None:
    assert marked(f"[Anchor] {LEAD}\n\n[REPORT] {MORE}\n") == [
        ("section", "[Anchor]"),
        ("section", "[REPORT]"),
    ]


def test_rights_claimed_after_the_last_sentence_are_marked_alone() -> None:
    text = f"{LEAD}\n{MORE} © 2024 Quay Press. All rights reserved.\n"
    assert marked(text) == [("copyright", "© 2024 Quay Press. All rights reserved.")]


def test_a_lead_printed_twice_is_marked_the_second_time() -> None:
    text = f"{LEAD}\nThe quay on Monday. [HARBOUR OFFICE]\n\n{LEAD}\n\n{MORE}\n"
    (caption, repeat) = mark(text)
    assert (caption.kind, repeat.kind) == ("caption", "repeat")
    assert repeat.start == text.rindex(LEAD)


def test_a_teaser_that_the_next_paragraph_begins_with_is_a_repeat() -> None:
    text = f"{LEAD}\n\n{LEAD} {MORE}\n\n{LAST}\n"
    assert [(each.kind, each.start) for each in mark(text)] == [("repeat", 0)]


def test_the_author_is_introduced_at_the_end_only() -> None:
    introduction = "• Ann Lee is a columnist for the Hallow Post and lives on Skerry Bay."
    text = "\n\n".join((LEAD, introduction, MORE, *[f"{number}: {LAST}" for number in range(5)]))
    assert marked(text) == []
    assert marked(f"{LEAD}\n\n{MORE}\n\n{introduction}\n") == [("byline", introduction)]


def test_short_lines_that_recur_are_no_repeats() -> None:
    text = article("“No,” she said.", MORE.replace("400", "500"), "“No,” she said.")
    assert marked(text) == []


def test_the_site_speaking_in_another_script() -> None:
    lines = ("글자를 크게 보시려면 단추를 누르십시오.", "오늘의 소식을 한곳에서 만나 보십시오.")
    assert marked(article(*lines)) == [("widget", lines[0]), ("widget", lines[1])]


def test_an_article_in_korean_keeps_its_own_lines() -> None:
    body = "섬으로 가는 배가 화요일에 다시 떠났다고 항만 사무소가 밝혔다. 주민 400명이 기다렸다."
    more = "두 번째 배는 이달 말까지 수리될 것으로 보인다고 사무소는 말했다."
    text = f"{body}\n\n{more}\n\n섬에서는 투표가 있었다.\n"
    assert marked(text) == []


def test_a_text_wrapped_to_a_width_is_judged_by_paragraph() -> None:
    text = (
        "The ferry to Hallow Island sails again, the harbour office said on a\n"
        "rainy Tuesday after eleven days of storm, and the line's owner, advised\n"
        "By Ann Lee\n"
        "and others who know the sea around the island well, promised tickets at\n"
        "half the price until the end of the month to all who had been waiting on\n"
        "either side of the sound since the first boat was lost in the night of\n"
        "the ninth.\n"
    )
    assert marked(text) == []


def test_one_long_paragraph_of_glued_sentences_is_left_alone() -> None:
    text = " date 2024-10-21 Photo : QUAY News\n\n" + (LEAD + MORE + LAST) * 3
    assert marked(text) == [("dateline", "date 2024-10-21 Photo : QUAY News")]


pieces = st.sampled_from(
    [
        LEAD,
        MORE,
        "By Ann Lee",
        "[Anchor]",
        "© 2024 Quay Press",
        "2024-10-21",
        "(AP)",
        "HALLOW —",
        "\n",
        "\n\n",
        " ",
        "\r\n",
        "\u2028",
        "오늘의 소식",
        "[",
        "]",
        "- ",
        ".",
        "Ann Lee reports.",
    ]
)


@given(text=st.text() | st.lists(pieces | st.text(max_size=5), max_size=25).map("".join))
def test_marks_of_any_text_are_sorted_disjoint_and_within_it(text: str) -> None:
    check(mark(text), text)
    check(mark(text, "Ann Lee reports"), text)


@pytest.mark.parametrize(
    "text",
    [
        "a " * 200_000,
        "[" * 200_000,
        "(" * 100_000 + ")" * 100_000,
        "By " * 100_000,
        "A. " * 100_000,
        "\n".join(["Ann Lee / AP"] * 20_000),
        "\n".join(
            f"The boat number {number} sails from the quay again today" for number in range(9_000)
        ),
        "© " * 100_000,
        "A-" * 150_000,
        " " * 400_000 + "a",
        "\n" * 400_000 + "a",
        "@" * 200_000,
    ],
)
def test_no_text_takes_more_than_linear_time(text: str) -> None:
    """Each would take minutes if any rule were quadratic in the length."""
    check(mark(text), text)
