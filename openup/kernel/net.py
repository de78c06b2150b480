"""The one HTTP client: polite, bounded, and deaf to addresses inside the network."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from openup.kernel.addresses import Address, NotFetched, resolve
from openup.kernel.clock import now
from openup.kernel.version import number
from openup.kernel.words import say

_PIECE: Final = 1 << 16
_MOVED: Final = (301, 302, 303, 307, 308)
_BUSY: Final = (429, 503)
_SAFE: Final = "/%:@!$&'()*+,;=~-._?"
_UNPRINTED: Final = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Terms:
    """What one download may use; `allow` names networks that are fetched though not public."""

    most_bytes: int = 8 * 2**30
    seconds: float = 3600.0
    pause: float = 30.0
    redirects: int = 5
    tries: int = 3
    wait: float = 30.0
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the address that it came from in the end, its name, its type, its size."""

    address: str
    name: str
    media_type: str
    size: int


@dataclass(slots=True)
class _Visit:
    """One download: where it goes, when it must end, and how often it asked."""

    target: Path
    terms: Terms
    ends: float
    redirects: int = 0
    tries: int = 0
    seen: list[str] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.ends - time.monotonic()


def is_address(text: str) -> bool:
    """Whether a text is an address of the web rather than the name of a file."""
    return text.lower().startswith(("http://", "https://"))


def fetch(address: str, target: Path, terms: Terms = Terms()) -> Fetched:
    """Download into a new file. Raises NotFetched with a sentence, and then leaves no file."""
    visit = _Visit(target, terms, time.monotonic() + terms.seconds)
    try:
        while True:
            found = _ask(address, visit)
            if isinstance(found, Fetched):
                return found
            address = found
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _ask(address: str, visit: _Visit) -> Fetched | str:
    """What the address holds, or the address to ask next."""
    parts = _parts(address)
    with _connection(parts, visit) as connection:
        try:
            connection.putrequest("GET", _path(parts), skip_accept_encoding=True)
            connection.putheader("User-Agent", f"OpenUp/{number()} (open data reader)")
            connection.putheader("Accept", "*/*")
            connection.putheader("Accept-Encoding", "identity")
            connection.endheaders()
            with closing(connection.getresponse()) as response:
                return _heard(address, response, visit)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if visit.left <= 0:
                raise _too_slow(parts, visit.terms) from error
            raise NotFetched(
                say("%(host)s broke off the connection.", host=parts.hostname),
                advice=say("Try again later, or download the file and read that."),
            ) from error


def _heard(address: str, response: http.client.HTTPResponse, visit: _Visit) -> Fetched | str:
    if response.status in _MOVED:
        return _moved(address, response, visit)
    if response.status in _BUSY and _waits(response, visit):
        return address
    if response.status != http.client.OK:
        raise _answered(urlsplit(address), response)
    return _received(address, response, visit)


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known or _UNPRINTED.search(address) or parts.username is not None:
        raise NotFetched(
            say("“%(address)s” is not an address that can be fetched.", address=address[:200]),
            advice=say("Write it as https://host/path, without a user name."),
        )
    return parts


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE)}" if parts.query else path


@contextmanager
def _connection(parts: SplitResult, visit: _Visit) -> Iterator[http.client.HTTPConnection]:
    """A connection to the very address that was checked, closed when its time is over."""
    host = str(parts.hostname)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    wires = [_dial(resolve(host, port, visit.terms.allow), port, host, visit)]
    ender = threading.Timer(max(0.0, visit.left), _hang_up, (wires,))
    ender.daemon = True
    ender.start()
    connection = http.client.HTTPConnection(host, port)
    try:
        if secure:
            wires.append(_secured(wires[0], host))
            connection.default_port = 443
        connection.sock = wires[-1]
        yield connection
    finally:
        ender.cancel()
        connection.close()
        wires[-1].close()


def _dial(addresses: list[Address], port: int, host: str, visit: _Visit) -> socket.socket:
    for address in addresses:
        with suppress(OSError):
            return socket.create_connection(
                (str(address), port), timeout=max(0.1, min(visit.terms.pause, visit.left))
            )
    raise NotFetched(
        say("%(host)s does not answer.", host=host),
        advice=say("Try again later, or download the file and read that."),
    )


