"""One part of a sentence changed: what conflicts, what only looks like it, and where it says so."""

import pytest

from index.claims.bare import compare
from index.model import DifferenceKind

DAY = "2031-03-05"


def against(a: str, b: str) -> list[tuple[DifferenceKind, str | None, str | None]]:
    found = compare(a, b, a_date=DAY, b_date=DAY)
    assert found.verdict == "conflicts", found
    return [(d.kind, d.here, d.there) for d in found.differences if not d.agrees]


def is_harmless(a: str, b: str, a_date: str = DAY, b_date: str = DAY) -> bool:
    return compare(a, b, a_date=a_date, b_date=b_date).verdict != "conflicts"


def assert_told(a: str, b: str, difference: tuple[DifferenceKind, str, str]) -> None:
    """The two conflict in this, whichever comes first."""
    kind, here, there = difference
    assert difference in against(a, b)
    assert (kind, there, here) in against(b, a)


FERRY = (
    "The ferry Aurora, built in 1987, left Marlow for Oldford on Tuesday with 212 people aboard."
)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("1987", "1991", "date"),
        ("Tuesday", "Friday", "date"),
        ("212", "164", "number"),
        ("ferry Aurora", "ferry Borealis", "name"),
        ("Marlow", "Penwick", "name"),
        ("left", "did not leave", "negation"),
    ],
)
def test_any_part_that_was_changed_is_named(old: str, new: str, kind: DifferenceKind) -> None:
    assert kind in {kind for kind, _, _ in against(FERRY, FERRY.replace(old, new))}


