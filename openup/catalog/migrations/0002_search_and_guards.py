"""The index tables of the search, and a database that refuses to change releases."""

from typing import ClassVar

from django.db import migrations

from openup.catalog.search import tables
from openup.people.append_only import guard, unguard


class Migration(migrations.Migration):
    dependencies: ClassVar = [("catalog", "0001_first")]
    operations: ClassVar = [
        migrations.RunPython(tables.make, tables.drop),
        migrations.RunPython(guard("catalog_release"), unguard("catalog_release")),
        migrations.RunPython(guard("catalog_findings"), unguard("catalog_findings")),
    ]
