"""Build hook: compile the Spanish into the wheel, because compiled catalogues are not committed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileWords(BuildHookInterface):
    """Writes `openup/locale/<language>/LC_MESSAGES/django.mo` before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root)))
        from tools import catalogue  # not importable before the line above

        catalogue.compiled()
        build_data["artifacts"].append("openup/locale/**/*.mo")
