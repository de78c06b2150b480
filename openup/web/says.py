"""Words for the coded values that pages show: types, frequencies, kinds, places of a match."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS: dict[str, dict[str, str | Promise]] = {
    "type": {
        "boolean": _("yes or no"),
        "integer": _("whole number"),
        "decimal": pgettext_lazy("type", "number"),
        "date": pgettext_lazy("type", "date"),
        "time": pgettext_lazy("type", "time"),
        "datetime": _("date and time"),
        "point": pgettext_lazy("type", "place"),
        "text": pgettext_lazy("type", "text"),
        "code": pgettext_lazy("type", "code"),
    },
    "format": {
        "csv": "CSV",
        "excel": "Excel",
        "jsonlines": _("JSON lines"),
        "json": "JSON",
        "jsondocument": "JSON",
        "parquet": "Parquet",
        "gzip": "gzip",
    },
    "frequency": {
        "daily": _("daily"),
        "weekly": _("weekly"),
        "biweekly": _("every two weeks"),
        "monthly": _("monthly"),
        "bimonthly": _("every two months"),
        "quarterly": _("quarterly"),
        "semiannual": _("every six months"),
        "annual": _("yearly"),
        "yearly": _("yearly"),
        "irregular": _("irregular"),
        "once": _("once"),
        "unknown": _("frequency not declared"),
        "": _("frequency not declared"),
    },
    "facet": {
        "institution": _("Institution"),
        "category": _("Category"),
        "format": _("Format it came in"),
        "frequency": _("Frequency"),
        "year": _("Year of the last release"),
    },
    "field": {
        "title": _("in the title"),
        "description": _("in the description"),
        "column": _("in a column"),
        "value": _("in the values of a column"),
        "keyword": _("in the keywords"),
        "institution": _("in the institution"),
        "category": _("in the category"),
        "table": _("in the name of a table"),
    },
    "state": {
        "waiting": _("waiting to be read"),
        "ready": _("read: look at it and publish"),
        "again": _("being read again"),
        "refused": _("could not be read"),
        "publishing": _("being published"),
        "published": _("published"),
        "discarded": _("thrown away"),
        "expired": _("expired"),
    },
    "kind": {
        "secretariat": _("Secretariat"),
        "agency": _("Agency"),
        "legislature": _("Legislature"),
        "judiciary": _("Judiciary"),
        "autonomous": _("Autonomous body"),
        "municipality": _("Municipality"),
    },
    "separator": {
        ",": _("comma"),
        ";": _("semicolon"),
        "\t": _("tab"),
        "|": _("vertical bar"),
        ":": _("colon"),
        " ": _("space"),
        "": _("none"),
        '"': _("double quotation marks"),
        "'": _("single quotation marks"),
    },
    "row": {
        "title": _("title, set aside"),
        "header": pgettext_lazy("row", "header"),
        "row": pgettext_lazy("row", "data"),
        "total": _("total, kept and marked"),
        "foot": _("foot, set aside"),
        "gap": "…",
    },
    "level": {
        "file": _("the file"),
        "table": _("the table"),
        "column": _("the column"),
        "row": _("the row"),
        "cell": _("the cell"),
    },
    "subject": {
        "format": _("Format"),
        "container": _("Packed in"),
        "encoding": _("Letters"),
        "dialect": _("Separator"),
        "header": _("Header"),
        "first": _("First row of data"),
        "foot": _("Notes at the end"),
        "null_tokens": _("Read as empty"),
        "layout": _("Rows"),
        "merged": _("Merged cells"),
        "records": _("Rows"),
        "columns": _("Columns"),
        "types": _("Types"),
        "type": _("Type"),
        "nulls": _("Empty values"),
        "scale": _("Decimals"),
    },
}


def word(subject: str, value: str) -> str:
    """The word for a coded value in the current language, or the value itself."""
    return str(WORDS[subject].get(str(value), value))
