-- Cases %(from)s to %(to)s of the synthetic Union, by number: every fourth was granted and has ten lines, four in a
-- hundred are open, as in an office that works off what comes in. States, exporters and officers take turns.
CREATE TEMP TABLE made ON COMMIT DROP AS
SELECT n, md5('union request ' || n)::uuid AS id, md5('union version ' || n)::uuid AS version_id,
       office.state || '-' || (2027 - %(to_all)s / 400000 + n / 400000) || '-' || lpad(n::text, 7, '0') AS reference,
       md5('union exporter ' || office.place || ' ' || n %% %(exporters)s)::uuid AS exporter_id,
       office.authority, office.officer, office.approver,
       CASE WHEN n %% 4 = 0 THEN 'granted'
            WHEN n %% 25 = 1 THEN (ARRAY['submitted', 'under_review', 'under_review', 'information_requested',
                                        'proposed'])[1 + (n / 25) %% 5]
            ELSE (ARRAY['refused', 'no_authorisation_required', 'withdrawn'])[1 + n %% 3] END AS status,
       (ARRAY['Mobile location gateway', 'Forensic imaging kit', 'Traffic classifier', 'Face search server',
              'Voice comparison station', 'Passive logger', 'Cell survey receiver'])[1 + n %% 7] || ' ' || n AS item,
       (ARRAY['EG', 'RS', 'KZ', 'TR', 'MY', 'JP', 'AE', 'IN', 'BR', 'MX', 'QA', 'ZA', 'SG'])[1 + n %% 13]
           AS destination,
       (ARRAY['phone_location', 'phone_interception', 'biometric_identification'])[1 + n %% 3] AS function,
       n %% 14 AS flags, %(at)s::timestamptz - (%(to_all)s - n) * interval '1 minute' AS submitted_at
  FROM generate_series(%(from)s::int, %(to)s::int) n
  JOIN unnest(%(states)s::text[], %(authorities)s::uuid[], %(officers)s::uuid[], %(approvers)s::uuid[])
       WITH ORDINALITY AS office (state, authority, officer, approver, place)
    ON office.place = 1 + n %% cardinality(%(states)s::text[]);

INSERT INTO licensing_authorisationrequest
       (id, reference, kind, status, legal_basis, exporter_id, authority_id, version_id, red_flag_count,
        submitted_by_id, submitted_at, assigned_to_id, clock_days, due_on, decided_at, closed_because, is_enquiry,
        asks_to_be_urgent, urgent_reason, team, created_at, changed_at)
SELECT id, reference, CASE WHEN status = 'granted' THEN 'individual' ELSE 'notification' END, status,
       CASE WHEN status = 'granted' THEN 'annex_i' ELSE 'human_rights' END, exporter_id, authority, version_id,
       flags, NULL, submitted_at,
       CASE WHEN status IN ('under_review', 'information_requested', 'proposed') THEN officer END, 30,
       CASE WHEN status IN ('submitted', 'under_review', 'proposed')
            THEN (%(at)s::timestamptz + (n / 25 %% 42 - 4) * interval '1 day')::date END,
       CASE WHEN status IN ('granted', 'refused', 'no_authorisation_required')
            THEN submitted_at + interval '1 hour' END,
       '', false, false, '', '', submitted_at, submitted_at
  FROM made;

INSERT INTO licensing_requestversion (id, request_id, number, reason, created_by_id, created_at, body)
SELECT version_id, id, 1, '', officer, submitted_at,
       jsonb_build_object('item', jsonb_build_object('name', item, 'manufacturer', 'Maker ' || n %% 300, 'model',
           'M-' || n, 'description', 'Reads, sorts and keeps what passes.', 'functions', jsonb_build_array(function),
           'cn_code', '85176200'), 'destination', destination, 'end_user', jsonb_build_object('name', 'Office ' || n,
           'address', 'Street ' || n, 'country', destination, 'kind', 'police'), 'end_use', 'Public order.',
           'doubt', 'It does more than the buyer says.', 'red_flags', '{}'::jsonb, 'quantity', '1',
           'unit', 'pieces', 'value', '1000.00', 'currency', 'EUR', 'planned_on', '2027-01-01')
  FROM made;

INSERT INTO licensing_requestline (version_id, request_id, authority_id, number, name, manufacturer, model, item_key,
       description, functions, cn_code, control_entry, quantity, unit, value, currency, item_number, origin, cas)
