"""The app in a real browser: search, open, mark, export, by keys alone."""

import shutil
from pathlib import Path

import pytest

from index.library import Library
from tests.reader.browser import browsing, chromium
from tests.reader.served import serving

pytest.importorskip("textual_serve", reason="serving needs the 'serve' extra")

TOKEN = "Xu4-pT9.kQ2_vN7mLs0~Rw5d"
CLOSED = "getComputedStyle(document.querySelector('.closed')).display == 'flex'"


@pytest.fixture
def library(sample_library: Path, tmp_path: Path) -> Path:
    """A library of the samples in which one test may mark."""
    return shutil.copytree(sample_library, tmp_path / "library")


async def test_search_open_mark_export_and_leave(library: Path, tmp_path: Path) -> None:
    chromium()
    downloads, elsewhere = tmp_path / "downloads", tmp_path / "server"
    downloads.mkdir()
    elsewhere.mkdir()
    with serving("--library", library, cwd=elsewhere, SECONDSOURCE_TOKEN=TOKEN) as served:
        async with browsing(tmp_path / "profile", downloads) as browser:
            await browser.visit(f"{served.url}/?token={TOKEN}")
            await browser.until_drawn("all 5 reports", "↓ results")
            assert await browser.value("location.href") == f"{served.url}/"
            before = await browser.picture()

            await browser.press(*"passports")
            await browser.until_drawn("2 reports")
            await browser.press("Enter", "Enter", "]")
            assert await browser.picture() != before

            await browser.press(" ")
            await browser.until_drawn("1 marked")
            await browser.press("e")
            await browser.until_drawn("1 passage to write")
            await browser.press("Enter")
            await browser.until_drawn("Exported")
            await browser.until(lambda: list(downloads.glob("*.md")), "the exported file")

            await browser.press("q")
            await browser.until_true(CLOSED)
            assert {url.split("/")[2] for url in browser.requested} == {f"127.0.0.1:{served.port}"}
            assert browser.complaints == []

    (exported,) = downloads.iterdir()
    with Library.open(library) as opened:
        (kept,) = opened.highlights.all()
    assert kept.quote.exact in exported.read_text("utf-8")
    assert list(elsewhere.iterdir()) == []


async def test_without_the_token_the_browser_shows_why(library: Path, tmp_path: Path) -> None:
    chromium()
    with serving("--library", library, SECONDSOURCE_TOKEN=TOKEN) as served:
        async with browsing(tmp_path / "profile", tmp_path) as browser:
            await browser.visit(served.url)
            await browser.until_true("document.body.innerText.includes('?token=TOKEN')")
            assert browser.drawn == ""


async def test_a_page_of_another_site_gets_no_window(library: Path, tmp_path: Path) -> None:
    chromium()
    attempt = (
        "globalThis.end = ''; const s = new WebSocket('ws://127.0.0.1:%d/ws?width=80&height=24');"
    )
    heard = "s.onmessage = () => { end = 'heard' }; s.onerror = () => { end = 'refused' };"
    with serving("--library", library) as served:
        async with browsing(tmp_path / "profile", tmp_path) as browser:
            await browser.visit("data:text/html,another site")
            await browser.value(attempt % served.port + heard)
            await browser.until_true("end != ''")
            assert await browser.value("end") == "refused"
