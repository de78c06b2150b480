"""Forms: what people type, checked at the door, and kept when something is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from openup.flow.pages import NEW_TABLE, Confirmation, UploadPage
from openup.web import says

FREQUENCIES = ("daily", "weekly", "monthly", "quarterly", "semiannual", "annual", "irregular")


class SignIn(AuthenticationForm):
    """User name and password; the answer does not say which of the two was wrong."""

    username = forms.CharField(
        label=_("User name"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": _("Write your user name.")},
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Write your password.")},
    )
    error_messages = {
        "invalid_login": _("The user name or the password is not right. Capital letters count."),
        "inactive": _("This account is closed. A coordinator of the programme can open it."),
    }


class ArrivingFile(forms.Form):
    """A file to be read, and the institution that it is for."""

    institution = forms.ChoiceField(
        label=_("Institution that publishes"),
        error_messages={
            "required": _("Choose the institution that publishes."),
            "invalid_choice": _(
                "You may not publish for that institution. Choose one of the list."
            ),
        },
    )
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=255,
        error_messages={
            "required": _("Choose a file before you send the form."),
            "invalid": _("The file did not arrive. Choose it again."),
            "max_length": _("The name of the file is too long. Give it a shorter one."),
        },
    )

    def offer(self, institutions: Sequence[tuple[str, str]]) -> None:
        """Offer the institutions that this person publishes for."""
        _choices(self, "institution", institutions)


class Description(forms.Form):
    """What a data set is, as its page will say it."""

    themed = True
    """Whether the portal has categories, so that one must be chosen."""

    dataset = forms.ChoiceField(label=_("Is it a new release of a data set?"), required=False)
    resource = forms.ChoiceField(
        label=_("Of which table?"),
        required=False,
        error_messages={
            "invalid_choice": _("That table is of another data set. Compare again, then publish."),
        },
    )
    note = forms.CharField(label=_("What changed in this release"), required=False, max_length=500)
    title = forms.CharField(label=_("Title of the data set"), required=False, max_length=200)
    description = forms.CharField(
        label=_("What one row is"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    frequency = forms.ChoiceField(label=_("How often it is published"), required=False)
    licence = forms.CharField(label=_("Licence"), required=False, max_length=100)
    keywords = forms.CharField(label=_("Keywords"), required=False, max_length=300)
    tables = forms.MultipleChoiceField(
        label=_("Tables to publish"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self, page: UploadPage) -> None:
        """Offer the lists to choose from."""
        held = [(choice.value, choice.label) for choice in page.datasets]
        _choices(self, "dataset", [("", _("No, it is a new data set")), *held])
        tables = [(choice.value, choice.label) for choice in page.standing]
        _choices(self, "resource", [*tables, (NEW_TABLE, _("None: it is another table"))])
        if page.tables and not self.is_bound:
            first = page.tables[0].resource
            known = any(first == value for value, _label in tables)
            self.initial = {**self.initial, "resource": first if known else NEW_TABLE}
        themes = [(choice.value, choice.label) for choice in page.categories]
        _choices(self, "category", [("", _("Choose one")), *themes])
        self.themed = bool(themes)
        words = [(code, says.word("frequency", code)) for code in FREQUENCIES]
        _choices(self, "frequency", [("", _("Not declared")), *words])
        _choices(self, "tables", [(table.name, table.title) for table in page.tables])

    def clean(self) -> dict[str, Any]:
        """A new data set needs a title and a category; one that stands keeps its own words."""
        chosen = self.cleaned_data
        if not chosen.get("dataset"):
            if not chosen.get("title"):
                why = _("Write a title: what the data are about, and of which years.")
                self.add_error("title", why)
            if self.themed and not chosen.get("category"):
                self.add_error("category", _("Choose a category."))
        return chosen

    def confirmation(self) -> Confirmation:
        """What the person decided, as the flow takes it."""
        chosen = self.cleaned_data
        return Confirmation(
            dataset=chosen["dataset"],
            resource=chosen["resource"] if chosen["dataset"] else "",
            note=chosen["note"],
            title=chosen["title"],
            description=chosen["description"],
            category=chosen["category"],
            frequency=chosen["frequency"],
            licence=chosen["licence"],
            keywords=tuple(filter(None, map(str.strip, chosen["keywords"].split(",")))),
            only=tuple(chosen["tables"]),
        )


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
