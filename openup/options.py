"""What an operator may set: read once from the environment, each mistake said as a sentence."""

from __future__ import annotations

import difflib
import os
import re
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from openup.kernel.translate import translate
from openup.kernel.words import Words, say

PREFIX = "OPENUP_"
SPOKEN = {"es": "Español", "en": "English"}
_ELSEWHERE = {"OPENUP_LANG", "OPENUP_TEST_DATABASE_URL"}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(B|KB|MB|GB|TB)?", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[\w.\-]+(:\d+)?")
_UNITS = {"B": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30, "TB": 2**40}


def _items(value: object) -> object:
    return tuple(filter(None, re.split(r"[,\s]+", value))) if isinstance(value, str) else value


def _bytes(value: object) -> object:
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(float(found[1]) * _UNITS[(found[2] or "B").upper()]) if found else value


def _spoken(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value or set(value) - set(SPOKEN):
        raise ValueError(value)
    return value


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError(value)
    return value


def _database(value: str) -> str:
    if value and not value.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ValueError(value)
    return value


def _address(value: str) -> str:
    if value and not _ORIGIN.fullmatch(value):
        raise ValueError(value)
    return value


Items = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_items)]


class Options(BaseSettings):
    """What an operator may set, each by an environment variable `OPENUP_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    home: Path = Field(
        Path("openup-data"), description="Folder of records, bytes and tables; made if absent."
    )
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        "", description="Where records live; empty is an SQLite file in the home folder."
    )
    secret_key: str = Field(
        "",
        description="Signs sessions; empty is a key file in the home folder, made at first start.",
    )
    hosts: Items = Field(
        ("localhost", "127.0.0.1", "[::1]"), description="Host names that the portal answers to."
    )
    address: Annotated[str, AfterValidator(_address)] = Field(
        "",
        description="Public address of the portal, such as `https://datos.example.mx`; with https "
        "it stands behind a proxy that sets X-Forwarded-Proto.",
    )
    debug: bool = Field(False, description="Show internals on error pages; never in public.")
    memory: Annotated[int, BeforeValidator(_bytes), Field(ge=128 * 2**20)] = Field(
        2**30, description="Memory that one query or reading may use, in bytes or as `2GB`."
    )
    threads: Annotated[int, Field(ge=1, le=256)] = Field(
        os.cpu_count() or 1, description="Threads that one query or reading may use."
    )
    portal_name: Annotated[str, Field(min_length=1, max_length=60)] = Field(
        "OpenUp", description="Name of the portal, at the head of every page."
    )
    portal_line: Annotated[str, Field(max_length=80)] = Field(
        "", description="Second line under the name, such as the state."
    )
    languages: Annotated[Items, AfterValidator(_spoken)] = Field(
        ("es", "en"), description="Languages of the pages; the first is the default."
    )
    time_zone: Annotated[str, AfterValidator(_zone)] = Field(
        "America/Monterrey", description="Time zone in which pages show moments."
    )


WRITE: Mapping[str, Words] = {
    "home": say("Write the path of a folder."),
    "database_url": say("Write sqlite:///path or postgresql://user:password@host/name."),
    "secret_key": say("Write a long random text, or leave it out."),
    "hosts": say("Write host names with commas between them."),
    "address": say("Write http:// or https:// and a host name, nothing after it."),
    "debug": say("Write true or false."),
    "memory": say("Write a size of at least 128MB, such as 2GB."),
    "threads": say("Write a whole number from 1 to 256."),
    "portal_name": say("Write a name of 1 to 60 characters."),
    "portal_line": say("Write at most 80 characters."),
    "languages": say("Write es, en, or both with a comma between them."),
    "time_zone": say("Write a time zone by its name, such as America/Monterrey."),
}


def mistakes(environment: Mapping[str, str]) -> list[Words]:
    """One sentence for each setting of `environment` that cannot be used."""
    found: list[Words] = []
    known = {PREFIX + name.upper() for name in Options.model_fields} | _ELSEWHERE
    for name in sorted(set(environment) - known):
        if name.startswith(PREFIX):
            near = (difflib.get_close_matches(name, sorted(known), n=1) or sorted(known))[0]
            found.append(
                say("There is no setting %(name)s; the nearest is %(near)s.", name=name, near=near)
            )
    try:
        Options()
    except ValidationError as error:
        for name in dict.fromkeys(str(part["loc"][0]) for part in error.errors()):
            variable = PREFIX + name.upper()
            found.append(
                say(
                    "%(variable)s is “%(value)s”, which cannot be used. %(write)s",
                    variable=variable,
                    value=_shown(name, environment.get(variable, "")),
                    write=WRITE[name],
                )
            )
    return found


def _shown(name: str, value: str) -> str:
    """The value as far as it may stand in a log: no key, no password."""
    if name == "secret_key":
        return "…"
    return re.sub(r"//.*", "//…", value) if name == "database_url" else value


def stop(sentences: list[Words]) -> NoReturn:
    """Say each sentence on standard error and end with exit code 2."""
    for sentence in sentences:
        sys.stderr.write(f"openup: {sentence.said(translate)}\n")
    raise SystemExit(2)


def read_options() -> Options:
    """The options of this process; mistakes are said, one sentence each, and end it."""
    wrong = mistakes(os.environ)
    if wrong:
        stop(wrong)
    return Options()


def make_home(home: Path) -> Path:
    """The home folder, made if it is absent; one that cannot be written is said and ends."""
    home = home.expanduser().absolute()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        stop([_unusable(home, error.strerror or "")])
    if not os.access(home, os.W_OK | os.X_OK):
        stop([_unusable(home, "")])
    return home


def _unusable(home: Path, why: str) -> Words:
    return say(
        "The folder %(home)s cannot be written (%(why)s). "
        "Give it to the user who runs the portal, or set OPENUP_HOME to another folder.",
        home=home,
        why=why or os.strerror(13),
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
