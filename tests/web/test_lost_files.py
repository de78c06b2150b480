"""A release whose files are gone is said in a sentence, on its page and before any download."""

from __future__ import annotations

import pytest
from django.test import Client

from openup.catalog.pages import Pin
from openup.flow import stores
from tests.web.pages import text

TABLE = "/datasets/contratos-firmados/contratos"


@pytest.mark.parametrize("file", ["table.parquet", "misfits.parquet"])
@pytest.mark.parametrize("page", [TABLE, f"{TABLE}/rows.csv", f"{TABLE}/rows.parquet"])
def test_a_table_whose_file_is_gone_says_so(
    reader: Client, contracts: Pin, page: str, file: str
) -> None:
    assert reader.get(TABLE).status_code == 200
    stores.lake().path(contracts.release, file).unlink()
    answer = reader.get(page)
    assert answer.status_code == 404
    assert "no está en el almacén" in text(answer)
