"""A match in the title weighs clearly more than one in a column."""

from typing import ClassVar

from django.db import migrations

from openup.catalog.search import tables


class Migration(migrations.Migration):
    dependencies: ClassVar = [("catalog", "0002_search_and_guards")]
    operations: ClassVar = [migrations.RunPython(tables.amend, migrations.RunPython.noop)]
