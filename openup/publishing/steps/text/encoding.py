"""Finds the encoding of a text: all bytes are looked at once, and what is not UTF-8 is weighed."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from openup.kernel.words import Words, say
from openup.publishing.reading import Reason
from openup.publishing.steps.text import spanish

CHUNK = 1 << 18
WINDOWS = "openup.windows"
"""How what does not decode is shown: the name of a rule for decoders."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TOKEN = re.compile(rb"[A-Za-z]?[\x80-\xff]+[A-Za-z]?")
_SIGNS_IN = 256
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|\u00e2\u20ac."
)
_SUSPICIOUS = (
    (b"\x83", b"\xc3\x83"),
    (b"\x82", b"\xc3\x82"),
    (b"\xa2", b"\xc3\xa2\xe2\x82\xac"),
)
_CONTROL_BYTES = re.compile(b"\xc2[\x80-\x9f]")
_CONTROLS = re.compile("[\u0080-\u009f]")


@dataclass(slots=True)
class ByteCount:
    """What one pass over the bytes found: line ends, NULs, the longest line, whether UTF-8.

    `longest` is the longest stretch without any line end, `longest_fed` the longest without a line
    feed. `suspicious` says that text decoded wrongly before it was saved may be in it; `lost` is
    how many signs stand as U+FFFD, because some program could not decode them.
    """

    size: int = 0
    line_feeds: int = 0
    pairs: int = 0
    lone_returns: int = 0
    nulls: int = 0
    longest: int = 0
    longest_fed: int = 0
    last: bytes = b""
    ascii: bool = True
    utf8: bool = True
    suspicious: bool = False
    lost: int = 0

    def lines(self, newline: str) -> int:
        """How many physical lines there are if `newline` ends them ("": any kind)."""
        ends = {"\n": self.line_feeds, "\r": self.lone_returns + self.pairs}
        count = ends.get(newline, self.line_feeds + self.lone_returns)
        ended = self.last == b"" or self.last in (newline.encode() or b"\r\n")
        return count + (not ended)


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding that was found: a Python codec, how sure, why, whether it fits every byte."""

    codec: str
    confidence: float
    words: Words
    fits: bool = True

    @property
    def reason(self) -> Reason:
        return Reason("encoding", self.words, self.confidence)


def count_bytes(path: Path, *, longest: int) -> ByteCount:
    """Look at every byte once. Stops early when a line is longer than `longest` bytes."""
    seen = ByteCount()
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    open_line, open_feed, last = 0, 0, b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            _count_newlines(seen, chunk, last)
            closed, open_line = _stretch(chunk, b"\r\n", open_line)
            fed, open_feed = _stretch(chunk, b"\n", open_feed)
            seen.longest, seen.longest_fed = max(seen.longest, closed), max(seen.longest_fed, fed)
            if seen.longest > longest:
                return seen
            if not chunk.isascii() or not seen.ascii:
                _count_signs(seen, chunk, decoder)
            seen.size += len(chunk)
            last = chunk[-1:]
    seen.last = last
    if seen.utf8 and not seen.ascii:
        seen.utf8 = _ends_well(decoder)
    return seen


def _count_newlines(seen: ByteCount, chunk: bytes, last: bytes) -> None:
    seen.line_feeds += chunk.count(b"\n")
    if last == b"\r" and chunk.startswith(b"\n"):
        seen.pairs += 1
        seen.lone_returns -= 1
    if b"\r" in chunk:
        pairs = chunk.count(b"\r\n")
        seen.pairs += pairs
        seen.lone_returns += chunk.count(b"\r") - pairs
    if b"\x00" in chunk:
        seen.nulls += chunk.count(b"\x00")


def _stretch(chunk: bytes, ends: bytes, open_line: int) -> tuple[int, int]:
    """The stretch up to the first line end, and what is open after the last one.

    Lines within a chunk are short; only those that go beyond it are of interest.
    """
    places = [at for end in ends if (at := chunk.find(end)) >= 0]
    if not places:
        return open_line + len(chunk), open_line + len(chunk)
    return open_line + min(places), len(chunk) - 1 - max(chunk.rfind(end) for end in ends)


def _count_signs(seen: ByteCount, chunk: bytes, decoder: codecs.IncrementalDecoder) -> None:
    seen.ascii = False
    seen.suspicious = seen.suspicious or _is_suspicious(chunk, seen.size)
    if seen.utf8:
        try:
            seen.lost += decoder.decode(chunk).count("\ufffd")
        except UnicodeDecodeError:
            seen.utf8 = False


def _is_suspicious(chunk: bytes, at: int) -> bool:
    """Whether wrongly decoded text may be here; control signs are looked for in samples."""
    if any(second in chunk and pair in chunk for second, pair in _SUSPICIOUS):
        return True
    sampled = at < 16 * CHUNK or at // CHUNK % 16 == 0
    return sampled and b"\xc2" in chunk and _CONTROL_BYTES.search(chunk) is not None


def _signs(path: Path) -> Counter[bytes]:
    """The signs beyond ASCII with their neighbours, counted in the first 64 MiB that hold any."""
    found: Counter[bytes] = Counter()
    with path.open("rb") as file:
        looked = 0
        while looked < _SIGNS_IN and (chunk := file.read(CHUNK)):
            if not chunk.isascii():
                looked += 1
                found.update(_TOKEN.findall(chunk))
    return found


def _ends_well(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def find_encoding(path: Path, seen: ByteCount) -> Encoding:
    """The encoding of a text whose bytes were counted."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    for mark, codec in _BOMS:
        if head.startswith(mark) and (codec != "utf-8-sig" or seen.utf8):
            return Encoding(codec, 1.0, say("The file begins with a byte order mark."))
    wide = _without_mark(head)
    if wide:
        words = say("Every second byte or more is zero, as in %(codec)s.", codec=wide)
        return Encoding(wide, 0.95, words)
    if seen.ascii:
        return Encoding("utf-8", 1.0, say("All characters are plain ASCII."))
    if seen.utf8:
        return Encoding("utf-8", 1.0, say("All bytes of the file are valid UTF-8."))
    return _weigh(_signs(path))


