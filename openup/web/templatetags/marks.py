"""Small marks of the pages: icons, pins, and sentences in the reader's language."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from openup.catalog.pages import Match, Pin
from openup.kernel.words import Words
from openup.web import says

register = template.Library()

ICONS = {
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "table": '<path d="M3 5h18v14H3zM3 10h18M9 5v14"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.5l3.5 2"/>',
    "down": '<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M4 20h16"/>',
    "up": '<path d="M12 15V4M7.5 8.5 12 4l4.5 4.5M4 20h16"/>',
    "warn": '<path d="M12 4 2.5 20h19zM12 10v4.5m0 2.5v.3"/>',
    "house": '<path d="M4 20h16M5.5 20V10M10 20V10m4 10V10m4.5 10V10M3 10l9-6 9 6z"/>',
    "file": '<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>',
    "arrow": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "code": '<path d="m8 7-5 5 5 5m8-10 5 5-5 5"/>',
}
_FRAME = '<svg class="i" viewBox="0 0 24 24" aria-hidden="true">'


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside its word; readers of the page hear the word alone."""
    return mark_safe(f"{_FRAME}{ICONS[name]}</svg>")  # noqa: S308 - both are constants of this file


@register.simple_tag
def pin(mark: Pin, form: str = "full") -> SafeString:
    """The seal of a figure: the release it comes from. Forms: `full` and `number`."""
    text = f"v{mark.number}" if form == "number" else f"{mark.resource}@v{mark.number}"
    return format_html('<a class="pin" href="{}">{}</a>', address(mark), text)


@register.filter
def address(mark: Pin) -> str:
    """Where a release is shown, for good."""
    return f"{reverse('resource', args=[mark.dataset, mark.resource])}?v={mark.number}"


@register.filter
def short_id(release: str) -> str:
    """The first seven digits of an identifier, as people quote them."""
    return release[:7]


@register.filter
def shortened(text: str, most: int) -> str:
    """A long name with its middle left out: what tells such names apart stands at their end."""
    if len(text) <= most:
        return text
    head = most // 2
    return f"{text[:head].rstrip()} … {text[head - most :].lstrip()}"


@register.filter
def said(words: Words | str) -> str:
    """A sentence in the language of this page."""
    return words.said(gettext) if isinstance(words, Words) else str(words)


@register.filter
def marked(match: Match) -> SafeString:
    """The text of a match with the words that matched marked."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", part) if hit else part,) for part, hit in match.parts),
    )


@register.filter
def word_for(value: str, subject: str) -> str:
    """The word for a coded value: `{{ type|word_for:"type" }}`."""
    return says.word(subject, value)