@pytest.mark.parametrize(
    ("a", "b", "difference"),
    [
        (
            "Mayor Ana Berg said on Monday that the bridge will be closed all winter.",
            "Mayor Ana Berg said on Friday that the bridge will be closed all winter.",
            ("date", "Monday", "Friday"),
        ),
        (
            "“We will not close the bridge,” said Ana Berg, who has run Oldford for six years.",
            "“We will not close the bridge,” said Carl Dunn, who has run Oldford for six years.",
            ("name", "Ana Berg", "Carl Dunn"),
        ),
        (
            "Shares of Brightwater rose sharply after the Helm Street fire.",
            "Shares of Brightwater fell sharply after the Helm Street fire.",
            ("wording", "rose", "fell"),
        ),
        (
            "The jury found the captain of the Aurora guilty of negligence.",
            "The jury found the captain of the Aurora innocent of negligence.",
            ("wording", "guilty", "innocent"),
        ),
        (
            "Brightwater sued Northgate over the Helm Street patents.",
            "Northgate sued Brightwater over the Helm Street patents.",
            ("name", "Brightwater", "Northgate"),
        ),
        (
            "The pact obliges members to take in 5 to 7 percent of arrivals.",
            "The pact obliges members to take in 3 to 7 percent of arrivals.",
            ("number", "5 to 7", "3 to 7"),
        ),
        (
            "Flight 370 to Oldford was diverted because of fog over the fjord.",
            "Flight 512 to Oldford was diverted because of fog over the fjord.",
            ("number", "370", "512"),
        ),
        (
            "Kenya won the northern relay for the third time in a row.",
            "Texas won the northern relay for the third time in a row.",
            ("name", "Kenya", "Texas"),
        ),
        (
            "The plant will cut more than 10 percent of its staff in Oldford.",
            "The plant will cut more than 25 percent of its staff in Oldford.",
            ("number", "more than 10", "more than 25"),
        ),
        (
            "Google opened a data hall beside the Oldford mill.",
            "Nokia opened a data hall beside the Oldford mill.",
            ("name", "Google", "Nokia"),
        ),
        (
            "The envoys came to Toronto with three goals for the northern fisheries.",
            "The envoys came to London with three goals for the northern fisheries.",
            ("name", "Toronto", "London"),
        ),
        (
            "Brightwater paid $40 million for the Helm Street plant.",
            "Brightwater paid €40 million for the Helm Street plant.",
            ("number", "$40 million", "€40 million"),
        ),
        (
            "The dredgers will stay in Oldford through June, the harbour master said.",
            "The dredgers will stay in Oldford through October, the harbour master said.",
            ("date", "June", "October"),
        ),
        (
            "The governor is to decide on Senate Bill 1062 this week.",
            "The governor is to decide on Senate Bill 1602 this week.",
            ("number", "1062", "1602"),
        ),
        (
            "Ana Berg urged the council of Oldford to widen the dam.",
            "Carl Dunn urged the council of Oldford to widen the dam.",
            ("name", "Ana Berg", "Carl Dunn"),
        ),
        (
            "Michael Berg opened the Oldford lock in front of a large crowd.",
            "Michael Dunn opened the Oldford lock in front of a large crowd.",
            ("name", "Berg", "Dunn"),
        ),
    ],
)
def test_what_cannot_both_hold_is_told_in_the_words_of_each(
    a: str, b: str, difference: tuple[DifferenceKind, str, str]
) -> None:
    assert_told(a, b, difference)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Brightwater sued Northgate over the Helm Street patents.",
            "Northgate was sued by Brightwater over the Helm Street patents.",
        ),
        (
            "Ana Berg met Carl Dunn at the Oldford mill on Tuesday.",
            "Carl Dunn met Ana Berg at the Oldford mill on Tuesday.",
        ),
        (
            "The pact was signed by Kenya, Norway, Chile and Japan at the Oldford summit.",
            "The pact was signed by Japan, Kenya, Chile and Norway at the Oldford summit.",
        ),
        (
            "The Bank of England kept its rate at 4 percent, ending a run of cuts.",
            "The BoE kept its rate at 4 percent, ending a run of cuts.",
        ),
        (
            "Officials in Washington were told of the Arden test two days before.",
            "Officials of the United States were told of the Arden test two days before.",
        ),
        (
            "A storm tore roofs off houses in Denver on Tuesday evening.",
            "A storm tore roofs off houses in Colorado on Tuesday evening.",
        ),
        (
            "Professor Ruth Lund led the dig at the Oldford mill.",
            "Lund led the dig at the Oldford mill.",
        ),
        (
            "The council is to vote on the tram on Friday.",
            "The council will vote on the tram this Friday.",
        ),
        (
            "The army fired between 20 and 30 shells at the Arden dam.",
            "The army fired as many as 30 shells at the Arden dam.",
        ),
        (
            "Senator Bill Berg asked for the Oldford lock to be widened.",
            "Senator William Berg asked for the Oldford lock to be widened.",
        ),
        (
            "The White House asked for the Arden dam to be inspected.",
            "President Berg asked for the Arden dam to be inspected.",
        ),
        (
            "Gusts reached 82 mph at the Oldford light on Tuesday.",
            "Gusts reached 130 km/h at the Oldford light on Tuesday.",
        ),
        (
            "The European Union turned down the plan to close the Arden crossing.",
            "Brussels turned down the plan to close the Arden crossing.",
        ),
        (
            "The U.S. Defense Department asked for the Arden dam to be inspected.",
            "The Pentagon asked for the Arden dam to be inspected.",
        ),
        (
            "The Oldford dock strike lasted two weeks.",
            "The Oldford dock strike lasted 14 days.",
        ),
        (
            "Rents in Oldford rose by 11.3 percent, the audit found.",
            "Rents in Oldford rose by 11 percent, the audit found.",
        ),
    ],
)
def test_the_same_in_other_words_is_no_conflict(a: str, b: str) -> None:
    assert is_harmless(a, b)
    assert is_harmless(b, a)