def _secured(wired: socket.socket, host: str) -> ssl.SSLSocket:
    try:
        return ssl.create_default_context().wrap_socket(wired, server_hostname=host)
    except ssl.SSLCertVerificationError as error:
        raise NotFetched(
            say("The certificate of %(host)s is not valid: %(why)s.",
                host=host, why=error.verify_message),
            advice=say("Tell those who run that server; until then, download the file yourself."),
        ) from error  # fmt: skip
    except OSError as error:
        raise NotFetched(
            say("%(host)s broke off the connection.", host=host),
            advice=say("Try again later, or download the file and read that."),
        ) from error


def _hang_up(wires: list[socket.socket]) -> None:
    """Wake whoever waits for the server: its time is over."""
    with suppress(OSError):
        wires[-1].shutdown(socket.SHUT_RDWR)


def _moved(address: str, response: http.client.HTTPResponse, visit: _Visit) -> str:
    """The address that a redirection leads to; it is checked as the first one was."""
    visit.redirects += 1
    further = urljoin(address, response.getheader("Location") or "")
    leaves = address.startswith("https:") and not further.startswith("https:")
    if visit.redirects > visit.terms.redirects or leaves or further in (address, *visit.seen):
        raise NotFetched(
            say("%(address)s leads on and on, or to an address without protection: %(further)s.",
                address=address[:200], further=further[:200]),
            advice=say("Open it in a browser, and use the address of the file itself."),
        )  # fmt: skip
    visit.seen.append(address)
    return further


def _waits(response: http.client.HTTPResponse, visit: _Visit) -> bool:
    """Wait as long as a busy server asks for, if that is not too long."""
    asked = response.getheader("Retry-After") or "1"
    seconds = float(asked) if asked.isdigit() else _until(asked)
    visit.tries += 1
    if visit.tries >= visit.terms.tries or seconds > min(visit.terms.wait, visit.left):
        return False
    time.sleep(max(0.0, seconds))
    return True


def _until(moment: str) -> float:
    try:
        return (parsedate_to_datetime(moment) - now()).total_seconds()
    except (TypeError, ValueError):
        return 1.0


def _answered(parts: SplitResult, response: http.client.HTTPResponse) -> NotFetched:
    later = response.getheader("Retry-After")
    advice = say("Open the address in a browser: the file may have moved, or ask for a sign-in.")
    if response.status in _BUSY or response.status >= http.client.INTERNAL_SERVER_ERROR:
        advice = say("Try again later, or download the file and read that.")
    if later and later.isdigit():
        advice = say("The server asks to come back in %(seconds)s seconds.", seconds=later)
    return NotFetched(
        say("%(host)s answered %(status)s (%(reason)s).",
            host=parts.hostname, status=response.status, reason=response.reason[:80]),
        advice=advice,
    )  # fmt: skip


def _received(address: str, response: http.client.HTTPResponse, visit: _Visit) -> Fetched:
    promised = response.length
    size = 0
    with visit.target.open("wb") as file:
        while piece := response.read1(_PIECE):
            size += len(piece)
            if max(size, promised or 0) > visit.terms.most_bytes:
                raise NotFetched(
                    say("%(address)s is larger than %(size)s MB.",
                        address=address[:200], size=visit.terms.most_bytes >> 20),
                    advice=say("Download the file and read that."),
                )  # fmt: skip
            file.write(piece)
    if visit.left <= 0:
        raise _too_slow(urlsplit(address), visit.terms)
    if promised is not None and size != promised:
        raise http.client.IncompleteRead(b"", promised - size)
    media_type = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    return Fetched(address, _name(address, response.msg), media_type, size)


def _too_slow(parts: SplitResult, terms: Terms) -> NotFetched:
    return NotFetched(
        say("%(host)s did not send the file within %(seconds)s seconds.",
            host=parts.hostname, seconds=round(terms.seconds)),
        advice=say("Try again later, or download the file and read that."),
    )  # fmt: skip


def _name(address: str, headers: Message) -> str:
    """The name that the server gives the file, else the last part of its address."""
    given = headers.get_filename() or ""
    parts = urlsplit(address)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    plain = re.split(r"[/\\]", given)[-1] or last or str(parts.hostname)
    return _UNPRINTED.sub(" ", plain).strip(" .")[:200] or "download"
