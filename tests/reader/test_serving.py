"""The served app's door: who is let in, who is not, and what is started for them."""

import asyncio
import contextlib
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.serving.guard import Guard, is_own_page, new_token, weakness
from tests.reader.cli.running import run
from tests.reader.served import UPGRADE, Served, serving

aiohttp = pytest.importorskip("aiohttp", reason="serving needs the 'serve' extra")
pytest.importorskip("textual_serve", reason="serving needs the 'serve' extra")

TOKEN = "q7Vh2-LmZx0_RtYk9.BdWs4n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, sample_library: Path) -> Iterator[Served]:
    with serving("--library", sample_library) as running:
        yield running


@pytest.fixture(scope="module")
def guarded(sample_library: Path) -> Iterator[Served]:
    with serving("--library", sample_library, SECONDSOURCE_TOKEN=TOKEN) as running:
        yield running


def test_the_page_and_all_it_needs_come_from_the_server_itself(served: Served) -> None:
    page = served.get("/")
    assert page.status == 200
    assert f'data-session-websocket-url="ws://127.0.0.1:{served.port}/ws"' in page.body

    needed = re.findall(r'(?:src|href)="(/[^"]+)"|url\("([^"]+)"\)', page.body)
    paths = [one or other for one, other in needed]
    assert len(paths) >= 5
    for path in paths:
        assert served.get(path).status == 200, path
    assert not re.findall(r"https?://", page.body)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/static/../server.py", "/static/js/", "/../etc/passwd"])
def test_nothing_else_is_given_out(served: Served, path: str) -> None:
    assert served.get(path).status in {403, 404}


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_it_answers_to_this_machines_names_at_any_port(served: Served, name: str) -> None:
    assert served.get("/", {"Host": f"{name}:{served.port}"}).status == 200
    assert served.get("/", {"Host": f"{name}:9"}).status == 200
    assert served.get("/", {"Host": name}).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "192.0.2.7", "a b", "@"],
)
def test_a_name_made_to_point_here_is_refused(served: Served, host: str) -> None:
    assert served.get("/", {"Host": host}).status == 403
    assert served.get("/static/js/textual.js", {"Host": f"{host}:80"}).status == 403
    assert served.shake({"Host": host, "Origin": f"http://{host}"}) == 403


def test_a_request_without_a_name_is_refused(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as client:
        client.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert b" 403 " in client.recv(64)


def test_only_its_own_page_may_open_a_window(served: Served) -> None:
    assert served.shake() == 101
    assert served.shake({"Origin": "http://localhost:1", "Host": "localhost:1"}) == 101
    for origin in (
        "http://evil.example",
        "null",
        "",
        f"http://localhost:{served.port}",
        f"http://127.0.0.1:{served.port + 1}",
        f"{served.url}.evil.example",
        f"file://127.0.0.1:{served.port}",
    ):
        assert served.shake({"Origin": origin}) == 403, origin
        assert served.get("/", {"Origin": origin}).status == 403, origin
    assert served.get("/ws", UPGRADE).status == 403


@pytest.mark.parametrize("path", ["/", "/page.js", "/static/js/textual.js", "/download/x", "/no"])
def test_without_the_token_nothing_is_given_out(guarded: Served, path: str) -> None:
    assert guarded.get(path).status == 401
    assert guarded.get(f"{path}?token={TOKEN[:-1]}").status == 401
    assert guarded.get(f"{path}?token=").status == 401
    assert guarded.get(path, {"Cookie": f"secondsource_{guarded.port}={TOKEN}"}).status == 401


def test_the_token_is_swapped_for_a_cookie_that_opens_everything(guarded: Served) -> None:
    assert guarded.shake() == 401
    first = guarded.get(f"/?fontsize=20&token={TOKEN}")
    assert (first.status, first.headers["Location"]) == (303, "/?fontsize=20")
    cookie, *attributes = first.headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert TOKEN not in cookie

    known = {"Cookie": cookie}
    assert guarded.get("/", known).status == 200
    assert guarded.get("/static/js/textual.js", known).status == 200
    assert guarded.shake(known) == 101
    assert guarded.shake({**known, "Origin": "http://evil.example"}) == 403
    assert guarded.get("/", {**known, "Host": "evil.example"}).status == 403


def test_a_public_server_may_be_reached_by_any_name_with_the_token(sample_library: Path) -> None:
    public = ("--library", sample_library, "--public", "--host", "0.0.0.0", "--token", TOKEN)
    with serving(*public) as running:
        by_name = {"Host": "reader.example.org"}
        assert running.get("/", by_name).status == 401
        assert running.get(f"/?token={TOKEN}", by_name).status == 303
        assert running.shake({"Origin": "http://evil.example"}) == 403


@pytest.mark.parametrize(
    "args",
    [
        ("--host", "0.0.0.0"),
        ("--host", "::"),
        ("--host", "192.0.2.7"),
        ("--host", "0.0.0.0", "--token", TOKEN),
        ("--host", "0.0.0.0", "--public"),
        ("--public",),
        ("--host", "0.0.0.0", "--public", "--token", "secret"),
        ("--token", "a" * 40),
        ("--token", "ab" * 20),
        ("--token", "white space " * 4),
        ("--host", ""),
    ],
)
def test_an_open_door_is_refused(sample_library: Path, args: tuple[str, ...]) -> None:
    done = run("serve", "--library", sample_library, "--port", 0, *args)

    assert (done.code, done.out) == (2, "")
    assert re.search(r"--(public|token|host)", done.err.splitlines()[-1])


def test_a_token_to_take_is_offered_and_strong_enough() -> None:
    offered = run("serve", "--public").err.split()[-1]

    assert weakness(offered) is None
    assert offered != run("serve", "--public").err.split()[-1]


def test_a_port_in_use_is_one_line_that_says_what_to_do(served: Served) -> None:
    done = run("serve", "--port", served.port)

    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert "--port" in done.err


def test_a_missing_package_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "textual_serve"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "textual_serve", None)

    done = run("serve")

    assert (done.code, done.out) == (2, "")
    assert "-m pip install 'textual-serve" in done.err


