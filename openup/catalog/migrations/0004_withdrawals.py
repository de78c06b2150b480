"""Releases can be withdrawn; a data set is known by its main table; no size is claimed unmeasured."""

from typing import ClassVar

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import openup.kernel.clock
from openup.people.append_only import guard, unguard


def choose_main(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The main release of a data set is the current one of its first table."""
    tables = apps.get_model("catalog", "Resource").objects.filter(current__isnull=False)
    first: dict[int, int] = {}
    for dataset, current in tables.order_by("position", "pk").values_list("dataset", "current"):
        first.setdefault(dataset, current)
    for dataset, current in first.items():
        apps.get_model("catalog", "Dataset").objects.filter(pk=dataset).update(main=current)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("catalog", "0003_weights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.RemoveField("release", "csv_bytes"),
        migrations.RenameField("dataset", "latest", "main"),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("moment", models.DateTimeField(default=openup.kernel.clock.now)),
                ("role", models.CharField(max_length=20)),
                ("reason", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="catalog.release",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunPython(guard("catalog_withdrawal"), unguard("catalog_withdrawal")),
        migrations.RunPython(choose_main, migrations.RunPython.noop),
    ]
