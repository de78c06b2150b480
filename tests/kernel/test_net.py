"""The one client fetches what is public, within limits, and says why it does not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest

from openup.kernel.addresses import NotFetched, allowed_networks, is_public
from openup.kernel.clock import now
from openup.kernel.net import Fetched, Terms, fetch

HERE = Terms(allow=("127.0.0.1",), seconds=20, pause=5)
CONTENT = b"a,b\n1,2\n" * 5_000


class Office(BaseHTTPRequestHandler):
    """A server of a public office, with its ways."""

    protocol_version = "HTTP/1.1"
    asked: dict[str, int] = {}

    def do_GET(self) -> None:
        times = self.asked[self.path] = self.asked.get(self.path, 0) + 1
        getattr(self, "_" + self.path.strip("/").partition("/")[0].partition("?")[0])(times)

    def _send(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _table(self, times: int) -> None:
        self._send(200, CONTENT, Content_Type="text/csv; charset=utf-8")

    def _named(self, times: int) -> None:
        self._send(200, CONTENT, Content_Disposition='attachment; filename="../../Padrón.csv"')

    def _agent(self, times: int) -> None:
        self._send(200, self.headers["User-Agent"].encode())

    def _chunked(self, times: int) -> None:
        self._send(200, b"4\r\na,b\n\r\n0\r\n\r\n", Transfer_Encoding="chunked")

    def _moved(self, times: int) -> None:
        self._send(302, Location="/table")

    def _inside(self, times: int) -> None:
        self._send(302, Location="http://169.254.169.254/latest/meta-data/")

    def _local(self, times: int) -> None:
        self._send(302, Location="file:///etc/passwd")

    def _round(self, times: int) -> None:
        self._send(301, Location=f"{self.path}/on")

    def _busy(self, times: int) -> None:
        if times == 1:
            self._send(503, Retry_After="0")
        elif times == 2:
            self._send(429, Retry_After=format_datetime(now()))
        else:
            self._send(200, CONTENT)

    def _later(self, times: int) -> None:
        self._send(429, Retry_After="7200")

    def _gone(self, times: int) -> None:
        self._send(404, b"<html>no</html>")

    def _short(self, times: int) -> None:
        self._send(200, b"a,b\n", Content_Length="400")
        self.close_connection = True

    def _drip(self, times: int) -> None:
        self._send(200, b"a,b\n", Content_Length="400")
        threading.Event().wait(3)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture(scope="module")
def office() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Office)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def refusal(address: str, folder: Path, terms: Terms = HERE) -> NotFetched:
    with pytest.raises(NotFetched) as refused:
        fetch(address, folder / "t", terms)
    assert refused.value.advice
    assert not (folder / "t").exists()
    return refused.value


def test_a_file_is_fetched_with_its_name_and_type(office, tmp_path):
    found = fetch(f"{office}/table/a%C3%B1o.csv?x=1", tmp_path / "t", HERE)
    assert found == Fetched(f"{office}/table/a%C3%B1o.csv?x=1", "año.csv", "text/csv", 40_000)
    assert (tmp_path / "t").read_bytes() == CONTENT


def test_the_name_that_the_server_gives_is_no_path(office, tmp_path):
    assert "/" not in fetch(f"{office}/named", tmp_path / "t", HERE).name


@pytest.mark.parametrize("way", ["chunked", "moved", "busy", "table?q=peñón 1"])
def test_servers_may_send_in_pieces_move_and_ask_to_wait(way, office, tmp_path):
    assert fetch(f"{office}/{way.replace(' ', '%20')}", tmp_path / "t", HERE).size


def test_the_client_says_who_it_is(office, tmp_path):
    fetch(f"{office}/agent", tmp_path / "t", HERE)
    assert (tmp_path / "t").read_text().startswith("OpenUp/")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/",
        "http://0x7f.1/", "http://0/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a00:1]/",
        "http://169.254.169.254/", "http://10.0.0.1/", "http://192.168.1.1/", "http://100.64.0.1/",
        "http://224.0.0.1/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[64:ff9b::a00:1]/",
        "http://[2002:7f00:1::]/", "http://[fec0::1]/", "http://255.255.255.255/",
    ],
)  # fmt: skip
def test_addresses_inside_a_network_are_refused(address, tmp_path):
    assert "inside a network" in str(refusal(address, tmp_path, Terms()).sentence)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_may_be_dialled(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("inside", "inside a network"),
        ("local", "is not an address that can be fetched"),
        ("round", "leads on and on"),
        ("gone", "answered 404"),
        ("short", "broke off the connection"),
        ("later", "answered 429"),
    ],
)
def test_what_cannot_be_fetched_is_said(way, words, office, tmp_path):
    assert words in str(refusal(f"{office}/{way}", tmp_path).sentence)


def test_a_busy_server_says_when_to_come_back(office, tmp_path):
    assert "7200" in str(refusal(f"{office}/later", tmp_path).advice)


def test_limits_of_size_and_time_hold(office, tmp_path):
    small = Terms(allow=("127.0.0.0/8",), most_bytes=1 << 10)
    assert "is larger than" in str(refusal(f"{office}/table", tmp_path, small).sentence)
    hasty = Terms(allow=("127.0.0.1",), seconds=0.5)
    assert "within" in str(refusal(f"{office}/drip", tmp_path, hasty).sentence)


@pytest.mark.parametrize(
    "address",
    ["https://", "http://user:word@127.0.0.1/", "http://127.0.0.1:0/", "http://[::1/",
     "http://127.0.0.1/a b", "http://127.0.0.1:99999/", "http://x\r\nHost: y/"],
)  # fmt: skip
def test_addresses_that_are_none_are_refused(address, tmp_path):
    assert "is not an address" in str(refusal(address, tmp_path).sentence)


def test_nobody_there_is_said(tmp_path):
    assert "does not answer" in str(refusal("http://127.0.0.1:9/", tmp_path).sentence)
    assert "no server called" in str(refusal("http://no.such.invalid/", tmp_path).sentence)


def test_what_an_operator_allows_is_checked():
    assert allowed_networks("127.0.0.1, 10.0.0.0/8") == ("127.0.0.1", "10.0.0.0/8")
    with pytest.raises(NotFetched):
        allowed_networks("casa")
