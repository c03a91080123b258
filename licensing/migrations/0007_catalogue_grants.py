"""What the application's role may do with catalogues: change entries, throw uploads away."""

from django.db import migrations

from exportctl.core.ddl import grant


class Migration(migrations.Migration):
    dependencies = [("licensing", "0006_catalogue")]
    operations = [
        *grant("SELECT, INSERT, UPDATE", "licensing_catalogueitem", "licensing_catalogueparty"),
        *grant("SELECT, INSERT, UPDATE, DELETE", "licensing_catalogueupload"),
    ]
