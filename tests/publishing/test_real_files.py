"""Every real file is read whole, with its types, or refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from openup.publishing.errors import ReadingRefused
from openup.publishing.prepare import prepare
from openup.store.engines.duckdb import WritingEngine

READ = """
file                                                          | tables | rows  | header | columns
budget/cuenta_publica_2023.csv.gz                             |      1 |  4751 |      1 |      20
budget/cuenta_publica_2023.xls                                |      1 |  4805 |      9 |      20
budget/pef2019_ods_diccionario.xlsx                           |      1 |    24 |      1 |       2
budget/pef2019_ods_vinculacion.xlsx                           |      1 |  1704 |      1 |      24
catalogs/ar_justicia_datajson.json                            |      2 |    27 |      0 |      16
catalogs/fr_udata_datasets.json.gz                            |      5 |    42 |      0 |      76
catalogs/gb_birmingham_package_search.json                    |      1 |    10 |      0 |      41
catalogs/us_large_spatial_datajson.json                       |      1 |     1 |      0 |      16
contracts/compranet_contratos_2010_2012_sample.csv            |      1 |   399 |      1 |      39
contracts/compranet_contratos_2013_sample.csv                 |      1 |   399 |      1 |      39
contracts/compranet_contratos_2014_sample.csv                 |      1 |   399 |      1 |      39
contracts/pe_conosce_contratacion_directa_2020.xlsx           |      1 |  9665 |      1 |      36
institutions/publicbodies_gb.csv                              |      1 |  5362 |      1 |      18
inventory/adela_conflicting_inventory_issue-106.csv           |      1 |   119 |      1 |      19
inventory/adela_invalid_encoding_inventory.csv                |      1 |    30 |      1 |      15
inventory/adela_inventory.csv                                 |      1 |     9 |      1 |      21
inventory/datosgobmx_conjuntos_2015.csv                       |      1 |  1203 |      1 |       5
inventory/datosgobmx_planes_apertura_2016.csv                 |      1 |  2535 |      1 |       4
messy_csv/metepec_tramites.csv                                |      1 |    23 |      1 |      13
messy_csv/mt_mixedGLB.csv                                     |      1 |   133 |      4 |      19
messy_csv/mt_sparse_with_column_errors.csv                    |      1 |  2200 |      1 |       4
messy_csv/mt_utf-16le_encoded.csv                             |      1 |   327 |      1 |      19
messy_csv/mt_weird_head_padding.csv                           |      1 |    60 |     12 |      11
messy_xlsx/cdmx_obras_licitaciones_2015.xlsx                  |      1 |   260 |      7 |      34
messy_xlsx/cdmx_om_adjudicaciones_2014.xls                    |      1 |   419 |      3 |      28
messy_xlsx/cdmx_sds_licitaciones_4t2014.xls                   |      2 |    66 |      3 |      37
messy_xlsx/cdmx_sefin_adjudicaciones_1t2015.xlsx              |      1 |    59 |      4 |      28
messy_xlsx/cdmx_sobse_adjudicaciones_directas.xlsx            |      1 |   789 |      9 |      28
messy_xlsx/mt_bian-anal-mca-2005-dols-eng-1011-0312-tab3.xlsm |      1 |    10 |     47 |       4
ocds/am_armeps_1.json.gz                                      |      1 |   100 |      0 |     105
ocds/ca_buyandsell_records_linked.json.gz                     |      1 | 26448 |      0 |       2
ocds/ca_buyandsell_tenders_releases.json.gz                   |      1 |  5513 |      0 |      34
ocds/cardinal_indicator_fixtures.zip                          |     30 |   151 |      0 |       5
ocds/co_secop_records.jsonl.gz                                |      1 |    10 |      0 |      86
ocds/gb_contracts_finder_releases.jsonl.gz                    |      1 |    21 |      0 |      55
ocds/libcoveocds_fixtures.zip                                 |     24 |    62 |      0 |     150
ocds/mx_apf_budget_releases.jsonl                             |      1 |    10 |      0 |      16
ocds/mx_cdmx_releases.jsonl.gz                                |      1 |    20 |      0 |      76
ocds/mx_cdmx_sefin_2016.zip                                   |     40 |    41 |      0 |      62
ocds/mx_gacm_records.jsonl.gz                                 |      1 |    10 |      0 |     100
ocds/mx_gacm_releases.jsonl.gz                                |      1 |   312 |      0 |      64
ocds/mx_inai_releases.jsonl                                   |      1 |    10 |      0 |      79
ocds/mx_jalisco_record_packages.jsonl.gz                      |      1 |    10 |      0 |      11
ocds/py_dncp_releases.jsonl.gz                                |      1 |    70 |      0 |      41
participation/ot_commitments_tracker.csv                      |      1 |    73 |      1 |      19
sanctions/sat_69b_completo_2022-11.csv.gz                     |      1 | 12666 |      3 |      20
sanctions/sat_69b_definitivos_2026-01.csv.gz                  |      1 | 11336 |      3 |      20
sanctions/sfp_sancionados_2017.csv                            |      1 |  1504 |      1 |      13
sanctions/sfp_sancionados_2021.csv                            |      1 |  1954 |      1 |      12
territory/inegi_censo_2020_municipios.csv                     |      1 |  2502 |      4 |       5
territory/inegi_entidades.json                                |      1 |    32 |      0 |       3
territory/inegi_municipios.json                               |      1 |  2475 |      0 |       5
territory/monterrey_neighbourhoods.csv                        |      1 |  1103 |      1 |       4
territory/monterrey_zones.csv                                 |      1 |    36 |      1 |       3
"""
"""Rows as counted by hand, by Python's csv and json, or by what describes the file.

