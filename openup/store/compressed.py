"""Compressed bytes of a kind that Python's own library cannot open: Zstandard."""

from __future__ import annotations

from pathlib import Path
from typing import IO, cast

import pyarrow as pa


def zstandard(path: Path) -> IO[bytes]:
    """The bytes of a Zstandard file as a stream. Reading raises OSError when it is damaged."""
    return cast(IO[bytes], pa.input_stream(str(path), compression="zstd"))
