"""What can be wrong with contracts, rules and their runs."""

from __future__ import annotations

from openup.kernel.errors import OpenUpError


class IntelligenceError(OpenUpError):
    """A rule or what it is asked of is not as it must be."""

    code = "intelligence"


class ContractsRefused(IntelligenceError):
    """A file holds no open contracting that can be understood."""

    code = "contracts-refused"
