import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from bot.cli import attribune
from bot.errors import AttribuneError
from bot.fetching.manners import Manners
from tests.web.feeds import WHOLE, rss, rss_item
from tests.web.pages import TITLE


@pytest.fixture
def address():
    """The address of a feed that a thread serves: the command line has a loop of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            is_feed = self.path == "/feed"
            body = rss(rss_item(html=WHOLE)) if is_feed else b""
            self.send_response(200 if is_feed else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/feed"
        server.shutdown()
        thread.join()


class Hasty(Manners):
    """Asks a host of ours again at once."""

    def __init__(self, pause_s, **rest):
        super().__init__(0.0, **rest)


@pytest.fixture
def run(monkeypatch, tmp_path, write_articles):
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ATTRIBUNE_NETWORKS", "127.0.0.1")

    monkeypatch.setattr("bot.fetch.Manners", Hasty)

    def run_(*arguments, stdin=None):
        result = CliRunner().invoke(attribune, list(map(str, arguments)), input=stdin)
        if result.exception and not isinstance(result.exception, AttribuneError | SystemExit):
            raise result.exception
        return result

    return run_


def rows(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_feed_is_added_listed_checked_and_removed(run, address):
    (added,) = rows(run("feeds", "add", address, "--json"))
    assert (added["title"], added["error"]) == ("Ardley Times", None)
    assert [item["title"] for item in added["items"]] == [TITLE]
    assert rows(run("feeds", "--json"))[0]["url"] == address
    assert "Ardley Times" in run("feeds", "check").output
    assert "is paused" in run("feeds", "pause", "1").output
    assert "paused by an owner" in run("feeds").output
    assert "asked again" in run("feeds", "resume", address).output
    assert "is removed" in run("feeds", "remove", "1").output
    assert "There are no feeds" in run("feeds").output


def test_an_opml_list_goes_out_and_comes_in(run, address):
    run("feeds", "add", address, "--yes")
    written = run("feeds", "export").output
    assert "<opml" in written
    assert "1 new feeds" in run("feeds", "import", "-", stdin=written.replace("/feed", "/b")).output
    assert len(rows(run("feeds", "--json"))) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "7"], "There is no feed 7"),
        (["add", "http://10.0.0.1/feed"], "not a public address"),
        (["import", "nowhere.opml"], "cannot be read"),
    ],
)
def test_what_goes_wrong_is_one_sentence(run, arguments, sentence):
    assert sentence in str(run("feeds", *arguments).exception)
