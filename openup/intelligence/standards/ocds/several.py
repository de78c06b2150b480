"""Processes with several releases: those alone are taken out of the lines, merged and put back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO
from warnings import catch_warnings, simplefilter

from openup.intelligence.standards.ocds.merge import merged, watched
from openup.intelligence.standards.ocds.notes import Notes
from openup.intelligence.standards.ocds.shape import LINE_BYTES, lines
from openup.intelligence.standards.ocds.tidy import Release, tidied
from openup.intelligence.standards.wanted import Wanted
from openup.publishing.formats._records import decode
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.sql import Sql, fill, join, number, text

_NO_HISTORY = fill(
    "create or replace table raw_history (ocid varchar, release varchar, date timestamp, "
    "path varchar, element varchar, value varchar)"
)


def settle(
    engine: DuckRuleEngine,
    paths: Sequence[Path],
    wanted: Wanted,
    notes: Notes,
    workspace: Path | None,
) -> None:
    """Make `compiled` hold one release an ocid, and `raw_history` what each release had said."""
    engine.run(_NO_HISTORY)
    engine.run(
        fill("create or replace table several as "
             "select ocid from compiled group by ocid having count(*) > 1")
    )  # fmt: skip
    if engine.one(fill("select count(*) from several")) == (0,):
        return
    with TemporaryDirectory(dir=workspace) as folder:
        made, told = Path(folder, "merged.jsonl"), Path(folder, "history.jsonl")
        with made.open("w", encoding="utf-8") as out, told.open("w", encoding="utf-8") as history:
            remembered = history if "history" in wanted else None
            _merge(_groups(engine, paths, notes), notes, out, remembered)
        engine.run(fill("delete from compiled where ocid in (select ocid from several)"))
        engine.run(fill("insert into compiled select * from $lines", lines=lines([made], wanted)))
        engine.run(fill("insert into raw_history $told", told=_told(told)))


def _merge(
    groups: Iterator[list[Release]], notes: Notes, out: TextIO, history: TextIO | None
) -> None:
    with catch_warnings():
        # Of elements with the same identifier in one release the merger keeps one, and says so.
        simplefilter("ignore")
        for releases in groups:
            if history is not None:
                for release in releases:
                    _remember(release, history)
            out.write(json.dumps(merged(releases, notes)) + "\n")


def _groups(engine: DuckRuleEngine, paths: Sequence[Path], notes: Notes) -> Iterator[list[Release]]:
    """The releases of each process that has several, oldest first; those without a date before."""
    rows = engine.batches(
        fill(
            "select ocid, json from (select json, json ->> '$.ocid' as ocid from "
            "read_json_objects([$paths], format = 'newline_delimited', "
            "maximum_object_size = $most)) where ocid in (select ocid from several) "
            "order by ocid, try_cast(json ->> '$.date' as timestamptz) nulls first",
            paths=join(", ", [text(str(path)) for path in paths]),
            most=number(LINE_BYTES),
        ),
        rows=1_000,
    )
    each = (row for batch in rows for row in batch)
    for _, group in groupby(each, key=lambda row: row[0]):
        # The merger wants every identifier to be text, and lists to be lists in all releases.
        yield [tidied(_decoded(str(row[1])), notes) for row in group]


def _decoded(line: str) -> dict[str, object]:
    value, _ = decode(line, 0)
    assert isinstance(value, dict)
    return value


def _remember(release: Release, history: TextIO) -> None:
    line = {
        "ocid": release.get("ocid"),
        "release": release.get("id"),
        "date": release.get("date"),
        "told": [
            {"path": path, "element": element, "value": value}
            for path, element, value in watched(release)
        ],
    }
    history.write(json.dumps(line) + "\n")


def _told(path: Path) -> Sql:
    return fill(
        "select ocid, release, date at time zone 'UTC', one.path, one.element, one.value from "
        "(select ocid, release, date, unnest(told) as one from read_json($path, "
        "format = 'newline_delimited', maximum_object_size = $most, columns = {ocid: 'varchar', "
        "release: 'varchar', date: 'timestamptz', "
        "told: 'struct(path varchar, element varchar, value varchar)[]'}))",
        path=text(str(path)),
        most=number(LINE_BYTES),
    )
