"""What an article's own lines say of its title, outlet, author, date and address."""

import pytest

from index.intake.metadata import Metadata, complete

BODY = (
    "The ferry to Hallow Island sails again, the harbour office said, after a storm had closed "
    "the quay for eleven days and left some 400 people without fresh bread.\n"
)


def found(text: str) -> Metadata:
    return complete(Metadata(), text)


def test_a_bare_report_says_nothing_of_itself() -> None:
    assert found(BODY) == Metadata()
    assert found(BODY * 8) == Metadata()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Ferry to Hallow Island sails again\n\n", "Ferry to Hallow Island sails again"),
        ("Ferry sails again\n2024-10-21\n\n", "Ferry sails again"),
        ("2024-10-21 Photo : Quay News\n\nFERRY SAILS AGAIN\n", "FERRY SAILS AGAIN"),
        ("Is the ferry back?\n\n", "Is the ferry back?"),
        ("[Morning Call] FERRY SAILS AGAIN\n\n", "FERRY SAILS AGAIN"),
        ("[Video]\nFerry sails again\n\n", "Ferry sails again"),
        ("Title: Ferry sails again\nBy Ann Lee\n\n", "Ferry sails again"),
        ("By Ann Lee\n\nFerry sails again\n\n", "Ferry sails again"),
        ("The storm is over.\n\n", None),
        ("HALLOW (AP) — The storm is over\n\n", None),
        (BODY.strip().rstrip(".") + "\n", None),
    ],
)
def test_titles(head: str, title: str | None) -> None:
    assert found(head + BODY).title == title


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("BY ANN LEE [lee.ann@post.example]", "Ann Lee"),
        ("By Ann Lee and Bo van der Chan, Staff Writers", "Ann Lee, Bo van der Chan"),
        ("by Ann Lee | Harbour Correspondent", "Ann Lee"),
        ("Written by Ann O’Lee for the Hallow Post", "Ann O’Lee"),
        ("By Ann Lee Updated Oct. 21, 2024, 6:59 p.m.", "Ann Lee"),
        ("By The Associated Press", "The Associated Press"),
        ("Author: Ann Lee", "Ann Lee"),
        ("Ann Lee 2024-10-21", "Ann Lee"),
        ("김하나 기자 hana@post.example", "김하나"),
        ("김하나 2024. 10. 21. 18:59", "김하나"),
        ("Ann Lee reports.", "Ann Lee"),
        ("2024-10-21 Morning Call", None),
        ("정치 2024. 10. 21. 18:59", None),
        ("By Monday, the quay had reopened", None),
        ("By The Time We Left", None),
        ("Photo : Quay News", None),
        ("Photo by Ann Lee", None),
    ],
)
def test_authors(line: str, author: str | None) -> None:
    assert found(f"Ferry sails again\n\n{line}\n\n{BODY}").author == author
    assert found(f"{BODY}\n{line}\n").author == author


def test_a_stated_byline_outranks_a_bare_name() -> None:
    head, foot = "김하나 2024. 10. 21. 18:59", "BY HANA KIM [hana@post.example]"
    assert found(f"Ferry sails again\n\n{head}\n\n{BODY}\n{foot}\n").author == "Hana Kim"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        (" date 2024-10-21 Photo : Quay News", "2024-10-21"),
        ("입력 2024.10.21 (23:55)", "2024-10-21T23:55"),
        ("김하나 2024. 10. 21. 18:59", "2024-10-21T18:59"),
        ("Published: Oct 21, 2024 6:59 PM KST", "2024-10-21T18:59+09:00"),
        ("Updated 22 October 2024\nPublished 21 October 2024", "2024-10-21"),
        ("Posted on Monday, October 21, 2024", "2024-10-21"),
        ("The storm of 2023-10-21 sank two boats and closed the harbour for good.", None),
    ],
)
def test_dates(line: str, published: str | None) -> None:
    assert found(f"Ferry sails again\n\n{line}\n\n{BODY}").published == published


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{BODY}\nCopyright © 2024 The Hallow Post, LLC. All rights reserved.", "The Hallow Post"),
        (f"{BODY}\nCopyright © 항구일보. 무단전재 및 재배포 금지.", "항구일보"),
        (f"{BODY}\nThis is Harbour News, Ann Lee.", "Harbour News"),
        (f"HALLOW, Oct. 21 (Quay Press) -- {BODY}", "Quay Press"),
        (f"Source: Hallow Post\n\n{BODY}", "Hallow Post"),
        (
            f"date 2024-10-21 Morning Call\n\n[Morning Call] FERRY SAILS AGAIN\n\n{BODY}",
            "Morning Call",
        ),
        (f"date 2024-10-21 Photo : QUAY News\n\n{BODY}", None),
        (f"{BODY}The harbour office (Quay Press) had no comment.", None),
    ],
)
def test_outlets(text: str, source: str | None) -> None:
    assert found(text).source == source


def test_a_korean_agency_s_dateline_names_outlet_and_author() -> None:
    body = "섬으로 가는 배가 화요일에 다시 떠났다고 항만 사무소가 밝혔다. 주민 400명이 기다렸다."
    known = found(f"(할로=항구통신) 김하나 기자 = {body}\n")
    assert (known.source, known.author) == ("항구통신", "김하나")


def test_addresses_that_have_a_line_to_themselves() -> None:
    assert (
        found(f"{BODY}\nhttps://post.example/ferry?id=1\n").url == "https://post.example/ferry?id=1"
    )
    assert found(f"URL: https://post.example/ferry\n\n{BODY}").url == "https://post.example/ferry"
    assert found(f"{BODY}See https://post.example/ferry for more.").url is None


def test_what_is_given_is_not_overruled() -> None:
    given = Metadata("T", "S", "A", "2020", "u")
    text = f"Ferry sails again\nBy Ann Lee\n2024-10-21\n\n{BODY}\n© 2024 Hallow Post\n"
    assert complete(given, text) == given
    assert complete(Metadata(published="some day"), text).published is None