SELECT version_id, id, authority, line, item, 'Maker ' || n %% 300, 'M-' || n || '-' || line,
       'maker' || n %% 300 || '/m' || n || line, 'Reads, sorts and keeps what passes.', ARRAY[function],
       '85176200', CASE WHEN status = 'granted' THEN '5A001.f' ELSE '' END, 100, 'pieces', 1000, 'EUR', '', '', ''
  FROM made, generate_series(1, CASE WHEN status = 'granted' THEN 10 ELSE 1 END) line;

INSERT INTO licensing_requestparty (version_id, request_id, authority_id, role, number, name, name_key, address,
       country, kind, match_keys)
SELECT version_id, id, authority, 'end_user', 1, 'Office ' || n, 'office' || n, 'Street ' || n, destination, 'police',
       ARRAY['office ' || n]
  FROM made;

INSERT INTO licensing_requestdestination (version_id, request_id, authority_id, number, country)
SELECT version_id, id, authority, 1, destination FROM made;

INSERT INTO licensing_clockstop (request_id, cause, from_at)
SELECT id, 'information', submitted_at + interval '10 minutes' FROM made WHERE status = 'information_requested';

INSERT INTO licensing_casesearch (request_id, authority_id, submitted_at, whole, declared)
SELECT id, authority, submitted_at, words, words
  FROM (SELECT *, setweight(to_tsvector('simple', replace(reference, '-', ' ') || ' ' || item), 'A')
                  || to_tsvector('simple', 'Office ' || n || ' Street ' || n) AS words
          FROM made) worded;

INSERT INTO licensing_proposal (id, request_id, version, status, outcome, legal_basis, grounds, conditions,
       condition_terms, content_hash, proposed_at, proposed_by_id, settled_at, approved_by_id, comment,
       without_advice, lines, destinations, longer_because, substantial_because, confidential_because)
SELECT md5('union proposal ' || n)::uuid, id, 1, 'approved', 'grant', 'annex_i', 'Nothing stands against it.', '[]',
       '[]', md5('union ' || n) || md5('proposal ' || n), submitted_at + interval '30 minutes', officer,
       submitted_at + interval '1 hour', approver, '', '', '[]', '[]', '', '', ''
  FROM made WHERE status = 'granted';

INSERT INTO licensing_decision (id, request_id, proposal_id, outcome, legal_basis, content_hash, decided_at,
       proposer_id, approver_id)
SELECT md5('union decision ' || n)::uuid, id, md5('union proposal ' || n)::uuid, 'grant', 'annex_i',
       md5('union ' || n) || md5('proposal ' || n), submitted_at + interval '1 hour', officer, approver
  FROM made WHERE status = 'granted';

INSERT INTO licensing_authorisation (id, reference, kind, status, legal_basis, in_force, customs_document_code, token,
       issued_at, changed_at, authority_id, decision_id, holder_id, request_id, code)
SELECT md5('union authorisation ' || n)::uuid, left(reference, 2) || '-A-' || substr(reference, 4), 'individual',
       'valid', 'annex_i', true, 'X002', left(md5('union token ' || n), 22), submitted_at + interval '1 hour',
       submitted_at + interval '1 hour', authority, md5('union decision ' || n)::uuid, exporter_id, id, ''
  FROM made WHERE status = 'granted';

INSERT INTO licensing_authorisationversion (id, authorisation_id, number, valid_from, valid_until, counts_from,
       left_out, conditions, words, reason, created_at, created_by_id, request_version_id)
SELECT md5('union paper ' || n)::uuid, md5('union authorisation ' || n)::uuid, 1, submitted_at::date,
       (%(at)s::timestamptz + interval '2 years')::date, submitted_at::date, '{}', '[]', '{}', '',
       submitted_at + interval '1 hour', approver, version_id
  FROM made WHERE status = 'granted';

UPDATE licensing_authorisation granted SET version_id = md5('union paper ' || n)::uuid
  FROM made WHERE granted.request_id = made.id;

INSERT INTO licensing_authorisationline (version_id, number, declared_id, name, manufacturer, model, description,
       cn_code, control_entry, quantity, unit, value, limits_value, currency)
SELECT md5('union paper ' || n)::uuid, line.number, line.id, line.name, line.manufacturer, line.model, '',
       line.cn_code, line.control_entry, line.quantity, line.unit, line.value, false, line.currency
  FROM made JOIN licensing_requestline line ON line.version_id = made.version_id WHERE made.status = 'granted';

INSERT INTO licensing_linebalance (authorisation_id, number, granted, used, moved, value_granted, value_used,
       value_moved, changed_at)
SELECT md5('union authorisation ' || n)::uuid, line, 100, 0, 0, NULL, 0, 0, submitted_at + interval '1 hour'
  FROM made, generate_series(1, 10) line WHERE status = 'granted';
