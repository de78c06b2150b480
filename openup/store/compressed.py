"""Compressed bytes of a kind that Python's own library cannot open: Zstandard."""

from __future__ import annotations

from typing import IO, cast

import pyarrow as pa


def zstandard(file: IO[bytes]) -> IO[bytes]:
    """The bytes in a Zstandard file as a stream. Reading raises OSError when it is damaged."""
    return cast(IO[bytes], pa.input_stream(file, compression="zstd"))
