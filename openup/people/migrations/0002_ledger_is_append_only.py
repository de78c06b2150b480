"""The database itself refuses to change events of the ledger."""

from typing import ClassVar

from django.db import migrations

from openup.people.append_only import guard, unguard


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0001_first")]
    operations: ClassVar = [
        migrations.RunPython(guard("people_ledgerevent"), unguard("people_ledgerevent"))
    ]
