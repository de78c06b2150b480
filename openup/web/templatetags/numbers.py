"""Numbers as a reader of Mexican Spanish or of English writes them."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import get_language

register = template.Library()
NBSP = "\u00a0"
PLACES = 4
"""Decimal places that are shown as they are; with more, zeros at the end say nothing."""
Number = int | float | Decimal


def _spanish() -> bool:
    return (get_language() or "es").startswith("es")


@register.filter
def number(value: Number | None) -> str:
    """A whole or decimal number in full: `1,248`, `0.25`."""
    if value is None:
        return ""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.2f}"
    return f"{int(value):,}"


@register.filter
def short(value: Number) -> str:
    """A number to be taken in at a glance: `96,310`, `3.1 M`, `1,200 M`."""
    if abs(value) < 1_000_000:
        return number(value)
    millions = float(value) / 1_000_000
    return f"{millions:,.0f}{NBSP}M" if millions >= 100 else f"{millions:,.1f}{NBSP}M"


@register.filter
def percent(part: Number, whole: Number) -> str:
    """A share in whole percent: `24 %` in Spanish, `24%` in English; under one it says so."""
    if not whole:
        return ""
    share = 100 * float(part) / float(whole)
    figure = "<1" if 0 < share < 1 else "99" if 99 < share < 100 else f"{share:.0f}"
    return f"{figure}{NBSP}%" if _spanish() else f"{figure}%"


@register.filter
def size(octets: int) -> str:
    """Bytes in the unit a person would use: `41 MB`, `5.8 MB`, `612 KB`."""
    amount = float(octets)
    for unit in ("B", "KB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    text = f"{amount:,.1f}" if unit != "B" and amount < 10 else f"{amount:,.0f}"
    return f"{text}{NBSP}{unit}"


@register.filter
def sure(confidence: float) -> str:
    """How sure a reading is, in percent."""
    return percent(confidence, 1)


@register.filter
def beyond_first(total: int) -> int:
    """How many there are besides the one that is shown."""
    return total - 1


@register.filter
def seconds(value: float) -> str:
    """A short time in seconds, to two places."""
    return f"{max(value, 0.01):.2f}"


@register.filter
def grouped(written: str, digits: int = 5) -> str:
    """A number as a file writes it, with commas from so many digits on: years stay as they are."""
    sign, bare = ("-", written[1:]) if written.startswith("-") else ("", written)
    whole, point, rest = trimmed(bare).partition(".")
    if not (whole.isascii() and whole.isdigit()):
        return written
    shown = f"{int(whole):,}" if len(whole) >= digits else whole
    return f"{sign}{shown}{point}{rest}"


@register.filter
def trimmed(written: str) -> str:
    """A number without the zeros that only the widest cell of its column needs: two places stay."""
    whole, point, rest = written.partition(".")
    figures = rest.isascii() and rest.isdigit() and whole.lstrip("-").isdigit()
    if not figures or len(rest) <= PLACES or not rest.endswith("0"):
        return written
    return f"{whole}{point}{rest.rstrip('0').ljust(2, '0')}"
