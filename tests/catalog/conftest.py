"""A small catalogue: two institutions, two categories, and releases made of values."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from openup.catalog import actions
from openup.catalog.actions import DatasetWords, NewRelease, Recorded
from openup.kernel.ids import Digest, ReleaseId
from openup.kernel.words import say
from openup.people import access
from openup.people import actions as people
from openup.people.models import User
from openup.publishing.draft import Bar, ColumnProfile
from openup.publishing.faults import Fault, FaultCount, Level, Place
from openup.publishing.reading import Column, ColumnType, Reading

Publish = Callable[..., Recorded]


@pytest.fixture
def portal(db: None) -> User:
    """The portal's own user, with institutions and categories registered."""
    user = people.system_user()
    people.register_institution(by=user, slug="salud", name="Secretaría de Salud", acronym="SSA")
    people.register_institution(by=user, slug="obras", name="Secretaría de Obras Públicas")
    actions.create_category(
        by=user,
        slug="contratacion",
        name_es="Contratación pública",
        name_en="Public procurement",
        question_es="¿Quién vende al estado?",
        question_en="Who sells to the state?",
        position=1,
    )
    actions.create_category(
        by=user, slug="cultura", name_es="Cultura", name_en="Culture", position=2
    )
    return user


def release_of(
    text: str,
    *,
    resource: str = "tabla",
    columns: tuple[str, ...] = ("folio", "proveedor"),
    values: tuple[str, ...] = (),
    rows: int = 10,
    format: str = "csv",
) -> NewRelease:
    """A release as the way hands it to the catalogue; `text` stands for the bytes of its file."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    fault = Fault("empty-cell", Level.CELL, say("It is empty."), say("Fill it."), Place(3, "folio"))
    return NewRelease(
        resource=resource,
        title=resource.title(),
        release_id=ReleaseId(hashlib.sha256(f"{digest}{resource}".encode()).hexdigest()),
        source_name=f"{resource}.csv",
        source_sha256=Digest(digest),
        source_bytes=len(text),
        reading=Reading(format, columns=tuple(Column(name, name) for name in columns)),
        profile=tuple(
            ColumnProfile(
                name, ColumnType.TEXT, rows, 0, 0, rows, True,
                bars=tuple(Bar(value, 1) for value in values),
            )
            for name in columns
        ),
        faults=(FaultCount("empty-cell", Level.CELL, "folio", 2, [fault]),),
        rows=rows,
        parquet_sha256=Digest(digest),
        parquet_bytes=100,
    )  # fmt: skip


@pytest.fixture
def publish(portal: User) -> Publish:
    """Record one release of a data set."""

    def made(
        slug: str,
        title: str,
        *releases: NewRelease,
        institution: str = "salud",
        **words: object,
    ) -> Recorded:
        return actions.publish_releases(
            by=portal,
            institution=access.institution_for(institution),
            dataset=DatasetWords(slug=slug, title=title, **words),  # type: ignore[arg-type]
            releases=releases or (release_of(slug),),
        )[0]

    return made
