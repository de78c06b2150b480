"""Title rows, header, units and foot of the real files, each seen by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from openup.publishing.prepare import texts
from openup.publishing.reading import Layout
from openup.publishing.table import Context
from tests.publishing.text import read_all

PLAIN = (
    "budget/cuenta_publica_2023.csv.gz",
    "contracts/compranet_contratos_2010_2012_sample.csv",
    "contracts/compranet_contratos_2013_sample.csv",
    "contracts/compranet_contratos_2014_sample.csv",
    "inventory/adela_conflicting_inventory_issue-106.csv",
    "inventory/adela_invalid_encoding_inventory.csv",
    "inventory/adela_inventory.csv",
    "inventory/datosgobmx_conjuntos_2015.csv",
    "inventory/datosgobmx_planes_apertura_2016.csv",
    "institutions/publicbodies_gb.csv",
    "messy_csv/metepec_tramites.csv",
    "messy_csv/mt_sparse_with_column_errors.csv",
    "messy_csv/mt_utf-16le_encoded.csv",
    "participation/ot_commitments_tracker.csv",
    "sanctions/sfp_sancionados_2017.csv",
    "sanctions/sfp_sancionados_2021.csv",
    "territory/monterrey_neighbourhoods.csv",
    "territory/monterrey_zones.csv",
)
"""Texts whose first row is the header, with nothing above it and nothing below the data."""


def _layouts(path: Path, workspace: Path) -> list[Layout]:
    context = Context(workspace)
    return [table.reading.layout for table in texts(path, name=path.name, context=context)]


def _rows(layout: Layout) -> tuple[tuple[int, ...], ...]:
    return layout.title_rows, layout.header_rows, layout.unit_rows, layout.foot_rows


@pytest.mark.parametrize("path", PLAIN)
def test_a_plain_text_has_its_header_in_the_first_row(
    path: str, shared_data: Path, tmp_path: Path
) -> None:
    (layout,) = _layouts(shared_data / path, tmp_path)
    assert _rows(layout) == ((), (1,), (), ())
    assert layout.first_data_row == 2


def test_every_code_list_has_its_header_in_the_first_row(shared_data: Path, tmp_path: Path) -> None:
    lists = sorted((shared_data / "standards" / "ocds-1.1.5" / "codelists").glob("*.csv"))
    assert lists
    for path in lists:
        (layout,) = _layouts(path, tmp_path)
        assert _rows(layout) == ((), (1,), (), ()), path.name


@pytest.mark.parametrize(
    ("path", "titles", "header", "first", "foot"),
    [
        ("messy_csv/mt_mixedGLB.csv", (1, 2), (4,), 5, ()),
        ("sanctions/sat_69b_completo_2022-11.csv.gz", (1, 2), (3,), 4, ()),
        ("sanctions/sat_69b_definitivos_2026-01.csv.gz", (1, 2), (3,), 4, ()),
        ("territory/inegi_censo_2020_municipios.csv", (1, 3), (4,), 5, (2508,)),
        (
            "messy_csv/mt_weird_head_padding.csv",
            (3, 4, 6, 7, 8, 9),
            (12,),
            13,
            (74, 75, 76, 78, 79, 81, 82, 83, 85, 86, 88, 89, 90, 92, 93, 94),
        ),
    ],
)
def test_titles_and_notes_of_a_text_are_told_from_its_rows(
    path: str,
    titles: tuple[int, ...],
    header: tuple[int, ...],
    first: int,
    foot: tuple[int, ...],
    shared_data: Path,
    tmp_path: Path,
) -> None:
    (layout,) = _layouts(shared_data / path, tmp_path)
    assert _rows(layout) == (titles, header, (), foot)
    assert layout.first_data_row == first


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "sheets"),
    [
        ("budget/cuenta_publica_2023.xls", [((2, 3, 4, 5), (7, 8, 9), (4816,))]),
        ("budget/pef2019_ods_diccionario.xlsx", [((), (1,), ())]),
        ("budget/pef2019_ods_vinculacion.xlsx", [((), (1,), ())]),
        ("contracts/pe_conosce_contratacion_directa_2020.xlsx", [((), (1,), ())]),
        (
            "messy_xlsx/cdmx_obras_licitaciones_2015.xlsx",
            [((2, 3), (6, 7), (277, 280, 281, 284, 285, 286))],
        ),
        (
            "messy_xlsx/cdmx_om_adjudicaciones_2014.xls",
            [((1,), (2, 3), (432, 433, 435, 436, 438, 439, 440))],
        ),
        (
            "messy_xlsx/cdmx_sds_licitaciones_4t2014.xls",
            [((), (1, 2, 3), ()), ((1,), (2, 3, 4), ())],
        ),
        (
            "messy_xlsx/cdmx_sefin_adjudicaciones_1t2015.xlsx",
            [((), (2, 3, 4), (64, 65, 66, 68, 69, 70, 71))],
        ),
        (
            "messy_xlsx/cdmx_sobse_adjudicaciones_directas.xlsx",
            [((4,), (7, 8, 9), (820, 821, 822, 824, 825, 826))],
        ),
    ],
)
def test_titles_header_and_notes_of_a_sheet_are_told(
    path: str,
    sheets: list[tuple[tuple[int, ...], ...]],
    shared_data: Path,
    tmp_path: Path,
) -> None:
    found = _layouts(shared_data / path, tmp_path)
    seen = [(each.title_rows, each.header_rows, each.foot_rows) for each in found]
    assert seen == sheets


@pytest.mark.slow
def test_a_sheet_of_definitions_has_its_text_above_and_its_notes_below(
    shared_data: Path, tmp_path: Path
) -> None:
    name = "mt_bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm"
    (layout,) = _layouts(shared_data / "messy_xlsx" / name, tmp_path)
    assert (layout.title_rows[0], layout.title_rows[-1]) == (10, 45)
    assert (layout.header_rows, layout.first_data_row) == ((47,), 48)
    assert layout.foot_rows == (59, 61, 62)


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("sanctions/sat_69b_definitivos_2026-01.csv.gz", 11336),
        ("sanctions/sfp_sancionados_2021.csv", 1954),
        ("sanctions/sfp_sancionados_2017.csv", 1504),
        ("territory/inegi_censo_2020_municipios.csv", 2502),
        ("territory/monterrey_neighbourhoods.csv", 1103),
        ("contracts/compranet_contratos_2013_sample.csv", 399),
        ("budget/cuenta_publica_2023.csv.gz", 4751),
        ("inventory/datosgobmx_planes_apertura_2016.csv", 2535),
        ("messy_csv/metepec_tramites.csv", 23),
        ("messy_csv/mt_utf-16le_encoded.csv", 327),
    ],
)
def test_no_row_of_a_real_file_is_lost(
    path: str, rows: int, shared_data: Path, tmp_path: Path
) -> None:
    (found,) = read_all(shared_data / path, tmp_path / "work")
    assert len(found.rows) == rows
