"""Audit's backstop on requests and proposals, and what the application's role may touch."""

from django.db import migrations

from exportctl.core.ddl import audited, grant


class Migration(migrations.Migration):
    dependencies = [("licensing", "0001_initial"), ("core", "0002_clock_audit_grants")]
    operations = [
        audited("licensing_authorisationrequest", "draft"),
        audited("licensing_proposal", "proposed"),
        *grant("SELECT, INSERT", "licensing_decision"),
        *grant(
            "SELECT, INSERT, UPDATE",
            "licensing_exporter",
            "licensing_decisionperiod",
            "licensing_authorisationrequest",
            "licensing_informationrequest",
            "licensing_clockstop",
            "licensing_proposal",
            "licensing_document",
            "licensing_screeninglog",
            "licensing_screeningcount",
        ),
    ]
