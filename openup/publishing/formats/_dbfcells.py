"""The cells of a DBF record as text, and the code pages that a DBF file may name."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

_CP850: Final = (0x02, 0x0A, 0x0E, 0x10, 0x12, 0x14, 0x16, 0x1A, 0x1D, 0x24, 0x25, 0x37)
_CP437: Final = (0x01, 0x09, 0x0B, 0x0D, 0x0F, 0x11, 0x15, 0x18, 0x19, 0x1B)
CODE_PAGES: Final[dict[int, str]] = {
    **dict.fromkeys(_CP850, "cp850"), **dict.fromkeys(_CP437, "cp437"),
    0x03: "cp1252", 0x57: "cp1252", 0x58: "cp1252", 0x59: "cp1252", 0x04: "mac_roman",
    0x08: "cp865", 0x17: "cp865", 0x66: "cp865", 0x1C: "cp863", 0x6C: "cp863",
    0x1F: "cp852", 0x22: "cp852", 0x23: "cp852", 0x64: "cp852", 0x26: "cp866", 0x65: "cp866",
    0x67: "cp861", 0x6A: "cp737", 0x6B: "cp857", 0xC8: "cp1250", 0xC9: "cp1251",
    0xCA: "cp1254", 0xCB: "cp1253",
}  # fmt: skip
"""What the language driver byte of the header says of the text."""

_UNIX_DAY: Final = 2_440_588
"""The Julian day number of 1970-01-01."""

Cell = Callable[[bytes], str | None]


def cell_of(kind: str, length: int, codec: str) -> Cell | None:
    """How a field of this type is read; None where its content is in another file."""
    if kind in ("C", "V"):
        return lambda raw: raw.rstrip(b" \0").decode(codec, "replace") or None
    if kind in ("N", "F"):
        return lambda raw: raw.strip(b" \0").decode(codec, "replace") or None
    binary = _BINARY.get((kind, length))
    return binary or _PLAIN.get(kind)


def _date(raw: bytes) -> str | None:
    text = raw.strip(b" \0").decode("latin-1")
    whole = len(text) == 8 and text.isdigit() and text != "00000000"
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if whole else text.strip("0") or None


def _truth(raw: bytes) -> str | None:
    text = raw.strip(b" ?\0").decode("latin-1")
    return {"T": "true", "Y": "true", "F": "false", "N": "false"}.get(text.upper(), text) or None


def _whole(raw: bytes) -> str:
    return str(struct.unpack("<i", raw)[0])


def _double(raw: bytes) -> str:
    return repr(struct.unpack("<d", raw)[0])


def _currency(raw: bytes) -> str:
    amount: int = struct.unpack("<q", raw)[0]
    whole, part = divmod(abs(amount), 10_000)
    return f"{'-' if amount < 0 else ''}{whole}.{part:04}"


def _moment(raw: bytes) -> str | None:
    day, thousandths = struct.unpack("<ii", raw)
    if not day:
        return None
    try:
        first = date(1970, 1, 1) + timedelta(days=day - _UNIX_DAY)
        moment = datetime(first.year, first.month, first.day) + timedelta(  # noqa: DTZ001
            milliseconds=round(thousandths, -3)
        )
    except (OverflowError, ValueError):
        return f"{day} {thousandths}"
    return moment.isoformat(" ")


_PLAIN: Final[dict[str, Cell]] = {"D": _date, "L": _truth}
_BINARY: Final[dict[tuple[str, int], Cell]] = {
    ("I", 4): _whole, ("+", 4): _whole, ("B", 8): _double, ("O", 8): _double,
    ("Y", 8): _currency, ("T", 8): _moment,
}  # fmt: skip