def _without_mark(head: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark, from where the zero bytes stand."""
    sample = head[: len(head) // 4 * 4]
    if len(sample) < 8 or sample.count(0) < 0.2 * len(sample):
        return ""
    zeros = [sample[at::4].count(0) / (len(sample) // 4) for at in range(4)]
    full = [share > 0.7 for share in zeros]
    if full == [False, True, True, True]:
        return "utf-32-le"
    if full == [True, True, True, False]:
        return "utf-32-be"
    if full[1] and full[3] and not full[0]:
        return "utf-16-le"
    if full[0] and full[2] and not full[1]:
        return "utf-16-be"
    return ""


def _weigh(signs: Counter[bytes]) -> Encoding:
    """Not UTF-8: which of the encodings of Latin American offices gives plausible words?"""
    broken = sum(times for sign, times in signs.items() if not _is_utf8(sign))
    if signs.total() - broken > 3 * broken:
        words = say("Most of the text is UTF-8, but not all (places: %(bad)s).", bad=broken)
        return Encoding("utf-8", 0.5, words, fits=False)
    best, *others = spanish.weigh(signs)
    if best.score < spanish.PLAUSIBLE:
        words = say("No encoding gives plausible words; as latin-1 no byte is lost.")
        return Encoding("latin-1", 0.2, words, fits=False)
    rival = next(other for other in others if {best.codec, other.codec} != {"cp1252", "latin-1"})
    words = say(
        "It is not UTF-8; as %(codec)s, %(share)s %% of the signs beyond ASCII make words.",
        codec=best.codec,
        share=round(100 * best.share),
    )
    sure = 0.6 + 0.6 * max(0.0, best.score - rival.score)
    return Encoding(best.codec, round(min(0.99, sure), 2), words)


def _is_utf8(token: bytes) -> bool:
    try:
        token.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8 within UTF-8 are most often lines pasted from Windows."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    try:
        return wrong.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return wrong.decode("latin-1"), error.end


codecs.register_error(WINDOWS, _as_windows)


def windows_text(content: bytes) -> str:
    """UTF-8 in which what does not decode is what Windows would show."""
    return content.decode("utf-8", WINDOWS)


def mangled(text: str) -> str | None:
    """The first piece of `text` that was decoded wrongly before it came here, or None."""
    found = None if text.isascii() else _MOJIBAKE.search(text) or _CONTROLS.search(text)
    return found.group() if found else None
