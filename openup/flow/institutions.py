"""Renaming an institution: its record and what its data sets are found by change together."""

from __future__ import annotations

from django.db import transaction

from openup.catalog.search.index import index_institution
from openup.people import actions as people
from openup.people.models import User


@transaction.atomic
def edit(
    *,
    by: User,
    slug: str,
    name: str,
    acronym: str,
    kind: str,
    description: str,
    website: str,
) -> int:
    """Say an institution's words anew, all of them; how many data sets were indexed with them."""
    institution = people.edit_institution(
        by=by,
        slug=slug,
        name=name,
        acronym=acronym,
        kind=kind,
        description=description,
        website=website,
    )
    return index_institution(institution)
