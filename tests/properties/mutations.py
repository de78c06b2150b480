"""How bytes go wrong: cut, flipped, repeated, in another encoding, with signs where none belong."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable
from contextlib import suppress

Mutation = Callable[[bytes, random.Random], bytes]

_SIGNS = (
    b'"', b"'", b",", b";", b"\t", b"|", b"\r", b"\n", b"\r\n", b"\0", b"\xef\xbb\xbf", b"\xff\xfe",
    b'""', b'",', b',"', b'"\n', b"\\", b" ", b"\x85", b"\xc3", b"\xe2\x80\xa8", b"\x1a", b"\x0b",
    b"\xed\xa0\x80", b"\xf0\x9f\x8f\x9b", b"e\xcc\x81", b"\xe2\x80\x8b", b"{", b"}", b"[", b"<",
    b"$",
)  # fmt: skip
_CELLS = (
    b"9" * 40, b"-9223372036854775809", b"1e400", b"1e-400", b"NaN", b"Infinity", b"-0", b"0x1F",
    b"00", b"31/02/2023", b"0000-00-00", b"9999-12-31 23:59:60", b"1900-01-00", b"29/02/1900",
    b"=1+1", b"#REF!", b"Total", b"true", b"1.234.567,89", b"1,2,3", b"12:61", b"\xe2\x88\x925",
    b"'; drop table t; --", b"%s%n", b"col_0", b"null", b"99999999999999999999.9999999999",
)  # fmt: skip
_CODECS = ("cp1252", "utf-16-le", "utf-16-be", "utf-16", "utf-32", "latin-1", "cp850", "utf-7")


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The bytes after one to six mutations."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        content = chance.choice(MUTATIONS)(content, chance)
    return content


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _beheaded(content: bytes, chance: random.Random) -> bytes:
    return content[chance.randrange(len(content) + 1) :]


def _without_a_piece(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.choice((1, 10, 1000)) :]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64)) if made else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _noise(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    noise = chance.randbytes(chance.choice((1, 4, 300)))
    return content[:at] + noise + content[at + chance.choice((0, len(noise))) :]


def _sign(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 3, 30))):
        at = chance.randrange(len(content) + 1)
        content = content[:at] + chance.choice(_SIGNS) + content[at:]
    return content


def _many_of_a_sign(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(_SIGNS) * chance.choice((50, 5000)) + content[at:]


def _sign_for_another(content: bytes, chance: random.Random) -> bytes:
    old, new = chance.choice(_SIGNS), chance.choice(_SIGNS)
    return content.replace(old, new, chance.choice((1, 20, 20_000)))


def _lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            lines[at:at] = [lines[at]] * chance.choice((1, 2, 400))
        case 1:
            del lines[at : at + chance.choice((1, 5, 50))]
        case 2:
            lines[at:at] = [b""] * chance.choice((1, 3, 3000))
        case 3:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case _:
            chance.shuffle(lines)
    return b"\n".join(lines)


def _cell(content: bytes, chance: random.Random) -> bytes:
    for delimiter in chance.sample((b",", b";", b"\t", b"|", b'"', b"\n", b">"), 7):
        places = content.count(delimiter)
        if places:
            pieces = content.split(delimiter)
            for _ in range(chance.choice((1, 5, 50))):
                pieces[chance.randrange(len(pieces))] = chance.choice(_CELLS)
            return delimiter.join(pieces)
    return content + chance.choice(_CELLS)


def _other_encoding(content: bytes, chance: random.Random) -> bytes:
    with suppress(UnicodeError):
        text = content.decode(chance.choice(("utf-8", "cp1252", "utf-8", "latin-1", "utf-16")))
        return text.encode(chance.choice(_CODECS), "replace")
    return content


def _half_in_another_encoding(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + _other_encoding(content[at:], chance)


def _packed(content: bytes, chance: random.Random) -> bytes:
    whole = gzip.compress(content[:LARGE], 1, mtime=0)
    return whole if chance.random() < 0.5 else _flipped(whole, chance)


def _within_a_member(content: bytes, chance: random.Random) -> bytes:
    """The bytes within a deflated member of a zip, changed and packed again in its place."""
    start = content.find(b"PK\x03\x04", chance.randrange(max(1, len(content) // 2)))
    if start < 0 or len(content) < start + 30:
        return _flipped(content, chance)
    name = int.from_bytes(content[start + 26 : start + 28], "little")
    extra = int.from_bytes(content[start + 28 : start + 30], "little")
    inside = start + 30 + name + extra
    unpack = zlib.decompressobj(-15)
    with suppress(zlib.error):
        text = unpack.decompress(content[inside:], LARGE)
        rest = unpack.unused_data
        pack = zlib.compressobj(6, zlib.DEFLATED, -15)
        return content[:inside] + pack.compress(_cell(text, chance)) + pack.flush() + rest
    return content


LARGE = 2_000_000
MUTATIONS: tuple[Mutation, ...] = (
    _cut, _beheaded, _without_a_piece, _flipped, _flipped, _noise, _sign, _sign, _many_of_a_sign,
    _sign_for_another, _lines, _lines, _cell, _cell, _other_encoding, _half_in_another_encoding,
    _packed, _within_a_member,
)  # fmt: skip
