"""Whether the home folder is already up to date, told from files alone, before Django is loaded.

Asking the database costs most of a start; a stamp that names everything that could have changed
costs a millisecond. Where records are not a file in the home folder, the database is asked.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from openup.kernel.version import number

PACKAGE = Path(__file__).parent.parent
STAMP, RECORDS, STATIC = "prepared", "records.sqlite3", "static"
UNFINISHED = "demonstration-unfinished"
"""A file that stands while the demonstration is built: an interrupted one is built on."""


def home() -> Path:
    """The home folder, as the settings will find it; they check it, this only looks."""
    return Path(os.environ.get("OPENUP_HOME") or "openup-data").expanduser().absolute()


def fingerprint() -> str:
    """Names this version of the package: its number, its migrations, its static files."""
    seen = hashlib.sha256(number().encode())
    for pattern in ("*/migrations/*.py", "web/static/**/*"):
        for path in sorted(PACKAGE.glob(pattern)):
            about = path.stat()
            seen.update(f"{path.relative_to(PACKAGE)} {about.st_size} {about.st_mtime_ns}".encode())
    return seen.hexdigest()


def stands() -> bool:
    """Whether nothing needs to be done before the server starts."""
    folder = home()
    if os.environ.get("OPENUP_DATABASE_URL") or not os.access(folder, os.W_OK | os.X_OK):
        return False
    if not (folder / RECORDS).is_file() or not (folder / STATIC).is_dir():
        return False
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint()


def keep_stamp(folder: Path) -> None:
    """Note that `folder` is up to date with this version of the package."""
    draft = folder / f"{STAMP}.new"
    draft.write_text(fingerprint(), encoding="utf-8")
    draft.replace(folder / STAMP)
