"""Time grows with the size of a file, however nasty its quotes and delimiters are."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from openup.publishing.errors import ReadingRefused
from openup.publishing.prepare import texts
from openup.publishing.table import Context

SMALL, TIMES = 30_000, 5
ALLOWED = 2.5
"""How many times the growth of the file its time may grow: clocks of busy machines are unsteady."""

Made = Callable[[int], str]
ROW = '"a","b, c",3,"d"\n'
NASTY: dict[str, Made] = {
    "nothing but quotes": lambda size: '"' * size,
    "a quote on every line": lambda size: '"\n' * (size // 2),
    "nothing but delimiters": lambda size: ("," * 100 + "\n") * (size // 101),
    "a quote that nothing closes": lambda size: 'a,b,c,d\n"' + ROW * (size // len(ROW)),
    "a quote in every row that nothing closes": lambda size: "a,b,c\n" + '1,"b,3\n' * (size // 7),
    "a stray quote in every row": lambda size: "a,b,c\n" + '"a","b"c,"d\n' * (size // 11),
    "cells that close too early": lambda size: "a,b\n" + '"a"x","b, c"\n' * (size // 13),
    "alternating quotes and delimiters": lambda size: "a,b\n" + '",","\n' * (size // 6),
    "one cell of very many lines": lambda size: 'a,b\n1,"' + "\n" * size + '"\n2,3\n',
    "cells that close and open on every line": lambda size: "a,b\n" + 'x",y,"z\n' * (size // 8),
    "a quote that nothing closes, over and over": lambda size: (
        "a,b,c\n" + ('1,"2,3\n' + "1,2,3\n" * 50 + 'x","y\n') * (size // 313)
    ),
    "many strays in long lines": lambda size: "a,b\n" + ('"x"y,' * 60 + '"\n') * (size // 302),
    "spaces before stray quotes": lambda size: "a,b\n" + (" " * 500 + '"\n') * (size // 502),
    "lone returns": lambda size: "a,b\r" + '1,"x\r' * (size // 5),
    "backslashes before quotes": lambda size: "a,b\n" + '"\\\\\\\\\\\\\\","x\n' * (size // 14),
    "blank lines": lambda size: "a,b\n1,2\n" + "\n" * size,
}


def _seconds(content: str, folder: Path) -> float:
    path = folder / "t.csv"
    path.write_text(content, encoding="utf-8", newline="")
    (folder / "work").mkdir(exist_ok=True)
    began = time.process_time()
    with suppress(ReadingRefused):  # nothing but quotes is an empty table
        for table in texts(path, name="t.csv", context=Context(folder / "work")):
            for _ in table.batches():
                pass
    return time.process_time() - began


@pytest.mark.slow
@pytest.mark.parametrize("made", NASTY.values(), ids=NASTY.keys())
def test_time_grows_no_faster_than_the_file(made: Made, tmp_path: Path) -> None:
    small = min(_seconds(made(SMALL), tmp_path) for _ in range(2))
    large = _seconds(made(SMALL * TIMES), tmp_path)
    assert large < ALLOWED * TIMES * small + 0.2
