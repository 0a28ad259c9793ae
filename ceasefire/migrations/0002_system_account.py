from django.db import migrations


def make_system_account(apps, schema_editor):
    apps.get_model("ceasefire", "User").objects.get_or_create(
        email="service@record.invalid",
        defaults={"name": "The service", "role": "system", "password": "!"},
    )


class Migration(migrations.Migration):
    dependencies = [("ceasefire", "0001_initial")]

    operations = [migrations.RunPython(make_system_account, migrations.RunPython.noop)]
