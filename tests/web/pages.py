"""What tests ask of every page."""

from __future__ import annotations

import re

from django.http import HttpResponse

PUBLIC = (
    "/",
    "/search",
    "/search?q=contratos",
    "/search?q=contrato&category=contratos&order=rows",
    "/search?q=zzzzz",
    "/categories/",
    "/categories/contratos",
    "/institutions/",
    "/institutions/salud",
    "/institutions/cultura",
    "/datasets/contratos-firmados",
    "/datasets/contratos-firmados/contratos",
    "/datasets/contratos-firmados/contratos?v=1&sort=-monto&f.proveedor=aurora",
    "/datasets/contratos-firmados/contratos?f.proveedor=nadie",
    "/sign-in",
    "/rules/",
    "/rules/csv",
    "/about",
    "/accessibility",
)
HEAVIEST = 45_000
_INLINE = re.compile(r"<style|<script|\sstyle=|\son[a-z]+=|javascript:")


def text(answer: HttpResponse) -> str:
    """The HTML of an answer."""
    return answer.content.decode()


def demand_page(answer: HttpResponse) -> None:
    """Raise unless the answer is a whole page by the rules that hold for all of them."""
    html = text(answer)
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert html.lstrip().startswith("<!doctype html>")
    assert not _INLINE.search(html)
    assert len(answer.content) < HEAVIEST
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
