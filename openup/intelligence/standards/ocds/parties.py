"""Who a party is: its identifier, else its name; nobody where a placeholder stands for either."""

from __future__ import annotations

from typing import Final

from openup.store.sql import Sql, fill, join, number, text

NOBODY: Final = (
    "-", "--", "---", ".", "N/A", "N.A.", "NA", "N/D", "ND", "S/N", "S/D", "S/I", "NULL", "NONE",
    "NAN", "TBD", "UNKNOWN", "UNDEFINED", "NO APLICA", "SIN DATO",
)  # fmt: skip
"""Identifiers that identify nobody, in capitals."""

ANYBODY: Final = ("XAXX010101000", "XEXX010101000")
"""Tax numbers that the Mexican tax service gives to the public at large and to foreigners."""

_ENDS: Final = "010101000"
_LONG: Final = max(len(one) for one in NOBODY)

NAMELESS: Final = (
    "", "0", "x", "xx", "xxx", "xxxx", "na", "nd", "sn", "sd", "null", "none", "nan", "tbd",
    "noaplica", "nodisponible", "noespecificado", "noidentificado", "nodefinido", "ninguno",
    "ninguna", "sininformacion", "sindato", "sindatos", "sinnombre", "sinproveedor",
    "sinespecificar", "pordefinir", "porasignar", "desconocido", "desierta", "desierto",
    "cancelada", "cancelado", "declaradadesierta", "varios", "varias", "variosproveedores",
    "unknown", "undefined", "various", "notapplicable", "notavailable", "notspecified",
    "proveedor", "personafisica", "confidencial", "reservado", "anonymous", "redacted",
)  # fmt: skip
"""Names that name nobody, as `plain_name` writes them."""


def plain_name(value: Sql) -> Sql:
    """A name as it is compared: small letters and digits without accents, and nothing between."""
    return fill(
        r"regexp_replace(lower(strip_accents($value)), '[^\p{L}\p{N}]+', '', 'g')", value=value
    )


def party(reference: Sql) -> Sql:
    """The key of a party from where it is referred to (`id`, `name`, `identifier.id`)."""
    return fill(
        "coalesce($id, $identifier, 'name:' || $name)",
        id=_known(fill("$reference.id", reference=reference)),
        identifier=_known(fill("$reference.identifier.id", reference=reference)),
        name=_named(fill("$reference.name", reference=reference)),
    )


def _known(identifier: Sql) -> Sql:
    # Most identifiers are long and end otherwise: only the others are compared with the list.
    return fill(
        "case when strlen($id) > $long and not ends_with($id, $ends) then $id "
        "when upper($id) not in ($nobody) and trim($id) <> '' and $anybody then $id end",
        id=identifier,
        long=number(_LONG),
        ends=text(_ENDS),
        nobody=join(", ", [text(one) for one in NOBODY]),
        anybody=join(
            " and ",
            [fill("not ends_with($id, $one)", id=identifier, one=text(one)) for one in ANYBODY],
        ),
    )


def _named(name: Sql) -> Sql:
    # What stands twice in a question is computed for every row, named or not: so it stands once.
    return fill(
        "list_filter([$plain], lambda one: one not in ($nameless))[1]",
        plain=plain_name(name),
        nameless=join(", ", [text(one) for one in NAMELESS]),
    )