`header` is the last header row of the first table (0: none), `columns` those of the widest table.
"""

REFUSED = """
catalogs/de_govdata_catalog.rdf               | an RDF graph, not a table.
catalogs/es_dcat_ap_es_catalog.rdf            | an RDF graph, not a table.
ocds/py_not_json_283826.json                  | empty.
participation/ca_ogp_nap5_tracker.yaml        | a YAML document, not a table.
participation/datalabnl_commitment_facts.yaml | a YAML document, not a table.
"""


def _lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize("line", _lines(READ)[1:], ids=lambda line: line[0])
def test_a_real_file_is_read_whole(line: list[str], shared_data: Path, tmp_path: Path) -> None:
    file, tables, rows, header, columns = line
    path = shared_data / file
    draft = prepare(path, name=path.name, workspace=tmp_path, engine_of=WritingEngine)
    headers = draft.tables[0].reading.layout.header_rows
    assert len(draft.tables) == int(tables)
    assert sum(table.rows for table in draft.tables) == int(rows)
    assert (headers[-1] if headers else 0) == int(header)
    assert max(len(table.reading.columns) for table in draft.tables) == int(columns)
    for table in draft.tables:
        filled = sum(one.rows - one.empty for one in table.profile)
        lost = sum(one.misfits for one in table.profile)
        assert lost <= 0.05 * filled


@pytest.mark.slow
@pytest.mark.parametrize("line", _lines(REFUSED), ids=lambda line: line[0])
def test_a_real_file_without_a_table_is_refused(
    line: list[str], shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / line[0]
    with pytest.raises(ReadingRefused) as refused:
        prepare(path, name=path.name, workspace=tmp_path, engine_of=WritingEngine)
    assert str(refused.value.sentence) == f"{path.name} is {line[1]}"
    assert refused.value.advice
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_no_real_file_is_forgotten(shared_data: Path) -> None:
    """Standards are no data; the two Pollock samples are scored by themselves."""
    known = {line[0] for line in _lines(READ) + _lines(REFUSED)}
    files = {str(path.relative_to(shared_data)) for path in shared_data.rglob("*.*")}
    left = {file for file in files - known if not file.startswith("standards/")}
    assert {file for file in left if not file.startswith("messy_csv/pollock_")} <= {"SOURCES.md"}
