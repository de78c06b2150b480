"""Tries to sign in are counted, so that guessing of passwords is slowed."""

import openup.kernel.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_ledger_is_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignInTries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('last', models.DateTimeField(db_index=True, default=openup.kernel.clock.now)),
                ('until', models.DateTimeField(default=openup.kernel.clock.now)),
            ],
        ),
    ]
