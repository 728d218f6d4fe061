"""Who says what: speaker, verb and directness beside the claim, not in it."""

import pytest

from index.claims.extract import extract
from index.model import Article

Row = tuple[str | None, str | None, bool | None, str]


def rows(text: str) -> list[Row]:
    return [
        (claim.speaker, claim.verb, claim.direct, claim.text)
        for claim in extract(Article("a", text))
    ]


LEAK = "the northern quay leaked fuel for two days"
QUOTED = "The northern quay leaked fuel for two whole days"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Ana Berg said that {LEAK}.", ("Ana Berg", "say", False, f"{LEAK}.")),
        (f"Ana Berg said {LEAK}.", ("Ana Berg", "say", False, f"{LEAK}.")),
        (f"Ana Berg said on Monday that {LEAK}.", ("Ana Berg", "say", False, f"{LEAK}.")),
        (f"Ana Berg told reporters that {LEAK}.", ("Ana Berg", "tell", False, f"{LEAK}.")),
        (f"Mayor Ana Berg told Norda TV {LEAK}.", ("Ana Berg", "tell", False, f"{LEAK}.")),
        (f"Ana Berg has also warned that {LEAK}.", ("Ana Berg", "warn", False, f"{LEAK}.")),
        (
            f"On Monday, Ana Berg, a former pilot, said that {LEAK}.",
            ("Ana Berg", "say", False, f"{LEAK}."),
        ),
        (
            f"The port authority announced that {LEAK}.",
            ("The port authority", "announce", False, f"{LEAK}."),
        ),
        (f"Officials say {LEAK}.", ("Officials", "say", False, f"{LEAK}.")),
        (
            f"Party strategist and radio host Ana Berg said {LEAK}.",
            ("Ana Berg", "say", False, f"{LEAK}."),
        ),
        (f"But officials say {LEAK}.", ("officials", "say", False, f"{LEAK}.")),
        (f"Ida Moss and Ana Berg say {LEAK}.", ("Ida Moss and Ana Berg", "say", False, f"{LEAK}.")),
        (f"Iceland and Norway said {LEAK}.", ("Iceland and Norway", "say", False, f"{LEAK}.")),
        (
            f"The closure follows a warning by the port authority that {LEAK}.",
            ("the port authority", "warn", False, f"{LEAK}."),
        ),
        (
            "Ana Berg said the quay and the old reckless ferries undo the work of divers.",
            (
                "Ana Berg",
                "say",
                False,
                "the quay and the old reckless ferries undo the work of divers.",
            ),
        ),
        (f"Ana Berg pointed out that {LEAK}.", ("Ana Berg", "point out", False, f"{LEAK}.")),
        (f"{LEAK.capitalize()}, Ana Berg said.", ("Ana Berg", "say", False, LEAK.capitalize())),
        (
            f"{LEAK.capitalize()}, said Ana Berg, the mayor of Verrin.",
            ("Ana Berg", "say", False, LEAK.capitalize()),
        ),
        (
            f"{LEAK.capitalize()}, according to the port authority.",
            ("the port authority", "say", False, LEAK.capitalize()),
        ),
        (
            f"According to the port authority, {LEAK}.",
            ("the port authority", "say", False, f"{LEAK}."),
        ),
        (f"“{QUOTED},” Ana Berg said.", ("Ana Berg", "say", True, QUOTED)),
        (f'"{QUOTED}," said Ana Berg.', ("Ana Berg", "say", True, QUOTED)),
        (f"“{QUOTED}!” Ana Berg shouted.", ("Ana Berg", "shout", True, f"{QUOTED}!")),
        (f"Ana Berg said: “{QUOTED}.”", ("Ana Berg", "say", True, f"{QUOTED}.")),
        (f"Ana Berg wrote in a letter, “{QUOTED}.”", ("Ana Berg", "write", True, f"{QUOTED}.")),
    ],
)
def test_attribution_is_taken_off_the_claim(text: str, expected: Row) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        ("Ana Berg denied that Norda paid for the new quay.", "Ana Berg", "deny"),
        ("Ana Berg urged Norda to pay for the new quay.", "Ana Berg", "urge"),
        ("Ana Berg hopes that Norda pays for the new quay.", "Ana Berg", "hope"),
        ("Ana Berg condemned the leak at the northern quay.", "Ana Berg", "condemn"),
    ],
)
def test_acts_of_speech_stay_in_the_claim(text: str, speaker: str, verb: str) -> None:
    assert rows(text) == [(speaker, verb, False, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The notes of the harbour master fill three shelves.",
        "Norda continued to dump fuel into the harbour.",
        "The claims of the fishermen reached the high court.",
        "Ana Berg did not say whether Norda would pay.",
        "The verdict was reported by every paper in Verrin.",
    ],
)
def test_verbs_and_nouns_that_report_no_speech(text: str) -> None:
    assert rows(text) == [(None, None, None, text)]


def test_clauses_of_one_speaker_are_claims_of_their_own() -> None:
    text = (
        "Ana Berg told Norda that the northern quay must close in March, adding that divers found "
        "two cracked pillars, and urged the port authority to hire more crews."
    )
    assert rows(text) == [
        ("Ana Berg", "tell", False, "the northern quay must close in March"),
        ("Ana Berg", "add", False, "divers found two cracked pillars"),
        ("Ana Berg", "urge", False, "urged the port authority to hire more crews."),
    ]


