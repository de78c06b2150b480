"""The OpenAPI document as text: `python -m tests.api.document > tests/api/openapi.json`."""

from __future__ import annotations

import json
import os

import django


def document() -> str:
    """The document that `/api/openapi.json` serves, laid out to be compared line by line."""
    from openup.api.urls import api  # routes need settings

    made = api.get_openapi_schema(path_prefix="/api/")
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openup.settings")
    django.setup()
    print(document(), end="")
