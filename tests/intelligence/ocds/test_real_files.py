"""The real files of governments are read to the last release, or refused with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from openup.intelligence.errors import ContractsRefused
from openup.intelligence.laid import lay
from openup.intelligence.standards.ocds.reading import read
from openup.publishing.table import Context
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.sql import fill

pytestmark = pytest.mark.slow

READ: Final = {
    "am_armeps_1.json.gz": (100, 100),
    "co_secop_records.jsonl.gz": (10, 10),
    "gb_contracts_finder_releases.jsonl.gz": (21, 11),
    "mx_apf_budget_releases.jsonl": (0, 10),
    "mx_cdmx_releases.jsonl.gz": (20, 8),
    "mx_cdmx_sefin_2016.zip": (41, 37),
    "mx_gacm_records.jsonl.gz": (10, 10),
    "mx_gacm_releases.jsonl.gz": (312, 292),
    "mx_inai_releases.jsonl": (10, 10),
    "mx_jalisco_record_packages.jsonl.gz": (10, 10),
    "py_dncp_releases.jsonl.gz": (70, 12),
}
"""How many releases are gone through one by one (none where lines are clean), and processes."""

REFUSED: Final = {
    "ca_buyandsell_records_linked.json.gz": "26448 times: a record only links",
    "ca_buyandsell_tenders_releases.json.gz": "5513 times: a release follows the draft of 2014",
    "py_not_json_283826.json": "holds no releases or records of OCDS",
}


@pytest.mark.parametrize("name", READ)
def test_every_release_of_a_real_file_is_in_the_tables(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    with DuckRuleEngine(tmp_path) as engine:
        contracts = read(engine, [shared_data / "ocds" / name], Context(tmp_path))
        assert not any(file.refused for file in contracts.files)
        assert not any(file.notes.skipped for file in contracts.files)
        taken = sum(file.releases for file in contracts.files)
        assert (taken, contracts.loaded.processes) == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_ocds_of_today_is_refused_with_its_count(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    with DuckRuleEngine(tmp_path) as engine, pytest.raises(ContractsRefused, match=REFUSED[name]):
        read(engine, [shared_data / "ocds" / name], Context(tmp_path))


def test_an_airport_without_tenderers_says_so(shared_data: Path, tmp_path: Path) -> None:
    with DuckRuleEngine(tmp_path) as engine:
        contracts = read(
            engine, [shared_data / "ocds" / "mx_gacm_releases.jsonl.gz"], Context(tmp_path)
        )
        lay(engine, contracts.loaded.tables)
        methods = engine.rows(
            fill("select method, count(*), count(tenderers) from processes group by method")
        )
        assert {method: count for method, count, _ in methods}.keys() == {
            "limited", "open", "selective",
        }  # fmt: skip
        assert engine.rows(fill("select count(*) from bidders")) == [(0,)]


def test_a_folder_of_files_is_read_with_what_was_refused_told(
    shared_data: Path, tmp_path: Path
) -> None:
    with DuckRuleEngine(tmp_path) as engine:
        contracts = read(
            engine, [shared_data / "ocds" / "libcoveocds_fixtures.zip"], Context(tmp_path)
        )
    told = {file.name.rpartition("fixtures/")[2]: file for file in contracts.files}
    assert len(told) == 28
    assert told["api/basic_1.json"].releases == 1
    assert "is not valid JSON" in str(told["extensions/invalid-metadata/extension.json"].refused)
    assert "5 times" in str(told["common_checks/records_non_unique.json"].refused)


TABLES: Final = {
    "contracts/compranet_contratos_2010_2012_sample.csv": (399, 380),
    "contracts/compranet_contratos_2013_sample.csv": (399, 369),
    "contracts/compranet_contratos_2014_sample.csv": (399, 366),
    "messy_xlsx/cdmx_obras_licitaciones_2015.xlsx": (245, 62),
    "messy_xlsx/cdmx_om_adjudicaciones_2014.xls": (417, 322),
    "messy_xlsx/cdmx_sds_licitaciones_4t2014.xls": (64, 27),
    "messy_xlsx/cdmx_sefin_adjudicaciones_1t2015.xlsx": (58, 27),
    "messy_xlsx/cdmx_sobse_adjudicaciones_directas.xlsx": (762, 659),
}
"""How many rows are about a process, and how many processes they are of."""


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_of_mexican_institutions_are_processes(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    with DuckRuleEngine(tmp_path) as engine:
        contracts = read(engine, [shared_data / name], Context(tmp_path))
        (file,) = contracts.files
        assert (file.made_of.total(), contracts.loaded.processes) == TABLES[name]
        assert file.notes.skipped.keys() <= {"ocds-row"}
