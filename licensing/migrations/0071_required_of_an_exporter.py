"""What a screening asks of a declarant first: has a decision made any item of theirs subject to authorisation?

Few cases of many say so: without an index of these alone it would read all that the company ever sent. The condition is
that of `_REQUIRED` (licensing/queries/screening_facts.py), word by word, by which the planner knows it again.
"""

from django.db import migrations

INDEX = """
CREATE INDEX request_required ON licensing_authorisationrequest (exporter_id)
WHERE status = 'authorisation_required'
   OR status = 'refused' AND kind = 'notification' AND legal_basis IN ('article_4', 'article_5')
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0070_passed_denials")]

    operations = [migrations.RunSQL(INDEX, "DROP INDEX request_required")]
