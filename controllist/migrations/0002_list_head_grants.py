"""The list's one head row, its audit, and what the application's role may touch."""

from django.db import migrations

from exportctl.core.ddl import audited, grant


class Migration(migrations.Migration):
    dependencies = [("controllist", "0001_initial"), ("core", "0002_clock_audit_grants")]
    operations = [
        migrations.RunSQL(
            "INSERT INTO controllist_listhead (edition, last_code, frontier) VALUES (0, 0, '[]')",
            "DELETE FROM controllist_listhead",
        ),
        audited("controllist_controllistentry", "listed"),
        *grant("SELECT, INSERT", "controllist_edition", "controllist_logleaf", "controllist_loghead"),
        *grant(
            "SELECT, INSERT, UPDATE",
            "controllist_controllistentry",
            "controllist_annexentry",
            "controllist_listhead",
        ),
    ]
