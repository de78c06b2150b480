"""Progress on stderr: one line that is rewritten on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
import time

import click

from openup.cli.language import said
from openup.kernel.words import Words

_PAUSE = 0.1
_CLEAR = "\r\x1b[2K"


class ProgressLine:
    """A `Progress` that writes at most ten times a second; `done()` takes the line away.

    `place` is said before what is being done: which of many files it is about.
    """

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._last = 0.0
        self.place = ""

    def __call__(self, doing: Words, done: int, of: int) -> None:
        moment = time.monotonic()
        if not self._seen or moment - self._last < _PAUSE:
            return
        self._last = moment
        share = f" {100 * done // of} %" if of else (f" {done:,}" if done else "")
        click.echo(f"{_CLEAR}{(self.place + said(doing))[:100]}{share}", err=True, nl=False)

    def done(self) -> None:
        if self._seen:
            click.echo(_CLEAR, err=True, nl=False)
