"""How a place on Earth is written in one cell: a pair of degrees, or a point of well-known text."""

from __future__ import annotations

import re
from typing import Final

from openup.store.sql import Sql, fill, text

WKT: Final = "POINT (lon lat)"
LATITUDE_FIRST: Final = "lat, lon"
LONGITUDE_FIRST: Final = "lon, lat"

_DEGREES: Final = r"([+\-]?\d{1,3}\.\d{2,})"
_ANY_DEGREES: Final = r"([+\-]?\d{1,3}(?:\.\d+)?)"
PAIR: Final = text(rf"^[(\[]? ?{_DEGREES} ?[,;] ?{_DEGREES} ?[)\]]?$")
SPELLED: Final = text(rf"^(?i:(?:SRID=4326; ?)?POINT) ?\( ?{_ANY_DEGREES} +{_ANY_DEGREES} ?\)$")
_NAME: Final = re.compile(r"lat.*(?:lon|lng)|(?:lon|lng).*lat", re.IGNORECASE)


def order_by_name(column: str) -> str:
    """The order that the name of a column tells, such as `lat_lon`, or an empty text."""
    if not _NAME.search(column):
        return ""
    return LATITUDE_FIRST if re.search("lat.*l(?:on|ng)", column, re.I) else LONGITUDE_FIRST


def place_of(cell: Sql, order: str) -> Sql:
    """Latitude, a comma, longitude, each with the digits of the cell; null beyond the globe."""
    spelled = SPELLED if order == WKT else PAIR
    first, second = (fill("part.a"), fill("part.b"))
    lat, lon = (first, second) if order == LATITUDE_FIRST else (second, first)
    place = fill(
        "case when abs(try_cast($lat as double)) <= 90 and abs(try_cast($lon as double)) <= 180 "
        "then concat(ltrim($lat, '+'), ', ', ltrim($lon, '+')) end",
        lat=lat,
        lon=lon,
    )
    return fill(
        "list_transform([regexp_extract($cell, $spelled, ['a', 'b'])], part -> $place)[1]",
        cell=cell,
        spelled=spelled,
        place=place,
    )
