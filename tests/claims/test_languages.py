"""Reports in several languages: which they are in, and claims that meet across them."""

from pathlib import Path

import pytest

from index.claims import encoder, foreign
from index.claims.bare import compare
from index.claims.encoder import Loaded, absence
from index.claims.index import ClaimIndex
from index.claims.languages import language
from index.model import Article, Standing

pytestmark = pytest.mark.skipif(absence() is not None, reason=str(absence()))

ENGLISH = (
    "The dam in the Arden valley broke on Monday morning after three days of rain. "
    "At least 40 people were killed, Mayor Ana Berg said. "
    "The government sent 1,500 firefighters to the region. "
    "Engineers had warned of cracks in the wall two years ago."
)
KOREAN = (
    "사흘간 내린 비 끝에 월요일 아침 아르덴 계곡의 댐이 무너졌다. "
    "아나 베르그 시장은 최소 40명이 숨졌다고 말했다. "
    "정부는 이 지역에 소방관 1천500명을 보냈다. "
    "칼 던 총리는 희생자 가족들에게 신속한 지원을 약속했다."
)
GERMAN = (
    "Nach drei Tagen Regen brach am Montagmorgen der Damm im Ardental. "
    "Mindestens 40 Menschen kamen ums Leben, sagte Bürgermeisterin Ana Berg. "
    "Die Regierung schickte 2.500 Feuerwehrleute in die Region."
)
FESTIVAL = (
    "서울에서 주말 동안 음악 축제가 열려 많은 시민이 공연을 즐겼다. "
    "축제에는 해외 음악가 12팀이 참가했다."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (KOREAN, "ko"),
        (GERMAN, "de"),
        ("Le maire a déclaré que la route vers la vallée est fermée depuis lundi.", "fr"),
        ("El alcalde dijo que la carretera del valle está cerrada desde el lunes.", "es"),
        ("Il sindaco ha detto che la strada della valle è chiusa da lunedì.", "it"),
        ("O prefeito disse que a estrada do vale está fechada desde segunda-feira.", "pt"),
        ("De burgemeester zei dat de weg naar het dal sinds maandag dicht is.", "nl"),
        ("Burmistrz powiedział, że droga do doliny jest zamknięta od poniedziałku.", "pl"),
        ("Belediye başkanı vadiye giden yolun pazartesiden beri kapalı olduğunu söyledi.", "tr"),
        ("Мэр сообщил, что дорога в долину закрыта с понедельника.", "ru"),
        ("市長は谷への道路が月曜日から閉鎖されていると述べた。", "ja"),
        ("市长表示，通往山谷的道路自星期一起关闭。", "zh"),
        ("قال رئيس البلدية إن الطريق إلى الوادي مغلق منذ الاثنين.", "ar"),
        ("นายกเทศมนตรีกล่าวว่าถนนสู่หุบเขาปิดตั้งแต่วันจันทร์", "th"),
        ("Two die in floods", "und"),
        ("12 345", "und"),
        ("", "und"),
    ],
)
def test_script_and_common_words_tell_the_language(text: str, code: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (
            "The government sent 1,500 firefighters to the region.",
            "정부는 이 지역에 소방관 1천500명을 보냈다.",
            "corroborates",
        ),
        (
            "The government sent 1,500 firefighters to the region.",
            "정부는 이 지역에 소방관 1만2천 명을 보냈다.",
            "conflicts",
        ),
        (
            "The government sent 1,500 firefighters to the region.",
            "Die Regierung schickte 1.500 Feuerwehrleute in die Region.",
            "corroborates",
        ),
        (
            "The council approved the tram line to the harbour.",
            "시의회는 항구로 가는 전차 노선을 승인하지 않았다.",
            "conflicts",
        ),
        (
            "The coast guard said fog had cut visibility to less than 100 metres.",
            "해경은 안개로 가시거리가 100미터도 되지 않았다고 말했다.",
            "corroborates",
        ),
        (
            "The government sent 1,500 firefighters to the region.",
            "주말 서울의 날씨는 대체로 맑겠다.",
            "unrelated",
        ),
    ],
)
def test_sentences_of_two_languages_are_compared_by_meaning_and_numbers(
    a: str, b: str, verdict: str
) -> None:
    assert compare(a, b).verdict == verdict
    assert compare(b, a).verdict == verdict


def standings(folder: Path, **texts: str) -> dict[str, tuple[Standing, ...]]:
    """Each article's claims; all are of one day, each from its own outlet."""
    index = ClaimIndex(folder)
    articles = [
        Article(name, text, source=f"The {name} Post", published="2031-03-04")
        for name, text in texts.items()
    ]
    for revision, article in enumerate(articles):
        index.update([article], forget=(), as_of=revision)
    found = {name: index.standings(name, lambda _ids: {}) for name in texts}
    index.close()
    return found


def test_claims_meet_across_languages_and_strangers_do_not(tmp_path: Path) -> None:
    found = standings(tmp_path, english=ENGLISH, korean=KOREAN, festival=FESTIVAL)
    met = {
        standing.claim.text: [(r.article, r.text, r.comparison.verdict) for r in standing.reports]
        for standing in found["english"]
    }
    troops = met["The government sent 1,500 firefighters to the region."]
    assert troops == [("korean", "정부는 이 지역에 소방관 1천500명을 보냈다.", "corroborates")]
    assert met["Engineers had warned of cracks in the wall two years ago."] == []
    assert all(standing.status == "single-source" for standing in found["festival"])
    corroborated = [s for s in found["korean"] if s.status == "corroborated"]
    assert len(corroborated) == 3


def test_another_number_abroad_is_a_conflict(tmp_path: Path) -> None:
    found = standings(tmp_path, english=ENGLISH, german=GERMAN)
    disputed = [s for s in found["english"] if s.status == "disputed"]
    assert [s.claim.text for s in disputed] == [
        "The government sent 1,500 firefighters to the region."
    ]
    (report,) = disputed[0].reports
    told = [(d.kind, d.here, d.there) for d in report.comparison.differences if not d.agrees]
    assert told == [("number", "1,500", "2.500")]


def test_reports_weeks_apart_do_not_meet(tmp_path: Path) -> None:
    index = ClaimIndex(tmp_path)
    index.update(
        [
            Article("english", ENGLISH, published="2031-03-04"),
            Article("korean", KOREAN, published="2031-03-28"),
        ],
        forget=(),
        as_of=1,
    )
    assert index.totals().corroborated == 0
    index.close()


def test_without_an_encoder_foreign_reports_stay_alone_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Loaded(None, "not installed")
    monkeypatch.setattr(foreign, "load_encoder", lambda: nothing)
    found = standings(tmp_path, english=ENGLISH, korean=KOREAN)
    assert all(not standing.reports for standing in found["english"])


def test_one_language_needs_no_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted() -> Loaded:
        raise AssertionError("the encoder was loaded for a library of one language")

    monkeypatch.setattr(foreign, "load_encoder", unwanted)
    monkeypatch.setattr(encoder, "load_encoder", unwanted)
    found = standings(tmp_path, english=ENGLISH, other=ENGLISH.replace("1,500", "1,400"))
    assert found["english"]
