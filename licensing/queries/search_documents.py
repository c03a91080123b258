"""Every text of a case that a search may find: one statement for all of licensing's tables, and what stands above.

It is SQL because every act on a case asks it: to build its fifteen parts anew took longer than the act itself.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from exportctl.core.countries import names_of
from licensing.rules.search import Field

# A row: the case, what the text is (`licensing.queries.search.LABELS`), its weight, whether the exporter may know it.
# `part` and `nth` are the order in which the texts of a case follow one another.
TEXTS = """
WITH asked AS (
    SELECT request.id, request.reference, request.exporter_id, version.id AS version_id, version.body
    FROM licensing_authorisationrequest AS request
    JOIN licensing_requestversion AS version ON version.id = request.version_id
    WHERE request.id = ANY(%s::uuid[])
), lines AS (
    SELECT asked.id AS case_id, line.number, name, manufacturer, model, description, cn_code, control_entry
    FROM asked JOIN licensing_requestline AS line USING (version_id)
), proposed AS (
    SELECT proposal.request_id, proposal.grounds, proposal.conditions, proposal.id
    FROM licensing_proposal AS proposal WHERE proposal.request_id = ANY(%s::uuid[])
), texts (case_id, part, nth, code, weight, declared, text) AS (
    SELECT id, 1, 0::numeric, 'reference', 'A', true, reference FROM asked
    UNION ALL SELECT id, 2, 0, 'own_reference', 'A', true, body->>'own_reference' FROM asked
    UNION ALL SELECT case_id, 3, number, 'item', 'A', true, concat_ws(' · ', name, manufacturer, model) FROM lines
    UNION ALL SELECT asked.id, 4, 0, 'exporter', 'B', true,
        concat_ws(' · ', legal_name, nullif(nullif(trade_name, legal_name), ''), nullif(eori, ''))
        FROM asked JOIN licensing_exporter AS exporter ON exporter.organisation_id = asked.exporter_id
    UNION ALL SELECT asked.id, 5, party.id, party.role, 'B', true, concat_ws(' · ', party.name, party.address)
        FROM asked JOIN licensing_requestparty AS party USING (version_id)
    UNION ALL SELECT asked.id, 6, place.number, 'destination', 'C', true, place.country
        FROM asked JOIN licensing_requestdestination AS place USING (version_id)
    UNION ALL SELECT case_id, 7, number, 'cn_code', 'B', true, cn_code FROM lines
    UNION ALL SELECT case_id, 8, number, 'control_entry', 'B', true, control_entry FROM lines
    UNION ALL SELECT case_id, 9, number, 'description', 'C', true, description FROM lines
    UNION ALL SELECT id, 10, nth, code, 'C', true, body->>code
        FROM asked, unnest(ARRAY['end_use', 'doubt', 'covering_note']) WITH ORDINALITY AS said (code, nth)
    UNION ALL SELECT id, 11, nth, 'evidence', 'C', true, flag.value->>'evidence'
        FROM asked, jsonb_path_query(body, '$.red_flags.*') WITH ORDINALITY AS flag (value, nth)
    UNION ALL SELECT tagged.request_id, 12, row_number() OVER (ORDER BY tag.label), 'tag', 'B', false, tag.label
        FROM licensing_requesttag AS tagged JOIN licensing_tag AS tag ON tag.id = tagged.tag_id
        WHERE tagged.request_id = ANY(%s::uuid[])
    UNION ALL SELECT request_id, 13, extract(epoch FROM asked_at), code, 'C', true, said
        FROM licensing_informationrequest,
        LATERAL (VALUES ('question', question), ('answer', answer)) AS told (code, said)
        WHERE request_id = ANY(%s::uuid[])
    UNION ALL SELECT question.request_id, 14, extract(epoch FROM step.done_at), 'answer', 'C', true, step.text
        FROM licensing_informationstep AS step
        JOIN licensing_informationrequest AS question ON question.id = step.information_request_id
        WHERE question.request_id = ANY(%s::uuid[])
    UNION ALL SELECT thread.request_id, 15, extract(epoch FROM written_at), 'message', 'C', true, text
        FROM licensing_message JOIN licensing_messagethread AS thread ON thread.id = thread_id
        WHERE thread.request_id = ANY(%s::uuid[])
    UNION ALL SELECT request_id, 16, sequence, 'note', 'C', false, text FROM licensing_casenote AS note
        WHERE request_id = ANY(%s::uuid[])
        AND NOT EXISTS (SELECT FROM licensing_strucknote WHERE note_id = note.id)
    UNION ALL SELECT asking.request_id, 17, extract(epoch FROM given_at), 'advice', 'D', false, text
        FROM licensing_advice JOIN licensing_consultation AS asking ON asking.id = consultation_id
        WHERE asking.request_id = ANY(%s::uuid[])
    UNION ALL SELECT request_id, 18, extract(epoch FROM created_at), 'file', 'D', kind = 'attachment', name
        FROM licensing_document
        WHERE request_id = ANY(%s::uuid[]) AND (kind = 'office' OR kind = 'attachment' AND removed_at IS NULL)
    UNION ALL SELECT request_id, 19, row_number() OVER (ORDER BY id), 'grounds', 'D', false, grounds FROM proposed
    UNION ALL SELECT request_id, 20, min(nth), 'condition', 'D', false, line
        FROM (
            SELECT request_id, conditions FROM proposed
            UNION ALL SELECT request_id, conditions FROM licensing_conditionsdraft WHERE request_id = ANY(%s::uuid[])
        ) AS decided, jsonb_array_elements_text(conditions) WITH ORDINALITY AS condition (line, nth)
        GROUP BY request_id, line
)
SELECT case_id, code, text, weight, declared FROM texts WHERE text <> '' ORDER BY case_id, part, nth, code DESC, text
"""
PLACES = TEXTS.count("%s")


def texts_of_cases(request_ids: Collection[UUID]) -> dict[UUID, list[Field]]:
    """Case → its texts, the most telling first: as it was last sent, what was said since, and notes that stand."""
    asked = list(request_ids)
    texts: dict[UUID, list[Field]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [asked] * PLACES)
        for case_id, code, text, weight, declared in cursor.fetchall():
            said = " · ".join(names_of(text)) if code == "destination" else text
            texts[case_id].append(Field(code, said, weight, declared))
    for case_id, fields in _texts_above()(asked).items():
        texts[case_id] += [field for field in fields if field.text]
    return texts


@cache
def _texts_above() -> Callable[[list[UUID]], dict[UUID, list[Field]]]:
    """The apps above know more texts of a case: settings.CASE_TEXTS says who reads them."""
    function: Callable[[list[UUID]], dict[UUID, list[Field]]] = import_string(settings.CASE_TEXTS)
    return function