@pytest.mark.parametrize(
    ("a", "b", "difference"),
    [
        (
            "Harbour master Ana Berg closed the Oldford ferry line on Monday after two engines"
            " failed.",
            "After the failure of two engines, the ferry line at Oldford was closed on Monday by"
            " harbour master Carl Dunn.",
            ("name", "Ana Berg", "Carl Dunn"),
        ),
        (
            "Brightwater will pay Northgate $40 million to settle the Helm Street lawsuit, the"
            " firms said on Tuesday.",
            "The Helm Street lawsuit is to be settled for $65 million, Brightwater and Northgate"
            " announced on Tuesday.",
            ("number", "$40 million", "$65 million"),
        ),
        (
            "The Marlow dam burst early on Friday, flooding 300 homes in the Arden valley.",
            "Some 300 houses in the Arden valley were under water after the dam at Marlow gave"
            " way early on Wednesday.",
            ("date", "Friday", "Wednesday"),
        ),
        (
            "Fees in Oldford have risen 40 percent over the past five years, the audit found.",
            "The audit found that Oldford's fees rose by 40 percent during the past eight years.",
            ("number", "five", "eight"),
        ),
        (
            "The margin of error of the Oldford poll is 3 percentage points.",
            "The Oldford poll has a margin of error of 7 percent.",
            ("number", "3", "7"),
        ),
    ],
)
def test_what_was_changed_is_named_in_other_words_too(
    a: str, b: str, difference: tuple[DifferenceKind, str, str]
) -> None:
    assert_told(a, b, difference)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "The Pentagon said the drill off Marlow would go on until Friday.",
            "The Defense Department said the exercise off Marlow would last until Friday.",
        ),
        (
            "Not surprisingly, Norland leads in wind power, with 40 turbines for 1,000 people.",
            "Norland leads in wind power, with 40 turbines for every 1,000 people.",
        ),
        ("The Oldford vote isn't until March 9.", "The Oldford vote will be held on March 9."),
        (
            "Carl Dunn wins the Marlow regatta in six races.",
            "Carl Dunn defeats Ana Berg in six races at the Marlow regatta.",
        ),
        (
            "Oldford beat Marlow 3-1 in the final of the northern league.",
            "Marlow lost the final of the northern league 1-3 to Oldford.",
        ),
        (
            "General Motors will close its Oldford plant in June.",
            "GM will close its Oldford plant in June.",
        ),
        (
            "The blast in Oldford killed 31 people, including two children.",
            "The blast in Oldford killed 32 people, including two children, not counting the"
            " driver.",
        ),
        (
            "Ozone in Oldford reached .20 parts per million on Monday.",
            "Ozone in Oldford reached 0.20 parts per million on Monday.",
        ),
        (
            "The rocket was fired from hundreds of yards away.",
            "The rocket was fired from hundreds of metres away.",
        ),
        (
            "In Fla., the storm tore roofs off 40 houses.",
            "In Florida, the storm tore roofs off 40 houses.",
        ),
        (
            "Ana Berg, mayor of Oldford, opened the tram line on Monday.",
            "The mayor opened Oldford's tram line on Monday.",
        ),
        (
            "The margin of error of the Oldford poll is 3 percentage points.",
            "The Oldford poll has a margin of error of 3 percent.",
        ),
    ],
)
def test_other_words_for_what_was_not_changed_are_no_conflict(a: str, b: str) -> None:
    assert is_harmless(a, b)
    assert is_harmless(b, a)


def test_the_other_date_counts_where_only_one_is_known() -> None:
    a = "The council approved the tram to the harbour on Monday."
    b = "The council approved the tram to the harbour on Thursday."
    assert compare(a, b, a_date=DAY).verdict == "conflicts"
    assert compare(a, b, b_date=DAY).verdict == "conflicts"


def test_a_month_is_not_a_modal_verb() -> None:
    a = "The Arden dam was finished at the end of May and filled by July."
    b = "The Arden dam was finished at the end of April and filled by July."
    assert ("date", "May", "April") in [
        (k, h and h.split()[-1], t and t.split()[-1]) for k, h, t in against(a, b)
    ]


def test_a_denial_is_seen_whatever_words_the_other_sentence_has() -> None:
    told = against(
        "The president has been blamed for frequent power cuts in the Arden valley.",
        "The president has not been blamed for frequent power cuts in the Arden valley.",
    )
    assert ("negation", None, "not") in told


def test_a_headline_is_read_by_its_names_alone() -> None:
    told = against(
        "Kenya Condemns Chile's Seizure of Norwegian Fishing Boat",
        "Kenya condemns Japan's seizure of Norwegian fishing boat",
    )
    assert ("name", "Chile", "Japan") in told


@pytest.mark.parametrize(("written", "harmless"), [("March 4", True), ("February 20", False)])
def test_a_weekday_is_held_against_a_date_by_the_reports_own(written: str, harmless: bool) -> None:
    said = "The council of Oldford approved the tram line on {} after a long debate."
    assert is_harmless(said.format("Tuesday"), said.format(written)) is harmless


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (
            "The toll of the Arden flood rose to 31 on {}.",
            "The toll of the Arden flood rose to 58 on {}.",
        ),
        (
            "Some 400 people are missing after the flood.",
            "Some 120 people are missing after the flood.",
        ),
        (
            "The fire near Oldford has burned 1,200 acres.",
            "The fire near Oldford has burned 3,100 acres.",
        ),
    ],
)
def test_what_changes_with_the_days_is_an_update(early: str, late: str) -> None:
    a, b = early.format("Wednesday"), late.format("Friday")
    assert is_harmless(a, b, DAY, "2031-03-07")
    assert is_harmless(b, a, "2031-03-07", DAY)
    assert not is_harmless(early.format("Wednesday"), late.format("Wednesday"))
