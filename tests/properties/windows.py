"""Small windows of large texts: their head, and some lines from anywhere below it."""

from __future__ import annotations

import random

SUFFIXES = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson")
SLICE, SLICES = 24_000, 6
_HEADS = (0, 200, 800)
_SIZES = (400, 1500, 1500, 4000, 12_000)


def sampled(content: bytes) -> bytes:
    """The head of a large text and slices from all over it, each of whole lines."""
    if len(content) <= SLICE * SLICES:
        return content
    step = (len(content) - SLICE) // (SLICES - 1)
    return b"".join(_lines(content, at * step, SLICE) for at in range(SLICES))


def windowed(name: str, content: bytes, chance: random.Random) -> bytes:
    """Some lines of a text; anything else stays whole, for it cannot be cut and stay what it is."""
    size = chance.choice(_SIZES)
    if not name.endswith(SUFFIXES) or len(content) <= size:
        return content
    head = _lines(content, 0, chance.choice(_HEADS))
    return head + _lines(content, chance.randrange(len(head), len(content) + 1), size)


def _lines(content: bytes, start: int, size: int) -> bytes:
    """About so many bytes from there on: from the beginning of a line to the end of one."""
    if not size:
        return b""
    begin = content.find(b"\n", start) + 1 if start else 0
    end = content.find(b"\n", begin + size)
    return content[begin : end + 1 if end >= 0 else min(len(content), begin + 2 * size)]
