"""What an operator may set: read once from the environment, each mistake said as a sentence."""

from __future__ import annotations

import difflib
import os
import re
import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import NoReturn, TypeVar
from zoneinfo import ZoneInfo

from openup.kernel.translate import translate
from openup.kernel.words import Words, say

PREFIX = "OPENUP_"
SPOKEN = {"es": "Español", "en": "English"}
_ELSEWHERE = {"OPENUP_LANG", "OPENUP_NET_ALLOW", "OPENUP_TEST_DATABASE_URL"}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(B|KB|MB|GB|TB)?", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[\w.\-]+(:\d+)?")
_DATABASE = re.compile(r"(sqlite:///|postgres(ql)?://).+")
_CONTACT = re.compile(r"https?://\S+|[^\s@:/]+@[\w.\-]+")
_UNITS = {"B": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30, "TB": 2**40}
_SWITCH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_LEAST_MEMORY, _MOST_THREADS = 128 * 2**20, 256

T = TypeVar("T")


def _where(wanted: bool, value: T) -> T:
    if not wanted:
        raise ValueError(value)
    return value


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda text: _where(pattern.fullmatch(text) is not None, text)


def _at_most(longest: int) -> Callable[[str], str]:
    return lambda text: _where(len(text) <= longest, text)


def _items(text: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split(r"[,\s]+", text)))


def _languages(text: str) -> tuple[str, ...]:
    return _where(bool(_items(text)) and set(_items(text)) <= set(SPOKEN), _items(text))


def _memory(text: str) -> int:
    found = _SIZE.fullmatch(text.strip())
    size = int(float(found[1]) * _UNITS[(found[2] or "B").upper()]) if found else 0
    return _where(size >= _LEAST_MEMORY, size)


def _threads(text: str) -> int:
    return _where(1 <= int(text) <= _MOST_THREADS, int(text))


def _zone(text: str) -> str:
    return ZoneInfo(text).key


def _option(default: T, read: Callable[[str], T], about: str, write: Words) -> T:
    """A field: what it decides, how its text is read (a refusal raises), what to write instead."""
    made: T = field(default=default, metadata={"read": read, "about": about, "write": write})
    return made


@dataclass(frozen=True, slots=True)
class Options:
    """What an operator may set, each by an environment variable `OPENUP_<NAME>`."""

    home: Path = _option(
        Path("openup-data"),
        Path,
        "Folder of records, bytes and tables; made if absent.",
        say("Write the path of a folder."),
    )
    database_url: str = _option(
        "",
        _matching(_DATABASE),
        "Where records live; empty is an SQLite file in the home folder.",
        say("Write sqlite:///path or postgresql://user:password@host/name."),
    )
    secret_key: str = _option(
        "",
        str,
        "Signs sessions; empty is a key file in the home folder, made at first start.",
        say("Write a long random text, or leave it out."),
    )
    hosts: tuple[str, ...] = _option(
        ("localhost", "127.0.0.1", "[::1]"),
        _items,
        "Host names that the portal answers to, besides the one of its address.",
        say("Write host names with commas between them."),
    )
    address: str = _option(
        "",
        _matching(_ORIGIN),
        "Public address of the portal, such as `https://datos.example.mx`; with https it stands "
        "behind a proxy that sets X-Forwarded-Proto.",
        say("Write http:// or https:// and a host name, nothing after it."),
    )
    debug: bool = _option(
        False,
        lambda text: _SWITCH[text.lower()],
        "Show internals on error pages; never in public.",
        say("Write true or false."),
    )
    memory: int = _option(
        2**30,
        _memory,
        "Memory that one query or reading may use, in bytes or as `2GB`.",
        say("Write a size of at least 128MB, such as 2GB."),
    )
    threads: int = _option(
        os.cpu_count() or 1,
        _threads,
        "Threads that one query or reading may use.",
        say("Write a whole number from 1 to 256."),
    )
    portal_name: str = _option(
        "OpenUp",
        _at_most(60),
        "Name of the portal, at the head of every page.",
        say("Write a name of 1 to 60 characters."),
    )
    portal_line: str = _option(
        "",
        _at_most(80),
        "Second line under the name, such as the state.",
        say("Write at most 80 characters."),
    )
    contact: str = _option(
        "",
        _matching(_CONTACT),
        "Where people ask for help: an address of electronic mail, or of a page.",
        say("Write an address such as datos@example.mx or https://example.mx/ayuda."),
    )
    languages: tuple[str, ...] = _option(
        ("es", "en"),
        _languages,
        "Languages of the pages; the first is the default.",
        say("Write es, en, or both with a comma between them."),
    )
    time_zone: str = _option(
        "America/Monterrey",
        _zone,
        "Time zone in which pages show moments.",
        say("Write a time zone by its name, such as America/Monterrey."),
    )


def options_of(environment: Mapping[str, str]) -> tuple[Options, list[Words]]:
    """The options that `environment` asks for, and a sentence for each that cannot be used.

    A variable that is set to nothing counts as not set.
    """
    values: dict[str, object] = {}
    mistakes = _unknown(environment)
    for option in fields(Options):
        variable = PREFIX + option.name.upper()
        if not (text := environment.get(variable, "")):
            continue
        try:
            values[option.name] = option.metadata["read"](text)
        except (ValueError, KeyError, OSError):
            mistakes.append(
                say(
                    "%(variable)s is “%(value)s”, which cannot be used. %(write)s",
                    variable=variable,
                    value=_shown(option.name, text),
                    write=option.metadata["write"],
                )
            )
    return Options(**values), mistakes  # type: ignore[arg-type]


def _unknown(environment: Mapping[str, str]) -> list[Words]:
    known = {PREFIX + option.name.upper() for option in fields(Options)} | _ELSEWHERE
    return [
        say(
            "There is no setting %(name)s; the nearest is %(near)s.",
            name=name,
            near=difflib.get_close_matches(name, sorted(known), n=1, cutoff=0)[0],
        )
        for name in sorted(set(environment) - known)
        if name.startswith(PREFIX)
    ]


def _shown(name: str, value: str) -> str:
    """The value as far as it may stand in a log: no password."""
    return re.sub(r"//.*", "//…", value) if name == "database_url" else value


def stop(sentences: list[Words]) -> NoReturn:
    """Say each sentence on standard error and end with exit code 2."""
    for sentence in sentences:
        sys.stderr.write(f"openup: {sentence.said(translate)}\n")
    raise SystemExit(2)


def read_options() -> Options:
    """The options of this process; mistakes are said, one sentence each, and end it."""
    options, mistakes = options_of(os.environ)
    if mistakes:
        stop(mistakes)
    return options


def make_home(home: Path) -> Path:
    """The home folder, made if it is absent; one that cannot be written is said and ends."""
    home = home.expanduser().absolute()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        stop([_unusable(home, error.strerror or "")])
    if not os.access(home, os.W_OK | os.X_OK):
        stop([_unusable(home, os.strerror(13))])
    return home


def _unusable(home: Path, why: str) -> Words:
    return say(
        "The folder %(home)s cannot be written (%(why)s). "
        "Give it to the user who runs the portal, or set OPENUP_HOME to another folder.",
        home=home,
        why=why,
    )


def signing_key(home: Path) -> str:
    """The key kept in the home folder; the first process that starts makes it, for itself only."""
    kept = home / "secret-key"
    if not kept.exists():
        draft = home / f"secret-key.{secrets.token_hex(4)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            # A link fails where another process was first: both then read the same key.
            kept.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return kept.read_text().strip()