def test_a_trailing_speaker_keeps_a_participle_behind() -> None:
    text = (
        "“The old northern quay is beyond repair,” Ana Berg said, noting that two of its "
        "pillars had cracked badly in 2019."
    )
    assert [row[:2] + row[3:] for row in rows(text)] == [
        ("Ana Berg", "say", "The old northern quay is beyond repair"),
        ("Ana Berg", "note", "two of its pillars had cracked badly in 2019."),
    ]


def test_short_clauses_stay_in_their_sentence() -> None:
    text = "Ana Berg closed the northern quay on Monday, saying it leaked."
    assert rows(text) == [(None, None, None, text)]


def test_clauses_with_subjects_of_their_own_are_parted() -> None:
    text = (
        "The port authority closed the northern quay in March, while Norda moved its ferries to "
        "the fishing harbour of Orel."
    )
    assert [row[3] for row in rows(text)] == [
        "The port authority closed the northern quay in March",
        "Norda moved its ferries to the fishing harbour of Orel.",
    ]


def test_a_state_that_comes_with_a_number_is_a_claim_of_its_own() -> None:
    text = (
        "Norda plans to hire 200 divers for the harbour of Orel, with some 40 of them already "
        "working at the northern quay."
    )
    assert [row[3] for row in rows(text)] == [
        "Norda plans to hire 200 divers for the harbour of Orel",
        "some 40 of them already working at the northern quay.",
    ]


def test_two_clauses_said_in_one_breath_are_parted() -> None:
    text = (
        "Ana Berg said that divers had found cracks in two old pillars and that the ferries of "
        "Norda were already mooring at Orel."
    )
    assert [row[3] for row in rows(text)] == [
        "divers had found cracks in two old pillars",
        "the ferries of Norda were already mooring at Orel.",
    ]


def test_an_attribution_inside_a_report_of_another_event() -> None:
    text = "This comes after the port authority said Norda had paid 40 divers in cash."
    assert rows(text) == [("the port authority", "say", False, "Norda had paid 40 divers in cash.")]


class TestCarriedOver:
    """Speakers named in one sentence and meant in the next."""

    def test_pronouns(self) -> None:
        text = (
            "Mayor Ana Berg said the northern quay had leaked fuel for days. She added that divers "
            "would inspect the other pillars in March."
        )
        assert [row[0] for row in rows(text)] == ["Ana Berg", "Ana Berg"]

    def test_pronouns_pass_over_people_of_other_titles(self) -> None:
        text = (
            "Mrs. Ana Berg met Mr. Ole Dahl at the northern quay in Verrin. He said that the "
            "ferries would move to Orel in March."
        )
        assert rows(text)[1][0] == "Ole Dahl"

    def test_surnames_and_offices(self) -> None:
        text = (
            "Mayor Ana Berg inspected the leaking northern quay in Verrin. Berg said the ferries "
            "would move to Orel. The mayor said that Norda would pay the fishing crews."
        )
        assert [row[0] for row in rows(text)] == [None, "Ana Berg", "Ana Berg"]

    def test_a_quotation_of_several_sentences(self) -> None:
        text = (
            "“The northern quay leaked fuel for days. Nobody warned the fishing crews of Orel,” "
            "Ana Berg said. “The port authority must answer for this leak.”"
        )
        assert [(row[0], row[2]) for row in rows(text)] == [("Ana Berg", True)] * 3

    def test_a_quotation_in_its_own_paragraph(self) -> None:
        text = (
            "Ana Berg said the northern quay had leaked fuel for days.\n\n"
            "“The fishing crews of Orel deserve an honest answer.”"
        )
        assert rows(text)[1][:3] == ("Ana Berg", "say", True)

    def test_a_stray_mark_does_not_quote_the_rest(self) -> None:
        text = (
            'Ana Berg said the northern quay" had leaked fuel for days. Divers found cracks in two '
            "old pillars of the quay."
        )
        assert rows(text)[1][:3] == (None, None, None)

    def test_a_mister_is_not_the_woman_of_his_name(self) -> None:
        text = (
            "Mrs. Ana Berg visited the northern quay in Verrin. Mr. Berg said the port authority "
            "had closed the ferry line to Orel."
        )
        assert rows(text)[1][0] == "Berg"

    def test_nobody_is_made_up(self) -> None:
        text = "He said that the northern quay had leaked fuel for days."
        assert rows(text) == [(None, "say", False, "the northern quay had leaked fuel for days.")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Oldford's head of finance, Ruth Lund, warned that {LEAK}.", "Ruth Lund"),
        (f"The council's senior member, Carl Dunn of Marlow, warned that {LEAK}.", "Carl Dunn"),
        (f"Ana Berg, a former mayor of Oldford, said that {LEAK}.", "Ana Berg"),
    ],
)
def test_of_a_description_and_a_name_the_name_is_the_speaker(text: str, speaker: str) -> None:
    assert {row[0] for row in rows(text)} == {speaker}


def test_a_participle_of_inference_is_nobodys_saying() -> None:
    found = rows("The ferry lost two races on Saturday, suggesting that its engine is worn out.")
    assert {(row[0], row[1]) for row in found} == {(None, None)}


def test_all_told_tells_nothing() -> None:
    assert [
        row[:2] for row in rows("All told, they carried ninety heavy loads to the port of Marlow.")
    ] == [(None, None)]


def test_a_pronoun_means_whom_its_own_sentence_is_about() -> None:
    text = (
        f"Carl Dunn said that {LEAK}. While officials doubt it, Mayor Peter Lund spilled the beans"
        " in June when he claimed the town's new tram line would deliver the harbour to his party."
    )
    assert rows(text)[-1][0] == "Peter Lund"
