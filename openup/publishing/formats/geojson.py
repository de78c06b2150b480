"""GeoJSON: each feature is a row, its properties are columns, its geometry is well-known text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.format import Format
from openup.publishing.formats._jsonstream import Walk, Where, as_utf8
from openup.publishing.formats._records import Numbered, Record, Records, table, text_of
from openup.publishing.table import Context, SourceFile, TextTable

_COLLECTION: Final = re.compile(rb'"type"\s*:\s*"FeatureCollection"')
_FEATURES: Final = re.compile(rb'"features"\s*:\s*\[\s*\{[^{}]*"type"\s*:\s*"Feature"')
_KINDS: Final = {
    "Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3,
    "MultiPolygon": 4,
}  # fmt: skip
"""The kinds of geometry, and how deep their lists of coordinates are."""

_NOTES_MOST: Final = 40


class GeoJson(Format):
    """Each feature of the collection becomes a row.

    ## How it is recognised
    It is JSON and says that it is a `FeatureCollection`, whatever its name.

    ## How it is read
    The properties of a feature become columns, nested ones with dotted names. The geometry becomes
    well-known text in a column `geometry`, in the order of the file: longitude, then latitude. A
    point has columns `lon` and `lat` too, if the file is in degrees. The `id` of a feature is a
    column. What stands beside the features, such as the reference system, is kept as notes.

    ## What it cannot see
    Whether longitude and latitude were exchanged, and shapes that cross themselves.
    """

    code, title = "geojson", say("GeoJSON")
    suffixes = (".geojson",)
    media_type = "application/geo+json"
    example = (
        """
        {"type": "FeatureCollection", "name": "escuelas", "features": [
          {"type": "Feature", "id": 7, "properties": {"clave": "19DPR0001A", "aulas": 6},
           "geometry": {"type": "Point", "coordinates": [-100.31, 25.67]}},
          {"type": "Feature", "properties": {"clave": "19DPR0002Z"},
           "geometry": {"type": "LineString", "coordinates": [[0, 1], [2, 3.50]]}}]}
        """,
        """
        id | clave      | aulas | geometry                | lon     | lat
        7  | 19DPR0001A | 6     | POINT (-100.31 25.67)   | -100.31 | 25.67
           | 19DPR0002Z |       | LINESTRING (0 1, 2 3.50) |        |
        """,
    )

    def recognises(self, head: bytes, name: str) -> float:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not start.startswith(b"{"):
            return 0.0
        return 0.97 if _COLLECTION.search(head) or _FEATURES.search(head) else 0.0

    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        name = source.member or source.name
        path, mark = as_utf8(source, context)
        most = context.limits.line_bytes
        seen = _survey(path, mark, name, most)
        stem = Path(name).stem or name

        def rows() -> Numbered:
            with path.open("rb") as file:
                walk = Walk(file, name, most, seen.features or Where())
                for number, one in enumerate(walk.items(), start=1):
                    yield number, _record(one, seen)

        records = Records(stem, self.code, source.member, "utf-8", rows, tuple(seen.notes))
        found = table(records, source, context) if seen.features else None
        if found is None:
            raise ReadingRefused(
                say("%(name)s holds no feature.", name=name),
                advice=say("Export the layer again with its features."),
            )
        yield found


@dataclass(slots=True)
class _Seen:
    """Where the features begin, the names of their properties, and what stands beside them."""

    features: Where | None = None
    names: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    degrees: bool = True

    def free(self, name: str) -> str:
        """The name of a column beside the properties, whatever they are called."""
        while name in self.names:
            name = f"{name}_"
        return name


def _survey(path: Path, mark: int, name: str, most: int) -> _Seen:
    seen = _Seen()
    with path.open("rb") as file:
        walk = Walk(file, name, most, Where(mark))
        for key in walk.names():
            if key == "features" and walk.peek() == "[":
                seen.features = walk.where
                for one in walk.items():
                    properties = one.get("properties") if isinstance(one, dict) else None
                    seen.names.update(properties if isinstance(properties, dict) else ())
                continue
            note = f"{key}: {text_of(walk.value())}"[:300]
            seen.degrees = seen.degrees and (key != "crs" or _is_degrees(note))
            if key != "type" and len(seen.notes) < _NOTES_MOST:
                seen.notes.append(note)
    return seen


def _is_degrees(crs: str) -> bool:
    return bool(re.search(r"CRS84|EPSG:(?:.*:)?(?:4326|6365|4269|4979)\b", crs))


def _record(feature: object, seen: _Seen) -> Record:
    """The cells of a feature; what is no feature stays as JSON in a column of its own."""
    if not isinstance(feature, dict):
        return {seen.free("feature"): feature}
    properties, geometry = feature.get("properties"), feature.get("geometry")
    row: dict[str, object] = {seen.free("id"): feature["id"]} if "id" in feature else {}
    row |= properties if isinstance(properties, dict) else {}
    row[seen.free("geometry")] = wkt(geometry) or text_of(geometry)
    if seen.degrees and isinstance(geometry, dict) and geometry.get("type") == "Point":
        place = geometry.get("coordinates")
        if isinstance(place, list) and len(place) >= 2:
            row |= {seen.free("lon"): place[0], seen.free("lat"): place[1]}
    row |= {
        seen.free(key): value
        for key, value in feature.items()
        if key not in ("type", "id", "properties", "geometry")
    }
    return row


def wkt(geometry: object) -> str | None:
    """The well-known text of a geometry, with each digit as written; None if it is not whole."""
    if not isinstance(geometry, dict):
        return None
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        inner = [wkt(part) for part in parts] if isinstance(parts, list) else []
        written = [part for part in inner if part is not None]
        whole = bool(inner) and len(written) == len(inner)
        return f"GEOMETRYCOLLECTION ({', '.join(written)})" if whole else None
    if not isinstance(kind, str) or kind not in _KINDS:
        return None
    if geometry.get("coordinates") == []:
        return f"{kind.upper()} EMPTY"
    text = _places(geometry.get("coordinates"), _KINDS[kind])
    if text is None:
        return None
    return f"{kind.upper()} {text}" if kind != "Point" else f"POINT ({text})"


def _places(coordinates: object, depth: int) -> str | None:
    if not isinstance(coordinates, list) or not coordinates:
        return None
    if depth == 1:
        plain = all(isinstance(one, str) for one in coordinates)
        return " ".join(map(str, coordinates)) if plain and len(coordinates) >= 2 else None
    parts = [_places(one, depth - 1) for one in coordinates]
    written = [part for part in parts if part is not None]
    return f"({', '.join(written)})" if len(written) == len(parts) else None
