"""Refusals of the store."""

from __future__ import annotations

from openup.kernel.errors import OpenUpError


class StoreError(OpenUpError):
    """Bytes or rows could not be kept, found or asked."""

    code = "store-error"


class EngineError(StoreError):
    """The engine could not run a statement; the sentence carries its own words."""

    code = "engine-error"


class EngineFull(EngineError):
    """A statement needs more memory than the engine may use, and could not spill."""

    code = "engine-full"


class EngineInterrupted(EngineError):
    """A statement was stopped because it took too long or nobody waits for it any more."""

    code = "engine-interrupted"
