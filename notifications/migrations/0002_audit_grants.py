"""Audit's backstop on notifications, procedures and acts, and what the application's role may touch."""

from django.db import migrations

from exportctl.core.ddl import audited, grant


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial"), ("core", "0002_clock_audit_grants")]
    operations = [
        audited("notifications_catchallnotification", "draft"),
        audited("notifications_objectionprocedure", "open"),
        audited("notifications_extension", "proposed"),
        audited("notifications_withdrawal", "proposed"),
        audited("notifications_rulesetselection", "proposed"),
        *grant("SELECT, INSERT", "notifications_position", "notifications_procedureoutcome"),
        *grant(
            "SELECT, INSERT, UPDATE",
            "notifications_catchallnotification",
            "notifications_objectionprocedure",
            "notifications_participant",
            "notifications_extension",
            "notifications_withdrawal",
            "notifications_linkedrefusal",
            "notifications_rulesetselection",
        ),
        *grant("SELECT, INSERT, UPDATE, DELETE", "notifications_attachment"),
    ]