def test_a_path_that_is_not_there_is_said_before_serving() -> None:
    assert run("serve", "./nowhere").code == 1


async def seen(served: Served, words: str) -> None:
    """Open a window and wait until the app has drawn these words."""
    async with (
        aiohttp.ClientSession() as client,
        client.ws_connect(f"{served.url}/ws?width=120&height=40", origin=served.url) as window,
    ):
        drawn = ""
        async with asyncio.timeout(60):
            while words not in drawn:
                message = await window.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, message
                drawn += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", message.data.decode())


@pytest.mark.parametrize("name", ["--help", "add", "; touch harm; $(touch harm) `touch harm` 'x"])
async def test_a_path_is_a_path_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "one.txt").write_text("Pier closed\n\nThe old pier at Lunn closed on Friday.\n")

    with serving("--", f"./{name}", cwd=tmp_path) as running:
        await seen(running, "Pier closed")

    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux's list of children")
async def test_the_app_ends_with_its_window_and_with_the_server(sample_library: Path) -> None:
    with serving("--library", sample_library) as running:
        await seen(running, "5 reports")
        async with asyncio.timeout(30):
            while running.apps():
                await asyncio.sleep(0.05)

        async with (
            aiohttp.ClientSession() as client,
            client.ws_connect(f"{running.url}/ws", origin=running.url) as window,
        ):
            await window.receive()
            (app,) = running.apps()
            running.process.terminate()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(30):
                    while (await window.receive()).type is aiohttp.WSMsgType.BINARY:
                        pass
            running.process.wait(timeout=30)
            assert not Path(f"/proc/{app}").exists()


async def test_nonsense_from_a_window_ends_that_window_only(served: Served) -> None:
    for nonsense in ("{}", "not json", "[]", '["resize", 1]', '["stdin", 1]'):
        async with (
            aiohttp.ClientSession() as client,
            client.ws_connect(f"{served.url}/ws", origin=served.url) as window,
        ):
            await window.send_str(nonsense)
            async with asyncio.timeout(60):
                while (await window.receive()).type is aiohttp.WSMsgType.BINARY:
                    pass
    assert served.get("/").status == 200


@example("[0]")
@given(st.text(max_size=40) | st.text("localhst.:12[]@/-", max_size=20))
def test_no_other_name_is_taken_for_this_machine(host: str) -> None:
    if Guard("127.0.0.1").knows(host):
        name = host.lower() if host.startswith("[") else host.lower().partition(":")[0]
        assert name in {"localhost", "127.0.0.1"} or name.startswith("[::1]")


@given(st.text(max_size=30), st.text(max_size=30))
def test_only_the_token_or_its_cookie_admits(token: str, cookie: str) -> None:
    guard = Guard("0.0.0.0", new_token(), any_name=True)

    assert not guard.admits(token, cookie)
    assert guard.admits(guard.token, cookie)
    assert guard.admits(token, guard.pass_)
    assert not guard.admits(guard.pass_, guard.token)


def test_a_server_for_any_name_needs_a_token() -> None:
    with pytest.raises(ValueError, match="token"):
        Guard("0.0.0.0", any_name=True)


def test_an_origin_is_compared_whole() -> None:
    assert is_own_page("https://Reader.example.org", "reader.example.org")
    assert not is_own_page("https://reader.example.org.evil.example", "reader.example.org")
    assert not is_own_page("https://reader.example.org", None)
