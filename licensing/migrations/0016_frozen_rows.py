"""A proposal's content, a settled answer and a sent request stay as they were (guarantees G4, G11)."""

from django.db import migrations

from exportctl.core.ddl import frozen, settled

# Which version of a request counts only rises: an earlier body never counts again.
NEWEST_COUNTS = """
CREATE FUNCTION licensing_keep_newest_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT number FROM licensing_requestversion WHERE id = NEW.version_id)
       <= (SELECT number FROM licensing_requestversion WHERE id = OLD.version_id) THEN
        RAISE EXCEPTION 'request % has a newer version than that', OLD.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER licensing_authorisationrequest_newest BEFORE UPDATE OF version_id ON licensing_authorisationrequest
    FOR EACH ROW WHEN (OLD.version_id IS NOT NULL AND NEW.version_id IS DISTINCT FROM OLD.version_id)
    EXECUTE FUNCTION licensing_keep_newest_version();
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0015_drop_drawn_columns"), ("core", "0012_frozen_rows")]
    operations = [
        migrations.RunSQL(
            NEWEST_COUNTS,
            "DROP TRIGGER licensing_authorisationrequest_newest ON licensing_authorisationrequest;"
            " DROP FUNCTION licensing_keep_newest_version()",
        ),
        frozen("licensing_decisionperiodchange", "status", "approved_by_id", "approved_at"),
        settled("licensing_decisionperiodchange", open=("proposed",)),
        frozen("licensing_proposal", "status", "approved_by_id", "settled_at", "comment"),
        settled("licensing_proposal", open=("proposed",)),
        frozen(
            "licensing_informationrequest",
            "due_on",
            "answer",
            "answered_by_id",
            "answered_at",
            "withdrawn_by_id",
            "withdrawn_at",
            "withdrawn_because",
        ),
        settled("licensing_informationrequest", since=("answered_at", "withdrawn_at")),
        settled("licensing_document", since=("file_id",), columns=("request_id", "kind", "file_id")),
        settled(
            "licensing_authorisationrequest",
            open=("draft",),
            columns=("reference", "kind", "exporter_id", "authority_id", "submitted_by_id", "submitted_at"),
        ),
    ]
