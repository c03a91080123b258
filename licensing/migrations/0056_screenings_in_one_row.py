"""What is known of declarants, of few lines at once, in two functions: an authorisation is looked for only for a line
that something asks one for. And one row of the log for a question.

`licensing/queries/screening_facts.py` and `screening_papers.py` ask the same statements of many lines; a test compares
them. A plan is for any values and made once for a connection; making it would take longer than a thousand answers.
"""

from importlib import import_module

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

WORDS = """
CREATE FUNCTION licensing_screening_words(
    p_place int[], p_exporter uuid[], p_item text[], p_number text[], p_at timestamptz
) RETURNS TABLE (
    place int, control_entry varchar, classified_at timestamptz, is_classified boolean, required_by varchar,
    required_basis varchar, required_for varchar[]
) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET jit = off AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
WITH declared AS MATERIALIZED (
  SELECT place, exporter, item, number
  FROM unnest(p_place::int[], p_exporter::uuid[], p_item::text[], p_number::text[])
    AS line (place, exporter, item, number)
), declarant AS MATERIALIZED (
  SELECT DISTINCT exporter FROM declared
), word AS MATERIALIZED (
  SELECT said.exporter_id, said.item_key, said.item_number, said.control_entry, said.confirmed_at, said.id
  FROM licensing_classificationconfirmation said
  WHERE said.exporter_id IN (SELECT exporter FROM declarant) AND said.confirmed_at <= p_at
), of_item AS (
  SELECT DISTINCT ON (exporter_id, item_key) * FROM word
  ORDER BY exporter_id, item_key, confirmed_at DESC, id DESC
), of_number AS (
  SELECT DISTINCT ON (exporter_id, item_number) * FROM word WHERE item_number <> ''
  ORDER BY exporter_id, item_number, confirmed_at DESC, id DESC
), required AS (
  SELECT DISTINCT ON (exporter_id, item_key) theirs.*
  FROM declarant CROSS JOIN LATERAL (
    SELECT request.exporter_id, line.item_key, request.reference, request.legal_basis, request.decided_at,
           ARRAY(SELECT there.country FROM licensing_requestdestination there
                 WHERE there.version_id = request.version_id) AS destinations
    FROM licensing_authorisationrequest request
    JOIN licensing_requestline line ON line.version_id = request.version_id
    WHERE request.exporter_id = declarant.exporter AND request.status = 'authorisation_required'
      AND request.decided_at <= p_at
    OFFSET 0
  ) theirs
  ORDER BY exporter_id, item_key, decided_at DESC
)
SELECT declared.place,
       CASE WHEN newer THEN of_number.control_entry ELSE of_item.control_entry END,
       CASE WHEN newer THEN of_number.confirmed_at ELSE of_item.confirmed_at END,
       newer OR of_item.id IS NOT NULL,
       required.reference, required.legal_basis, required.destinations
FROM declared
LEFT JOIN of_item ON of_item.exporter_id = declared.exporter AND of_item.item_key = NULLIF(declared.item, '')
LEFT JOIN of_number ON of_number.exporter_id = declared.exporter
  AND of_number.item_number = NULLIF(declared.number, '')
CROSS JOIN LATERAL (
  SELECT of_number.id IS NOT NULL AND (of_item.id IS NULL OR of_number.confirmed_at > of_item.confirmed_at)
) choice (newer)
LEFT JOIN required ON required.exporter_id = declared.exporter AND required.item_key = NULLIF(declared.item, '');
END
$$
"""
PAPERS = """
CREATE FUNCTION licensing_screening_papers(
    p_place int[], p_exporter uuid[], p_item text[], p_entry text[], p_destination text[], p_named text[],
    p_amount numeric[], p_unit text[], p_day date[], p_at timestamptz
) RETURNS TABLE (
    place int, reference varchar, line smallint, unit varchar, rest numeric, is_enough boolean,
    end_users text[], consignees text[], measure text
) LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET jit = off AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
WITH declared AS MATERIALIZED (
  SELECT place, exporter, item, entry, destination, named, amount, unit, day
  FROM unnest(p_place::int[], p_exporter::uuid[], p_item::text[], p_entry::text[], p_destination::text[],
              p_named::text[], p_amount::numeric[], p_unit::text[], p_day::date[])
    AS line (place, exporter, item, entry, destination, named, amount, unit, day)
), declarant AS MATERIALIZED (
  SELECT DISTINCT exporter FROM declared
), paper AS MATERIALIZED (
  SELECT theirs.* FROM declarant CROSS JOIN LATERAL (
    SELECT granted.id, granted.holder_id, granted.reference, there.country, version.valid_from, version.valid_until,
           line.number AS line, line.unit, line.control_entry, COALESCE(wanted.item_key, '') AS item, balance.rest,
           granted.decision_id, version.request_version_id, version.words,
           EXISTS (SELECT FROM licensing_authorisationstep step
                   WHERE step.authorisation_id = granted.id AND step.state <> 'valid') AS has_steps
    FROM licensing_authorisation granted
    JOIN licensing_authorisationversion version ON version.id = granted.version_id
    JOIN licensing_authorisationline line ON line.version_id = version.id
    JOIN licensing_requestdestination there ON there.version_id = version.request_version_id
    LEFT JOIN licensing_requestline wanted ON wanted.id = line.declared_id
    CROSS JOIN LATERAL (
      SELECT granted - moved - used AS rest FROM licensing_linebalance
    WHERE authorisation_id = granted.id AND number = line.number
    ) balance
    WHERE granted.holder_id = declarant.exporter AND granted.status NOT IN ('annulled', 'replaced')
      AND granted.customs_document_code <> '' AND granted.decision_id IS NOT NULL
      AND there.country IN (SELECT DISTINCT destination FROM declared)
    OFFSET 0
  ) theirs
), best AS (
  SELECT DISTINCT ON (declared.place) declared.place, paper.*,
         (paper.unit = '' OR declared.unit IN ('', paper.unit))
           AND (paper.rest IS NULL OR (paper.rest > 0 AND paper.rest >= declared.amount)) AS is_enough
  FROM declared
  JOIN paper ON paper.holder_id = declared.exporter AND paper.country = declared.destination
  WHERE declared.named IN ('', paper.reference)
    AND declared.day >= paper.valid_from AND (paper.valid_until IS NULL OR declared.day <= paper.valid_until)
    AND CASE WHEN declared.item <> '' AND paper.item NOT IN ('', '/')
             THEN paper.item = declared.item
             ELSE paper.control_entry <> '' AND (paper.control_entry = declared.entry
                                            OR starts_with(declared.entry, paper.control_entry || '.')) END
    AND (NOT paper.has_steps OR 'valid' = COALESCE(
      (SELECT step.state FROM licensing_authorisationstep step
       WHERE step.authorisation_id = paper.id AND step."on" <= declared.day AND step.at <= p_at
       ORDER BY step.id DESC LIMIT 1), 'valid'))
  ORDER BY declared.place, is_enough DESC, paper.valid_until, paper.reference, paper.line
)
SELECT best.place, best.reference, best.line, best.unit, best.rest, best.is_enough,
       ARRAY(SELECT COALESCE(CASE WHEN party.number = 1 THEN best.words -> party.role ->> 'name' END, party.name)
             FROM licensing_requestparty party
             WHERE party.version_id = best.request_version_id AND party.role = 'end_user' ORDER BY party.number), ARRAY(SELECT COALESCE(CASE WHEN party.number = 1 THEN best.words -> party.role ->> 'name' END, party.name)
             FROM licensing_requestparty party
             WHERE party.version_id = best.request_version_id AND party.role = 'consignee' ORDER BY party.number), proposal.measure ->> 'number'
FROM best
JOIN licensing_decision decision ON decision.id = best.decision_id
JOIN licensing_proposal proposal ON proposal.id = decision.proposal_id;
END
$$
"""
# The log of screenings has one row a question: its lines one by one were most of what a thousand cost. Hashes do not
# compress, and PostgreSQL is not to try.
ONE_ROW = """
ALTER TABLE licensing_screeninglog ALTER COLUMN line_hash TYPE varchar(64)[] USING ARRAY[line_hash];
ALTER TABLE licensing_screeninglog ALTER COLUMN verdict TYPE varchar(30)[] USING ARRAY[verdict];
ALTER TABLE licensing_screeninglog RENAME COLUMN line_hash TO line_hashes;
ALTER TABLE licensing_screeninglog RENAME COLUMN verdict TO verdicts;
ALTER TABLE licensing_screeninglog ALTER COLUMN line_hashes SET STORAGE EXTERNAL;
"""
LINE_BY_LINE = """
ALTER TABLE licensing_screeninglog RENAME COLUMN line_hashes TO line_hash;
ALTER TABLE licensing_screeninglog RENAME COLUMN verdicts TO verdict;
ALTER TABLE licensing_screeninglog ALTER COLUMN line_hash SET STORAGE EXTENDED;
ALTER TABLE licensing_screeninglog ALTER COLUMN line_hash TYPE varchar(64) USING line_hash[1];
ALTER TABLE licensing_screeninglog ALTER COLUMN verdict TYPE varchar(30) USING verdict[1];
"""
FORMER = import_module("licensing.migrations.0051_quick_screening").SCREENING_FACTS


class Migration(migrations.Migration):
    dependencies = [("licensing", "0055_acts_for_a_second_officer")]

    operations = [
        migrations.RunSQL(
            ONE_ROW,
            LINE_BY_LINE,
            state_operations=[
                migrations.RemoveField("screeninglog", "line_hash"),
                migrations.RemoveField("screeninglog", "verdict"),
                migrations.AddField(
                    "screeninglog", "line_hashes", ArrayField(models.CharField(max_length=64), size=None)
                ),
                migrations.AddField(
                    "screeninglog", "verdicts", ArrayField(models.CharField(max_length=30), size=None)
                ),
            ],
        ),
        migrations.RunSQL("DROP FUNCTION licensing_screening_facts", FORMER),
        migrations.RunSQL(WORDS, "DROP FUNCTION licensing_screening_words"),
        migrations.RunSQL(PAPERS, "DROP FUNCTION licensing_screening_papers"),
    ]
