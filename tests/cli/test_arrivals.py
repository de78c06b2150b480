"""`openup read` takes an address of the web and standard input, and sums up many files."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from openup.cli.group import run

TABLE = "clave;nombre\n007;José\n".encode("cp1252")


class Office(BaseHTTPRequestHandler):
    """Serves one table at every address."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(TABLE)))
        self.end_headers()
        self.wfile.write(TABLE)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def office() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Office)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_address_is_read_and_named_in_the_report(office, tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("OPENUP_NET_ALLOW", "127.0.0.0/8")
    address = f"{office}/abierto/padron.csv"
    out = tmp_path / "out"
    assert run(["read", address, "--out", str(out), "--text", "--report", "json"]) == 0
    assert [path.name for path in out.iterdir()] == ["padron.csv.csv"]
    assert json.loads(capfd.readouterr().out)["input"] == address


def test_an_address_inside_the_network_is_refused(office, capfd):
    assert run(["read", f"{office}/padron.csv"]) == 2
    assert "inside a network" in capfd.readouterr().err


def test_standard_input_is_read(spawn):
    found = spawn(
        "read", "-", "-o", "-", program="import sys, io; from openup.cli.group import run; "
        f"sys.stdin = io.TextIOWrapper(io.BytesIO({TABLE!r})); sys.exit(run(sys.argv[1:]))",
    )  # fmt: skip
    assert (found.returncode, found.stdout.split()) == (0, ["clave,nombre", "007,José"])


def test_many_files_are_summed_up(tmp_path: Path, capfd):
    for number in range(3):
        (tmp_path / f"{number}.csv").write_bytes(TABLE)
    (tmp_path / "vacio.csv").write_bytes(b"")
    assert run(["read", str(tmp_path)]) == 2
    assert "4 files: 3 read, 1 refused." in capfd.readouterr().err
