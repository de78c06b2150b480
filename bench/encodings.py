"""How often the encoding of short Spanish texts is found: `python -m bench.encodings`.

Texts are drawn from words of registers, names and places, in lower case, titles and capitals, as
tables of two columns. A text counts as right if every cell comes out as it was written.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

from openup.publishing.steps.text.encoding import count_bytes, find_encoding

_SAID = (
    "año señal niñez compañía diseño España montaña enseñanza Peña Muñoz Núñez Ibáñez "
    "educación población inversión adjudicación dirección administración código público "
    "pública según también número límite crédito técnico económico jurídico artículo "
    "página vehículo depósito ejército médico hospitalización güero lingüística pingüino "
    "cigüeña bilingüe Ángel Óscar Íñigo Úrsula Élida José María Pérez García González "
    "Hernández Martínez Rodríguez López Sánchez Ramírez Yáñez México Querétaro León "
    "Michoacán Yucatán Potosí Cuauhtémoc Juárez Álamo Martín así aquí más qué cómo "
    "calle obra contrato municipio secretaria total nombre clave folio estado compra "
    "reparación índice área región útil última máximo mínimo básico ¿Cuándo? ¡Atención!"
)
WORDS = _SAID.split()
CODECS = ("cp1252", "latin-1", "cp850", "mac_roman", "utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
SIZES = (20, 50, 200, 1000)


def text_of(size: int, chance: random.Random) -> str:
    """A table of about so many characters, at least one of them beyond ASCII."""
    said = chance.choice((str, str.title, str.upper))
    while True:
        lines = ["clave,nombre"]
        while sum(map(len, lines)) < size:
            words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 4)))
            lines.append(f"{len(lines)},{said(words)}")
        if not (made := "\n".join(lines) + "\n").isascii():
            return made


def is_right(text: str, codec: str, folder: Path) -> bool:
    """Whether the encoding that is found gives the text back."""
    path = folder / "t.csv"
    path.write_bytes(text.encode(codec))
    found = find_encoding(path, count_bytes(path, longest=1 << 20))
    return path.read_bytes().decode(found.codec, "replace").removeprefix("\ufeff") == text


def share_right(codec: str, size: int, texts: int, seed: int = 1) -> float:
    """The share of texts of a size whose encoding is found."""
    chance = random.Random(f"{seed}-{size}")
    with tempfile.TemporaryDirectory() as folder:
        right = sum(is_right(text_of(size, chance), codec, Path(folder)) for _ in range(texts))
    return right / texts


def main() -> None:
    """Print a table: encodings down, sizes across."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--texts", type=int, default=1000)
    given = asked.parse_args()
    print("| Encoding | " + " | ".join(f"{size} characters" for size in SIZES) + " |")
    print("|---|" + "---:|" * len(SIZES))
    for codec in CODECS:
        shares = [f"{100 * share_right(codec, size, given.texts):.1f} %" for size in SIZES]
        print(f"| {codec} | " + " | ".join(shares) + " |", flush=True)


if __name__ == "__main__":
    main()
