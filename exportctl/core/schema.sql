-- What these migrations make of an empty database. Written by `./run schema`; do not edit.
-- PostgreSQL 18
-- migration contenttypes.0001_initial
-- migration contenttypes.0002_remove_content_type_name
-- migration auth.0001_initial
-- migration auth.0002_alter_permission_name_max_length
-- migration auth.0003_alter_user_email_max_length
-- migration auth.0004_alter_user_username_opts
-- migration auth.0005_alter_user_last_login_null
-- migration auth.0006_require_contenttypes_0002
-- migration auth.0007_alter_validators_add_error_messages
-- migration auth.0008_alter_user_username_max_length
-- migration auth.0009_alter_user_last_name_max_length
-- migration auth.0010_alter_group_name_max_length
-- migration auth.0011_update_proxy_permissions
-- migration auth.0012_alter_user_first_name_max_length
-- migration core.0001_initial
-- migration account.0001_initial
-- migration account.0002_email_max_length
-- migration account.0003_alter_emailaddress_create_unique_verified_email
-- migration account.0004_alter_emailaddress_drop_unique_email
-- migration account.0005_emailaddress_idx_upper_email
-- migration account.0006_emailaddress_lower
-- migration account.0007_emailaddress_idx_email
-- migration account.0008_emailaddress_unique_primary_email_fixup
-- migration account.0009_emailaddress_unique_primary_email
-- migration axes.0001_initial
-- migration axes.0002_auto_20151217_2044
-- migration axes.0003_auto_20160322_0929
-- migration axes.0004_auto_20181024_1538
-- migration axes.0005_remove_accessattempt_trusted
-- migration axes.0006_remove_accesslog_trusted
-- migration axes.0007_alter_accessattempt_unique_together
-- migration axes.0008_accessfailurelog
-- migration axes.0009_add_session_hash
-- migration axes.0010_accessattemptexpiration
-- migration sessions.0001_initial
-- migration guardian.0001_initial
-- migration guardian.0002_generic_permissions_index
-- migration guardian.0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more
-- migration core.0002_clock_audit_grants
-- migration core.0003_notice_to_one_person
-- migration core.0004_mailing
-- migration core.0005_people_heartbeats
-- migration core.0006_calendar_address
-- migration core.0007_outbox
-- migration core.0008_one_present
-- migration core.0009_demonstration_as_of
-- migration core.0010_idempotency_record
-- migration core.0011_file_checks
-- migration core.0012_frozen_rows
-- migration core.0013_feed_id
-- migration core.0014_invitations
-- migration core.0015_own_names_and_added_days
-- migration core.0016_hears_of_every_case
-- migration core.0017_key_last_used
-- migration core.0018_password_link
-- migration core.0030_webhooks
-- migration core.0031_holiday_years
-- migration core.0034_sandboxes_of_customs
-- migration controllist.0001_initial
-- migration controllist.0002_list_head_grants
-- migration controllist.0003_entry_texts
-- migration controllist.0004_text_writers
-- migration controllist.0005_model_names
-- migration controllist.0006_regime_names
-- migration controllist.0007_search_spellings
-- migration controllist.0008_entry_as_logged
-- migration controllist.0009_correct_and_delist
-- migration controllist.0010_change_agreed
-- migration controllist.0020_national_lists_and_customs_codes
-- migration controllist.0021_reviewed_and_translated
-- migration controllist.0022_search_by_words
-- migration controllist.0023_national_lists_of_two_officers
-- migration controllist.0024_what_never_began
-- migration controllist.0025_documents_of_editions
-- migration licensing.0001_initial
-- migration licensing.0002_audit_grants
-- migration licensing.0003_conflict_and_earlier
-- migration licensing.0004_conversation
-- migration licensing.0005_consultation
-- migration licensing.0006_catalogue
-- migration licensing.0007_catalogue_grants
-- migration licensing.0008_worklist
-- migration licensing.0009_absences
-- migration licensing.0010_shared_documents
-- migration licensing.0011_outbox
-- migration licensing.0012_decision_period_changes
-- migration licensing.0013_request_versions
-- migration licensing.0014_draw_versions
-- migration licensing.0015_drop_drawn_columns
-- migration licensing.0016_frozen_rows
-- migration licensing.0017_letterhead_and_requirement
-- migration licensing.0018_advice_on_record
-- migration licensing.0019_authority_texts
-- migration licensing.0020_corrections
-- migration licensing.0021_received
-- migration licensing.0022_files_of_advice
-- migration licensing.0023_nature_of_documents
-- migration licensing.0024_mail_of_corrections
-- migration licensing.0025_requests_for_authorisations
-- migration licensing.0026_authorisations
-- migration licensing.0027_search_version
-- migration licensing.0028_closings
-- migration licensing.0029_denials
-- migration licensing.0030_items_by_number
-- migration licensing.0031_state_consultations
-- migration licensing.0032_party_matches
-- migration licensing.0033_restrictive_measures
-- migration licensing.0034_customs_holds
-- migration licensing.0035_letter_services
-- migration licensing.0036_registrations
-- migration licensing.0037_holder_reports
-- migration licensing.0038_life_of_authorisations_and_remedies
-- migration licensing.0039_end_use_statements
-- migration licensing.0040_terms_of_global_authorisations
-- migration licensing.0041_general_authorisations
-- migration licensing.0042_enquiries_and_urgent_cases
-- migration licensing.0043_classification_questions
-- migration licensing.0044_effects_of_remedies
-- migration licensing.0045_routing_and_denials_by_file
-- migration licensing.0050_screening_jobs_and_customs_messages
-- migration licensing.0051_quick_screening
-- migration licensing.0052_last_days_not_known_yet
-- migration licensing.0053_reissues_after_a_change_of_record
-- migration licensing.0054_sandbox
-- migration licensing.0055_acts_for_a_second_officer
-- migration licensing.0056_screenings_in_one_row
-- migration licensing.0057_the_ledger_moves_its_balance
-- migration licensing.0058_destinations_granted
-- migration licensing.0059_duty_turns
-- migration licensing.0060_exporters_of_third_countries
-- migration licensing.0061_periods_that_start_anew
-- migration licensing.0062_cases_of_interests
-- migration licensing.0063_papers_of_states
-- migration licensing.0064_ends_of_holds
-- migration licensing.0065_failures_as_data
-- migration licensing.0066_customs_enquiries
-- migration licensing.0067_answers_to_customs_as_texts
-- migration licensing.0068_refused_catch_alls
-- migration licensing.0069_names_that_were_compared
-- migration licensing.0070_passed_denials
-- migration licensing.0071_required_of_an_exporter
-- migration licensing.0072_shared_requirements
-- migration licensing.0073_requirement_papers
-- migration licensing.0074_end_users_of_global_papers_and_days_asked_for
-- migration notifications.0001_initial
-- migration notifications.0002_audit_grants
-- migration notifications.0003_assessment
-- migration notifications.0004_field_saves
-- migration notifications.0005_standard_text
-- migration notifications.0006_exchange
-- migration notifications.0007_regime_names
-- migration notifications.0008_frozen_rows
-- migration notifications.0009_corrections
-- migration notifications.0010_reported_figures
-- migration notifications.0011_verdict_in_words
-- digest 1d9332288e875c713478a9fa664e0c04d1497408683aebe6b04c2683008d46ee

SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', true);
SET LOCAL check_function_bodies = false;
SET LOCAL xmloption = content;
SET LOCAL client_min_messages = warning;
SET LOCAL row_security = off;
CREATE SCHEMA core;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
COMMENT ON EXTENSION unaccent IS 'text search dictionary that removes accents';
CREATE FUNCTION core.base_now() RETURNS timestamp with time zone
    LANGUAGE sql
    AS $$
    SELECT clock_timestamp()
$$;
CREATE FUNCTION core.keep_settled() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    changed text;
BEGIN
    SELECT before.key INTO changed FROM jsonb_each(to_jsonb(OLD)) AS before
     WHERE (before.key = ANY (TG_ARGV[1:])) = (TG_ARGV[0] = 'only')
       AND before.value IS DISTINCT FROM to_jsonb(NEW) -> before.key
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% % is settled: its % does not change any more', TG_TABLE_NAME, OLD.id, changed
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION core.leave_trace() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM core_user) AND NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = NEW.id AND event = TG_ARGV[1] AND xact = pg_current_xact_id()::text::bigint
    ) THEN
        INSERT INTO core_auditevent (at, channel, machine, object_id, event, source, target, facts)
        VALUES (core.product_now(), 'database', TG_ARGV[0], NEW.id, TG_ARGV[1], '', '', '{}');
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION core.move_clock(target timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'core', 'pg_temp'
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM core.demonstration) THEN
        RAISE EXCEPTION 'only a demonstration can move its clock';
    END IF;
    -- Without a target the clock goes back to the present it stands on.
    UPDATE core.clock_offset SET shift = coalesce(target - core.base_now(), interval '0');
    RETURN core.product_now();
END
$$;
CREATE FUNCTION core.product_now() RETURNS timestamp with time zone
    LANGUAGE sql
    AS $$
    SELECT core.base_now() + CASE WHEN EXISTS (SELECT FROM core.demonstration)
                                  THEN (SELECT shift FROM core.clock_offset) ELSE interval '0' END
$$;
CREATE FUNCTION core.require_approved_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    said jsonb;
BEGIN
    IF NOT EXISTS (SELECT FROM core_user)
       OR pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER') THEN
        RETURN NULL;
    END IF;
    FOR said IN
        SELECT change.payload || jsonb_build_object('kind', change.kind)
          FROM core_referencechange AS change JOIN core_auditevent AS event ON event.object_id = change.id
         WHERE change.status = 'approved' AND event.target = 'approved'
           AND event.xact = pg_current_xact_id()::text::bigint
    LOOP
        IF (CASE TG_TABLE_NAME
            WHEN 'core_populationset' THEN said->>'kind' = 'population_set' AND TG_OP = 'INSERT'
                 AND said->>'name' = to_jsonb(NEW)->>'name'
                 AND said->>'starts_on' = to_jsonb(NEW)->>'starts_on'
                 AND said->>'source' = to_jsonb(NEW)->>'source'
            WHEN 'core_population' THEN said->>'kind' = 'population_set' AND TG_OP = 'INSERT'
                 AND said->'figures'->>(to_jsonb(NEW)->>'member_state_id') = to_jsonb(NEW)->>'people'
                 AND said->>'name' = (SELECT name FROM core_populationset
                                       WHERE id = (to_jsonb(NEW)->>'population_set_id')::uuid)
            WHEN 'core_holidayyear' THEN TG_OP = 'INSERT' AND said->>'kind' = 'holiday_year'
                 AND said->>'calendar' = to_jsonb(NEW)->>'calendar' AND said->>'year' = to_jsonb(NEW)->>'year'
            WHEN 'core_publicholiday' THEN
                 TG_OP = 'INSERT' AND said->>'kind' = 'holiday_year'
                 AND said->>'calendar' = to_jsonb(NEW)->>'calendar'
                 AND said->'days' @> jsonb_build_array(jsonb_build_object('on', to_jsonb(NEW)->>'on'))
              OR TG_OP = 'INSERT' AND said->>'kind' = 'holiday_added'
                 AND said->>'calendar' = to_jsonb(NEW)->>'calendar' AND said->>'on' = to_jsonb(NEW)->>'on'
              OR TG_OP = 'DELETE' AND said->>'kind' = 'holiday_removed'
                 AND said->>'calendar' = to_jsonb(OLD)->>'calendar' AND said->>'on' = to_jsonb(OLD)->>'on'
            WHEN 'core_memberstate' THEN said->>'kind' = 'shared_seats'
                 AND said->>'state' = to_jsonb(NEW)->>'code'
                 AND (said->>'shared' = 'yes') = (to_jsonb(NEW)->>'delegate_may_be_officer')::boolean
            ELSE false
        END) THEN
            RETURN NULL;
        END IF;
    END LOOP;
    RAISE EXCEPTION '% changes with a reference change that a second officer approved', TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END
$$;
CREATE FUNCTION core.require_audit() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> TG_ARGV[0] THEN
            RAISE EXCEPTION '% starts as %, not as %', TG_TABLE_NAME, TG_ARGV[0], NEW.status
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.status IS DISTINCT FROM OLD.status AND NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = NEW.id AND source = OLD.status AND target = NEW.status
           AND xact = pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION '% % went from % to % without an audit event',
            TG_TABLE_NAME, NEW.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION core.require_trace() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = NEW.user_id AND xact = pg_current_xact_id()::text::bigint
           AND facts->>TG_ARGV[0] = NEW.id::text
    ) THEN
        RAISE EXCEPTION '% % changed without an audit event', TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION core.separate_duties() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM 1 FROM core_user WHERE id = NEW.user_id FOR UPDATE;
    IF EXISTS (
        SELECT FROM core_seat AS mine
          JOIN core_organisation AS here ON here.id = mine.content_object_id
          JOIN core_seat AS other ON other.user_id = mine.user_id AND other.id <> mine.id AND other.removed_at IS NULL
          JOIN core_organisation AS there ON there.id = other.content_object_id
          LEFT JOIN core_memberstate AS state ON state.code = here.member_state_id
         WHERE mine.id = NEW.id AND mine.removed_at IS NULL AND here.kind <> there.kind
           AND 'sandbox' NOT IN (here.kind, there.kind)
           AND other.starts_at < coalesce(mine.ends_at, 'infinity')
           AND mine.starts_at < coalesce(other.ends_at, 'infinity')
           AND NOT (here.kind IN ('authority', 'delegation') AND there.kind IN ('authority', 'delegation')
                    AND here.member_state_id = there.member_state_id AND state.delegate_may_be_officer)
    ) THEN
        RAISE EXCEPTION 'person % would hold seats of two kinds of organisations at one time', NEW.user_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.controllist_columns_of(said jsonb, derived jsonb) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT jsonb_build_object(
        'code', said->'code',
        'name', said->'name',
        'manufacturer', said->'manufacturer',
        'model_names', said->'models',
        'functions', said->'functions',
        'description', said->'description',
        'cn_code', coalesce(said->>'cn_code', ''),
        'listed_on', said->'listed_on',
        'effective_from', said->'effective_from',
        'edition', said->'edition',
        'rule_set', said->'rule_set',
        'regime', said->'regime',
        'in_force', said->'in_force',
        'destination', coalesce(said->>'destination', ''),
        'change', coalesce(said->>'change', 'listing'),
        'sequence', coalesce((said->>'sequence')::integer, 1),
        'changed_at', coalesce(said->'changed_at', said->'effective_from'),
        'delisted_at', said->'delisted_at',
        'ground', coalesce(said->>'ground', CASE said->>'rule_set'
            WHEN 'unanimous_agreement' THEN 'repression_or_violations' ELSE 'human_rights_violations' END),
        'change_ground', coalesce(said->>'change_ground', ''),
        'act_kind', coalesce(said->'legal_act'->>'kind', 'procedure_outcome'),
        'act_reference', coalesce(said->'legal_act'->>'reference', ''),
        'publication', coalesce(said->>'publication', CASE WHEN said->'legal_act'->>'kind' = 'official_journal'
            THEN said->'legal_act'->>'reference' ELSE '' END),
        'reviewed_at', said->'reviewed_at',
        'authentic_language', coalesce(said->>'authentic_language', ''),
        'translations', coalesce(said->'translations', '{}'),
        'reason', coalesce(said->>'reason', '')
    ) || coalesce(derived, '{}')
    || CASE WHEN said ? 'notifying_state' THEN jsonb_build_object(
        'notifying_state_id', said->'notifying_state',
        'procedure_opened_at', said->'procedure_opened_at',
        'procedure_closed_at', said->'procedure_closed_at'
    ) ELSE '{}' END
$$;
CREATE FUNCTION public.controllist_follow_log() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    logged controllist_edition;
BEGIN
    SELECT * INTO logged FROM controllist_edition WHERE number = NEW.edition_id AND entry_id = NEW.entry_id;
    UPDATE controllist_controllistentry AS entry
       SET (code, name, manufacturer, model_names, functions, description, cn_code, listed_on, effective_from, edition,
            rule_set, regime, in_force, destination, change, sequence, changed_at, delisted_at, ground, change_ground,
            act_kind, act_reference, reason, publication, reviewed_at, authentic_language, translations, item_keys, model_keys, search)
         = (SELECT code, name, manufacturer, model_names, functions, description, cn_code, listed_on, effective_from,
                   edition, rule_set, regime, in_force, destination, change, sequence, changed_at, delisted_at, ground,
                   change_ground, act_kind, act_reference, reason, publication, reviewed_at, authentic_language, translations, item_keys, model_keys, search
              FROM jsonb_populate_record(entry, controllist_columns_of(logged.content, logged.derived)))
     WHERE entry.id = logged.entry_id AND entry.edition <= logged.number;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.controllist_require_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    former jsonb;
    approved controllist_entrychange;
BEGIN
    SELECT content INTO former FROM controllist_edition
     WHERE entry_id = NEW.entry_id AND number < NEW.number ORDER BY number DESC LIMIT 1;
    SELECT change.* INTO approved
      FROM controllist_entrychange AS change JOIN core_auditevent AS event ON event.object_id = change.id
     WHERE change.entry_id = NEW.entry_id AND change.edition = (former->>'edition')::integer
       AND change.status = 'approved' AND event.target = 'approved'
       AND event.xact = pg_current_xact_id()::text::bigint;
    IF NOT EXISTS (SELECT FROM controllist_logleaf WHERE edition_id = NEW.number AND entry_id = NEW.entry_id)
        OR (NEW.content->>'edition')::integer IS DISTINCT FROM NEW.number
        OR coalesce((NEW.content->>'sequence')::integer, 1)
           <> (SELECT count(*) FROM controllist_edition WHERE entry_id = NEW.entry_id AND number <= NEW.number)
        OR (CASE WHEN former IS NULL THEN
               NEW.event <> 'list' OR coalesce(NEW.content->>'change', 'listing') <> 'listing'
           ELSE
               approved.id IS NULL
               OR (NEW.event, NEW.content->>'change', NEW.content->>'status') IS DISTINCT FROM
                  (CASE approved.kind WHEN 'correction' THEN 'correct' WHEN 'delisting' THEN 'delist'
                       WHEN 'translation' THEN 'translate' ELSE approved.kind END, approved.kind::text,
                   CASE approved.kind WHEN 'correction' THEN 'corrected' WHEN 'delisting' THEN 'delisted'
                       ELSE former->>'status' END)
               OR NEW.content->>'reviewed_at' IS DISTINCT FROM
                  (CASE approved.kind WHEN 'review' THEN NEW.content->>'changed_at' ELSE former->>'reviewed_at' END)
               OR (NEW.content->>'delisted_at' IS NULL) = (approved.kind = 'delisting')
               OR NEW.content || (former - ARRAY['edition', 'status', 'change', 'sequence', 'changed_at', 'delisted_at', 'reviewed_at'])
                  || approved.content <> NEW.content
           END)
    THEN
        RAISE EXCEPTION 'edition % of the list is no change that two officers approved', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.controllist_require_log() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    entry controllist_controllistentry;
    logged jsonb;
BEGIN
    SELECT * INTO entry FROM controllist_controllistentry WHERE id = NEW.id;
    SELECT controllist_columns_of(edition.content, edition.derived)
           || jsonb_build_object('status', edition.content->'status') INTO logged
      FROM controllist_edition AS edition JOIN controllist_logleaf AS leaf ON leaf.edition_id = edition.number
     WHERE edition.entry_id = entry.id AND leaf.entry_id = entry.id
     ORDER BY edition.number DESC LIMIT 1;
    IF logged IS NULL OR jsonb_populate_record(entry, logged) IS DISTINCT FROM entry THEN
        RAISE EXCEPTION 'entry % does not say what the log of the list says', entry.code
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.licensing_keep_newest_authorisation() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (SELECT number FROM licensing_authorisationversion WHERE id = NEW.version_id)
       <= (SELECT number FROM licensing_authorisationversion WHERE id = OLD.version_id) THEN
        RAISE EXCEPTION 'authorisation % has a newer version than that', OLD.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION public.licensing_keep_newest_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (SELECT number FROM licensing_requestversion WHERE id = NEW.version_id)
       <= (SELECT number FROM licensing_requestversion WHERE id = OLD.version_id) THEN
        RAISE EXCEPTION 'request % has a newer version than that', OLD.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION public.licensing_mark_law() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE licensing_lawhead SET version = gen_random_uuid();
    RETURN NULL;
END
$$;
CREATE FUNCTION public.licensing_move_balance() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF TG_TABLE_NAME = 'licensing_writeoff' THEN
        UPDATE licensing_linebalance
           SET used = used + NEW.quantity, value_used = value_used + COALESCE(NEW.value, 0), changed_at = NEW.recorded_at
         WHERE id = NEW.balance_id;
    ELSE
        UPDATE licensing_linebalance AS row
           SET used = row.used - taken.quantity, value_used = row.value_used - COALESCE(taken.value, 0),
               changed_at = NEW.reversed_at
          FROM licensing_writeoff AS taken
         WHERE taken.id = NEW.write_off_id AND row.id = taken.balance_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.licensing_require_ledger() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    balance bigint;
    amount numeric;
    worth numeric;
    gone numeric;
    worth_gone numeric;
BEGIN
    IF TG_TABLE_NAME = 'licensing_linebalance' THEN
        balance := NEW.id;
    ELSIF TG_TABLE_NAME = 'licensing_writeoff' THEN
        balance := NEW.balance_id;
    ELSIF TG_TABLE_NAME = 'licensing_movedrest' THEN
        balance := NEW.source_id;
        IF NOT EXISTS (
            SELECT FROM licensing_linebalance AS target
              JOIN licensing_authorisationversion AS version
                ON version.authorisation_id = target.authorisation_id AND version.number = 1
              JOIN licensing_authorisationline AS line ON line.version_id = version.id AND line.number = target.number
             WHERE target.id = NEW.target_id AND line.quantity IS NOT DISTINCT FROM NEW.quantity
               AND (NOT line.limits_value OR line.value IS NOT DISTINCT FROM NEW.value)
        ) THEN
            RAISE EXCEPTION 'balance % was granted another rest than its ledger says', NEW.target_id
                USING ERRCODE = 'check_violation';
        END IF;
    ELSE
        SELECT balance_id INTO balance FROM licensing_writeoff WHERE id = NEW.write_off_id;
    END IF;
    SELECT COALESCE(sum(quantity), 0), COALESCE(sum(value), 0) INTO amount, worth
      FROM licensing_writeoff AS taken
     WHERE taken.balance_id = balance
       AND NOT EXISTS (SELECT FROM licensing_reversal WHERE write_off_id = taken.id);
    SELECT COALESCE(sum(quantity), 0), COALESCE(sum(value), 0) INTO gone, worth_gone
      FROM licensing_movedrest WHERE source_id = balance;
    IF NOT EXISTS (
        SELECT FROM licensing_linebalance AS row
          JOIN licensing_authorisation AS paper ON paper.id = row.authorisation_id
          JOIN licensing_authorisationline AS line
            ON line.version_id = paper.version_id AND line.number = row.number
         WHERE row.id = balance AND used = amount AND (value_granted IS NULL OR value_used = worth)
           AND moved = gone AND value_moved = worth_gone
           AND granted IS NOT DISTINCT FROM line.quantity
           AND value_granted IS NOT DISTINCT FROM CASE WHEN line.limits_value THEN line.value END
    ) THEN
        RAISE EXCEPTION 'balance % is not what its paper and its ledger add up to', balance
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.licensing_screening_papers(p_place integer[], p_exporter uuid[], p_item text[], p_entry text[], p_destination text[], p_named text[], p_amount numeric[], p_unit text[], p_day date[], p_at timestamp with time zone) RETURNS TABLE(place integer, reference character varying, line smallint, unit character varying, rest numeric, is_enough boolean, end_users text[], consignees text[], measure text)
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_generic_plan'
    SET jit TO 'off'
    AS $$
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
           granted.decision_id, version.request_version_id, version.words, version.left_out,
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
      AND there.country IN (SELECT DISTINCT destination FROM declared) AND there.country <> ALL (version.left_out)
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
       ARRAY(SELECT COALESCE(CASE WHEN row_number() OVER (ORDER BY party.number) = 1
                                  THEN best.words -> party.role ->> 'name' END, party.name)
             FROM licensing_requestparty party
             WHERE party.version_id = best.request_version_id AND party.country <> ALL (best.left_out)
               AND party.role = 'end_user'
               AND ((SELECT asked.body -> 'destinations' FROM licensing_requestversion asked
                     WHERE asked.id = best.request_version_id) IS NULL
                    OR EXISTS (SELECT FROM licensing_requestparty there
                               WHERE there.version_id = best.request_version_id AND there.role = 'end_user'
                                 AND there.country = best.country)) ORDER BY party.number), ARRAY(SELECT COALESCE(CASE WHEN row_number() OVER (ORDER BY party.number) = 1
                                  THEN best.words -> party.role ->> 'name' END, party.name)
             FROM licensing_requestparty party
             WHERE party.version_id = best.request_version_id AND party.country <> ALL (best.left_out)
               AND party.role = 'consignee' ORDER BY party.number), proposal.measure ->> 'number'
FROM best
JOIN licensing_decision decision ON decision.id = best.decision_id
JOIN licensing_proposal proposal ON proposal.id = decision.proposal_id;
END
$$;
CREATE FUNCTION public.licensing_screening_words(p_place integer[], p_exporter uuid[], p_item text[], p_number text[], p_at timestamp with time zone) RETURNS TABLE(place integer, control_entry character varying, classified_at timestamp with time zone, is_classified boolean, required_by character varying, required_basis character varying, required_for character varying[])
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_generic_plan'
    SET jit TO 'off'
    AS $$
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
    WHERE request.exporter_id = declarant.exporter AND (request.status = 'authorisation_required'
           OR request.status = 'refused' AND request.kind = 'notification'
             AND request.legal_basis IN ('article_4', 'article_5'))
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
$$;
CREATE FUNCTION public.notifications_extended_now(extended uuid) RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
    SELECT extension.id
      FROM notifications_extension AS extension JOIN core_auditevent AS event ON event.object_id = extension.id
     WHERE extension.procedure_id = extended AND extension.status = 'approved' AND event.target = 'approved'
       AND event.xact = pg_current_xact_id()::text::bigint
$$;
CREATE FUNCTION public.notifications_follow_instant() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    part notifications_participant;
BEGIN
    SELECT * INTO part FROM notifications_participant
     WHERE procedure_id = NEW.procedure_id AND member_state_id = NEW.member_state_id;
    IF NEW.number = 1 THEN
        IF (part.last_day, part.due_at) IS NOT DISTINCT FROM (NEW.last_day, NEW.due_at) THEN
            RETURN NULL;
        END IF;
    ELSIF NEW.due_at > part.due_at
      AND NEW.extension_id IN (SELECT notifications_extended_now(NEW.procedure_id))
      AND NEW.number = (SELECT count(*) FROM notifications_dueinstant
                         WHERE procedure_id = NEW.procedure_id AND member_state_id = NEW.member_state_id)
    THEN
        UPDATE notifications_participant SET last_day = NEW.last_day, due_at = NEW.due_at WHERE id = part.id;
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'a due instant of % moves with an approved extension alone', NEW.member_state_id
        USING ERRCODE = 'check_violation';
END
$$;
CREATE FUNCTION public.notifications_keep_end() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT notifications_extended_now(NEW.id)) OR (
        SELECT (min(due_at), max(due_at)) IS DISTINCT FROM (NEW.earliest_due_at, NEW.closes_at)
          FROM notifications_participant WHERE procedure_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'the end of % moves with an approved extension alone', NEW.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION public.notifications_keep_link() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM notifications_objectionprocedure AS earlier, notifications_objectionprocedure AS later
         WHERE earlier.id = OLD.procedure_id AND earlier.status = 'withdrawn'
           AND later.id = NEW.procedure_id AND later.status = 'open' AND later.item_key = earlier.item_key
    ) THEN
        RAISE EXCEPTION 'a linked refusal waits for its procedure until that is withdrawn'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION public.notifications_require_listing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM notifications_objectionprocedure AS procedure
         WHERE procedure.reference = NEW.provenance AND procedure.status = 'closed'
           AND procedure.outcome = 'listed' AND procedure.notifying_state_id = NEW.notifying_state_id
           AND procedure.entry->>'name' = NEW.name AND procedure.entry->>'manufacturer' = NEW.manufacturer
           AND procedure.entry->'models' = to_jsonb(NEW.model_names)
           AND procedure.entry->>'description' = NEW.description
    ) THEN
        RAISE EXCEPTION 'entry % needs a closed procedure that listed these words', NEW.code
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION public.notifications_require_opening() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    opened notifications_objectionprocedure;
BEGIN
    SELECT * INTO opened FROM notifications_objectionprocedure
     WHERE id = (to_jsonb(NEW)->>TG_ARGV[0])::uuid;
    IF NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = opened.id AND event = 'open' AND xact = pg_current_xact_id()::text::bigint
    ) OR (
        SELECT (min(due_at), max(due_at)) IS DISTINCT FROM (opened.earliest_due_at, opened.closes_at)
            OR jsonb_object_agg(member_state_id, people)
               IS DISTINCT FROM (opened.frozen->'populations') - opened.notifying_state_id::text
          FROM notifications_participant WHERE procedure_id = opened.id
    ) THEN
        RAISE EXCEPTION 'procedure % does not take part, or end, as was frozen at its opening', opened.reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.notifications_require_outcome() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    closed uuid := (to_jsonb(NEW)->>TG_ARGV[0])::uuid;
BEGIN
    IF NOT EXISTS (
        SELECT FROM notifications_objectionprocedure AS procedure
          JOIN notifications_procedureoutcome AS result ON result.procedure_id = procedure.id
         WHERE procedure.id = closed AND procedure.status = 'closed' AND procedure.outcome = result.outcome
           AND result.closed_at >= procedure.closes_at
    ) OR NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = closed AND target = 'closed' AND xact = pg_current_xact_id()::text::bigint
    ) THEN
        RAISE EXCEPTION 'procedure % closes at its end, with its outcome', closed
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.notifications_require_receipt() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM core_auditevent
         WHERE object_id = NEW.procedure_id AND xact = pg_current_xact_id()::text::bigint
           AND facts->>'position' = NEW.id::text AND facts->>'receipt' = NEW.receipt
    ) THEN
        RAISE EXCEPTION 'position % has no audit event with its receipt', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION public.notifications_require_window() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM notifications_objectionprocedure AS procedure
          JOIN notifications_participant AS part ON part.procedure_id = procedure.id
         WHERE procedure.id = NEW.procedure_id AND part.member_state_id = NEW.member_state_id
           AND procedure.status = 'open' AND part.last_sequence = NEW.sequence
           AND NEW.cast_at >= procedure.opened_at AND NEW.cast_at < part.due_at
    ) THEN
        RAISE EXCEPTION 'a position is cast in an open window, before the instant of its state'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;
CREATE TABLE core.clock_offset (
    one boolean DEFAULT true NOT NULL,
    shift interval NOT NULL,
    CONSTRAINT clock_offset_one_check CHECK (one)
);
CREATE TABLE core.demonstration (
    one boolean DEFAULT true NOT NULL,
    marked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    as_of timestamp with time zone,
    CONSTRAINT demonstration_one_check CHECK (one)
);
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id uuid NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);
ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);
ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);
ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.controllist_annexentry (
    code character varying(20) NOT NULL,
    descriptions jsonb NOT NULL,
    categories jsonb NOT NULL,
    themes jsonb NOT NULL,
    functions character varying(40)[] NOT NULL,
    annex_iv character varying(40) NOT NULL,
    source text NOT NULL,
    search text NOT NULL
);
CREATE TABLE public.controllist_cncorrelation (
    id bigint NOT NULL,
    cn_code character varying(10) NOT NULL,
    control_entries character varying(40)[] NOT NULL,
    source character varying(200) NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    loaded_at timestamp with time zone NOT NULL,
    confirmed_by_id uuid,
    CONSTRAINT cn_correlation_ends_not_before_start CHECK (((ends_on IS NULL) OR (ends_on >= starts_on)))
);
ALTER TABLE public.controllist_cncorrelation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.controllist_cncorrelation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.controllist_controllistentry (
    id uuid NOT NULL,
    code character varying(12) NOT NULL,
    status character varying(20) NOT NULL,
    edition integer NOT NULL,
    listed_on date NOT NULL,
    effective_from timestamp with time zone NOT NULL,
    name character varying(200) NOT NULL,
    manufacturer character varying(200) NOT NULL,
    functions character varying(40)[] NOT NULL,
    description text NOT NULL,
    cn_code character varying(8) NOT NULL,
    item_keys character varying(200)[] NOT NULL,
    model_keys character varying(120)[] NOT NULL,
    search text NOT NULL,
    rule_set character varying(40) NOT NULL,
    regime character varying(120) NOT NULL,
    in_force boolean NOT NULL,
    destination character varying(2) NOT NULL,
    provenance character varying(20) NOT NULL,
    procedure_opened_at timestamp with time zone NOT NULL,
    procedure_closed_at timestamp with time zone NOT NULL,
    bands jsonb NOT NULL,
    model_names character varying(120)[] CONSTRAINT controllist_controllistentry_models_not_null NOT NULL,
    notifying_state_id character varying(2) NOT NULL,
    ground character varying(40) NOT NULL,
    change character varying(20) NOT NULL,
    sequence integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    change_ground character varying(40) NOT NULL,
    act_kind character varying(40) NOT NULL,
    act_reference character varying(60) NOT NULL,
    reason text NOT NULL,
    delisted_at timestamp with time zone,
    publication character varying(60) NOT NULL,
    reviewed_at timestamp with time zone,
    authentic_language character varying(2) NOT NULL,
    translations jsonb NOT NULL,
    CONSTRAINT controllist_controllistentry_edition_check CHECK ((edition >= 0)),
    CONSTRAINT controllist_controllistentry_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT entry_closed_after_opening CHECK ((procedure_closed_at > procedure_opened_at)),
    CONSTRAINT entry_has_models CHECK ((NOT (model_names = '{}'::character varying(120)[]))),
    CONSTRAINT entry_status_known CHECK (((status)::text = ANY ((ARRAY['listed'::character varying, 'corrected'::character varying, 'delisted'::character varying])::text[])))
);
CREATE TABLE public.controllist_edition (
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    event character varying(20) NOT NULL,
    content jsonb NOT NULL,
    entry_id uuid NOT NULL,
    derived jsonb,
    CONSTRAINT controllist_edition_number_check CHECK ((number >= 0))
);
CREATE TABLE public.controllist_editionpaper (
    attempts smallint NOT NULL,
    next_attempt_at timestamp with time zone,
    gave_up_at timestamp with time zone,
    failure character varying(200) NOT NULL,
    id uuid NOT NULL,
    edition integer NOT NULL,
    language character varying(2) NOT NULL,
    set_at timestamp with time zone,
    CONSTRAINT controllist_editionpaper_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT controllist_editionpaper_edition_check CHECK ((edition >= 0))
);
CREATE TABLE public.controllist_entrychange (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    kind character varying(20) NOT NULL,
    edition integer NOT NULL,
    content jsonb NOT NULL,
    approved_by_id uuid,
    entry_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    agreed boolean DEFAULT false NOT NULL,
    CONSTRAINT controllist_entrychange_edition_check CHECK ((edition >= 0)),
    CONSTRAINT entry_change_kind_known CHECK (((kind)::text = ANY ((ARRAY['correction'::character varying, 'delisting'::character varying, 'review'::character varying, 'translation'::character varying])::text[]))),
    CONSTRAINT entrychange_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT entrychange_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT entrychange_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.controllist_entrytext (
    id uuid NOT NULL,
    language character varying(2) NOT NULL,
    status character varying(20) NOT NULL,
    version smallint,
    title character varying(200) NOT NULL,
    description text NOT NULL,
    covered character varying(200)[] NOT NULL,
    not_covered character varying(200)[] NOT NULL,
    revision integer NOT NULL,
    comment text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    entry_id uuid NOT NULL,
    published_by_id uuid,
    written_by_id uuid NOT NULL,
    writers uuid[] NOT NULL,
    CONSTRAINT controllist_entrytext_revision_check CHECK ((revision >= 0)),
    CONSTRAINT controllist_entrytext_version_check CHECK ((version >= 0)),
    CONSTRAINT text_four_eyes CHECK (((published_by_id IS NULL) OR ((NOT ((published_by_id = written_by_id) AND (published_by_id IS NOT NULL))) AND (NOT (writers @> ARRAY[published_by_id]))))),
    CONSTRAINT text_language_known CHECK (((language)::text = ANY ((ARRAY['en'::character varying, 'de'::character varying, 'fr'::character varying])::text[]))),
    CONSTRAINT text_published_by_someone CHECK (((NOT ((status)::text = 'published'::text)) OR ((published_at IS NOT NULL) AND (published_by_id IS NOT NULL) AND (version IS NOT NULL)))),
    CONSTRAINT text_status_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'proposed'::character varying, 'published'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.controllist_listhead (
    id bigint NOT NULL,
    edition integer NOT NULL,
    last_code integer NOT NULL,
    frontier jsonb NOT NULL,
    CONSTRAINT controllist_listhead_edition_check CHECK ((edition >= 0)),
    CONSTRAINT controllist_listhead_last_code_check CHECK ((last_code >= 0))
);
ALTER TABLE public.controllist_listhead ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.controllist_listhead_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.controllist_loghead (
    size integer NOT NULL,
    root character varying(64) NOT NULL,
    checkpoint text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT controllist_loghead_size_check CHECK ((size >= 0))
);
CREATE TABLE public.controllist_logleaf (
    index integer NOT NULL,
    leaf bytea NOT NULL,
    hash character varying(64) NOT NULL,
    salts jsonb NOT NULL,
    edition_id integer NOT NULL,
    entry_id uuid NOT NULL,
    CONSTRAINT controllist_logleaf_index_check CHECK ((index >= 0))
);
CREATE TABLE public.controllist_nationalentry (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    text text NOT NULL,
    publication character varying(120) NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    loaded_at timestamp with time zone NOT NULL,
    member_state_id character varying(2) NOT NULL,
    confirmed_by_id uuid,
    CONSTRAINT national_entry_ends_not_before_start CHECK (((ends_on IS NULL) OR (ends_on >= starts_on)))
);
ALTER TABLE public.controllist_nationalentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.controllist_nationalentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.controllist_searchdocument (
    entry_id uuid NOT NULL,
    words text[] NOT NULL,
    names text[] NOT NULL,
    functions character varying(40)[] NOT NULL,
    cn_code character varying(8) NOT NULL,
    status character varying(20) NOT NULL,
    year smallint NOT NULL,
    edition integer NOT NULL,
    CONSTRAINT controllist_searchdocument_edition_check CHECK ((edition >= 0)),
    CONSTRAINT controllist_searchdocument_year_check CHECK ((year >= 0))
);
CREATE TABLE public.controllist_searchword (
    word text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.controllist_tableimport (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    kind character varying(20) NOT NULL,
    name character varying(200) NOT NULL,
    legal_act character varying(300) NOT NULL,
    starts_on date NOT NULL,
    rows jsonb NOT NULL,
    begun integer NOT NULL,
    changed integer NOT NULL,
    ended integer NOT NULL,
    approved_by_id uuid,
    keeper_id uuid NOT NULL,
    member_state_id character varying(2),
    proposed_by_id uuid NOT NULL,
    CONSTRAINT controllist_tableimport_begun_check CHECK ((begun >= 0)),
    CONSTRAINT controllist_tableimport_changed_check CHECK ((changed >= 0)),
    CONSTRAINT controllist_tableimport_ended_check CHECK ((ended >= 0)),
    CONSTRAINT table_import_has_rows CHECK ((NOT (rows = '[]'::jsonb))),
    CONSTRAINT table_import_kind_known CHECK (((kind)::text = ANY ((ARRAY['national_list'::character varying, 'customs_codes'::character varying])::text[]))),
    CONSTRAINT table_import_of_a_state CHECK (((((kind)::text = 'national_list'::text) AND (member_state_id IS NOT NULL)) OR (((kind)::text = 'customs_codes'::text) AND (member_state_id IS NULL)))),
    CONSTRAINT tableimport_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT tableimport_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT tableimport_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.core_apikey (
    id uuid NOT NULL,
    name character varying(100) NOT NULL,
    prefix character varying(12) NOT NULL,
    digest character varying(64) NOT NULL,
    demonstration boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    user_id uuid NOT NULL,
    seat_id bigint NOT NULL,
    last_used_at timestamp with time zone
);
CREATE TABLE public.core_auditevent (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    channel character varying(20) NOT NULL,
    machine character varying(40) NOT NULL,
    object_id uuid NOT NULL,
    event character varying(40) NOT NULL,
    source character varying(30) NOT NULL,
    target character varying(30) NOT NULL,
    facts jsonb NOT NULL,
    xact bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL,
    actor_id uuid
);
ALTER TABLE public.core_auditevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_auditevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_audithead (
    size bigint NOT NULL,
    root character varying(64) NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    note text NOT NULL
);
CREATE TABLE public.core_auditleaf (
    "position" bigint NOT NULL,
    hash character varying(64) NOT NULL,
    event_id bigint NOT NULL,
    feed_id bigint NOT NULL
);
CREATE TABLE public.core_calendaraddress (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    user_id uuid NOT NULL
);
ALTER TABLE public.core_calendaraddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_calendaraddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_digestline (
    id bigint NOT NULL,
    owed_at timestamp with time zone NOT NULL,
    next_attempt_at timestamp with time zone,
    delivered_at timestamp with time zone,
    notice_id uuid NOT NULL,
    person_id uuid NOT NULL,
    attempts smallint NOT NULL,
    gave_up_at timestamp with time zone,
    failure character varying(200) NOT NULL,
    CONSTRAINT core_digestline_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.core_digestline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_digestline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_file (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    name character varying(200) NOT NULL,
    media_type character varying(100) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    finding character varying(20) NOT NULL,
    uploaded_by_id uuid,
    attempts smallint NOT NULL,
    next_attempt_at timestamp with time zone,
    gave_up_at timestamp with time zone,
    failure character varying(200) NOT NULL,
    detail character varying(100) NOT NULL,
    CONSTRAINT core_file_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT core_file_size_check CHECK ((size >= 0)),
    CONSTRAINT file_status_known CHECK (((status)::text = ANY ((ARRAY['quarantined'::character varying, 'clean'::character varying, 'rejected'::character varying, 'withheld'::character varying])::text[])))
);
CREATE TABLE public.core_heartbeat (
    sweep character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.core_holidayyear (
    id bigint NOT NULL,
    calendar character varying(2) NOT NULL,
    year smallint NOT NULL,
    source text NOT NULL,
    CONSTRAINT core_holidayyear_year_check CHECK ((year >= 0))
);
ALTER TABLE public.core_holidayyear ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_holidayyear_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_idempotencyrecord (
    id bigint CONSTRAINT core_rememberedanswer_id_not_null NOT NULL,
    key character varying(200) CONSTRAINT core_rememberedanswer_key_not_null NOT NULL,
    path character varying(300) CONSTRAINT core_rememberedanswer_path_not_null NOT NULL,
    body_hash character varying(64) CONSTRAINT core_rememberedanswer_body_hash_not_null NOT NULL,
    status smallint,
    answer jsonb,
    created_at timestamp with time zone CONSTRAINT core_rememberedanswer_created_at_not_null NOT NULL,
    user_id uuid CONSTRAINT core_rememberedanswer_user_id_not_null NOT NULL,
    CONSTRAINT core_rememberedanswer_status_check CHECK ((status >= 0))
);
CREATE TABLE public.core_invitation (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(200) NOT NULL,
    permission character varying(30) NOT NULL,
    is_agent boolean NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    takes_two boolean NOT NULL,
    status character varying(20) NOT NULL,
    opened_at timestamp with time zone,
    answered_at timestamp with time zone,
    approved_by_id uuid,
    organisation_id uuid NOT NULL,
    person_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    seat_id bigint,
    CONSTRAINT invitation_accepted_into_a_seat CHECK (((NOT ((status)::text = 'accepted'::text)) OR ((answered_at IS NOT NULL) AND (seat_id IS NOT NULL)))),
    CONSTRAINT invitation_for_somebody_else CHECK (((NOT (person_id = proposed_by_id)) AND ((approved_by_id IS NULL) OR (NOT ((person_id = approved_by_id) AND (approved_by_id IS NOT NULL)))))),
    CONSTRAINT invitation_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT invitation_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'open'::character varying, 'accepted'::character varying, 'declined'::character varying, 'discarded'::character varying, 'lapsed'::character varying])::text[]))),
    CONSTRAINT invitation_takes_two CHECK ((((status)::text = ANY ((ARRAY['proposed'::character varying, 'discarded'::character varying])::text[])) OR (NOT takes_two) OR (approved_by_id IS NOT NULL))),
    CONSTRAINT invitation_two_for_what_decides CHECK ((takes_two OR (NOT ((permission)::text = ANY ((ARRAY['administer'::character varying, 'handle_cases'::character varying, 'manage_people'::character varying, 'take_position'::character varying])::text[])))))
);
CREATE TABLE public.core_memberstate (
    code character varying(2) NOT NULL,
    names jsonb NOT NULL,
    timezone character varying(40) NOT NULL,
    eori_prefix character varying(2) NOT NULL,
    delegate_may_be_officer boolean NOT NULL
);
CREATE TABLE public.core_mutedcase (
    id bigint NOT NULL,
    reference character varying(30) NOT NULL,
    muted_at timestamp with time zone NOT NULL,
    person_id uuid NOT NULL
);
ALTER TABLE public.core_mutedcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_mutedcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_notice (
    id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    reference character varying(30) NOT NULL,
    path character varying(200) NOT NULL,
    facts jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    next_attempt_at timestamp with time zone,
    attempts smallint NOT NULL,
    delivered_at timestamp with time zone,
    gave_up_at timestamp with time zone,
    organisation_id uuid NOT NULL,
    person_id uuid,
    failure character varying(200) NOT NULL,
    CONSTRAINT core_notice_attempts_check CHECK ((attempts >= 0))
);
CREATE TABLE public.core_noticeread (
    id bigint NOT NULL,
    read_at timestamp with time zone NOT NULL,
    notice_id uuid NOT NULL,
    person_id uuid NOT NULL
);
ALTER TABLE public.core_noticeread ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_noticeread_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_organisation (
    id uuid NOT NULL,
    kind character varying(20) NOT NULL,
    name character varying(300) NOT NULL,
    short_name character varying(80) NOT NULL,
    language character varying(2) NOT NULL,
    member_state_id character varying(2),
    native_name character varying(300) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT organisation_has_state CHECK ((((kind)::text = 'commission'::text) OR (member_state_id IS NOT NULL))),
    CONSTRAINT organisation_kind_known CHECK (((kind)::text = ANY ((ARRAY['exporter'::character varying, 'authority'::character varying, 'delegation'::character varying, 'commission'::character varying, 'customs'::character varying, 'sandbox'::character varying])::text[])))
);
CREATE TABLE public.core_passwordlink (
    attempts smallint NOT NULL,
    next_attempt_at timestamp with time zone,
    gave_up_at timestamp with time zone,
    failure character varying(200) NOT NULL,
    id uuid NOT NULL,
    owed_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    person_id uuid NOT NULL,
    CONSTRAINT core_passwordlink_attempts_check CHECK ((attempts >= 0))
);
CREATE TABLE public.core_population (
    id bigint NOT NULL,
    people integer NOT NULL,
    basis character varying(80) NOT NULL,
    member_state_id character varying(2) NOT NULL,
    population_set_id uuid NOT NULL,
    CONSTRAINT core_population_people_check CHECK ((people >= 0)),
    CONSTRAINT population_has_people CHECK ((people > 0))
);
ALTER TABLE public.core_population ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_population_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_populationset (
    id uuid NOT NULL,
    name character varying(40) NOT NULL,
    starts_on date NOT NULL,
    source text NOT NULL
);
CREATE TABLE public.core_publicholiday (
    id bigint NOT NULL,
    calendar character varying(2) NOT NULL,
    "on" date NOT NULL,
    names jsonb NOT NULL,
    added boolean DEFAULT false NOT NULL
);
ALTER TABLE public.core_publicholiday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_publicholiday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_referencechange (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    kind character varying(20) NOT NULL,
    payload jsonb NOT NULL,
    reason text NOT NULL,
    approved_by_id uuid,
    proposed_by_id uuid NOT NULL,
    CONSTRAINT referencechange_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT referencechange_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT referencechange_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.core_referencecounter (
    id bigint NOT NULL,
    prefix character varying(10) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    CONSTRAINT core_referencecounter_last_check CHECK ((last >= 0)),
    CONSTRAINT core_referencecounter_year_check CHECK ((year >= 0))
);
ALTER TABLE public.core_referencecounter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_referencecounter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.core_idempotencyrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_rememberedanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_sealstate (
    id bigint NOT NULL,
    size bigint NOT NULL,
    frontier jsonb NOT NULL
);
ALTER TABLE public.core_sealstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_sealstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_seat (
    id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    removed_at timestamp with time zone,
    content_object_id uuid NOT NULL,
    granted_by_id uuid,
    permission_id integer NOT NULL,
    user_id uuid NOT NULL,
    is_agent boolean NOT NULL,
    CONSTRAINT seat_agent_has_an_end CHECK (((NOT is_agent) OR (ends_at IS NOT NULL))),
    CONSTRAINT seat_ends_after_start CHECK (((ends_at IS NULL) OR (ends_at > starts_at))),
    CONSTRAINT seat_given_by_somebody_else CHECK (((granted_by_id IS NULL) OR (NOT ((granted_by_id = user_id) AND (granted_by_id IS NOT NULL)))))
);
ALTER TABLE public.core_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.core_user (
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    id uuid NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(200) NOT NULL,
    language character varying(2) NOT NULL,
    theme character varying(5) NOT NULL,
    is_active boolean NOT NULL,
    session_epoch integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    inbox_read_at timestamp with time zone,
    mail_choice character varying(10) NOT NULL,
    hears_of_every_case boolean NOT NULL,
    CONSTRAINT core_user_session_epoch_check CHECK ((session_epoch >= 0)),
    CONSTRAINT user_mail_choice_known CHECK (((mail_choice)::text = ANY ((ARRAY['each'::character varying, 'digest'::character varying, 'legal'::character varying])::text[])))
);
CREATE TABLE public.core_webhook (
    id uuid NOT NULL,
    url character varying(500) NOT NULL,
    secret character varying(64) NOT NULL,
    types character varying(60)[] NOT NULL,
    after bigint NOT NULL,
    failures smallint NOT NULL,
    failure character varying(200) NOT NULL,
    next_attempt_at timestamp with time zone,
    delivered_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    seat_id bigint NOT NULL,
    user_id uuid NOT NULL,
    CONSTRAINT core_webhook_failures_check CHECK ((failures >= 0))
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.guardian_groupobjectpermission (
    id integer NOT NULL,
    object_pk character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.guardian_groupobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guardian_groupobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.guardian_userobjectpermission (
    id integer NOT NULL,
    object_pk character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    permission_id integer NOT NULL,
    user_id uuid NOT NULL
);
ALTER TABLE public.guardian_userobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guardian_userobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_absence (
    id uuid NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    authority_id uuid NOT NULL,
    deputy_id uuid NOT NULL,
    officer_id uuid NOT NULL,
    CONSTRAINT absence_ends_after_start CHECK ((until_on >= from_on)),
    CONSTRAINT absence_somebody_else CHECK ((NOT (officer_id = deputy_id)))
);
CREATE TABLE public.licensing_advice (
    id uuid NOT NULL,
    round smallint NOT NULL,
    stance character varying(20) NOT NULL,
    text text NOT NULL,
    given_by character varying(200) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    recorded_by_id uuid,
    consultation_id uuid NOT NULL,
    question text NOT NULL,
    conditions_id bigint,
    version smallint NOT NULL,
    CONSTRAINT advice_has_text CHECK ((((stance)::text = 'no_objection'::text) OR (NOT (text = ''::text)))),
    CONSTRAINT advice_stance_known CHECK (((stance)::text = ANY ((ARRAY['no_objection'::character varying, 'objection'::character varying, 'conditions'::character varying])::text[]))),
    CONSTRAINT licensing_advice_round_check CHECK ((round >= 0)),
    CONSTRAINT licensing_advice_version_check CHECK ((version >= 0))
);
CREATE TABLE public.licensing_amendment (
    body jsonb NOT NULL,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    id uuid NOT NULL,
    reference character varying(24) NOT NULL,
    status character varying(10) NOT NULL,
    questionnaire character varying(20) NOT NULL,
    reason character varying(4000) NOT NULL,
    based_on_id uuid NOT NULL,
    changed_by_id uuid NOT NULL,
    created_by_id uuid NOT NULL,
    exporter_id uuid NOT NULL,
    request_id uuid NOT NULL,
    version_id uuid,
    CONSTRAINT amendment_sent_has_version CHECK (((((status)::text = 'sent'::text) AND (version_id IS NOT NULL)) OR ((NOT ((status)::text = 'sent'::text)) AND (version_id IS NULL)))),
    CONSTRAINT amendment_status_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'sent'::character varying, 'discarded'::character varying])::text[]))),
    CONSTRAINT licensing_amendment_revision_check CHECK ((revision >= 0))
);
CREATE TABLE public.licensing_amendmentattachment (
    id uuid NOT NULL,
    question character varying(60) NOT NULL,
    nature character varying(20) NOT NULL,
    words character varying(300) NOT NULL,
    line smallint,
    created_at timestamp with time zone NOT NULL,
    amendment_id uuid NOT NULL,
    file_id uuid NOT NULL,
    CONSTRAINT licensing_amendmentattachment_line_check CHECK ((line >= 0))
);
CREATE TABLE public.licensing_amendmentfieldsave (
    id bigint NOT NULL,
    pointer character varying(120) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    amendment_id uuid NOT NULL,
    saved_by_id uuid NOT NULL
);
ALTER TABLE public.licensing_amendmentfieldsave ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_amendmentfieldsave_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_authorisation (
    id uuid NOT NULL,
    reference character varying(20) NOT NULL,
    kind character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    legal_basis character varying(20) NOT NULL,
    in_force boolean NOT NULL,
    customs_document_code character varying(4) NOT NULL,
    token character varying(32) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    authority_id uuid NOT NULL,
    decision_id uuid,
    holder_id uuid NOT NULL,
    request_id uuid,
    version_id uuid,
    predecessor_id uuid,
    code character varying(20) NOT NULL,
    CONSTRAINT authorisation_code_needs_law CHECK ((in_force OR ((customs_document_code)::text = ''::text))),
    CONSTRAINT authorisation_general_or_granted CHECK ((((decision_id IS NULL) AND ((kind)::text = 'general'::text) AND (request_id IS NULL) AND (NOT ((code)::text = ''::text))) OR ((NOT ((kind)::text = 'general'::text)) AND ((code)::text = ''::text) AND (decision_id IS NOT NULL) AND (request_id IS NOT NULL)))),
    CONSTRAINT authorisation_kind_known CHECK (((kind)::text = ANY ((ARRAY['notification'::character varying, 'individual'::character varying, 'global'::character varying, 'large_project'::character varying, 'general'::character varying])::text[]))),
    CONSTRAINT authorisation_status_known CHECK (((status)::text = ANY ((ARRAY['valid'::character varying, 'suspended'::character varying, 'revoked'::character varying, 'annulled'::character varying, 'surrendered'::character varying, 'replaced'::character varying])::text[])))
);
CREATE TABLE public.licensing_authorisationchange (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    event character varying(20) NOT NULL,
    grounds text NOT NULL,
    approved_by_id uuid,
    authorisation_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    measure_id uuid,
    terms jsonb NOT NULL,
    change_request_id uuid,
    registration_id uuid,
    CONSTRAINT authorisation_change_event_known CHECK (((event)::text = ANY ((ARRAY['suspend'::character varying, 'reinstate'::character varying, 'revoke'::character varying, 'annul'::character varying, 'continue'::character varying, 'amend'::character varying, 'extend'::character varying, 'correct'::character varying, 'renew'::character varying, 'split'::character varying, 'reissue'::character varying, 'decline'::character varying])::text[]))),
    CONSTRAINT authorisation_change_has_grounds CHECK ((NOT (grounds = ''::text))),
    CONSTRAINT authorisationchange_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT authorisationchange_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT authorisationchange_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.licensing_authorisationline (
    id bigint NOT NULL,
    number smallint NOT NULL,
    declared_id bigint,
    name character varying(200) NOT NULL,
    manufacturer character varying(200) NOT NULL,
    model character varying(120) NOT NULL,
    description text NOT NULL,
    cn_code character varying(8) NOT NULL,
    control_entry character varying(40) NOT NULL,
    quantity numeric(20,6),
    unit character varying(20) NOT NULL,
    value numeric(16,2),
    limits_value boolean NOT NULL,
    currency character varying(3) NOT NULL,
    version_id uuid NOT NULL,
    CONSTRAINT authorisation_line_limited_value_stands CHECK (((NOT limits_value) OR ((value IS NOT NULL) AND (NOT ((currency)::text = ''::text))))),
    CONSTRAINT authorisation_line_quantity_has_unit CHECK (((quantity IS NULL) OR ((quantity > (0)::numeric) AND (NOT ((unit)::text = ''::text))))),
    CONSTRAINT licensing_authorisationline_number_check CHECK ((number >= 0))
);
ALTER TABLE public.licensing_authorisationline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_authorisationline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_authorisationrequest (
    id uuid NOT NULL,
    reference character varying(20) NOT NULL,
    kind character varying(20) NOT NULL,
    status character varying(30) NOT NULL,
    legal_basis character varying(20) NOT NULL,
    red_flag_count smallint NOT NULL,
    submitted_at timestamp with time zone,
    clock_days smallint NOT NULL,
    due_on date,
    decided_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    assigned_to_id uuid,
    authority_id uuid NOT NULL,
    submitted_by_id uuid,
    exporter_id uuid NOT NULL,
    version_id uuid,
    closed_because character varying(30) NOT NULL,
    asks_to_be_urgent boolean NOT NULL,
    is_enquiry boolean NOT NULL,
    urgent_on date,
    urgent_reason text NOT NULL,
    routed jsonb,
    team character varying(60) NOT NULL,
    clock_starts_anew boolean DEFAULT false NOT NULL,
    CONSTRAINT licensing_authorisationrequest_clock_days_check CHECK ((clock_days >= 0)),
    CONSTRAINT licensing_authorisationrequest_red_flag_count_check CHECK ((red_flag_count >= 0)),
    CONSTRAINT request_closed_is_withdrawn CHECK ((((closed_because)::text = ''::text) OR (((closed_because)::text = ANY ((ARRAY['not_competent'::character varying, 'not_admissible'::character varying, 'no_answer'::character varying, 'duplicate'::character varying, 'another_list'::character varying, 'general_authorisation'::character varying])::text[])) AND ((status)::text = 'withdrawn'::text)))),
    CONSTRAINT request_kind_known CHECK (((kind)::text = ANY ((ARRAY['notification'::character varying, 'individual'::character varying, 'global'::character varying, 'large_project'::character varying])::text[]))),
    CONSTRAINT request_status_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying, 'under_review'::character varying, 'information_requested'::character varying, 'proposed'::character varying, 'granted'::character varying, 'refused'::character varying, 'no_authorisation_required'::character varying, 'authorisation_required'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT request_submitted_has_instant CHECK ((((status)::text = ANY ((ARRAY['draft'::character varying, 'withdrawn'::character varying])::text[])) OR (submitted_at IS NOT NULL))),
    CONSTRAINT request_submitted_has_version CHECK (((submitted_at IS NULL) OR (version_id IS NOT NULL)))
);
CREATE TABLE public.licensing_authorisationstep (
    id bigint NOT NULL,
    state character varying(20) NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    authorisation_id uuid NOT NULL,
    by_id uuid NOT NULL,
    change_id uuid,
    remedy_id uuid,
    CONSTRAINT authorisation_step_state_known CHECK (((state)::text = ANY ((ARRAY['valid'::character varying, 'suspended'::character varying, 'revoked'::character varying, 'annulled'::character varying, 'surrendered'::character varying, 'replaced'::character varying])::text[])))
);
ALTER TABLE public.licensing_authorisationstep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_authorisationstep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_authorisationversion (
    id uuid NOT NULL,
    number smallint NOT NULL,
    valid_from date NOT NULL,
    valid_until date,
    conditions jsonb NOT NULL,
    reason text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    authorisation_id uuid NOT NULL,
    created_by_id uuid NOT NULL,
    request_version_id uuid,
    change_id uuid,
    counts_from date NOT NULL,
    words jsonb NOT NULL,
    left_out character varying(2)[] NOT NULL,
    CONSTRAINT authorisation_version_counts_from_one CHECK ((number >= 1)),
    CONSTRAINT authorisation_version_has_period CHECK ((valid_until >= valid_from)),
    CONSTRAINT licensing_authorisationversion_number_check CHECK ((number >= 0))
);
CREATE TABLE public.licensing_authoritytext (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    field character varying(20) NOT NULL,
    title character varying(120) NOT NULL,
    texts jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    authority_id uuid NOT NULL,
    changed_by_id uuid NOT NULL,
    CONSTRAINT authority_text_field_known CHECK (((field)::text = ANY ((ARRAY['grounds'::character varying, 'conditions'::character varying, 'question'::character varying, 'consultation'::character varying, 'message'::character varying, 'enquiry'::character varying])::text[]))),
    CONSTRAINT authority_text_status_known CHECK (((status)::text = ANY ((ARRAY['in_use'::character varying, 'retired'::character varying])::text[])))
);
CREATE TABLE public.licensing_bodymail (
    id uuid NOT NULL,
    kind character varying(10) NOT NULL,
    round smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    next_attempt_at timestamp with time zone,
    attempts smallint NOT NULL,
    delivered_at timestamp with time zone,
    gave_up_at timestamp with time zone,
    consultation_id uuid NOT NULL,
    failure character varying(200) NOT NULL,
    CONSTRAINT licensing_bodymail_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT licensing_bodymail_round_check CHECK ((round >= 0))
);
CREATE TABLE public.licensing_casenote (
    id uuid NOT NULL,
    sequence smallint NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    request_id uuid NOT NULL,
    written_by_id uuid NOT NULL,
    CONSTRAINT licensing_casenote_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT note_says_something CHECK ((NOT (text = ''::text)))
);
CREATE TABLE public.licensing_casesearch (
    request_id uuid NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    whole tsvector NOT NULL,
    declared tsvector NOT NULL,
    authority_id uuid NOT NULL,
    version smallint DEFAULT 0 NOT NULL,
    CONSTRAINT licensing_casesearch_version_check CHECK ((version >= 0))
);
CREATE TABLE public.licensing_catalogueitem (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    key character varying(260) NOT NULL,
    body jsonb NOT NULL,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    changed_by_id uuid NOT NULL,
    created_by_id uuid NOT NULL,
    exporter_id uuid NOT NULL,
    number character varying(60) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    classified_by_id uuid,
    classified_at timestamp with time zone,
    classified_edition date,
    CONSTRAINT licensing_catalogueitem_revision_check CHECK ((revision >= 0))
);
CREATE TABLE public.licensing_catalogueparty (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    key character varying(260) NOT NULL,
    body jsonb NOT NULL,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    changed_by_id uuid NOT NULL,
    created_by_id uuid NOT NULL,
    exporter_id uuid NOT NULL,
    CONSTRAINT licensing_catalogueparty_revision_check CHECK ((revision >= 0))
);
CREATE TABLE public.licensing_catalogueupload (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    source bytea NOT NULL,
    language character varying(5) NOT NULL,
    rows integer NOT NULL,
    read integer NOT NULL,
    outcome jsonb NOT NULL,
    failure jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone,
    wanted_at timestamp with time zone,
    finished_at timestamp with time zone,
    claimed_until timestamp with time zone,
    created_by_id uuid NOT NULL,
    exporter_id uuid NOT NULL,
    CONSTRAINT licensing_catalogueupload_read_check CHECK ((read >= 0)),
    CONSTRAINT licensing_catalogueupload_rows_check CHECK ((rows >= 0))
);
CREATE TABLE public.licensing_changerequest (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    kind character varying(20) NOT NULL,
    reason text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    asked_by_id uuid NOT NULL,
    authorisation_id uuid NOT NULL,
    last_day date,
    CONSTRAINT change_request_day_of_extension CHECK (((last_day IS NULL) OR ((kind)::text = 'extend'::text))),
    CONSTRAINT change_request_kind_known CHECK (((kind)::text = ANY ((ARRAY['amend'::character varying, 'extend'::character varying, 'correct'::character varying, 'renew'::character varying, 'split'::character varying, 'reissue'::character varying])::text[]))),
    CONSTRAINT change_request_status_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'carried_out'::character varying, 'declined'::character varying, 'withdrawn'::character varying])::text[])))
);
CREATE TABLE public.licensing_classificationconfirmation (
    id uuid NOT NULL,
    item_number character varying(60) NOT NULL,
    item_key character varying(330) NOT NULL,
    control_entry character varying(40) NOT NULL,
    edition date,
    reason character varying(2000) NOT NULL,
    confirmed_at timestamp with time zone NOT NULL,
    confirmed_by_id uuid NOT NULL,
    exporter_id uuid NOT NULL,
    line_id bigint,
    request_id uuid,
    opinion_id uuid,
    CONSTRAINT classification_of_line_or_question CHECK ((((line_id IS NOT NULL) AND (opinion_id IS NULL) AND (request_id IS NOT NULL)) OR ((line_id IS NULL) AND (opinion_id IS NOT NULL) AND (request_id IS NULL))))
);
CREATE TABLE public.licensing_classificationopinion (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    control_entry character varying(40) NOT NULL,
    edition date,
    reason text NOT NULL,
    is_binding boolean NOT NULL,
    provision character varying(200) NOT NULL,
    approved_by_id uuid,
    proposed_by_id uuid NOT NULL,
    question_id uuid NOT NULL,
    CONSTRAINT classification_opinion_binds_by_law CHECK (((NOT is_binding) OR (NOT ((provision)::text = ''::text)))),
    CONSTRAINT classificationopinion_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT classificationopinion_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT classificationopinion_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.licensing_classificationquestion (
    id uuid NOT NULL,
    reference character varying(20) NOT NULL,
    status character varying(10) NOT NULL,
    item_number character varying(60) NOT NULL,
    item jsonb NOT NULL,
    question text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    asked_by_id uuid NOT NULL,
    authority_id uuid NOT NULL,
    exporter_id uuid NOT NULL,
    CONSTRAINT classification_question_status_known CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'answered'::character varying, 'withdrawn'::character varying])::text[])))
);
CREATE TABLE public.licensing_clockstop (
    id bigint NOT NULL,
    cause character varying(20) NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone,
    request_id uuid NOT NULL
);
ALTER TABLE public.licensing_clockstop ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_clockstop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_closing (
    id uuid NOT NULL,
    because character varying(30) NOT NULL,
    detail text NOT NULL,
    passed_on_to character varying(200) NOT NULL,
    warned_on date,
    list character varying(200) NOT NULL,
    code character varying(40) NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    closed_by_id uuid NOT NULL,
    duplicate_of_id uuid,
    request_id uuid NOT NULL,
    CONSTRAINT closing_of_another_case CHECK (((duplicate_of_id IS NULL) OR (NOT ((duplicate_of_id = request_id) AND (duplicate_of_id IS NOT NULL))))),
    CONSTRAINT closing_says_why CHECK ((((((because)::text = 'not_competent'::text) AND (NOT ((passed_on_to)::text = ''::text))) OR ((because)::text = 'not_admissible'::text) OR (((because)::text = 'no_answer'::text) AND (warned_on IS NOT NULL)) OR (((because)::text = 'duplicate'::text) AND (duplicate_of_id IS NOT NULL)) OR (((because)::text = 'another_list'::text) AND (NOT ((list)::text = ''::text))) OR (((because)::text = 'general_authorisation'::text) AND (NOT ((code)::text = ''::text)))) AND (NOT (detail = ''::text))))
);
CREATE TABLE public.licensing_conditionsdraft (
    id bigint NOT NULL,
    version smallint NOT NULL,
    conditions jsonb NOT NULL,
    written_at timestamp with time zone NOT NULL,
    request_id uuid NOT NULL,
    written_by_id uuid NOT NULL,
    CONSTRAINT licensing_conditionsdraft_version_check CHECK ((version >= 0))
);
ALTER TABLE public.licensing_conditionsdraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_conditionsdraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_conflict (
    id uuid NOT NULL,
    reason text NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    lifted_by_id uuid,
    officer_id uuid NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT conflict_four_eyes CHECK (((lifted_by_id IS NULL) OR (NOT ((lifted_by_id = officer_id) AND (lifted_by_id IS NOT NULL))))),
    CONSTRAINT conflict_lifting_whole CHECK ((((lifted_at IS NULL) AND (lifted_by_id IS NULL)) OR ((lifted_at IS NOT NULL) AND (lifted_by_id IS NOT NULL))))
);
CREATE TABLE public.licensing_consultation (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    question text NOT NULL,
    parts character varying(20)[] NOT NULL,
    due_on date NOT NULL,
    round smallint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    reminded_at timestamp with time zone,
    asked_by_id uuid NOT NULL,
    conditions_id bigint,
    request_id uuid NOT NULL,
    body_id uuid NOT NULL,
    CONSTRAINT consultation_status_known CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'advised'::character varying, 'dropped'::character varying])::text[]))),
    CONSTRAINT licensing_consultation_round_check CHECK ((round >= 0))
);
CREATE TABLE public.licensing_consultedbody (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    kind character varying(20) NOT NULL,
    name character varying(200) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    authority_id uuid NOT NULL,
    CONSTRAINT body_kind_known CHECK (((kind)::text = ANY ((ARRAY['foreign_ministry'::character varying, 'interior_ministry'::character varying, 'technical'::character varying, 'data_protection'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT body_status_known CHECK (((status)::text = ANY ((ARRAY['active'::character varying, 'retired'::character varying])::text[])))
);
CREATE TABLE public.licensing_customsenquiry (
    id uuid NOT NULL,
    reference character varying(20) NOT NULL,
    status character varying(10) NOT NULL,
    question text NOT NULL,
    mrn character varying(18) NOT NULL,
    exporter_eori character varying(17) NOT NULL,
    customs_office character varying(40) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id uuid,
    asked_by_id uuid NOT NULL,
    authorisation_id uuid,
    authority_id uuid NOT NULL,
    hold_id uuid,
    office_id uuid NOT NULL,
    CONSTRAINT customs_enquiry_answer_whole CHECK ((((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND ((status)::text = 'answered'::text) AND (NOT (answer = ''::text))) OR ((NOT ((status)::text = 'answered'::text)) AND (answer = ''::text) AND (answered_at IS NULL) AND (answered_by_id IS NULL)))),
    CONSTRAINT customs_enquiry_status_known CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'answered'::character varying, 'taken_back'::character varying])::text[])))
);
CREATE TABLE public.licensing_customsenquirypaper (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    enquiry_id uuid NOT NULL,
    file_id uuid NOT NULL
);
CREATE TABLE public.licensing_customshold (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    mrn character varying(18) NOT NULL,
    attempt smallint NOT NULL,
    exporter_eori character varying(17) NOT NULL,
    ground character varying(30) NOT NULL,
    reason text NOT NULL,
    customs_office character varying(40) NOT NULL,
    items jsonb NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    placed_on date NOT NULL,
    due_on date,
    due_at timestamp with time zone,
    extended_because text NOT NULL,
    grounds text NOT NULL,
    act character varying(20) NOT NULL,
    replied_at timestamp with time zone,
    authorisation_id uuid,
    authority_id uuid NOT NULL,
    exporter_id uuid,
    office_id uuid NOT NULL,
    placed_by_id uuid NOT NULL,
    replied_by_id uuid,
    "end" character varying(12) DEFAULT ''::character varying NOT NULL,
    ended_on date,
    ended_words text DEFAULT ''::text NOT NULL,
    ended_by_id uuid,
    ended_at timestamp with time zone,
    CONSTRAINT customs_hold_day_whole CHECK ((((due_at IS NULL) AND (due_on IS NULL)) OR ((due_at IS NOT NULL) AND (due_on IS NOT NULL)))),
    CONSTRAINT customs_hold_end_whole CHECK ((((("end")::text = ''::text) AND (ended_at IS NULL) AND (ended_on IS NULL)) OR ((("end")::text = ANY ((ARRAY['withdrawn'::character varying, 'returned'::character varying, 'seized'::character varying, 'destroyed'::character varying, 'let_go'::character varying])::text[])) AND ((status)::text = 'not_released'::text) AND (ended_at IS NOT NULL) AND (ended_by_id IS NOT NULL) AND (ended_on IS NOT NULL)))),
    CONSTRAINT customs_hold_ground_known CHECK (((ground)::text = ANY ((ARRAY['not_taken_into_account'::character varying, 'article_4'::character varying])::text[]))),
    CONSTRAINT customs_hold_kept_back_by_an_act CHECK (((NOT ((status)::text = 'not_released'::text)) OR (NOT ((act)::text = ''::text)))),
    CONSTRAINT customs_hold_status_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'extended'::character varying, 'released'::character varying, 'not_released'::character varying])::text[]))),
    CONSTRAINT licensing_customshold_attempt_check CHECK ((attempt >= 0))
);
CREATE TABLE public.licensing_customsmessage (
    id uuid NOT NULL,
    method character varying(6) NOT NULL,
    path character varying(300) NOT NULL,
    body jsonb,
    status smallint NOT NULL,
    answer jsonb,
    at timestamp with time zone NOT NULL,
    office_id uuid NOT NULL,
    replay_of_id uuid,
    user_id uuid NOT NULL,
    CONSTRAINT licensing_customsmessage_status_check CHECK ((status >= 0))
);
CREATE TABLE public.licensing_decision (
    id uuid NOT NULL,
    outcome character varying(30) NOT NULL,
    legal_basis character varying(20) NOT NULL,
    content_hash character varying(64) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    approver_id uuid NOT NULL,
    proposer_id uuid NOT NULL,
    request_id uuid NOT NULL,
    proposal_id uuid NOT NULL,
    CONSTRAINT decision_four_eyes CHECK ((NOT (proposer_id = approver_id)))
);
CREATE TABLE public.licensing_decisionperiod (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    working_days smallint NOT NULL,
    authority_id uuid NOT NULL,
    starts_on date NOT NULL,
    change_id uuid,
    starts_anew boolean DEFAULT false NOT NULL,
    CONSTRAINT decision_period_sane CHECK (((working_days >= 1) AND (working_days <= 250))),
    CONSTRAINT licensing_decisionperiod_working_days_check CHECK ((working_days >= 0))
);
ALTER TABLE public.licensing_decisionperiod ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_decisionperiod_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_decisionperiodchange (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    kind character varying(20) NOT NULL,
    working_days smallint NOT NULL,
    starts_on date NOT NULL,
    provision character varying(200) NOT NULL,
    reason text NOT NULL,
    approved_by_id uuid,
    authority_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    starts_anew boolean DEFAULT false NOT NULL,
    CONSTRAINT decisionperiodchange_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT decisionperiodchange_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT decisionperiodchange_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[]))),
    CONSTRAINT licensing_decisionperiodchange_working_days_check CHECK ((working_days >= 0)),
    CONSTRAINT period_change_sane CHECK (((working_days >= 1) AND (working_days <= 250)))
);
CREATE TABLE public.licensing_denial (
    id uuid NOT NULL,
    reference character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    act character varying(30) NOT NULL,
    line smallint NOT NULL,
    legal_basis character varying(20) NOT NULL,
    decided_on date NOT NULL,
    control_entry character varying(40) NOT NULL,
    cn_code character varying(8) NOT NULL,
    name character varying(200) NOT NULL,
    manufacturer character varying(200) NOT NULL,
    model character varying(120) NOT NULL,
    item_key character varying(330) NOT NULL,
    description text NOT NULL,
    destinations character varying(2)[] NOT NULL,
    ground text NOT NULL,
    paper_number character varying(60) NOT NULL,
    paper_on date,
    notified_at timestamp with time zone NOT NULL,
    review_due_on date,
    authority_id uuid NOT NULL,
    change_id uuid,
    decision_id uuid,
    entered_by_id uuid,
    member_state_id character varying(2) NOT NULL,
    request_id uuid,
    hearing_id uuid,
    CONSTRAINT denial_act_known CHECK (((act)::text = ANY ((ARRAY['refuse'::character varying, 'not_to_be_authorised'::character varying, 'limit'::character varying, 'suspend'::character varying, 'revoke'::character varying, 'annul'::character varying])::text[]))),
    CONSTRAINT denial_has_one_source CHECK ((((change_id IS NULL) AND (decision_id IS NOT NULL) AND (hearing_id IS NULL) AND ((paper_number)::text = ''::text)) OR ((change_id IS NOT NULL) AND (decision_id IS NULL) AND (hearing_id IS NULL) AND ((paper_number)::text = ''::text)) OR ((change_id IS NULL) AND (decision_id IS NULL) AND (hearing_id IS NOT NULL) AND ((paper_number)::text = ''::text)) OR ((change_id IS NULL) AND (decision_id IS NULL) AND (hearing_id IS NULL) AND (paper_on IS NOT NULL) AND (NOT ((paper_number)::text = ''::text))))),
    CONSTRAINT denial_revoked_is_not_reviewed CHECK ((((review_due_on IS NULL) AND ((status)::text = 'revoked'::text)) OR ((review_due_on IS NOT NULL) AND ((status)::text = 'valid'::text)))),
    CONSTRAINT denial_status_known CHECK (((status)::text = ANY ((ARRAY['valid'::character varying, 'revoked'::character varying])::text[]))),
    CONSTRAINT licensing_denial_line_check CHECK ((line >= 0))
);
CREATE TABLE public.licensing_denialimport (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    name character varying(200) NOT NULL,
    rows jsonb NOT NULL,
    entered integer NOT NULL,
    changed integer NOT NULL,
    gone integer NOT NULL,
    approved_by_id uuid,
    authority_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    CONSTRAINT denial_import_has_rows CHECK ((NOT (rows = '[]'::jsonb))),
    CONSTRAINT denialimport_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT denialimport_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT denialimport_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[]))),
    CONSTRAINT licensing_denialimport_changed_check CHECK ((changed >= 0)),
    CONSTRAINT licensing_denialimport_entered_check CHECK ((entered >= 0)),
    CONSTRAINT licensing_denialimport_gone_check CHECK ((gone >= 0))
);
CREATE TABLE public.licensing_denialparty (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    number smallint NOT NULL,
    name character varying(200) NOT NULL,
    name_key character varying(200) NOT NULL,
    address character varying(500) NOT NULL,
    country character varying(2) NOT NULL,
    denial_id uuid NOT NULL,
    CONSTRAINT denial_party_role_known CHECK (((role)::text = ANY ((ARRAY['end_user'::character varying, 'consignee'::character varying, 'third_party'::character varying])::text[]))),
    CONSTRAINT licensing_denialparty_number_check CHECK ((number >= 0))
);
ALTER TABLE public.licensing_denialparty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_denialparty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_denialreview (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    number smallint NOT NULL,
    outcome character varying(20) NOT NULL,
    reason text NOT NULL,
    ground text NOT NULL,
    ground_before text NOT NULL,
    approved_by_id uuid,
    denial_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    CONSTRAINT denial_review_amendment_has_words CHECK (((NOT ((outcome)::text = 'amend'::text)) OR (NOT (ground = ''::text)))),
    CONSTRAINT denial_review_outcome_known CHECK (((outcome)::text = ANY ((ARRAY['renew'::character varying, 'amend'::character varying, 'revoke'::character varying])::text[]))),
    CONSTRAINT denial_review_third_has_reasons CHECK ((((outcome)::text = 'revoke'::text) OR (number < 3) OR (NOT (reason = ''::text)))),
    CONSTRAINT denialreview_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT denialreview_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT denialreview_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[]))),
    CONSTRAINT licensing_denialreview_number_check CHECK ((number >= 0))
);
CREATE TABLE public.licensing_desksettings (
    user_id uuid NOT NULL,
    columns jsonb NOT NULL,
    density character varying(12) NOT NULL,
    keys boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT desk_density_known CHECK (((density)::text = ANY ((ARRAY['compact'::character varying, 'comfortable'::character varying])::text[])))
);
CREATE TABLE public.licensing_document (
    id uuid NOT NULL,
    kind character varying(20) NOT NULL,
    name character varying(200) NOT NULL,
    language character varying(2) NOT NULL,
    about uuid,
    created_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    file_id uuid,
    request_id uuid NOT NULL,
    next_attempt_at timestamp with time zone,
    gave_up_at timestamp with time zone,
    failure character varying(200) NOT NULL,
    facts jsonb NOT NULL,
    nature character varying(20) NOT NULL,
    words character varying(300) NOT NULL,
    line smallint,
    question character varying(60) NOT NULL,
    removed_at timestamp with time zone,
    removed_by_id uuid,
    replaced_by_id uuid,
    CONSTRAINT document_attachment_has_file CHECK (((NOT ((kind)::text = ANY ((ARRAY['attachment'::character varying, 'office'::character varying])::text[]))) OR (file_id IS NOT NULL))),
    CONSTRAINT document_removed_by_someone CHECK ((((removed_at IS NULL) AND (removed_by_id IS NULL)) OR ((removed_at IS NOT NULL) AND (removed_by_id IS NOT NULL)))),
    CONSTRAINT licensing_document_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT licensing_document_line_check CHECK ((line >= 0))
);
CREATE TABLE public.licensing_dutyturn (
    id uuid NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    authority_id uuid NOT NULL,
    entered_by_id uuid NOT NULL,
    officer_id uuid NOT NULL,
    CONSTRAINT duty_turn_ends_after_start CHECK ((until_on >= from_on))
);
CREATE TABLE public.licensing_endusestatement (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    function character varying(200) NOT NULL,
    organisation character varying(200) NOT NULL,
    language character varying(2) NOT NULL,
    content jsonb NOT NULL,
    undertakings jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    fingerprint character varying(64) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    request_id uuid NOT NULL,
    link_id uuid NOT NULL
);
CREATE TABLE public.licensing_endusestatementlink (
    attempts smallint NOT NULL,
    next_attempt_at timestamp with time zone,
    gave_up_at timestamp with time zone,
    failure character varying(200) NOT NULL,
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    email character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    token_hash character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    content jsonb NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    ended_at timestamp with time zone,
    refusal text NOT NULL,
    delivered_at timestamp with time zone,
    request_id uuid NOT NULL,
    sent_by_id uuid NOT NULL,
    CONSTRAINT licensing_endusestatementlink_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT statement_link_refused_with_reason CHECK (((NOT ((status)::text = 'refused'::text)) OR (NOT (refusal = ''::text)))),
    CONSTRAINT statement_link_status_known CHECK (((status)::text = ANY ((ARRAY['sent'::character varying, 'opened'::character varying, 'signed'::character varying, 'refused'::character varying, 'withdrawn'::character varying, 'overtaken'::character varying])::text[])))
);
CREATE TABLE public.licensing_explainedgrant (
    id uuid NOT NULL,
    explanation text NOT NULL,
    told_at timestamp with time zone NOT NULL,
    decision_id uuid NOT NULL
);
CREATE TABLE public.licensing_exporter (
    organisation_id uuid NOT NULL,
    legal_name character varying(200) NOT NULL,
    trade_name character varying(200) NOT NULL,
    eori character varying(17) NOT NULL,
    address text NOT NULL,
    contact character varying(200) NOT NULL,
    other_number character varying(60) NOT NULL,
    is_approved boolean NOT NULL,
    established_in character varying(2) DEFAULT ''::character varying NOT NULL
);
CREATE TABLE public.licensing_firstusenotice (
    id bigint NOT NULL,
    number smallint NOT NULL,
    "on" date NOT NULL,
    due_on date NOT NULL,
    is_late boolean NOT NULL,
    notified_at timestamp with time zone NOT NULL,
    notified_by_id uuid NOT NULL,
    registration_id uuid NOT NULL,
    CONSTRAINT licensing_firstusenotice_number_check CHECK ((number >= 0))
);
ALTER TABLE public.licensing_firstusenotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_firstusenotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_generalbar (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    reference character varying(20) NOT NULL,
    event character varying(10) NOT NULL,
    codes character varying(20)[] NOT NULL,
    grounds text NOT NULL,
    hearing_on date,
    hearing_waived text NOT NULL,
    unshared_because text NOT NULL,
    approved_by_id uuid,
    authority_id uuid NOT NULL,
    exporter_id uuid NOT NULL,
    lifts_id uuid,
    proposed_by_id uuid NOT NULL,
    CONSTRAINT general_bar_event_known CHECK (((event)::text = ANY ((ARRAY['impose'::character varying, 'lift'::character varying])::text[]))),
    CONSTRAINT general_bar_has_grounds CHECK (((NOT (grounds = ''::text)) AND (NOT (codes = '{}'::character varying(20)[])))),
    CONSTRAINT general_bar_lifts_one CHECK (((((event)::text = 'impose'::text) AND (lifts_id IS NULL)) OR (((event)::text = 'lift'::text) AND (lifts_id IS NOT NULL)))),
    CONSTRAINT generalbar_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT generalbar_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT generalbar_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.licensing_generalbarservice (
    id uuid NOT NULL,
    number smallint NOT NULL,
    step character varying(10) NOT NULL,
    way character varying(20) NOT NULL,
    addressee character varying(300) NOT NULL,
    "on" date NOT NULL,
    counts_on date,
    words text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    bar_id uuid NOT NULL,
    recorded_by_id uuid NOT NULL,
    presumed_on date,
    CONSTRAINT licensing_generalbarservice_number_check CHECK ((number >= 0))
);
CREATE TABLE public.licensing_generaledition (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    code character varying(20) NOT NULL,
    body jsonb NOT NULL,
    act character varying(200) NOT NULL,
    act_on date NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    is_example boolean NOT NULL,
    approved_by_id uuid,
    authority_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    CONSTRAINT general_edition_ends_after_it_begins CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
    CONSTRAINT general_edition_names_its_act CHECK ((NOT ((act)::text = ''::text))),
    CONSTRAINT generaledition_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT generaledition_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT generaledition_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.licensing_generalregistration (
    id uuid NOT NULL,
    reference character varying(20) NOT NULL,
    code character varying(20) NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    reports_requested_on date,
    authorisation_id uuid NOT NULL,
    authority_id uuid NOT NULL,
    edition_id uuid,
    exporter_id uuid NOT NULL,
    registered_by_id uuid NOT NULL
);
CREATE TABLE public.licensing_generalreminder (
    id bigint NOT NULL,
    about character varying(20) NOT NULL,
    due_on date NOT NULL,
    kind character varying(10) NOT NULL,
    reminded_at timestamp with time zone NOT NULL,
    registration_id uuid NOT NULL
);
ALTER TABLE public.licensing_generalreminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_generalreminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_generalreport (
    id uuid NOT NULL,
    period_from date NOT NULL,
    period_until date NOT NULL,
    number smallint NOT NULL,
    due_on date NOT NULL,
    is_nil boolean NOT NULL,
    lines jsonb NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    is_late boolean NOT NULL,
    filed_by_id uuid NOT NULL,
    registration_id uuid NOT NULL,
    CONSTRAINT general_report_has_period CHECK ((period_until >= period_from)),
    CONSTRAINT general_report_nil_or_lines CHECK (((is_nil AND (lines = '[]'::jsonb)) OR ((NOT is_nil) AND (NOT (lines = '[]'::jsonb))))),
    CONSTRAINT licensing_generalreport_number_check CHECK ((number >= 0))
);
CREATE TABLE public.licensing_informationreminder (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    due_on date NOT NULL,
    reminded_at timestamp with time zone NOT NULL,
    information_request_id uuid NOT NULL
);
ALTER TABLE public.licensing_informationreminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_informationreminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_informationrequest (
    id uuid NOT NULL,
    question text NOT NULL,
    due_on date NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id uuid,
    asked_by_id uuid NOT NULL,
    request_id uuid NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_because text NOT NULL,
    withdrawn_by_id uuid,
    wants_correction boolean NOT NULL,
    is_hearing boolean NOT NULL,
    CONSTRAINT information_answer_whole CHECK ((((answered_at IS NULL) AND (answered_by_id IS NULL)) OR ((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND (NOT (answer = ''::text))))),
    CONSTRAINT information_closed_one_way CHECK ((((withdrawn_at IS NULL) AND (withdrawn_by_id IS NULL)) OR ((answered_at IS NULL) AND (withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL))))
);
CREATE TABLE public.licensing_informationstep (
    id uuid NOT NULL,
    sequence smallint NOT NULL,
    kind character varying(20) NOT NULL,
    text text NOT NULL,
    missing text NOT NULL,
    due_on date,
    previous_on date,
    done_at timestamp with time zone NOT NULL,
    done_by_id uuid NOT NULL,
    information_request_id uuid NOT NULL,
    CONSTRAINT information_step_has_its_day CHECK ((((due_on IS NOT NULL) AND ((kind)::text = ANY ((ARRAY['time_asked'::character varying, 'time_granted'::character varying])::text[]))) OR ((due_on IS NULL) AND ((kind)::text = ANY ((ARRAY['part'::character varying, 'time_declined'::character varying])::text[]))))),
    CONSTRAINT information_step_kind_known CHECK (((kind)::text = ANY ((ARRAY['part'::character varying, 'time_asked'::character varying, 'time_granted'::character varying, 'time_declined'::character varying])::text[]))),
    CONSTRAINT licensing_informationstep_sequence_check CHECK ((sequence >= 0))
);
CREATE TABLE public.licensing_interestscase (
    id uuid NOT NULL,
    named_at timestamp with time zone NOT NULL,
    consultation_id uuid NOT NULL,
    named_by_id uuid NOT NULL,
    request_id uuid NOT NULL,
    taken_back_at timestamp with time zone,
    taken_back_by_id uuid,
    taken_back_because text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.licensing_lawhead (
    id smallint NOT NULL,
    version uuid NOT NULL,
    CONSTRAINT licensing_lawhead_id_check CHECK ((id >= 0))
);
CREATE TABLE public.licensing_letterheadchange (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    office character varying(200) NOT NULL,
    capacity character varying(200) NOT NULL,
    address text NOT NULL,
    contact character varying(300) NOT NULL,
    remedy_body character varying(200) NOT NULL,
    remedy_period character varying(200) NOT NULL,
    remedy_how character varying(500) NOT NULL,
    remedy_law character varying(200) NOT NULL,
    confirmed_by character varying(200) NOT NULL,
    confirmed_on date,
    provision_human_rights character varying(300) NOT NULL,
    provision_eu_list character varying(300) NOT NULL,
    reason text NOT NULL,
    approved_by_id uuid,
    authority_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    abroad_days smallint,
    abroad_rule character varying(10) NOT NULL,
    moves_to_working_day boolean NOT NULL,
    portal_days smallint,
    portal_rule character varying(10) NOT NULL,
    post_days smallint,
    post_rule character varying(10) NOT NULL,
    service_law character varying(200) NOT NULL,
    remedy_suspends character varying(3) NOT NULL,
    CONSTRAINT letterhead_abroad_days CHECK (((NOT ((abroad_rule)::text = 'days'::text)) OR (abroad_days IS NOT NULL))),
    CONSTRAINT letterhead_portal_days CHECK (((NOT ((portal_rule)::text = 'days'::text)) OR (portal_days IS NOT NULL))),
    CONSTRAINT letterhead_post_days CHECK (((NOT ((post_rule)::text = 'days'::text)) OR (post_days IS NOT NULL))),
    CONSTRAINT letterhead_remedy_is_confirmed CHECK ((((remedy_body)::text = ''::text) OR ((NOT ((confirmed_by)::text = ''::text)) AND (confirmed_on IS NOT NULL)))),
    CONSTRAINT letterhead_service_rests_on_law CHECK (((((abroad_rule)::text = ''::text) AND ((portal_rule)::text = ''::text) AND ((post_rule)::text = ''::text)) OR (NOT ((service_law)::text = ''::text)))),
    CONSTRAINT letterheadchange_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT letterheadchange_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT letterheadchange_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[]))),
    CONSTRAINT licensing_letterheadchange_abroad_days_check CHECK ((abroad_days >= 0)),
    CONSTRAINT licensing_letterheadchange_portal_days_check CHECK ((portal_days >= 0)),
    CONSTRAINT licensing_letterheadchange_post_days_check CHECK ((post_days >= 0))
);
CREATE TABLE public.licensing_letterservice (
    id uuid NOT NULL,
    number smallint NOT NULL,
    way character varying(20) NOT NULL,
    addressee character varying(300) NOT NULL,
    power character varying(300) NOT NULL,
    sent_on date NOT NULL,
    rule character varying(10) NOT NULL,
    counts_on date,
    recorded_at timestamp with time zone NOT NULL,
    letter_id uuid NOT NULL,
    recorded_by_id uuid NOT NULL,
    presumed_on date,
    CONSTRAINT letter_service_counts_by_days CHECK (((counts_on IS NOT NULL) OR (presumed_on IS NOT NULL) OR (NOT ((rule)::text = 'days'::text)))),
    CONSTRAINT licensing_letterservice_number_check CHECK ((number >= 0))
);
CREATE TABLE public.licensing_linebalance (
    id bigint NOT NULL,
    number smallint NOT NULL,
    granted numeric(20,6),
    used numeric(20,6) NOT NULL,
    value_granted numeric(16,2),
    value_used numeric(16,2) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    authorisation_id uuid NOT NULL,
    moved numeric(20,6) NOT NULL,
    value_moved numeric(16,2) NOT NULL,
    is_exhausted boolean GENERATED ALWAYS AS (
CASE
    WHEN ((granted IS NOT NULL) AND (used >= (granted - moved))) THEN true
    WHEN ((value_granted IS NOT NULL) AND (value_used >= (value_granted - value_moved))) THEN true
    ELSE false
END) STORED,
    CONSTRAINT licensing_linebalance_number_check CHECK ((number >= 0)),
    CONSTRAINT line_balance_never_overdrawn CHECK (((moved >= (0)::numeric) AND (used >= (0)::numeric) AND ((granted IS NULL) OR (used <= (granted - moved))))),
    CONSTRAINT line_balance_value_never_overdrawn CHECK (((value_moved >= (0)::numeric) AND (value_used >= (0)::numeric) AND ((value_granted IS NULL) OR (value_used <= (value_granted - value_moved)))))
);
ALTER TABLE public.licensing_linebalance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_linebalance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_listedname (
    id bigint NOT NULL,
    source character varying(12) NOT NULL,
    entry uuid NOT NULL,
    number character varying(60) NOT NULL,
    name character varying(400) NOT NULL,
    keys character varying(400)[] NOT NULL,
    until timestamp with time zone,
    authority_id uuid,
    sought boolean NOT NULL,
    CONSTRAINT listed_name_source_known CHECK (((source)::text = ANY ((ARRAY['sanctions'::character varying, 'denial'::character varying, 'watch_list'::character varying])::text[])))
);
ALTER TABLE public.licensing_listedname ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_listedname_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_listimpact (
    edition integer NOT NULL,
    code character varying(12) NOT NULL,
    items integer NOT NULL,
    catalogues integer NOT NULL,
    open_requests integer NOT NULL,
    authorisations integer NOT NULL,
    exporters integer NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT licensing_listimpact_authorisations_check CHECK ((authorisations >= 0)),
    CONSTRAINT licensing_listimpact_catalogues_check CHECK ((catalogues >= 0)),
    CONSTRAINT licensing_listimpact_edition_check CHECK ((edition >= 0)),
    CONSTRAINT licensing_listimpact_exporters_check CHECK ((exporters >= 0)),
    CONSTRAINT licensing_listimpact_items_check CHECK ((items >= 0)),
    CONSTRAINT licensing_listimpact_open_requests_check CHECK ((open_requests >= 0))
);
CREATE TABLE public.licensing_matchrelease (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    reason text NOT NULL,
    approved_by_id uuid,
    proposed_by_id uuid NOT NULL,
    match_id uuid NOT NULL,
    CONSTRAINT match_release_has_reason CHECK ((NOT (reason = ''::text))),
    CONSTRAINT matchrelease_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT matchrelease_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT matchrelease_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.licensing_measurechange (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    event character varying(10) NOT NULL,
    act character varying(200) NOT NULL,
    act_on date NOT NULL,
    applies_until timestamp with time zone,
    approved_by_id uuid,
    proposed_by_id uuid NOT NULL,
    measure_id uuid NOT NULL,
    CONSTRAINT measure_change_end_has_instant CHECK ((((event)::text = 'confirm'::text) OR (applies_until IS NOT NULL))),
    CONSTRAINT measure_change_event_known CHECK (((event)::text = ANY ((ARRAY['confirm'::character varying, 'end'::character varying])::text[]))),
    CONSTRAINT measurechange_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT measurechange_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT measurechange_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.licensing_message (
    id uuid NOT NULL,
    sequence smallint NOT NULL,
    side character varying(10) NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    written_by_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    CONSTRAINT licensing_message_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT message_says_something CHECK ((NOT (text = ''::text))),
    CONSTRAINT message_side_known CHECK (((side)::text = ANY ((ARRAY['exporter'::character varying, 'authority'::character varying])::text[])))
);
CREATE TABLE public.licensing_messagereading (
    id bigint NOT NULL,
    read_up_to smallint NOT NULL,
    person_id uuid NOT NULL,
    thread_id uuid NOT NULL,
    CONSTRAINT licensing_messagereading_read_up_to_check CHECK ((read_up_to >= 0))
);
ALTER TABLE public.licensing_messagereading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_messagereading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_messagethread (
    id uuid NOT NULL,
    subject character varying(200) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by_id uuid NOT NULL,
    request_id uuid NOT NULL
);
CREATE TABLE public.licensing_movedrest (
    id bigint NOT NULL,
    quantity numeric(20,6),
    value numeric(16,2),
    moved_at timestamp with time zone NOT NULL,
    source_id bigint NOT NULL,
    target_id bigint NOT NULL,
    CONSTRAINT moved_rest_moves_on CHECK ((NOT (source_id = target_id)))
);
ALTER TABLE public.licensing_movedrest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_movedrest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_notemention (
    id bigint NOT NULL,
    note_id uuid NOT NULL,
    person_id uuid NOT NULL
);
ALTER TABLE public.licensing_notemention ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_notemention_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_partymatch (
    id uuid NOT NULL,
    party_key character varying(230) NOT NULL,
    source character varying(12) NOT NULL,
    entry uuid NOT NULL,
    number character varying(60) NOT NULL,
    name character varying(400) NOT NULL,
    score numeric(4,3) NOT NULL,
    why jsonb NOT NULL,
    status character varying(10) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    reason text NOT NULL,
    party_id bigint NOT NULL,
    request_id uuid NOT NULL,
    settled_by_id uuid,
    compared_as character varying(200) NOT NULL,
    CONSTRAINT party_match_source_known CHECK (((source)::text = ANY ((ARRAY['sanctions'::character varying, 'denial'::character varying, 'watch_list'::character varying])::text[]))),
    CONSTRAINT party_match_status_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'released'::character varying, 'confirmed'::character varying])::text[])))
);
CREATE TABLE public.licensing_passeddenial (
    id bigint NOT NULL,
    passed_at timestamp with time zone NOT NULL,
    authority_id uuid NOT NULL,
    denial_id uuid NOT NULL,
    passed_by_id uuid NOT NULL
);
ALTER TABLE public.licensing_passeddenial ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_passeddenial_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_passedrequirement (
    id bigint NOT NULL,
    passed_at timestamp with time zone NOT NULL,
    authority_id uuid NOT NULL,
    passed_by_id uuid NOT NULL,
    requirement_id uuid NOT NULL
);
ALTER TABLE public.licensing_passedrequirement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_passedrequirement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_pendingact (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    act character varying(30) NOT NULL,
    about uuid NOT NULL,
    reference character varying(60) NOT NULL,
    path character varying(200) NOT NULL,
    given jsonb NOT NULL,
    approved_by_id uuid,
    authority_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    CONSTRAINT pending_act_known CHECK (((act)::text = ANY ((ARRAY['approve_registration'::character varying, 'answer_state'::character varying, 'reply_to_hold'::character varying, 'close_request'::character varying, 'release_watched'::character varying])::text[]))),
    CONSTRAINT pendingact_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT pendingact_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT pendingact_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.licensing_proposal (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    outcome character varying(30) NOT NULL,
    legal_basis character varying(20) NOT NULL,
    grounds text NOT NULL,
    conditions jsonb NOT NULL,
    entry jsonb,
    dossier jsonb,
    content_hash character varying(64) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    comment text NOT NULL,
    approved_by_id uuid,
    proposed_by_id uuid NOT NULL,
    request_id uuid NOT NULL,
    without_advice text NOT NULL,
    hearing jsonb,
    version smallint NOT NULL,
    condition_terms jsonb NOT NULL,
    criteria jsonb,
    finding jsonb,
    line smallint,
    lines jsonb NOT NULL,
    valid_for_months smallint,
    measure jsonb,
    icp jsonb,
    longer_because text NOT NULL,
    reports_every smallint,
    seconded_at timestamp with time zone,
    seconded_by_id uuid,
    destinations jsonb NOT NULL,
    substantial_because text NOT NULL,
    confidential_because text NOT NULL,
    CONSTRAINT licensing_proposal_line_check CHECK ((line >= 0)),
    CONSTRAINT licensing_proposal_reports_every_check CHECK ((reports_every >= 0)),
    CONSTRAINT licensing_proposal_valid_for_months_check CHECK ((valid_for_months >= 0)),
    CONSTRAINT licensing_proposal_version_check CHECK ((version >= 0)),
    CONSTRAINT proposal_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR (approved_by_id IS NOT NULL))),
    CONSTRAINT proposal_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT proposal_outcome_known CHECK (((outcome)::text = ANY ((ARRAY['grant'::character varying, 'grant_with_conditions'::character varying, 'refuse'::character varying, 'no_authorisation_required'::character varying, 'authorisation_required'::character varying])::text[]))),
    CONSTRAINT proposal_refusal_has_words CHECK (((NOT ((outcome)::text = ANY ((ARRAY['authorisation_required'::character varying, 'refuse'::character varying])::text[]))) OR ((dossier IS NOT NULL) AND (entry IS NOT NULL)))),
    CONSTRAINT proposal_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'returned'::character varying, 'withdrawn'::character varying, 'stale'::character varying])::text[]))),
    CONSTRAINT proposal_three_people CHECK (((seconded_by_id IS NULL) OR ((NOT ((seconded_by_id = proposed_by_id) AND (seconded_by_id IS NOT NULL))) AND ((approved_by_id IS NULL) OR (NOT ((seconded_by_id = approved_by_id) AND (seconded_by_id IS NOT NULL) AND (approved_by_id IS NOT NULL)))))))
);
CREATE TABLE public.licensing_proposaldraft (
    id bigint NOT NULL,
    fields jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    officer_id uuid NOT NULL,
    request_id uuid NOT NULL
);
ALTER TABLE public.licensing_proposaldraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_proposaldraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_registration (
    id uuid NOT NULL,
    reference character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    is_change boolean NOT NULL,
    body jsonb NOT NULL,
    before jsonb NOT NULL,
    reason character varying(4000) NOT NULL,
    question text NOT NULL,
    answer text NOT NULL,
    refusal text NOT NULL,
    number_verified_how character varying(500) NOT NULL,
    number_verified_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    decided_at timestamp with time zone,
    authority_id uuid NOT NULL,
    decided_by_id uuid,
    exporter_id uuid,
    number_verified_by_id uuid,
    person_id uuid NOT NULL,
    CONSTRAINT registration_decided_by_another CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = person_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT registration_status_known CHECK (((status)::text = ANY ((ARRAY['entered'::character varying, 'sent'::character varying, 'asked'::character varying, 'approved'::character varying, 'refused'::character varying, 'withdrawn'::character varying])::text[])))
);
CREATE TABLE public.licensing_registrationpaper (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    file_id uuid NOT NULL,
    registration_id uuid NOT NULL
);
CREATE TABLE public.licensing_remedy (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    kind character varying(20) NOT NULL,
    body character varying(200) NOT NULL,
    lodged_on date NOT NULL,
    lodged_by character varying(300) NOT NULL,
    file_number character varying(60) NOT NULL,
    suspensive boolean NOT NULL,
    words text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    change_id uuid,
    decision_id uuid,
    recorded_by_id uuid NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT remedy_against_one_act CHECK ((((change_id IS NOT NULL) AND (decision_id IS NULL)) OR ((change_id IS NULL) AND (decision_id IS NOT NULL)))),
    CONSTRAINT remedy_kind_known CHECK (((kind)::text = ANY ((ARRAY['objection'::character varying, 'board'::character varying, 'court'::character varying])::text[]))),
    CONSTRAINT remedy_status_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'upheld'::character varying, 'annulled'::character varying, 'annulled_in_part'::character varying, 'changed'::character varying, 'withdrawn'::character varying])::text[])))
);
CREATE TABLE public.licensing_remedyoutcome (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    outcome character varying(20) NOT NULL,
    decided_on date NOT NULL,
    file_number character varying(60) NOT NULL,
    grounds text NOT NULL,
    approved_by_id uuid,
    proposed_by_id uuid NOT NULL,
    remedy_id uuid NOT NULL,
    effect character varying(20) NOT NULL,
    CONSTRAINT remedy_outcome_has_grounds CHECK ((NOT (grounds = ''::text))),
    CONSTRAINT remedy_outcome_known CHECK (((outcome)::text = ANY ((ARRAY['upheld'::character varying, 'annulled'::character varying, 'annulled_in_part'::character varying, 'changed'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT remedyoutcome_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT remedyoutcome_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT remedyoutcome_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.licensing_requestattachment (
    id uuid NOT NULL,
    question character varying(60) NOT NULL,
    nature character varying(20) NOT NULL,
    words character varying(300) NOT NULL,
    line smallint,
    created_at timestamp with time zone NOT NULL,
    file_id uuid NOT NULL,
    draft_id uuid NOT NULL,
    CONSTRAINT licensing_requestattachment_line_check CHECK ((line >= 0))
);
CREATE TABLE public.licensing_requestdestination (
    id bigint NOT NULL,
    number smallint NOT NULL,
    country character varying(2) NOT NULL,
    authority_id uuid NOT NULL,
    request_id uuid NOT NULL,
    version_id uuid NOT NULL,
    CONSTRAINT licensing_requestdestination_number_check CHECK ((number >= 0))
);
ALTER TABLE public.licensing_requestdestination ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_requestdestination_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_requestdraft (
    body jsonb NOT NULL,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    id uuid NOT NULL,
    reference character varying(20) NOT NULL,
    closed_at timestamp with time zone,
    changed_by_id uuid NOT NULL,
    created_by_id uuid NOT NULL,
    exporter_id uuid NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT licensing_requestdraft_revision_check CHECK ((revision >= 0))
);
CREATE TABLE public.licensing_requestfieldsave (
    id bigint NOT NULL,
    pointer character varying(120) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    draft_id uuid NOT NULL,
    saved_by_id uuid NOT NULL
);
ALTER TABLE public.licensing_requestfieldsave ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_requestfieldsave_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_requestline (
    id bigint NOT NULL,
    number smallint NOT NULL,
    name character varying(200) NOT NULL,
    manufacturer character varying(200) NOT NULL,
    model character varying(120) NOT NULL,
    item_key character varying(330) NOT NULL,
    description text NOT NULL,
    functions character varying(40)[] NOT NULL,
    cn_code character varying(8) NOT NULL,
    control_entry character varying(40) NOT NULL,
    quantity numeric(20,6),
    unit character varying(20) NOT NULL,
    value numeric(16,2),
    currency character varying(3) NOT NULL,
    authority_id uuid NOT NULL,
    request_id uuid NOT NULL,
    version_id uuid NOT NULL,
    cas character varying(12) NOT NULL,
    item_number character varying(60) NOT NULL,
    origin character varying(2) NOT NULL,
    CONSTRAINT licensing_requestline_number_check CHECK ((number >= 0)),
    CONSTRAINT request_line_counts_from_one CHECK ((number >= 1)),
    CONSTRAINT request_line_quantity_has_unit CHECK (((quantity IS NULL) OR ((quantity > (0)::numeric) AND (NOT ((unit)::text = ''::text))))),
    CONSTRAINT request_line_value_has_currency CHECK (((value IS NULL) OR ((value >= (0)::numeric) AND (NOT ((currency)::text = ''::text)))))
);
ALTER TABLE public.licensing_requestline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_requestline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_requestparty (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    number smallint NOT NULL,
    name character varying(200) NOT NULL,
    name_key character varying(200) NOT NULL,
    address character varying(500) NOT NULL,
    country character varying(2) NOT NULL,
    kind character varying(20) NOT NULL,
    authority_id uuid NOT NULL,
    request_id uuid NOT NULL,
    version_id uuid NOT NULL,
    match_keys character varying(400)[] NOT NULL,
    CONSTRAINT licensing_requestparty_number_check CHECK ((number >= 0)),
    CONSTRAINT request_party_one_consignee CHECK (((NOT ((role)::text = 'consignee'::text)) OR (number = 1))),
    CONSTRAINT request_party_role_known CHECK (((role)::text = ANY ((ARRAY['end_user'::character varying, 'consignee'::character varying, 'third_party'::character varying])::text[])))
);
ALTER TABLE public.licensing_requestparty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_requestparty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_requesttag (
    id bigint NOT NULL,
    tagged_at timestamp with time zone NOT NULL,
    request_id uuid NOT NULL,
    tagged_by_id uuid NOT NULL,
    tag_id uuid NOT NULL
);
ALTER TABLE public.licensing_requesttag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_requesttag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_requestversion (
    id uuid NOT NULL,
    number smallint NOT NULL,
    body jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id uuid NOT NULL,
    request_id uuid NOT NULL,
    reason character varying(4000) NOT NULL,
    CONSTRAINT licensing_requestversion_number_check CHECK ((number >= 0)),
    CONSTRAINT request_version_amended_has_reason CHECK (((number = 1) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT request_version_counts_from_one CHECK ((number >= 1))
);
CREATE TABLE public.licensing_requirementpaper (
    id bigint NOT NULL,
    reference character varying(20) NOT NULL,
    number character varying(60) NOT NULL,
    imposed_on date NOT NULL,
    received_on date NOT NULL,
    letter character varying(1) NOT NULL,
    name character varying(200) NOT NULL,
    description text NOT NULL,
    control_entry character varying(40) NOT NULL,
    destination character varying(2) NOT NULL,
    end_user character varying(200) NOT NULL,
    end_user_address text NOT NULL,
    grounds text NOT NULL,
    authority_id uuid NOT NULL,
    entered_by_id uuid NOT NULL,
    told_by_id character varying(2) NOT NULL,
    CONSTRAINT requirement_paper_after_its_act CHECK ((received_on >= imposed_on)),
    CONSTRAINT requirement_paper_letter_known CHECK (((letter)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying, 'c'::character varying])::text[])))
);
ALTER TABLE public.licensing_requirementpaper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_requirementpaper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_restrictivemeasure (
    id uuid NOT NULL,
    number character varying(20) NOT NULL,
    status character varying(10) NOT NULL,
    kind character varying(24) NOT NULL,
    country character varying(2) NOT NULL,
    act character varying(200) NOT NULL,
    article character varying(100) NOT NULL,
    title character varying(300) NOT NULL,
    entries character varying(20)[] NOT NULL,
    cn_codes character varying(10)[] NOT NULL,
    uses character varying(20)[] NOT NULL,
    listed character varying(60)[] NOT NULL,
    lifts character varying(20)[] NOT NULL,
    applies_from timestamp with time zone NOT NULL,
    applies_until timestamp with time zone,
    old_contracts_until date,
    is_sample boolean NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id uuid NOT NULL,
    keeper_id uuid NOT NULL,
    CONSTRAINT measure_ends_after_it_begins CHECK (((applies_until IS NULL) OR (applies_until > applies_from))),
    CONSTRAINT measure_kind_known CHECK (((kind)::text = ANY ((ARRAY['prohibition'::character varying, 'exemption'::character varying, 'derogation'::character varying, 'authorisation_required'::character varying, 'arms_embargo'::character varying])::text[]))),
    CONSTRAINT measure_names_its_act CHECK ((NOT ((act)::text = ''::text))),
    CONSTRAINT measure_status_known CHECK (((status)::text = ANY ((ARRAY['entered'::character varying, 'confirmed'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.licensing_reversal (
    id uuid NOT NULL,
    reason character varying(500) NOT NULL,
    "left" numeric(20,6),
    value_left numeric(16,2),
    reversed_at timestamp with time zone NOT NULL,
    reversed_by_id uuid NOT NULL,
    write_off_id uuid NOT NULL
);
CREATE TABLE public.licensing_routingrule (
    id uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    status character varying(20) NOT NULL,
    approved_at timestamp with time zone,
    number smallint NOT NULL,
    event character varying(10) NOT NULL,
    purpose character varying(20) NOT NULL,
    team character varying(60) NOT NULL,
    criteria jsonb NOT NULL,
    reason text NOT NULL,
    approved_by_id uuid,
    authority_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    removes_id uuid,
    CONSTRAINT licensing_routingrule_number_check CHECK ((number >= 0)),
    CONSTRAINT routing_rule_event_known CHECK (((event)::text = ANY ((ARRAY['add'::character varying, 'remove'::character varying])::text[]))),
    CONSTRAINT routing_rule_purpose_known CHECK (((purpose)::text = ANY ((ARRAY['competence'::character varying, 'team'::character varying, 'third_officer'::character varying, 'second_officer'::character varying])::text[]))),
    CONSTRAINT routing_rule_removes_one CHECK (((((event)::text = 'add'::text) AND (removes_id IS NULL)) OR (((event)::text = 'remove'::text) AND (removes_id IS NOT NULL)))),
    CONSTRAINT routing_rule_team_named CHECK (((((purpose)::text = 'team'::text) AND (NOT ((team)::text = ''::text))) OR ((NOT ((purpose)::text = 'team'::text)) AND ((team)::text = ''::text)))),
    CONSTRAINT routingrule_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT routingrule_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT routingrule_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.licensing_sanctionsentry (
    id uuid NOT NULL,
    number character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    programme character varying(40) NOT NULL,
    act character varying(200) NOT NULL,
    act_on character varying(10) NOT NULL,
    remark text NOT NULL,
    names jsonb NOT NULL,
    countries character varying(2)[] NOT NULL,
    born jsonb NOT NULL,
    sanctions_list_id uuid NOT NULL
);
CREATE TABLE public.licensing_sanctionslist (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    form character varying(3) NOT NULL,
    dated_on date NOT NULL,
    digest character varying(64) NOT NULL,
    is_sample boolean NOT NULL,
    entry_count integer NOT NULL,
    name_count integer NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    imported_by_id uuid,
    CONSTRAINT licensing_sanctionslist_entry_count_check CHECK ((entry_count >= 0)),
    CONSTRAINT licensing_sanctionslist_name_count_check CHECK ((name_count >= 0)),
    CONSTRAINT sanctions_list_status_known CHECK (((status)::text = ANY ((ARRAY['received'::character varying, 'in_use'::character varying, 'replaced'::character varying])::text[])))
);
CREATE TABLE public.licensing_sandbox (
    id uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    account_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
CREATE TABLE public.licensing_sandboxevent (
    id bigint NOT NULL,
    "on" date NOT NULL,
    type character varying(40) NOT NULL,
    subject character varying(20) NOT NULL,
    thing uuid NOT NULL,
    data jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    sandbox_id uuid NOT NULL
);
ALTER TABLE public.licensing_sandboxevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_sandboxevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_savedview (
    id uuid NOT NULL,
    name character varying(60) NOT NULL,
    query character varying(2000) NOT NULL,
    columns jsonb NOT NULL,
    is_shared boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    authority_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    CONSTRAINT saved_view_has_name CHECK ((NOT ((name)::text = ''::text)))
);
CREATE TABLE public.licensing_screeningcount (
    id bigint NOT NULL,
    "on" date NOT NULL,
    verdict character varying(30) NOT NULL,
    count bigint NOT NULL,
    CONSTRAINT licensing_screeningcount_count_check CHECK ((count >= 0))
);
ALTER TABLE public.licensing_screeningcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_screeningcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_screeningjob (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    language character varying(5) NOT NULL,
    lines integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    wanted_at timestamp with time zone,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    failure jsonb NOT NULL,
    created_by_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    seat_id bigint NOT NULL,
    CONSTRAINT licensing_screeningjob_lines_check CHECK ((lines >= 0))
);
CREATE TABLE public.licensing_screeningjobpart (
    id bigint NOT NULL,
    number integer NOT NULL,
    count integer NOT NULL,
    lines bytea NOT NULL,
    results bytea,
    verdicts jsonb NOT NULL,
    errors integer NOT NULL,
    edition integer,
    job_id uuid NOT NULL,
    CONSTRAINT licensing_screeningjobpart_count_check CHECK ((count >= 0)),
    CONSTRAINT licensing_screeningjobpart_edition_check CHECK ((edition >= 0)),
    CONSTRAINT licensing_screeningjobpart_errors_check CHECK ((errors >= 0)),
    CONSTRAINT licensing_screeningjobpart_number_check CHECK ((number >= 0))
);
ALTER TABLE public.licensing_screeningjobpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_screeningjobpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_screeninglog (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    line_hashes character varying(64)[] CONSTRAINT licensing_screeninglog_line_hash_not_null NOT NULL,
    verdicts character varying(30)[] CONSTRAINT licensing_screeninglog_verdict_not_null NOT NULL,
    edition integer NOT NULL,
    user_id uuid NOT NULL,
    CONSTRAINT licensing_screeninglog_edition_check CHECK ((edition >= 0))
);
ALTER TABLE ONLY public.licensing_screeninglog ALTER COLUMN line_hashes SET STORAGE EXTERNAL;
ALTER TABLE public.licensing_screeninglog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_screeninglog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_searchword (
    id bigint NOT NULL,
    word character varying(60) NOT NULL,
    authority_id uuid NOT NULL
);
ALTER TABLE public.licensing_searchword ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_searchword_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_serviceresult (
    service_id uuid NOT NULL,
    served_on date,
    failed_because text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    proof_id uuid,
    recorded_by_id uuid NOT NULL,
    CONSTRAINT service_result_is_one CHECK ((((served_on IS NULL) AND (NOT (failed_because = ''::text))) OR ((failed_because = ''::text) AND (served_on IS NOT NULL))))
);
CREATE TABLE public.licensing_shareddocument (
    id bigint NOT NULL,
    round smallint NOT NULL,
    consultation_id uuid NOT NULL,
    document_id uuid NOT NULL,
    CONSTRAINT licensing_shareddocument_round_check CHECK ((round >= 0))
);
ALTER TABLE public.licensing_shareddocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_shareddocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_sharedrequirement (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    shared_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    decision_id uuid,
    lifted_number character varying(60) NOT NULL,
    lifted_on date,
    paper_id bigint,
    CONSTRAINT shared_requirement_has_one_source CHECK ((((decision_id IS NOT NULL) AND (paper_id IS NULL)) OR ((decision_id IS NULL) AND (paper_id IS NOT NULL)))),
    CONSTRAINT shared_requirement_lifted_once CHECK ((((lifted_at IS NOT NULL) AND ((status)::text = 'lifted'::text)) OR ((lifted_at IS NULL) AND ((status)::text = 'stands'::text)))),
    CONSTRAINT shared_requirement_status_known CHECK (((status)::text = ANY ((ARRAY['stands'::character varying, 'lifted'::character varying])::text[])))
);
CREATE TABLE public.licensing_stateconsultation (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    article character varying(10) NOT NULL,
    version smallint NOT NULL,
    content jsonb NOT NULL,
    question text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_on date NOT NULL,
    due_on date,
    due_at timestamp with time zone,
    more_time_because text NOT NULL,
    sent_on date,
    sent_number character varying(60) NOT NULL,
    objects_to_it boolean,
    finds_identical boolean,
    grounds text NOT NULL,
    answered_at timestamp with time zone,
    paper_number character varying(60) NOT NULL,
    paper_on date,
    answered_by_id uuid,
    asked_by_id uuid,
    asked_state_id character varying(2) NOT NULL,
    asking_authority_id uuid NOT NULL,
    request_id uuid,
    received_number character varying(60) DEFAULT ''::character varying NOT NULL,
    received_on date,
    entered_by_id uuid,
    returned_number character varying(60) DEFAULT ''::character varying NOT NULL,
    returned_on date,
    CONSTRAINT licensing_stateconsultation_version_check CHECK ((version >= 0)),
    CONSTRAINT state_consultation_answered_whole CHECK (((answered_at IS NULL) OR (objects_to_it IS NOT NULL) OR (finds_identical IS NOT NULL))),
    CONSTRAINT state_consultation_article_known CHECK (((article)::text = ANY ((ARRAY['14(1)'::character varying, '14(2)'::character varying, '16(5)'::character varying])::text[]))),
    CONSTRAINT state_consultation_day_whole CHECK ((((due_at IS NULL) AND (due_on IS NULL)) OR ((due_at IS NOT NULL) AND (due_on IS NOT NULL)))),
    CONSTRAINT state_consultation_paper_whole CHECK ((((entered_by_id IS NULL) AND ((received_number)::text = ''::text) AND (received_on IS NULL)) OR ((NOT ((received_number)::text = ''::text)) AND (entered_by_id IS NOT NULL) AND (received_on IS NOT NULL)))),
    CONSTRAINT state_consultation_status_known CHECK (((status)::text = ANY ((ARRAY['asked'::character varying, 'extended'::character varying, 'answered'::character varying])::text[])))
);
CREATE TABLE public.licensing_stateconsultation_denials (
    id bigint NOT NULL,
    stateconsultation_id uuid CONSTRAINT licensing_stateconsultation_denia_stateconsultation_id_not_null NOT NULL,
    denial_id uuid NOT NULL
);
ALTER TABLE public.licensing_stateconsultation_denials ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_stateconsultation_denials_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_strucknote (
    id bigint NOT NULL,
    struck_at timestamp with time zone NOT NULL,
    note_id uuid NOT NULL
);
ALTER TABLE public.licensing_strucknote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licensing_strucknote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.licensing_tag (
    id uuid NOT NULL,
    label character varying(40) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    authority_id uuid NOT NULL,
    created_by_id uuid NOT NULL,
    CONSTRAINT tag_has_label CHECK ((NOT ((label)::text = ''::text)))
);
CREATE TABLE public.licensing_watchlistentry (
    id uuid NOT NULL,
    status character varying(10) NOT NULL,
    name character varying(200) NOT NULL,
    other_names jsonb NOT NULL,
    country character varying(2) NOT NULL,
    reason text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    removed_because text NOT NULL,
    added_by_id uuid NOT NULL,
    authority_id uuid NOT NULL,
    removed_by_id uuid,
    CONSTRAINT watch_list_has_reason CHECK ((NOT (reason = ''::text))),
    CONSTRAINT watch_list_status_known CHECK (((status)::text = ANY ((ARRAY['listed'::character varying, 'removed'::character varying])::text[])))
);
CREATE TABLE public.licensing_writeoff (
    id uuid NOT NULL,
    line smallint NOT NULL,
    mrn character varying(18) NOT NULL,
    attempt smallint NOT NULL,
    quantity numeric(20,6) NOT NULL,
    unit character varying(20) NOT NULL,
    value numeric(16,2),
    currency character varying(3) NOT NULL,
    accepted_on date NOT NULL,
    customs_office character varying(40) NOT NULL,
    destination character varying(2) NOT NULL,
    "left" numeric(20,6),
    value_left numeric(16,2),
    recorded_at timestamp with time zone NOT NULL,
    authorisation_id uuid NOT NULL,
    balance_id bigint NOT NULL,
    office_id uuid NOT NULL,
    recorded_by_id uuid NOT NULL,
    own_reference character varying(60) NOT NULL,
    recipient character varying(200) NOT NULL,
    CONSTRAINT licensing_writeoff_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT licensing_writeoff_line_check CHECK ((line >= 0)),
    CONSTRAINT write_off_by_declaration_or_report CHECK (((NOT (((mrn)::text = ''::text) AND ((own_reference)::text = ''::text))) AND (((mrn)::text = ''::text) OR ((own_reference)::text = ''::text)))),
    CONSTRAINT write_off_takes_something CHECK ((quantity > (0)::numeric)),
    CONSTRAINT write_off_value_has_currency CHECK (((value IS NULL) OR (NOT ((currency)::text = ''::text))))
);
CREATE TABLE public.notifications_assessment (
    id bigint NOT NULL,
    question character varying(60) NOT NULL,
    verdict character varying(10) NOT NULL,
    reason text NOT NULL,
    assessed_at timestamp with time zone NOT NULL,
    assessed_by_id uuid NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT assessment_has_reason CHECK ((((verdict)::text = 'open'::text) OR (NOT (reason = ''::text)))),
    CONSTRAINT assessment_verdict_known CHECK (((verdict)::text = ANY ((ARRAY['sign'::character varying, 'no_sign'::character varying, 'open'::character varying])::text[])))
);
ALTER TABLE public.notifications_assessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_assessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_attachment (
    id uuid NOT NULL,
    question character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    file_id uuid NOT NULL,
    notification_id uuid NOT NULL,
    line smallint,
    nature character varying(20) NOT NULL,
    words character varying(300) NOT NULL,
    CONSTRAINT notifications_attachment_line_check CHECK ((line >= 0))
);
CREATE TABLE public.notifications_catchallnotification (
    id uuid NOT NULL,
    reference character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    body jsonb NOT NULL,
    revision integer NOT NULL,
    questionnaire character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id uuid NOT NULL,
    created_by_id uuid NOT NULL,
    exporter_id uuid NOT NULL,
    request_id uuid,
    CONSTRAINT notification_status_known CHECK (((status)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT notification_submitted_has_request CHECK (((NOT ((status)::text = 'submitted'::text)) OR (request_id IS NOT NULL))),
    CONSTRAINT notifications_catchallnotification_revision_check CHECK ((revision >= 0))
);
CREATE TABLE public.notifications_contribution (
    id bigint NOT NULL,
    text text NOT NULL,
    said_at timestamp with time zone NOT NULL,
    about_id bigint,
    author_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    procedure_id uuid NOT NULL,
    CONSTRAINT contribution_has_text CHECK ((NOT (text = ''::text)))
);
ALTER TABLE public.notifications_contribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_contribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_dueinstant (
    id bigint NOT NULL,
    number smallint NOT NULL,
    last_day date NOT NULL,
    due_at timestamp with time zone NOT NULL,
    extension_id uuid,
    member_state_id character varying(2) NOT NULL,
    procedure_id uuid NOT NULL,
    CONSTRAINT due_instant_moves_by_extension CHECK ((((extension_id IS NULL) AND (number = 1)) OR ((extension_id IS NOT NULL) AND (number > 1)))),
    CONSTRAINT notifications_dueinstant_number_check CHECK ((number >= 0))
);
ALTER TABLE public.notifications_dueinstant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_dueinstant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_extension (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    working_days smallint NOT NULL,
    reason text NOT NULL,
    approved_by_id uuid,
    proposed_by_id uuid NOT NULL,
    procedure_id uuid NOT NULL,
    CONSTRAINT extension_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT extension_days_sane CHECK (((working_days >= 1) AND (working_days <= 30))),
    CONSTRAINT extension_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT extension_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[]))),
    CONSTRAINT notifications_extension_working_days_check CHECK ((working_days >= 0))
);
CREATE TABLE public.notifications_fieldsave (
    id bigint NOT NULL,
    pointer character varying(120) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    notification_id uuid NOT NULL,
    saved_by_id uuid NOT NULL
);
ALTER TABLE public.notifications_fieldsave ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_fieldsave_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_instruction (
    id bigint NOT NULL,
    text text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    author_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    procedure_id uuid NOT NULL,
    CONSTRAINT instruction_has_text CHECK ((NOT (text = ''::text)))
);
ALTER TABLE public.notifications_instruction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_instruction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_linkedrefusal (
    id bigint NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    decision_id uuid NOT NULL,
    procedure_id uuid NOT NULL
);
ALTER TABLE public.notifications_linkedrefusal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_linkedrefusal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_objectionprocedure (
    id uuid NOT NULL,
    reference character varying(20) NOT NULL,
    status character varying(20) NOT NULL,
    outcome character varying(20) NOT NULL,
    item_key character varying(330) NOT NULL,
    dossier jsonb NOT NULL,
    entry jsonb NOT NULL,
    rule_set character varying(40) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    earliest_due_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    frozen jsonb NOT NULL,
    after_withdrawn_id uuid,
    decision_id uuid NOT NULL,
    notifying_authority_id uuid CONSTRAINT notifications_objectionprocedur_notifying_authority_id_not_null NOT NULL,
    notifying_state_id character varying(2) NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT procedure_has_window CHECK ((closes_at > opened_at)),
    CONSTRAINT procedure_outcome_when_closed CHECK (((((outcome)::text = ANY ((ARRAY['listed'::character varying, 'lapsed'::character varying])::text[])) AND ((status)::text = 'closed'::text)) OR ((NOT ((status)::text = 'closed'::text)) AND ((outcome)::text = ''::text)))),
    CONSTRAINT procedure_status_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'closed'::character varying, 'withdrawn'::character varying])::text[])))
);
CREATE TABLE public.notifications_participant (
    id bigint NOT NULL,
    people integer NOT NULL,
    last_day date NOT NULL,
    due_at timestamp with time zone NOT NULL,
    last_sequence integer NOT NULL,
    member_state_id character varying(2) NOT NULL,
    procedure_id uuid NOT NULL,
    CONSTRAINT notifications_participant_last_sequence_check CHECK ((last_sequence >= 0)),
    CONSTRAINT notifications_participant_people_check CHECK ((people >= 0)),
    CONSTRAINT participant_has_people CHECK ((people > 0))
);
ALTER TABLE public.notifications_participant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_participant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_position (
    id uuid NOT NULL,
    sequence integer NOT NULL,
    stance character varying(10) NOT NULL,
    grounds jsonb NOT NULL,
    reason text NOT NULL,
    cast_at timestamp with time zone NOT NULL,
    receipt character varying(64) NOT NULL,
    cast_by_id uuid NOT NULL,
    member_state_id character varying(2) NOT NULL,
    procedure_id uuid NOT NULL,
    CONSTRAINT notifications_position_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT position_objection_has_reason CHECK (((NOT ((stance)::text = 'object'::text)) OR ((NOT (reason = ''::text)) AND (NOT (grounds = '[]'::jsonb))))),
    CONSTRAINT position_stance_known CHECK (((stance)::text = ANY ((ARRAY['object'::character varying, 'agree'::character varying, 'comment'::character varying])::text[])))
);
CREATE TABLE public.notifications_procedureoutcome (
    procedure_id uuid NOT NULL,
    outcome character varying(20) NOT NULL,
    tally jsonb NOT NULL,
    closed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.notifications_release (
    id bigint NOT NULL,
    part character varying(20) NOT NULL,
    reason text NOT NULL,
    released_at timestamp with time zone NOT NULL,
    document_id uuid,
    procedure_id uuid NOT NULL,
    released_by_id uuid NOT NULL,
    CONSTRAINT release_file_is_a_document CHECK ((((document_id IS NOT NULL) AND ((part)::text = 'file'::text)) OR ((NOT ((part)::text = 'file'::text)) AND (document_id IS NULL)))),
    CONSTRAINT release_has_reason CHECK ((NOT (reason = ''::text))),
    CONSTRAINT release_part_known CHECK (((part)::text = ANY ((ARRAY['exporter'::character varying, 'doubt'::character varying, 'evidence'::character varying, 'file'::character varying])::text[])))
);
ALTER TABLE public.notifications_release ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_release_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_reportedfigure (
    id bigint NOT NULL,
    month date NOT NULL,
    counted character varying(10) NOT NULL,
    outcome character varying(30) NOT NULL,
    function character varying(40) NOT NULL,
    destination character varying(2) NOT NULL,
    number integer NOT NULL,
    CONSTRAINT notifications_reportedfigure_number_check CHECK ((number >= 0)),
    CONSTRAINT reported_figure_counts CHECK (((((counted)::text = 'received'::text) AND ((destination)::text = ''::text) AND ((function)::text = ''::text) AND ((outcome)::text = ''::text)) OR (((counted)::text = 'decided'::text) AND (NOT ((outcome)::text = ''::text)) AND (NOT ((function)::text = ''::text)) AND (NOT ((destination)::text = ''::text))))),
    CONSTRAINT reported_figure_of_a_month CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
ALTER TABLE public.notifications_reportedfigure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_reportedfigure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.notifications_rulesetselection (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    rule_set character varying(40) NOT NULL,
    reason text NOT NULL,
    approved_by_id uuid,
    proposed_by_id uuid NOT NULL,
    CONSTRAINT rulesetselection_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT rulesetselection_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT rulesetselection_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.notifications_standardtext (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    key character varying(40) NOT NULL,
    kind character varying(20) NOT NULL,
    outcome character varying(30) NOT NULL,
    titles jsonb NOT NULL,
    texts jsonb NOT NULL,
    version smallint NOT NULL,
    reason text NOT NULL,
    approved_by_id uuid,
    proposed_by_id uuid NOT NULL,
    CONSTRAINT notifications_standardtext_version_check CHECK ((version >= 0)),
    CONSTRAINT standardtext_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT standardtext_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT standardtext_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
CREATE TABLE public.notifications_withdrawal (
    id uuid NOT NULL,
    status character varying(20) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    grounds text NOT NULL,
    approved_by_id uuid,
    procedure_id uuid NOT NULL,
    proposed_by_id uuid NOT NULL,
    CONSTRAINT withdrawal_approved_by_someone CHECK (((NOT ((status)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT withdrawal_four_eyes CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT withdrawal_status_known CHECK (((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying, 'discarded'::character varying])::text[])))
);
INSERT INTO core.clock_offset VALUES (true, '00:00:00');

















INSERT INTO public.controllist_listhead VALUES (1, 0, 0, '[]');




























INSERT INTO public.core_sealstate VALUES (1, 0, '[]');

































































INSERT INTO public.licensing_lawhead VALUES (1, '190f6a04-6312-4d98-a58d-77595b7c2e63');







































































SELECT pg_catalog.setval('public.controllist_listhead_id_seq', 1, true);
SELECT pg_catalog.setval('public.core_sealstate_id_seq', 1, true);
ALTER TABLE ONLY core.clock_offset
    ADD CONSTRAINT clock_offset_pkey PRIMARY KEY (one);
ALTER TABLE ONLY core.demonstration
    ADD CONSTRAINT demonstration_pkey PRIMARY KEY (one);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_advice
    ADD CONSTRAINT advice_once_a_round UNIQUE (consultation_id, round);
ALTER TABLE ONLY public.licensing_amendmentfieldsave
    ADD CONSTRAINT amendment_field_save_once UNIQUE (amendment_id, pointer);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_authorisationline
    ADD CONSTRAINT authorisation_line_number_once UNIQUE (version_id, number);
ALTER TABLE ONLY public.licensing_authorisationversion
    ADD CONSTRAINT authorisation_version_number_once UNIQUE (authorisation_id, number);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);
ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.controllist_cncorrelation
    ADD CONSTRAINT cn_correlation_once UNIQUE (cn_code, starts_on);
ALTER TABLE ONLY public.licensing_conditionsdraft
    ADD CONSTRAINT conditions_draft_once UNIQUE (request_id, version);
ALTER TABLE ONLY public.controllist_annexentry
    ADD CONSTRAINT controllist_annexentry_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.controllist_cncorrelation
    ADD CONSTRAINT controllist_cncorrelation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.controllist_controllistentry
    ADD CONSTRAINT controllist_controllistentry_code_key UNIQUE (code);
ALTER TABLE ONLY public.controllist_controllistentry
    ADD CONSTRAINT controllist_controllistentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.controllist_controllistentry
    ADD CONSTRAINT controllist_controllistentry_provenance_key UNIQUE (provenance);
ALTER TABLE ONLY public.controllist_edition
    ADD CONSTRAINT controllist_edition_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.controllist_editionpaper
    ADD CONSTRAINT controllist_editionpaper_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.controllist_entrychange
    ADD CONSTRAINT controllist_entrychange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.controllist_entrytext
    ADD CONSTRAINT controllist_entrytext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.controllist_listhead
    ADD CONSTRAINT controllist_listhead_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.controllist_loghead
    ADD CONSTRAINT controllist_loghead_pkey PRIMARY KEY (size);
ALTER TABLE ONLY public.controllist_logleaf
    ADD CONSTRAINT controllist_logleaf_edition_id_key UNIQUE (edition_id);
ALTER TABLE ONLY public.controllist_logleaf
    ADD CONSTRAINT controllist_logleaf_pkey PRIMARY KEY (index);
ALTER TABLE ONLY public.controllist_nationalentry
    ADD CONSTRAINT controllist_nationalentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.controllist_searchdocument
    ADD CONSTRAINT controllist_searchdocument_pkey PRIMARY KEY (entry_id);
ALTER TABLE ONLY public.controllist_searchword
    ADD CONSTRAINT controllist_searchword_pkey PRIMARY KEY (word);
ALTER TABLE ONLY public.controllist_tableimport
    ADD CONSTRAINT controllist_tableimport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_apikey
    ADD CONSTRAINT core_apikey_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.core_apikey
    ADD CONSTRAINT core_apikey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_auditevent
    ADD CONSTRAINT core_auditevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_audithead
    ADD CONSTRAINT core_audithead_pkey PRIMARY KEY (size);
ALTER TABLE ONLY public.core_auditleaf
    ADD CONSTRAINT core_auditleaf_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY public.core_auditleaf
    ADD CONSTRAINT core_auditleaf_feed_id_ec000a76_uniq UNIQUE (feed_id);
ALTER TABLE ONLY public.core_auditleaf
    ADD CONSTRAINT core_auditleaf_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY public.core_calendaraddress
    ADD CONSTRAINT core_calendaraddress_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.core_calendaraddress
    ADD CONSTRAINT core_calendaraddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_digestline
    ADD CONSTRAINT core_digestline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_file
    ADD CONSTRAINT core_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_heartbeat
    ADD CONSTRAINT core_heartbeat_pkey PRIMARY KEY (sweep);
ALTER TABLE ONLY public.core_holidayyear
    ADD CONSTRAINT core_holidayyear_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_invitation
    ADD CONSTRAINT core_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_memberstate
    ADD CONSTRAINT core_memberstate_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.core_mutedcase
    ADD CONSTRAINT core_mutedcase_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_notice
    ADD CONSTRAINT core_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_noticeread
    ADD CONSTRAINT core_noticeread_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_organisation
    ADD CONSTRAINT core_organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_passwordlink
    ADD CONSTRAINT core_passwordlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_population
    ADD CONSTRAINT core_population_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_populationset
    ADD CONSTRAINT core_populationset_name_key UNIQUE (name);
ALTER TABLE ONLY public.core_populationset
    ADD CONSTRAINT core_populationset_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_populationset
    ADD CONSTRAINT core_populationset_starts_on_key UNIQUE (starts_on);
ALTER TABLE ONLY public.core_publicholiday
    ADD CONSTRAINT core_publicholiday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_referencechange
    ADD CONSTRAINT core_referencechange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_referencecounter
    ADD CONSTRAINT core_referencecounter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_idempotencyrecord
    ADD CONSTRAINT core_rememberedanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_sealstate
    ADD CONSTRAINT core_sealstate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_seat
    ADD CONSTRAINT core_seat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_user
    ADD CONSTRAINT core_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_webhook
    ADD CONSTRAINT core_webhook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_customshold
    ADD CONSTRAINT customs_hold_attempt_once UNIQUE (mrn, attempt);
ALTER TABLE ONLY public.licensing_denialparty
    ADD CONSTRAINT denial_party_number_once UNIQUE (denial_id, role, number);
ALTER TABLE ONLY public.licensing_passeddenial
    ADD CONSTRAINT denial_passed_once UNIQUE (denial_id, authority_id);
ALTER TABLE ONLY public.core_digestline
    ADD CONSTRAINT digest_line_once UNIQUE (person_id, notice_id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.notifications_dueinstant
    ADD CONSTRAINT due_instant_once UNIQUE (procedure_id, member_state_id, number);
ALTER TABLE ONLY public.controllist_editionpaper
    ADD CONSTRAINT edition_paper_once UNIQUE (edition, language);
ALTER TABLE ONLY public.notifications_fieldsave
    ADD CONSTRAINT field_save_once UNIQUE (notification_id, pointer);
ALTER TABLE ONLY public.licensing_firstusenotice
    ADD CONSTRAINT first_use_notice_numbered UNIQUE (registration_id, number);
ALTER TABLE ONLY public.licensing_generalbarservice
    ADD CONSTRAINT general_bar_service_numbered UNIQUE (bar_id, number);
ALTER TABLE ONLY public.licensing_generalreminder
    ADD CONSTRAINT general_reminder_once UNIQUE (registration_id, about, due_on, kind);
ALTER TABLE ONLY public.licensing_generalreport
    ADD CONSTRAINT general_report_numbered UNIQUE (registration_id, period_until, number);
ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobjectperm_group_id_permission_id_o_3f189f7c_uniq UNIQUE (group_id, permission_id, object_pk);
ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobjectpermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectpermi_user_id_permission_id_ob_b0b3d2fc_uniq UNIQUE (user_id, permission_id, object_pk);
ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectpermission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.core_holidayyear
    ADD CONSTRAINT holiday_year_once UNIQUE (calendar, year);
ALTER TABLE ONLY public.core_idempotencyrecord
    ADD CONSTRAINT idempotency_record_once UNIQUE (user_id, key);
ALTER TABLE ONLY public.licensing_informationreminder
    ADD CONSTRAINT information_reminder_once UNIQUE (information_request_id, kind, due_on);
ALTER TABLE ONLY public.licensing_informationstep
    ADD CONSTRAINT information_step_sequence_once UNIQUE (information_request_id, sequence);
ALTER TABLE ONLY public.licensing_letterservice
    ADD CONSTRAINT letter_service_numbered UNIQUE (letter_id, number);
ALTER TABLE ONLY public.licensing_absence
    ADD CONSTRAINT licensing_absence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_advice
    ADD CONSTRAINT licensing_advice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_amendment
    ADD CONSTRAINT licensing_amendment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_amendment
    ADD CONSTRAINT licensing_amendment_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_amendment
    ADD CONSTRAINT licensing_amendment_version_id_key UNIQUE (version_id);
ALTER TABLE ONLY public.licensing_amendmentattachment
    ADD CONSTRAINT licensing_amendmentattachment_file_id_key UNIQUE (file_id);
ALTER TABLE ONLY public.licensing_amendmentattachment
    ADD CONSTRAINT licensing_amendmentattachment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_amendmentfieldsave
    ADD CONSTRAINT licensing_amendmentfieldsave_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_authorisation
    ADD CONSTRAINT licensing_authorisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_authorisation
    ADD CONSTRAINT licensing_authorisation_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_authorisation
    ADD CONSTRAINT licensing_authorisation_token_key UNIQUE (token);
ALTER TABLE ONLY public.licensing_authorisation
    ADD CONSTRAINT licensing_authorisation_version_id_key UNIQUE (version_id);
ALTER TABLE ONLY public.licensing_authorisationchange
    ADD CONSTRAINT licensing_authorisationchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_authorisationline
    ADD CONSTRAINT licensing_authorisationline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_authorisationrequest
    ADD CONSTRAINT licensing_authorisationrequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_authorisationrequest
    ADD CONSTRAINT licensing_authorisationrequest_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_authorisationrequest
    ADD CONSTRAINT licensing_authorisationrequest_version_id_key UNIQUE (version_id);
ALTER TABLE ONLY public.licensing_authorisationstep
    ADD CONSTRAINT licensing_authorisationstep_change_id_key UNIQUE (change_id);
ALTER TABLE ONLY public.licensing_authorisationstep
    ADD CONSTRAINT licensing_authorisationstep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_authorisationversion
    ADD CONSTRAINT licensing_authorisationversion_change_id_key UNIQUE (change_id);
ALTER TABLE ONLY public.licensing_authorisationversion
    ADD CONSTRAINT licensing_authorisationversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_authoritytext
    ADD CONSTRAINT licensing_authoritytext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_bodymail
    ADD CONSTRAINT licensing_bodymail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_casenote
    ADD CONSTRAINT licensing_casenote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_casesearch
    ADD CONSTRAINT licensing_casesearch_pkey PRIMARY KEY (request_id);
ALTER TABLE ONLY public.licensing_catalogueitem
    ADD CONSTRAINT licensing_catalogueitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_catalogueparty
    ADD CONSTRAINT licensing_catalogueparty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_catalogueupload
    ADD CONSTRAINT licensing_catalogueupload_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_changerequest
    ADD CONSTRAINT licensing_changerequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_classificationconfirmation
    ADD CONSTRAINT licensing_classificationconfirmation_opinion_id_key UNIQUE (opinion_id);
ALTER TABLE ONLY public.licensing_classificationconfirmation
    ADD CONSTRAINT licensing_classificationconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_classificationopinion
    ADD CONSTRAINT licensing_classificationopinion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_classificationquestion
    ADD CONSTRAINT licensing_classificationquestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_classificationquestion
    ADD CONSTRAINT licensing_classificationquestion_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_clockstop
    ADD CONSTRAINT licensing_clockstop_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_closing
    ADD CONSTRAINT licensing_closing_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_closing
    ADD CONSTRAINT licensing_closing_request_id_key UNIQUE (request_id);
ALTER TABLE ONLY public.licensing_conditionsdraft
    ADD CONSTRAINT licensing_conditionsdraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_conflict
    ADD CONSTRAINT licensing_conflict_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_consultation
    ADD CONSTRAINT licensing_consultation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_consultedbody
    ADD CONSTRAINT licensing_consultedbody_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_customsenquiry
    ADD CONSTRAINT licensing_customsenquiry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_customsenquiry
    ADD CONSTRAINT licensing_customsenquiry_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_customsenquirypaper
    ADD CONSTRAINT licensing_customsenquirypaper_file_id_key UNIQUE (file_id);
ALTER TABLE ONLY public.licensing_customsenquirypaper
    ADD CONSTRAINT licensing_customsenquirypaper_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_customshold
    ADD CONSTRAINT licensing_customshold_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_customsmessage
    ADD CONSTRAINT licensing_customsmessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_decision
    ADD CONSTRAINT licensing_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_decision
    ADD CONSTRAINT licensing_decision_proposal_id_key UNIQUE (proposal_id);
ALTER TABLE ONLY public.licensing_decisionperiod
    ADD CONSTRAINT licensing_decisionperiod_change_id_key UNIQUE (change_id);
ALTER TABLE ONLY public.licensing_decisionperiod
    ADD CONSTRAINT licensing_decisionperiod_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_decisionperiodchange
    ADD CONSTRAINT licensing_decisionperiodchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_denial
    ADD CONSTRAINT licensing_denial_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_denial
    ADD CONSTRAINT licensing_denial_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_denialimport
    ADD CONSTRAINT licensing_denialimport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_denialparty
    ADD CONSTRAINT licensing_denialparty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_denialreview
    ADD CONSTRAINT licensing_denialreview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_desksettings
    ADD CONSTRAINT licensing_desksettings_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY public.licensing_document
    ADD CONSTRAINT licensing_document_file_id_key UNIQUE (file_id);
ALTER TABLE ONLY public.licensing_document
    ADD CONSTRAINT licensing_document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_document
    ADD CONSTRAINT licensing_document_replaced_by_id_key UNIQUE (replaced_by_id);
ALTER TABLE ONLY public.licensing_dutyturn
    ADD CONSTRAINT licensing_dutyturn_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_endusestatement
    ADD CONSTRAINT licensing_endusestatement_link_id_key UNIQUE (link_id);
ALTER TABLE ONLY public.licensing_endusestatement
    ADD CONSTRAINT licensing_endusestatement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_endusestatementlink
    ADD CONSTRAINT licensing_endusestatementlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_endusestatementlink
    ADD CONSTRAINT licensing_endusestatementlink_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.licensing_explainedgrant
    ADD CONSTRAINT licensing_explainedgrant_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.licensing_explainedgrant
    ADD CONSTRAINT licensing_explainedgrant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_exporter
    ADD CONSTRAINT licensing_exporter_pkey PRIMARY KEY (organisation_id);
ALTER TABLE ONLY public.licensing_firstusenotice
    ADD CONSTRAINT licensing_firstusenotice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_generalbar
    ADD CONSTRAINT licensing_generalbar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_generalbar
    ADD CONSTRAINT licensing_generalbar_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_generalbarservice
    ADD CONSTRAINT licensing_generalbarservice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_generaledition
    ADD CONSTRAINT licensing_generaledition_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_generalregistration
    ADD CONSTRAINT licensing_generalregistration_authorisation_id_key UNIQUE (authorisation_id);
ALTER TABLE ONLY public.licensing_generalregistration
    ADD CONSTRAINT licensing_generalregistration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_generalregistration
    ADD CONSTRAINT licensing_generalregistration_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_generalreminder
    ADD CONSTRAINT licensing_generalreminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_generalreport
    ADD CONSTRAINT licensing_generalreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_informationreminder
    ADD CONSTRAINT licensing_informationreminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_informationrequest
    ADD CONSTRAINT licensing_informationrequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_informationstep
    ADD CONSTRAINT licensing_informationstep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_interestscase
    ADD CONSTRAINT licensing_interestscase_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_lawhead
    ADD CONSTRAINT licensing_lawhead_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_letterheadchange
    ADD CONSTRAINT licensing_letterheadchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_letterservice
    ADD CONSTRAINT licensing_letterservice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_linebalance
    ADD CONSTRAINT licensing_linebalance_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_listedname
    ADD CONSTRAINT licensing_listedname_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_listimpact
    ADD CONSTRAINT licensing_listimpact_pkey PRIMARY KEY (edition);
ALTER TABLE ONLY public.licensing_matchrelease
    ADD CONSTRAINT licensing_matchrelease_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_measurechange
    ADD CONSTRAINT licensing_measurechange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_message
    ADD CONSTRAINT licensing_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_messagereading
    ADD CONSTRAINT licensing_messagereading_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_messagethread
    ADD CONSTRAINT licensing_messagethread_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_movedrest
    ADD CONSTRAINT licensing_movedrest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_movedrest
    ADD CONSTRAINT licensing_movedrest_target_id_key UNIQUE (target_id);
ALTER TABLE ONLY public.licensing_notemention
    ADD CONSTRAINT licensing_notemention_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_partymatch
    ADD CONSTRAINT licensing_partymatch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_passeddenial
    ADD CONSTRAINT licensing_passeddenial_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_passedrequirement
    ADD CONSTRAINT licensing_passedrequirement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_pendingact
    ADD CONSTRAINT licensing_pendingact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_proposal
    ADD CONSTRAINT licensing_proposal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_proposaldraft
    ADD CONSTRAINT licensing_proposaldraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_registration
    ADD CONSTRAINT licensing_registration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_registration
    ADD CONSTRAINT licensing_registration_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_registrationpaper
    ADD CONSTRAINT licensing_registrationpaper_file_id_key UNIQUE (file_id);
ALTER TABLE ONLY public.licensing_registrationpaper
    ADD CONSTRAINT licensing_registrationpaper_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_remedy
    ADD CONSTRAINT licensing_remedy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_remedyoutcome
    ADD CONSTRAINT licensing_remedyoutcome_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_requestattachment
    ADD CONSTRAINT licensing_requestattachment_file_id_key UNIQUE (file_id);
ALTER TABLE ONLY public.licensing_requestattachment
    ADD CONSTRAINT licensing_requestattachment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_requestdestination
    ADD CONSTRAINT licensing_requestdestination_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_requestdraft
    ADD CONSTRAINT licensing_requestdraft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_requestdraft
    ADD CONSTRAINT licensing_requestdraft_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_requestdraft
    ADD CONSTRAINT licensing_requestdraft_request_id_key UNIQUE (request_id);
ALTER TABLE ONLY public.licensing_requestfieldsave
    ADD CONSTRAINT licensing_requestfieldsave_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_requestline
    ADD CONSTRAINT licensing_requestline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_requestparty
    ADD CONSTRAINT licensing_requestparty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_requesttag
    ADD CONSTRAINT licensing_requesttag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_requestversion
    ADD CONSTRAINT licensing_requestversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_requirementpaper
    ADD CONSTRAINT licensing_requirementpaper_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_requirementpaper
    ADD CONSTRAINT licensing_requirementpaper_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.licensing_restrictivemeasure
    ADD CONSTRAINT licensing_restrictivemeasure_number_key UNIQUE (number);
ALTER TABLE ONLY public.licensing_restrictivemeasure
    ADD CONSTRAINT licensing_restrictivemeasure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_reversal
    ADD CONSTRAINT licensing_reversal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_reversal
    ADD CONSTRAINT licensing_reversal_write_off_id_key UNIQUE (write_off_id);
ALTER TABLE ONLY public.licensing_routingrule
    ADD CONSTRAINT licensing_routingrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_sanctionsentry
    ADD CONSTRAINT licensing_sanctionsentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_sanctionslist
    ADD CONSTRAINT licensing_sanctionslist_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_sandbox
    ADD CONSTRAINT licensing_sandbox_account_id_key UNIQUE (account_id);
ALTER TABLE ONLY public.licensing_sandbox
    ADD CONSTRAINT licensing_sandbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_sandboxevent
    ADD CONSTRAINT licensing_sandboxevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_savedview
    ADD CONSTRAINT licensing_savedview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_screeningcount
    ADD CONSTRAINT licensing_screeningcount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_screeningjob
    ADD CONSTRAINT licensing_screeningjob_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_screeningjobpart
    ADD CONSTRAINT licensing_screeningjobpart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_screeninglog
    ADD CONSTRAINT licensing_screeninglog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_searchword
    ADD CONSTRAINT licensing_searchword_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_serviceresult
    ADD CONSTRAINT licensing_serviceresult_pkey PRIMARY KEY (service_id);
ALTER TABLE ONLY public.licensing_shareddocument
    ADD CONSTRAINT licensing_shareddocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_sharedrequirement
    ADD CONSTRAINT licensing_sharedrequirement_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.licensing_sharedrequirement
    ADD CONSTRAINT licensing_sharedrequirement_paper_id_key UNIQUE (paper_id);
ALTER TABLE ONLY public.licensing_sharedrequirement
    ADD CONSTRAINT licensing_sharedrequirement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_stateconsultation_denials
    ADD CONSTRAINT licensing_stateconsultat_stateconsultation_id_den_259a9814_uniq UNIQUE (stateconsultation_id, denial_id);
ALTER TABLE ONLY public.licensing_stateconsultation_denials
    ADD CONSTRAINT licensing_stateconsultation_denials_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_stateconsultation
    ADD CONSTRAINT licensing_stateconsultation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_strucknote
    ADD CONSTRAINT licensing_strucknote_note_id_key UNIQUE (note_id);
ALTER TABLE ONLY public.licensing_strucknote
    ADD CONSTRAINT licensing_strucknote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_tag
    ADD CONSTRAINT licensing_tag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_watchlistentry
    ADD CONSTRAINT licensing_watchlistentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_writeoff
    ADD CONSTRAINT licensing_writeoff_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.licensing_linebalance
    ADD CONSTRAINT line_balance_once UNIQUE (authorisation_id, number);
ALTER TABLE ONLY public.licensing_messagereading
    ADD CONSTRAINT message_reading_once UNIQUE (thread_id, person_id);
ALTER TABLE ONLY public.licensing_message
    ADD CONSTRAINT message_sequence_once UNIQUE (thread_id, sequence);
ALTER TABLE ONLY public.core_mutedcase
    ADD CONSTRAINT muted_case_once UNIQUE (person_id, reference);
ALTER TABLE ONLY public.controllist_nationalentry
    ADD CONSTRAINT national_entry_once UNIQUE (member_state_id, code, starts_on);
ALTER TABLE ONLY public.licensing_notemention
    ADD CONSTRAINT note_mention_once UNIQUE (note_id, person_id);
ALTER TABLE ONLY public.licensing_casenote
    ADD CONSTRAINT note_sequence_once UNIQUE (request_id, sequence);
ALTER TABLE ONLY public.core_notice
    ADD CONSTRAINT notice_once UNIQUE NULLS NOT DISTINCT (kind, organisation_id, person_id, reference, created_at);
ALTER TABLE ONLY public.core_noticeread
    ADD CONSTRAINT notice_read_once UNIQUE (person_id, notice_id);
ALTER TABLE ONLY public.notifications_assessment
    ADD CONSTRAINT notifications_assessment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_attachment
    ADD CONSTRAINT notifications_attachment_file_id_key UNIQUE (file_id);
ALTER TABLE ONLY public.notifications_attachment
    ADD CONSTRAINT notifications_attachment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_catchallnotification
    ADD CONSTRAINT notifications_catchallnotification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_catchallnotification
    ADD CONSTRAINT notifications_catchallnotification_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.notifications_catchallnotification
    ADD CONSTRAINT notifications_catchallnotification_request_id_key UNIQUE (request_id);
ALTER TABLE ONLY public.notifications_contribution
    ADD CONSTRAINT notifications_contribution_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_dueinstant
    ADD CONSTRAINT notifications_dueinstant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_extension
    ADD CONSTRAINT notifications_extension_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_fieldsave
    ADD CONSTRAINT notifications_fieldsave_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_instruction
    ADD CONSTRAINT notifications_instruction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_linkedrefusal
    ADD CONSTRAINT notifications_linkedrefusal_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.notifications_linkedrefusal
    ADD CONSTRAINT notifications_linkedrefusal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_objectionprocedure
    ADD CONSTRAINT notifications_objectionprocedure_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.notifications_objectionprocedure
    ADD CONSTRAINT notifications_objectionprocedure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_objectionprocedure
    ADD CONSTRAINT notifications_objectionprocedure_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.notifications_participant
    ADD CONSTRAINT notifications_participant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_position
    ADD CONSTRAINT notifications_position_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_procedureoutcome
    ADD CONSTRAINT notifications_procedureoutcome_pkey PRIMARY KEY (procedure_id);
ALTER TABLE ONLY public.notifications_release
    ADD CONSTRAINT notifications_release_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_reportedfigure
    ADD CONSTRAINT notifications_reportedfigure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_rulesetselection
    ADD CONSTRAINT notifications_rulesetselection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_standardtext
    ADD CONSTRAINT notifications_standardtext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_withdrawal
    ADD CONSTRAINT notifications_withdrawal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications_participant
    ADD CONSTRAINT participant_once UNIQUE (procedure_id, member_state_id);
ALTER TABLE ONLY public.licensing_partymatch
    ADD CONSTRAINT party_match_once UNIQUE (request_id, party_key, source, number);
ALTER TABLE ONLY public.core_population
    ADD CONSTRAINT population_once UNIQUE (population_set_id, member_state_id);
ALTER TABLE ONLY public.notifications_position
    ADD CONSTRAINT position_once UNIQUE (procedure_id, member_state_id, sequence);
ALTER TABLE ONLY public.licensing_proposaldraft
    ADD CONSTRAINT proposal_draft_once UNIQUE (request_id, officer_id);
ALTER TABLE ONLY public.core_publicholiday
    ADD CONSTRAINT public_holiday_once UNIQUE (calendar, "on");
ALTER TABLE ONLY public.core_referencecounter
    ADD CONSTRAINT reference_counter_once UNIQUE (prefix, year);
ALTER TABLE ONLY public.notifications_release
    ADD CONSTRAINT release_once UNIQUE NULLS NOT DISTINCT (procedure_id, part, document_id);
ALTER TABLE ONLY public.licensing_requestdestination
    ADD CONSTRAINT request_destination_number_once UNIQUE (version_id, number);
ALTER TABLE ONLY public.licensing_requestdestination
    ADD CONSTRAINT request_destination_once UNIQUE (version_id, country);
ALTER TABLE ONLY public.licensing_requestfieldsave
    ADD CONSTRAINT request_field_save_once UNIQUE (draft_id, pointer);
ALTER TABLE ONLY public.licensing_requestline
    ADD CONSTRAINT request_line_number_once UNIQUE (version_id, number);
ALTER TABLE ONLY public.licensing_requestparty
    ADD CONSTRAINT request_party_number_once UNIQUE (version_id, role, number);
ALTER TABLE ONLY public.licensing_requesttag
    ADD CONSTRAINT request_tag_once UNIQUE (request_id, tag_id);
ALTER TABLE ONLY public.licensing_requestversion
    ADD CONSTRAINT request_version_number_once UNIQUE (request_id, number);
ALTER TABLE ONLY public.licensing_requestversion
    ADD CONSTRAINT request_version_of_request UNIQUE (id, request_id);
ALTER TABLE ONLY public.licensing_requirementpaper
    ADD CONSTRAINT requirement_paper_once UNIQUE (told_by_id, number);
ALTER TABLE ONLY public.licensing_passedrequirement
    ADD CONSTRAINT requirement_passed_once UNIQUE (requirement_id, authority_id);
ALTER TABLE ONLY public.licensing_routingrule
    ADD CONSTRAINT routing_rule_numbered UNIQUE (authority_id, number);
ALTER TABLE ONLY public.licensing_sanctionsentry
    ADD CONSTRAINT sanctions_entry_once UNIQUE (sanctions_list_id, number);
ALTER TABLE ONLY public.licensing_screeningcount
    ADD CONSTRAINT screening_count_once UNIQUE ("on", verdict);
ALTER TABLE ONLY public.licensing_screeningjobpart
    ADD CONSTRAINT screening_job_part_once UNIQUE (job_id, number);
ALTER TABLE ONLY public.licensing_searchword
    ADD CONSTRAINT search_word_once UNIQUE (authority_id, word);
ALTER TABLE ONLY public.licensing_shareddocument
    ADD CONSTRAINT shared_document_once UNIQUE (consultation_id, round, document_id);
ALTER TABLE ONLY public.notifications_standardtext
    ADD CONSTRAINT standard_text_version_once UNIQUE (key, version);
ALTER TABLE ONLY public.controllist_entrytext
    ADD CONSTRAINT text_version_once UNIQUE (entry_id, language, version);
CREATE INDEX absence_running ON public.licensing_absence USING btree (authority_id, until_on) WHERE (ended_at IS NULL);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE UNIQUE INDEX amendment_one_open ON public.licensing_amendment USING btree (request_id) WHERE ((status)::text = 'draft'::text);
CREATE INDEX annex_search ON public.controllist_annexentry USING gin (upper(search) public.gin_trgm_ops);
CREATE INDEX assessment_latest ON public.notifications_assessment USING btree (request_id, question, id DESC);
CREATE INDEX audit_by_object ON public.core_auditevent USING btree (object_id, id);
CREATE INDEX audit_by_xact ON public.core_auditevent USING btree (xact);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX authorisation_by_holder ON public.licensing_authorisation USING btree (holder_id, issued_at DESC, id DESC);
CREATE INDEX authorisation_by_office ON public.licensing_authorisation USING btree (authority_id, issued_at DESC, id DESC);
CREATE UNIQUE INDEX authorisation_change_one_pending ON public.licensing_authorisationchange USING btree (authorisation_id) WHERE ((status)::text = 'proposed'::text);
CREATE UNIQUE INDEX authorisation_one_by_decision ON public.licensing_authorisation USING btree (decision_id) WHERE (predecessor_id IS NULL);
CREATE UNIQUE INDEX authority_text_once ON public.licensing_authoritytext USING btree (authority_id, field, title) WHERE ((status)::text = 'in_use'::text);
CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);
CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);
CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);
CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);
CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);
CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);
CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);
CREATE UNIQUE INDEX body_mail_once ON public.licensing_bodymail USING btree (consultation_id, kind, round) WHERE (NOT ((kind)::text = 'corrected'::text));
CREATE INDEX body_mail_unsent ON public.licensing_bodymail USING btree (created_at) WHERE (delivered_at IS NULL);
CREATE UNIQUE INDEX body_once ON public.licensing_consultedbody USING btree (authority_id, name) WHERE ((status)::text = 'active'::text);
CREATE UNIQUE INDEX calendar_address_one_live ON public.core_calendaraddress USING btree (user_id) WHERE (ended_at IS NULL);
CREATE INDEX case_search_declared ON public.licensing_casesearch USING gin (declared) WITH (fastupdate=off);
CREATE INDEX case_search_newest ON public.licensing_casesearch USING btree (authority_id, submitted_at DESC);
CREATE INDEX case_search_version ON public.licensing_casesearch USING btree (version);
CREATE INDEX case_search_whole ON public.licensing_casesearch USING gin (whole) WITH (fastupdate=off);
CREATE INDEX catalogue_item_by_change ON public.licensing_catalogueitem USING btree (exporter_id, updated_at, id);
CREATE INDEX catalogue_item_by_name ON public.licensing_catalogueitem USING btree (exporter_id, name);
CREATE UNIQUE INDEX catalogue_item_number_once ON public.licensing_catalogueitem USING btree (exporter_id, number) WHERE (NOT ((number)::text = ''::text));
CREATE UNIQUE INDEX catalogue_item_once ON public.licensing_catalogueitem USING btree (exporter_id, key) WHERE ((archived_at IS NULL) AND ((number)::text = ''::text));
CREATE INDEX catalogue_party_by_name ON public.licensing_catalogueparty USING btree (exporter_id, name);
CREATE UNIQUE INDEX catalogue_party_once ON public.licensing_catalogueparty USING btree (exporter_id, key) WHERE (archived_at IS NULL);
CREATE INDEX catalogue_upload_due ON public.licensing_catalogueupload USING btree (created_at) WHERE (finished_at IS NULL);
CREATE UNIQUE INDEX catalogue_upload_one ON public.licensing_catalogueupload USING btree (exporter_id, created_by_id) WHERE ((finished_at IS NULL) AND (wanted_at IS NULL));
CREATE UNIQUE INDEX change_request_one_open ON public.licensing_changerequest USING btree (authorisation_id) WHERE ((status)::text = 'open'::text);
CREATE INDEX classification_by_authority ON public.licensing_classificationquestion USING btree (authority_id, status, asked_at DESC);
CREATE INDEX classification_by_item ON public.licensing_classificationconfirmation USING btree (exporter_id, item_number, confirmed_at, id);
CREATE UNIQUE INDEX classification_opinion_one_pending ON public.licensing_classificationopinion USING btree (question_id) WHERE ((status)::text = 'proposed'::text);
CREATE UNIQUE INDEX clock_stop_one_open ON public.licensing_clockstop USING btree (request_id) WHERE (until_at IS NULL);
CREATE INDEX conflict_hides ON public.licensing_conflict USING btree (officer_id, request_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX conflict_one_standing ON public.licensing_conflict USING btree (request_id, officer_id) WHERE (lifted_at IS NULL);
CREATE INDEX consultation_due ON public.licensing_consultation USING btree (due_on) WHERE ((reminded_at IS NULL) AND ((status)::text = 'asked'::text));
CREATE UNIQUE INDEX consultation_once ON public.licensing_consultation USING btree (request_id, body_id) WHERE (NOT ((status)::text = 'dropped'::text));
CREATE INDEX controllist_annexentry_code_9ae5d7d6_like ON public.controllist_annexentry USING btree (code varchar_pattern_ops);
CREATE INDEX controllist_cncorrelation_confirmed_by_id_960bf2e0 ON public.controllist_cncorrelation USING btree (confirmed_by_id);
CREATE INDEX controllist_controllistentry_code_a894825e_like ON public.controllist_controllistentry USING btree (code varchar_pattern_ops);
CREATE INDEX controllist_controllistentry_notifying_state_id_8a7b866e ON public.controllist_controllistentry USING btree (notifying_state_id);
CREATE INDEX controllist_controllistentry_notifying_state_id_8a7b866e_like ON public.controllist_controllistentry USING btree (notifying_state_id varchar_pattern_ops);
CREATE INDEX controllist_controllistentry_provenance_8531e276_like ON public.controllist_controllistentry USING btree (provenance varchar_pattern_ops);
CREATE INDEX controllist_edition_entry_id_4e7edf7e ON public.controllist_edition USING btree (entry_id);
CREATE INDEX controllist_entrychange_approved_by_id_d46e6dbd ON public.controllist_entrychange USING btree (approved_by_id);
CREATE INDEX controllist_entrychange_entry_id_d4cfd044 ON public.controllist_entrychange USING btree (entry_id);
CREATE INDEX controllist_entrychange_proposed_by_id_b2d814cd ON public.controllist_entrychange USING btree (proposed_by_id);
CREATE INDEX controllist_entrytext_entry_id_1121fcc9 ON public.controllist_entrytext USING btree (entry_id);
CREATE INDEX controllist_entrytext_published_by_id_8f50173c ON public.controllist_entrytext USING btree (published_by_id);
CREATE INDEX controllist_entrytext_written_by_id_4a7760aa ON public.controllist_entrytext USING btree (written_by_id);
CREATE INDEX controllist_logleaf_entry_id_fe2bd396 ON public.controllist_logleaf USING btree (entry_id);
CREATE INDEX controllist_nationalentry_confirmed_by_id_f372314e ON public.controllist_nationalentry USING btree (confirmed_by_id);
CREATE INDEX controllist_nationalentry_member_state_id_988f7739 ON public.controllist_nationalentry USING btree (member_state_id);
CREATE INDEX controllist_nationalentry_member_state_id_988f7739_like ON public.controllist_nationalentry USING btree (member_state_id varchar_pattern_ops);
CREATE INDEX controllist_searchdocument_edition_e109f84e ON public.controllist_searchdocument USING btree (edition);
CREATE INDEX controllist_searchword_word_c058b060_like ON public.controllist_searchword USING btree (word text_pattern_ops);
CREATE INDEX controllist_tableimport_approved_by_id_34409517 ON public.controllist_tableimport USING btree (approved_by_id);
CREATE INDEX controllist_tableimport_keeper_id_53410f8b ON public.controllist_tableimport USING btree (keeper_id);
CREATE INDEX controllist_tableimport_member_state_id_98d2e559 ON public.controllist_tableimport USING btree (member_state_id);
CREATE INDEX controllist_tableimport_member_state_id_98d2e559_like ON public.controllist_tableimport USING btree (member_state_id varchar_pattern_ops);
CREATE INDEX controllist_tableimport_proposed_by_id_662470aa ON public.controllist_tableimport USING btree (proposed_by_id);
CREATE INDEX core_apikey_digest_8df099b2_like ON public.core_apikey USING btree (digest varchar_pattern_ops);
CREATE INDEX core_apikey_seat_id_5c4be46c ON public.core_apikey USING btree (seat_id);
CREATE INDEX core_apikey_user_id_0c9405cd ON public.core_apikey USING btree (user_id);
CREATE INDEX core_auditevent_actor_id_3bd0c673 ON public.core_auditevent USING btree (actor_id);
CREATE INDEX core_calendaraddress_digest_77318b38_like ON public.core_calendaraddress USING btree (digest varchar_pattern_ops);
CREATE INDEX core_calendaraddress_user_id_68de168e ON public.core_calendaraddress USING btree (user_id);
CREATE INDEX core_digestline_notice_id_14644101 ON public.core_digestline USING btree (notice_id);
CREATE INDEX core_digestline_person_id_75e29e71 ON public.core_digestline USING btree (person_id);
CREATE INDEX core_file_uploaded_by_id_4c9a235f ON public.core_file USING btree (uploaded_by_id);
CREATE INDEX core_heartbeat_sweep_037728b3_like ON public.core_heartbeat USING btree (sweep varchar_pattern_ops);
CREATE INDEX core_invitation_approved_by_id_65e95a04 ON public.core_invitation USING btree (approved_by_id);
CREATE INDEX core_invitation_organisation_id_62014a4d ON public.core_invitation USING btree (organisation_id);
CREATE INDEX core_invitation_person_id_2574bfe9 ON public.core_invitation USING btree (person_id);
CREATE INDEX core_invitation_proposed_by_id_971215f8 ON public.core_invitation USING btree (proposed_by_id);
CREATE INDEX core_invitation_seat_id_2a0b0fb7 ON public.core_invitation USING btree (seat_id);
CREATE INDEX core_memberstate_code_1128f548_like ON public.core_memberstate USING btree (code varchar_pattern_ops);
CREATE INDEX core_mutedcase_person_id_6ef80c3e ON public.core_mutedcase USING btree (person_id);
CREATE INDEX core_notice_organisation_id_c55fb884 ON public.core_notice USING btree (organisation_id);
CREATE INDEX core_notice_person_id_3c1dbf2f ON public.core_notice USING btree (person_id);
CREATE INDEX core_noticeread_notice_id_146f934a ON public.core_noticeread USING btree (notice_id);
CREATE INDEX core_noticeread_person_id_a0109786 ON public.core_noticeread USING btree (person_id);
CREATE INDEX core_organisation_member_state_id_2a1dee1f ON public.core_organisation USING btree (member_state_id);
CREATE INDEX core_organisation_member_state_id_2a1dee1f_like ON public.core_organisation USING btree (member_state_id varchar_pattern_ops);
CREATE INDEX core_passwordlink_person_id_ba3765ff ON public.core_passwordlink USING btree (person_id);
CREATE INDEX core_population_member_state_id_06b6bf64 ON public.core_population USING btree (member_state_id);
CREATE INDEX core_population_member_state_id_06b6bf64_like ON public.core_population USING btree (member_state_id varchar_pattern_ops);
CREATE INDEX core_population_population_set_id_783efc77 ON public.core_population USING btree (population_set_id);
CREATE INDEX core_populationset_name_70d5bcab_like ON public.core_populationset USING btree (name varchar_pattern_ops);
CREATE INDEX core_publicholiday_calendar_58f12f79 ON public.core_publicholiday USING btree (calendar);
CREATE INDEX core_publicholiday_calendar_58f12f79_like ON public.core_publicholiday USING btree (calendar varchar_pattern_ops);
CREATE INDEX core_referencechange_approved_by_id_efceeffd ON public.core_referencechange USING btree (approved_by_id);
CREATE INDEX core_referencechange_proposed_by_id_ba44c588 ON public.core_referencechange USING btree (proposed_by_id);
CREATE INDEX core_rememberedanswer_user_id_15459358 ON public.core_idempotencyrecord USING btree (user_id);
CREATE INDEX core_seat_content_object_id_b2432d0e ON public.core_seat USING btree (content_object_id);
CREATE INDEX core_seat_granted_by_id_5725739b ON public.core_seat USING btree (granted_by_id);
CREATE INDEX core_seat_permission_id_34bea923 ON public.core_seat USING btree (permission_id);
CREATE INDEX core_seat_user_id_cd90fea6 ON public.core_seat USING btree (user_id);
CREATE INDEX core_webhook_seat_id_7305ac8e ON public.core_webhook USING btree (seat_id);
CREATE INDEX core_webhook_user_id_83ceee40 ON public.core_webhook USING btree (user_id);
CREATE INDEX customs_enquiry_by_authority ON public.licensing_customsenquiry USING btree (authority_id, status, asked_at DESC, id DESC);
CREATE INDEX customs_enquiry_by_office ON public.licensing_customsenquiry USING btree (office_id, status, asked_at DESC, id DESC);
CREATE INDEX customs_hold_by_authority ON public.licensing_customshold USING btree (authority_id, placed_at DESC, id DESC);
CREATE INDEX customs_hold_by_office ON public.licensing_customshold USING btree (office_id, placed_at DESC, id DESC);
CREATE INDEX customs_message_newest ON public.licensing_customsmessage USING btree (office_id, at DESC, id DESC);
CREATE UNIQUE INDEX denial_import_one_pending ON public.licensing_denialimport USING btree (authority_id) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX denial_newest ON public.licensing_denial USING btree (notified_at DESC, id DESC);
CREATE UNIQUE INDEX denial_once_per_act_and_line ON public.licensing_denial USING btree (change_id, line) WHERE (change_id IS NOT NULL);
CREATE UNIQUE INDEX denial_once_per_hearing_and_line ON public.licensing_denial USING btree (hearing_id, line) WHERE (hearing_id IS NOT NULL);
CREATE UNIQUE INDEX denial_once_per_line_and_act ON public.licensing_denial USING btree (decision_id, line, act) WHERE (decision_id IS NOT NULL);
CREATE UNIQUE INDEX denial_paper_once ON public.licensing_denial USING btree (member_state_id, paper_number) WHERE (NOT ((paper_number)::text = ''::text));
CREATE UNIQUE INDEX denial_review_one_pending ON public.licensing_denialreview USING btree (denial_id) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX denial_to_review ON public.licensing_denial USING btree (member_state_id, review_due_on) WHERE ((status)::text = 'valid'::text);
CREATE INDEX digest_unsent ON public.core_digestline USING btree (person_id, owed_at) WHERE (delivered_at IS NULL);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE UNIQUE INDEX document_one_letter_each ON public.licensing_document USING btree (request_id, kind, about) NULLS NOT DISTINCT WHERE (NOT ((kind)::text = ANY ((ARRAY['attachment'::character varying, 'office'::character varying])::text[])));
CREATE INDEX document_owed ON public.licensing_document USING btree (created_at) WHERE (file_id IS NULL);
CREATE INDEX duty_turn_running ON public.licensing_dutyturn USING btree (authority_id, until_on) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX entry_change_one_pending ON public.controllist_entrychange USING btree (entry_id) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX entry_item_keys ON public.controllist_controllistentry USING gin (item_keys);
CREATE INDEX entry_model_keys ON public.controllist_controllistentry USING gin (model_keys);
CREATE INDEX entry_search ON public.controllist_controllistentry USING gin (upper(search) public.gin_trgm_ops);
CREATE INDEX exporter_by_name ON public.licensing_exporter USING btree (legal_name);
CREATE UNIQUE INDEX exporter_eori_once ON public.licensing_exporter USING btree (eori) WHERE (NOT ((eori)::text = ''::text));
CREATE UNIQUE INDEX extension_one_approved ON public.notifications_extension USING btree (procedure_id) WHERE ((status)::text = 'approved'::text);
CREATE UNIQUE INDEX extension_one_pending ON public.notifications_extension USING btree (procedure_id) WHERE ((status)::text = 'proposed'::text);
CREATE UNIQUE INDEX general_bar_one_pending ON public.licensing_generalbar USING btree (exporter_id) WHERE ((status)::text = 'proposed'::text);
CREATE UNIQUE INDEX general_edition_one_pending ON public.licensing_generaledition USING btree (authority_id, code) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX general_registration_by_office ON public.licensing_generalregistration USING btree (authority_id, code, registered_at);
CREATE INDEX guardian_gr_group_i_9e7d12_idx ON public.guardian_groupobjectpermission USING btree (group_id, content_type_id, object_pk);
CREATE INDEX guardian_gr_permiss_83545c_idx ON public.guardian_groupobjectpermission USING btree (permission_id, group_id, content_type_id, object_pk);
CREATE INDEX guardian_groupobjectpermission_content_type_id_7ade36b8 ON public.guardian_groupobjectpermission USING btree (content_type_id);
CREATE INDEX guardian_groupobjectpermission_group_id_4bbbfb62 ON public.guardian_groupobjectpermission USING btree (group_id);
CREATE INDEX guardian_groupobjectpermission_permission_id_36572738 ON public.guardian_groupobjectpermission USING btree (permission_id);
CREATE INDEX guardian_us_permiss_e5749c_idx ON public.guardian_userobjectpermission USING btree (permission_id, user_id, content_type_id, object_pk);
CREATE INDEX guardian_us_user_id_8eae14_idx ON public.guardian_userobjectpermission USING btree (user_id, content_type_id, object_pk);
CREATE INDEX guardian_userobjectpermission_content_type_id_2e892405 ON public.guardian_userobjectpermission USING btree (content_type_id);
CREATE INDEX guardian_userobjectpermission_permission_id_71807bfc ON public.guardian_userobjectpermission USING btree (permission_id);
CREATE INDEX guardian_userobjectpermission_user_id_d5c1e964 ON public.guardian_userobjectpermission USING btree (user_id);
CREATE INDEX idempotency_record_age ON public.core_idempotencyrecord USING btree (created_at);
CREATE INDEX information_owed ON public.licensing_informationrequest USING btree (due_on) WHERE ((answered_at IS NULL) AND (withdrawn_at IS NULL));
CREATE INDEX instruction_of_delegation ON public.notifications_instruction USING btree (procedure_id, organisation_id);
CREATE UNIQUE INDEX interests_case_once ON public.licensing_interestscase USING btree (consultation_id, request_id) WHERE (taken_back_at IS NULL);
CREATE UNIQUE INDEX invitation_one_unsettled ON public.core_invitation USING btree (organisation_id, person_id, permission) WHERE ((status)::text = ANY ((ARRAY['proposed'::character varying, 'open'::character varying])::text[]));
CREATE UNIQUE INDEX letterhead_change_one_pending ON public.licensing_letterheadchange USING btree (authority_id) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX licensing_absence_authority_id_98c4b170 ON public.licensing_absence USING btree (authority_id);
CREATE INDEX licensing_absence_deputy_id_d20165e0 ON public.licensing_absence USING btree (deputy_id);
CREATE INDEX licensing_absence_officer_id_259af997 ON public.licensing_absence USING btree (officer_id);
CREATE INDEX licensing_advice_conditions_id_79841ca0 ON public.licensing_advice USING btree (conditions_id);
CREATE INDEX licensing_advice_consultation_id_e3a40896 ON public.licensing_advice USING btree (consultation_id);
CREATE INDEX licensing_advice_recorded_by_id_2fa73713 ON public.licensing_advice USING btree (recorded_by_id);
CREATE INDEX licensing_amendment_based_on_id_efecb0db ON public.licensing_amendment USING btree (based_on_id);
CREATE INDEX licensing_amendment_changed_by_id_9475e3af ON public.licensing_amendment USING btree (changed_by_id);
CREATE INDEX licensing_amendment_created_by_id_4fee3f20 ON public.licensing_amendment USING btree (created_by_id);
CREATE INDEX licensing_amendment_exporter_id_9bb0d99c ON public.licensing_amendment USING btree (exporter_id);
CREATE INDEX licensing_amendment_reference_ae762ff9_like ON public.licensing_amendment USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_amendment_request_id_f67c50c1 ON public.licensing_amendment USING btree (request_id);
CREATE INDEX licensing_amendmentattachment_amendment_id_a08623a3 ON public.licensing_amendmentattachment USING btree (amendment_id);
CREATE INDEX licensing_amendmentfieldsave_amendment_id_470373de ON public.licensing_amendmentfieldsave USING btree (amendment_id);
CREATE INDEX licensing_amendmentfieldsave_saved_by_id_82f0841d ON public.licensing_amendmentfieldsave USING btree (saved_by_id);
CREATE INDEX licensing_authorisation_authority_id_2431c119 ON public.licensing_authorisation USING btree (authority_id);
CREATE INDEX licensing_authorisation_decision_id_3dd50f47 ON public.licensing_authorisation USING btree (decision_id);
CREATE INDEX licensing_authorisation_holder_id_816dcd22 ON public.licensing_authorisation USING btree (holder_id);
CREATE INDEX licensing_authorisation_predecessor_id_465defd6 ON public.licensing_authorisation USING btree (predecessor_id);
CREATE INDEX licensing_authorisation_reference_e8cdf566_like ON public.licensing_authorisation USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_authorisation_request_id_b55ed0db ON public.licensing_authorisation USING btree (request_id);
CREATE INDEX licensing_authorisation_token_ccae9dcb_like ON public.licensing_authorisation USING btree (token varchar_pattern_ops);
CREATE INDEX licensing_authorisationchange_approved_by_id_7ce9bece ON public.licensing_authorisationchange USING btree (approved_by_id);
CREATE INDEX licensing_authorisationchange_authorisation_id_6bd79a15 ON public.licensing_authorisationchange USING btree (authorisation_id);
CREATE INDEX licensing_authorisationchange_change_request_id_efd5b0f1 ON public.licensing_authorisationchange USING btree (change_request_id);
CREATE INDEX licensing_authorisationchange_measure_id_00dfa28d ON public.licensing_authorisationchange USING btree (measure_id);
CREATE INDEX licensing_authorisationchange_proposed_by_id_366f4e18 ON public.licensing_authorisationchange USING btree (proposed_by_id);
CREATE INDEX licensing_authorisationchange_registration_id_da72588f ON public.licensing_authorisationchange USING btree (registration_id);
CREATE INDEX licensing_authorisationline_declared_id_d177448e ON public.licensing_authorisationline USING btree (declared_id);
CREATE INDEX licensing_authorisationrequest_assigned_to_id_15f6a4b5 ON public.licensing_authorisationrequest USING btree (assigned_to_id);
CREATE INDEX licensing_authorisationrequest_authority_id_74d0aec6 ON public.licensing_authorisationrequest USING btree (authority_id);
CREATE INDEX licensing_authorisationrequest_exporter_id_3fba4cee ON public.licensing_authorisationrequest USING btree (exporter_id);
CREATE INDEX licensing_authorisationrequest_reference_8e1ec75a_like ON public.licensing_authorisationrequest USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_authorisationrequest_submitted_by_id_99446117 ON public.licensing_authorisationrequest USING btree (submitted_by_id);
CREATE INDEX licensing_authorisationstep_authorisation_id_f348a6d6 ON public.licensing_authorisationstep USING btree (authorisation_id);
CREATE INDEX licensing_authorisationstep_by_id_7d0794f5 ON public.licensing_authorisationstep USING btree (by_id);
CREATE INDEX licensing_authorisationstep_remedy_id_c5584de9 ON public.licensing_authorisationstep USING btree (remedy_id);
CREATE INDEX licensing_authorisationversion_created_by_id_99900120 ON public.licensing_authorisationversion USING btree (created_by_id);
CREATE INDEX licensing_authorisationversion_request_version_id_5934d622 ON public.licensing_authorisationversion USING btree (request_version_id);
CREATE INDEX licensing_authoritytext_authority_id_209e764b ON public.licensing_authoritytext USING btree (authority_id);
CREATE INDEX licensing_authoritytext_changed_by_id_df310d88 ON public.licensing_authoritytext USING btree (changed_by_id);
CREATE INDEX licensing_bodymail_consultation_id_cc565b58 ON public.licensing_bodymail USING btree (consultation_id);
CREATE INDEX licensing_casenote_request_id_8dbedc53 ON public.licensing_casenote USING btree (request_id);
CREATE INDEX licensing_casenote_written_by_id_ef5789f4 ON public.licensing_casenote USING btree (written_by_id);
CREATE INDEX licensing_casesearch_authority_id_5007c144 ON public.licensing_casesearch USING btree (authority_id);
CREATE INDEX licensing_catalogueitem_changed_by_id_586db44d ON public.licensing_catalogueitem USING btree (changed_by_id);
CREATE INDEX licensing_catalogueitem_created_by_id_e7e9d917 ON public.licensing_catalogueitem USING btree (created_by_id);
CREATE INDEX licensing_catalogueitem_exporter_id_790924ec ON public.licensing_catalogueitem USING btree (exporter_id);
CREATE INDEX licensing_catalogueparty_changed_by_id_3a442bc6 ON public.licensing_catalogueparty USING btree (changed_by_id);
CREATE INDEX licensing_catalogueparty_created_by_id_25f9100e ON public.licensing_catalogueparty USING btree (created_by_id);
CREATE INDEX licensing_catalogueparty_exporter_id_bb05858b ON public.licensing_catalogueparty USING btree (exporter_id);
CREATE INDEX licensing_catalogueupload_created_by_id_9d18babe ON public.licensing_catalogueupload USING btree (created_by_id);
CREATE INDEX licensing_catalogueupload_exporter_id_267e8be0 ON public.licensing_catalogueupload USING btree (exporter_id);
CREATE INDEX licensing_changerequest_asked_by_id_41041bb9 ON public.licensing_changerequest USING btree (asked_by_id);
CREATE INDEX licensing_changerequest_authorisation_id_aceaa7ed ON public.licensing_changerequest USING btree (authorisation_id);
CREATE INDEX licensing_classificationconfirmation_confirmed_by_id_14a4bfdb ON public.licensing_classificationconfirmation USING btree (confirmed_by_id);
CREATE INDEX licensing_classificationconfirmation_line_id_f511282b ON public.licensing_classificationconfirmation USING btree (line_id);
CREATE INDEX licensing_classificationconfirmation_request_id_e39f0581 ON public.licensing_classificationconfirmation USING btree (request_id);
CREATE INDEX licensing_classificationopinion_approved_by_id_1642b42b ON public.licensing_classificationopinion USING btree (approved_by_id);
CREATE INDEX licensing_classificationopinion_proposed_by_id_4035e0b0 ON public.licensing_classificationopinion USING btree (proposed_by_id);
CREATE INDEX licensing_classificationopinion_question_id_dd40adee ON public.licensing_classificationopinion USING btree (question_id);
CREATE INDEX licensing_classificationquestion_asked_by_id_2ff0d8cd ON public.licensing_classificationquestion USING btree (asked_by_id);
CREATE INDEX licensing_classificationquestion_authority_id_acd8795f ON public.licensing_classificationquestion USING btree (authority_id);
CREATE INDEX licensing_classificationquestion_exporter_id_2ab1737c ON public.licensing_classificationquestion USING btree (exporter_id);
CREATE INDEX licensing_classificationquestion_reference_ee6f88f6_like ON public.licensing_classificationquestion USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_clockstop_request_id_9ea60da4 ON public.licensing_clockstop USING btree (request_id);
CREATE INDEX licensing_closing_closed_by_id_38f56386 ON public.licensing_closing USING btree (closed_by_id);
CREATE INDEX licensing_closing_duplicate_of_id_deb34435 ON public.licensing_closing USING btree (duplicate_of_id);
CREATE INDEX licensing_conditionsdraft_request_id_281677af ON public.licensing_conditionsdraft USING btree (request_id);
CREATE INDEX licensing_conditionsdraft_written_by_id_4b8264af ON public.licensing_conditionsdraft USING btree (written_by_id);
CREATE INDEX licensing_conflict_lifted_by_id_8b0763a3 ON public.licensing_conflict USING btree (lifted_by_id);
CREATE INDEX licensing_conflict_officer_id_812dc738 ON public.licensing_conflict USING btree (officer_id);
CREATE INDEX licensing_conflict_request_id_f94848ca ON public.licensing_conflict USING btree (request_id);
CREATE INDEX licensing_consultation_asked_by_id_79ee5422 ON public.licensing_consultation USING btree (asked_by_id);
CREATE INDEX licensing_consultation_body_id_6b96f848 ON public.licensing_consultation USING btree (body_id);
CREATE INDEX licensing_consultation_conditions_id_ac8883a9 ON public.licensing_consultation USING btree (conditions_id);
CREATE INDEX licensing_consultation_request_id_8df95ab9 ON public.licensing_consultation USING btree (request_id);
CREATE INDEX licensing_consultedbody_authority_id_ecb41c6d ON public.licensing_consultedbody USING btree (authority_id);
CREATE INDEX licensing_customsenquiry_answered_by_id_562fb6b8 ON public.licensing_customsenquiry USING btree (answered_by_id);
CREATE INDEX licensing_customsenquiry_asked_by_id_cd0333e9 ON public.licensing_customsenquiry USING btree (asked_by_id);
CREATE INDEX licensing_customsenquiry_authorisation_id_6b83e8e3 ON public.licensing_customsenquiry USING btree (authorisation_id);
CREATE INDEX licensing_customsenquiry_authority_id_e4d2b6c0 ON public.licensing_customsenquiry USING btree (authority_id);
CREATE INDEX licensing_customsenquiry_hold_id_d55ba641 ON public.licensing_customsenquiry USING btree (hold_id);
CREATE INDEX licensing_customsenquiry_office_id_8c29841d ON public.licensing_customsenquiry USING btree (office_id);
CREATE INDEX licensing_customsenquiry_reference_06a3040a_like ON public.licensing_customsenquiry USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_customsenquirypaper_enquiry_id_48409eb5 ON public.licensing_customsenquirypaper USING btree (enquiry_id);
CREATE INDEX licensing_customshold_authorisation_id_893ebd04 ON public.licensing_customshold USING btree (authorisation_id);
CREATE INDEX licensing_customshold_authority_id_3c709367 ON public.licensing_customshold USING btree (authority_id);
CREATE INDEX licensing_customshold_due_at_f49aa62c ON public.licensing_customshold USING btree (due_at);
CREATE INDEX licensing_customshold_ended_by_id_af508c7e ON public.licensing_customshold USING btree (ended_by_id);
CREATE INDEX licensing_customshold_exporter_id_919aa1fc ON public.licensing_customshold USING btree (exporter_id);
CREATE INDEX licensing_customshold_office_id_09ced86b ON public.licensing_customshold USING btree (office_id);
CREATE INDEX licensing_customshold_placed_by_id_091253dd ON public.licensing_customshold USING btree (placed_by_id);
CREATE INDEX licensing_customshold_replied_by_id_2d25724a ON public.licensing_customshold USING btree (replied_by_id);
CREATE INDEX licensing_customsmessage_office_id_001a4911 ON public.licensing_customsmessage USING btree (office_id);
CREATE INDEX licensing_customsmessage_replay_of_id_0c4d55d9 ON public.licensing_customsmessage USING btree (replay_of_id);
CREATE INDEX licensing_customsmessage_user_id_4a7a2f10 ON public.licensing_customsmessage USING btree (user_id);
CREATE INDEX licensing_decision_approver_id_4cb43276 ON public.licensing_decision USING btree (approver_id);
CREATE INDEX licensing_decision_proposer_id_6de38e2d ON public.licensing_decision USING btree (proposer_id);
CREATE INDEX licensing_decision_request_id_e2d3bbe5 ON public.licensing_decision USING btree (request_id);
CREATE INDEX licensing_decisionperiod_authority_id_fc380abd ON public.licensing_decisionperiod USING btree (authority_id);
CREATE INDEX licensing_decisionperiodchange_approved_by_id_fcb3121e ON public.licensing_decisionperiodchange USING btree (approved_by_id);
CREATE INDEX licensing_decisionperiodchange_authority_id_48aff3e9 ON public.licensing_decisionperiodchange USING btree (authority_id);
CREATE INDEX licensing_decisionperiodchange_proposed_by_id_e6eaa5bf ON public.licensing_decisionperiodchange USING btree (proposed_by_id);
CREATE INDEX licensing_denial_authority_id_acb2cbd0 ON public.licensing_denial USING btree (authority_id);
CREATE INDEX licensing_denial_change_id_2eb66cea ON public.licensing_denial USING btree (change_id);
CREATE INDEX licensing_denial_decision_id_b1280be3 ON public.licensing_denial USING btree (decision_id);
CREATE INDEX licensing_denial_entered_by_id_611bf267 ON public.licensing_denial USING btree (entered_by_id);
CREATE INDEX licensing_denial_hearing_id_8bd247d2 ON public.licensing_denial USING btree (hearing_id);
CREATE INDEX licensing_denial_item_key_350a9e74 ON public.licensing_denial USING btree (item_key);
CREATE INDEX licensing_denial_item_key_350a9e74_like ON public.licensing_denial USING btree (item_key varchar_pattern_ops);
CREATE INDEX licensing_denial_member_state_id_49299baf ON public.licensing_denial USING btree (member_state_id);
CREATE INDEX licensing_denial_member_state_id_49299baf_like ON public.licensing_denial USING btree (member_state_id varchar_pattern_ops);
CREATE INDEX licensing_denial_reference_f240b799_like ON public.licensing_denial USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_denial_request_id_378c1153 ON public.licensing_denial USING btree (request_id);
CREATE INDEX licensing_denialimport_approved_by_id_984e31f2 ON public.licensing_denialimport USING btree (approved_by_id);
CREATE INDEX licensing_denialimport_authority_id_ab40d44f ON public.licensing_denialimport USING btree (authority_id);
CREATE INDEX licensing_denialimport_proposed_by_id_b71adc4b ON public.licensing_denialimport USING btree (proposed_by_id);
CREATE INDEX licensing_denialparty_name_key_bcefd88f ON public.licensing_denialparty USING btree (name_key);
CREATE INDEX licensing_denialparty_name_key_bcefd88f_like ON public.licensing_denialparty USING btree (name_key varchar_pattern_ops);
CREATE INDEX licensing_denialreview_approved_by_id_2ba94e22 ON public.licensing_denialreview USING btree (approved_by_id);
CREATE INDEX licensing_denialreview_denial_id_fd12271a ON public.licensing_denialreview USING btree (denial_id);
CREATE INDEX licensing_denialreview_proposed_by_id_2a1d1d92 ON public.licensing_denialreview USING btree (proposed_by_id);
CREATE INDEX licensing_document_removed_by_id_3517095e ON public.licensing_document USING btree (removed_by_id);
CREATE INDEX licensing_document_request_id_2dbc22c1 ON public.licensing_document USING btree (request_id);
CREATE INDEX licensing_dutyturn_authority_id_e47d400b ON public.licensing_dutyturn USING btree (authority_id);
CREATE INDEX licensing_dutyturn_entered_by_id_6829109c ON public.licensing_dutyturn USING btree (entered_by_id);
CREATE INDEX licensing_dutyturn_officer_id_833f4136 ON public.licensing_dutyturn USING btree (officer_id);
CREATE INDEX licensing_endusestatement_request_id_9dd97eba ON public.licensing_endusestatement USING btree (request_id);
CREATE INDEX licensing_endusestatementlink_request_id_0e1ea771 ON public.licensing_endusestatementlink USING btree (request_id);
CREATE INDEX licensing_endusestatementlink_sent_by_id_b169d6c4 ON public.licensing_endusestatementlink USING btree (sent_by_id);
CREATE INDEX licensing_endusestatementlink_token_hash_6065510d_like ON public.licensing_endusestatementlink USING btree (token_hash varchar_pattern_ops);
CREATE INDEX licensing_firstusenotice_notified_by_id_f749bf3f ON public.licensing_firstusenotice USING btree (notified_by_id);
CREATE INDEX licensing_firstusenotice_registration_id_eede9e17 ON public.licensing_firstusenotice USING btree (registration_id);
CREATE INDEX licensing_generalbar_approved_by_id_8e11ec3a ON public.licensing_generalbar USING btree (approved_by_id);
CREATE INDEX licensing_generalbar_authority_id_2d29a5fc ON public.licensing_generalbar USING btree (authority_id);
CREATE INDEX licensing_generalbar_exporter_id_94b2f4e1 ON public.licensing_generalbar USING btree (exporter_id);
CREATE INDEX licensing_generalbar_lifts_id_33df1765 ON public.licensing_generalbar USING btree (lifts_id);
CREATE INDEX licensing_generalbar_proposed_by_id_d6b7e66e ON public.licensing_generalbar USING btree (proposed_by_id);
CREATE INDEX licensing_generalbar_reference_99fe1893_like ON public.licensing_generalbar USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_generalbarservice_bar_id_77b7fc45 ON public.licensing_generalbarservice USING btree (bar_id);
CREATE INDEX licensing_generalbarservice_recorded_by_id_fdbb8e37 ON public.licensing_generalbarservice USING btree (recorded_by_id);
CREATE INDEX licensing_generaledition_approved_by_id_09041fc8 ON public.licensing_generaledition USING btree (approved_by_id);
CREATE INDEX licensing_generaledition_authority_id_cfe4aa2a ON public.licensing_generaledition USING btree (authority_id);
CREATE INDEX licensing_generaledition_proposed_by_id_6fd422c2 ON public.licensing_generaledition USING btree (proposed_by_id);
CREATE INDEX licensing_generalregistration_authority_id_96325566 ON public.licensing_generalregistration USING btree (authority_id);
CREATE INDEX licensing_generalregistration_edition_id_822538fb ON public.licensing_generalregistration USING btree (edition_id);
CREATE INDEX licensing_generalregistration_exporter_id_61fff4e0 ON public.licensing_generalregistration USING btree (exporter_id);
CREATE INDEX licensing_generalregistration_reference_dc357d74_like ON public.licensing_generalregistration USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_generalregistration_registered_by_id_0acbf9a0 ON public.licensing_generalregistration USING btree (registered_by_id);
CREATE INDEX licensing_generalreminder_registration_id_76f7a17e ON public.licensing_generalreminder USING btree (registration_id);
CREATE INDEX licensing_generalreport_filed_by_id_b2760575 ON public.licensing_generalreport USING btree (filed_by_id);
CREATE INDEX licensing_generalreport_registration_id_82071f60 ON public.licensing_generalreport USING btree (registration_id);
CREATE INDEX licensing_informationreminder_information_request_id_cecbf358 ON public.licensing_informationreminder USING btree (information_request_id);
CREATE INDEX licensing_informationrequest_answered_by_id_3d00336b ON public.licensing_informationrequest USING btree (answered_by_id);
CREATE INDEX licensing_informationrequest_asked_by_id_0000c14c ON public.licensing_informationrequest USING btree (asked_by_id);
CREATE INDEX licensing_informationrequest_request_id_602b719d ON public.licensing_informationrequest USING btree (request_id);
CREATE INDEX licensing_informationrequest_withdrawn_by_id_ccf78d05 ON public.licensing_informationrequest USING btree (withdrawn_by_id);
CREATE INDEX licensing_informationstep_done_by_id_6cd4ddfe ON public.licensing_informationstep USING btree (done_by_id);
CREATE INDEX licensing_informationstep_information_request_id_d76d64bf ON public.licensing_informationstep USING btree (information_request_id);
CREATE INDEX licensing_interestscase_consultation_id_19295bc4 ON public.licensing_interestscase USING btree (consultation_id);
CREATE INDEX licensing_interestscase_named_by_id_dcf9b70c ON public.licensing_interestscase USING btree (named_by_id);
CREATE INDEX licensing_interestscase_request_id_742031b8 ON public.licensing_interestscase USING btree (request_id);
CREATE INDEX licensing_interestscase_taken_back_by_id_155b268e ON public.licensing_interestscase USING btree (taken_back_by_id);
CREATE INDEX licensing_letterheadchange_approved_by_id_390525ca ON public.licensing_letterheadchange USING btree (approved_by_id);
CREATE INDEX licensing_letterheadchange_authority_id_b66b3fcd ON public.licensing_letterheadchange USING btree (authority_id);
CREATE INDEX licensing_letterheadchange_proposed_by_id_fc40d666 ON public.licensing_letterheadchange USING btree (proposed_by_id);
CREATE INDEX licensing_letterservice_letter_id_9503f695 ON public.licensing_letterservice USING btree (letter_id);
CREATE INDEX licensing_letterservice_recorded_by_id_57213f69 ON public.licensing_letterservice USING btree (recorded_by_id);
CREATE INDEX licensing_listedname_authority_id_2216b96e ON public.licensing_listedname USING btree (authority_id);
CREATE INDEX licensing_matchrelease_approved_by_id_eaf6f3ad ON public.licensing_matchrelease USING btree (approved_by_id);
CREATE INDEX licensing_matchrelease_match_id_e2cf8146 ON public.licensing_matchrelease USING btree (match_id);
CREATE INDEX licensing_matchrelease_proposed_by_id_c3b68c93 ON public.licensing_matchrelease USING btree (proposed_by_id);
CREATE INDEX licensing_measurechange_approved_by_id_e4e4d813 ON public.licensing_measurechange USING btree (approved_by_id);
CREATE INDEX licensing_measurechange_measure_id_e785783b ON public.licensing_measurechange USING btree (measure_id);
CREATE INDEX licensing_measurechange_proposed_by_id_680e895f ON public.licensing_measurechange USING btree (proposed_by_id);
CREATE INDEX licensing_message_thread_id_a876aa7f ON public.licensing_message USING btree (thread_id);
CREATE INDEX licensing_message_written_by_id_75fade25 ON public.licensing_message USING btree (written_by_id);
CREATE INDEX licensing_messagereading_person_id_8ea81338 ON public.licensing_messagereading USING btree (person_id);
CREATE INDEX licensing_messagereading_thread_id_b8ca0a17 ON public.licensing_messagereading USING btree (thread_id);
CREATE INDEX licensing_messagethread_opened_by_id_a3b68d30 ON public.licensing_messagethread USING btree (opened_by_id);
CREATE INDEX licensing_messagethread_request_id_e9ade17b ON public.licensing_messagethread USING btree (request_id);
CREATE INDEX licensing_movedrest_source_id_74304a21 ON public.licensing_movedrest USING btree (source_id);
CREATE INDEX licensing_notemention_note_id_260fd8c5 ON public.licensing_notemention USING btree (note_id);
CREATE INDEX licensing_notemention_person_id_8ce5381a ON public.licensing_notemention USING btree (person_id);
CREATE INDEX licensing_partymatch_party_id_7517b8fc ON public.licensing_partymatch USING btree (party_id);
CREATE INDEX licensing_partymatch_request_id_5e36b791 ON public.licensing_partymatch USING btree (request_id);
CREATE INDEX licensing_partymatch_settled_by_id_64c5c34d ON public.licensing_partymatch USING btree (settled_by_id);
CREATE INDEX licensing_passeddenial_authority_id_b81d9ebc ON public.licensing_passeddenial USING btree (authority_id);
CREATE INDEX licensing_passeddenial_passed_by_id_c251485e ON public.licensing_passeddenial USING btree (passed_by_id);
CREATE INDEX licensing_passedrequirement_authority_id_7762ccf3 ON public.licensing_passedrequirement USING btree (authority_id);
CREATE INDEX licensing_passedrequirement_passed_by_id_18f00632 ON public.licensing_passedrequirement USING btree (passed_by_id);
CREATE INDEX licensing_pendingact_approved_by_id_d8932532 ON public.licensing_pendingact USING btree (approved_by_id);
CREATE INDEX licensing_pendingact_authority_id_4c507ccc ON public.licensing_pendingact USING btree (authority_id);
CREATE INDEX licensing_pendingact_proposed_by_id_fe96ce78 ON public.licensing_pendingact USING btree (proposed_by_id);
CREATE INDEX licensing_proposal_approved_by_id_e10377af ON public.licensing_proposal USING btree (approved_by_id);
CREATE INDEX licensing_proposal_proposed_by_id_8b301f3a ON public.licensing_proposal USING btree (proposed_by_id);
CREATE INDEX licensing_proposal_request_id_05f00cd6 ON public.licensing_proposal USING btree (request_id);
CREATE INDEX licensing_proposal_seconded_by_id_76835cd6 ON public.licensing_proposal USING btree (seconded_by_id);
CREATE INDEX licensing_proposaldraft_officer_id_685e6f63 ON public.licensing_proposaldraft USING btree (officer_id);
CREATE INDEX licensing_proposaldraft_request_id_9ec9c235 ON public.licensing_proposaldraft USING btree (request_id);
CREATE INDEX licensing_registration_authority_id_637c2372 ON public.licensing_registration USING btree (authority_id);
CREATE INDEX licensing_registration_exporter_id_6041c53f ON public.licensing_registration USING btree (exporter_id);
CREATE INDEX licensing_registration_person_id_ec901dde ON public.licensing_registration USING btree (person_id);
CREATE INDEX licensing_registration_reference_8e52a18e_like ON public.licensing_registration USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_registrationpaper_registration_id_50dd7c36 ON public.licensing_registrationpaper USING btree (registration_id);
CREATE INDEX licensing_remedy_change_id_5252bfba ON public.licensing_remedy USING btree (change_id);
CREATE INDEX licensing_remedy_decision_id_0b588798 ON public.licensing_remedy USING btree (decision_id);
CREATE INDEX licensing_remedy_recorded_by_id_e7d29aba ON public.licensing_remedy USING btree (recorded_by_id);
CREATE INDEX licensing_remedy_request_id_3625711f ON public.licensing_remedy USING btree (request_id);
CREATE INDEX licensing_remedyoutcome_approved_by_id_52396341 ON public.licensing_remedyoutcome USING btree (approved_by_id);
CREATE INDEX licensing_remedyoutcome_proposed_by_id_0619557e ON public.licensing_remedyoutcome USING btree (proposed_by_id);
CREATE INDEX licensing_remedyoutcome_remedy_id_c83f3677 ON public.licensing_remedyoutcome USING btree (remedy_id);
CREATE INDEX licensing_requestattachment_draft_id_e3c51b5f ON public.licensing_requestattachment USING btree (draft_id);
CREATE INDEX licensing_requestdraft_changed_by_id_513935bd ON public.licensing_requestdraft USING btree (changed_by_id);
CREATE INDEX licensing_requestdraft_created_by_id_e75508b5 ON public.licensing_requestdraft USING btree (created_by_id);
CREATE INDEX licensing_requestdraft_exporter_id_9dac69ca ON public.licensing_requestdraft USING btree (exporter_id);
CREATE INDEX licensing_requestdraft_reference_6208388a_like ON public.licensing_requestdraft USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_requestfieldsave_draft_id_c4a856de ON public.licensing_requestfieldsave USING btree (draft_id);
CREATE INDEX licensing_requestfieldsave_saved_by_id_60c4de8e ON public.licensing_requestfieldsave USING btree (saved_by_id);
CREATE INDEX licensing_requesttag_request_id_2767ea0d ON public.licensing_requesttag USING btree (request_id);
CREATE INDEX licensing_requesttag_tag_id_442d7413 ON public.licensing_requesttag USING btree (tag_id);
CREATE INDEX licensing_requesttag_tagged_by_id_3e6a223e ON public.licensing_requesttag USING btree (tagged_by_id);
CREATE INDEX licensing_requestversion_created_by_id_d2747cd1 ON public.licensing_requestversion USING btree (created_by_id);
CREATE INDEX licensing_requirementpaper_authority_id_193c0d8f ON public.licensing_requirementpaper USING btree (authority_id);
CREATE INDEX licensing_requirementpaper_entered_by_id_96fe365b ON public.licensing_requirementpaper USING btree (entered_by_id);
CREATE INDEX licensing_requirementpaper_reference_77862d28_like ON public.licensing_requirementpaper USING btree (reference varchar_pattern_ops);
CREATE INDEX licensing_requirementpaper_told_by_id_05fa202a ON public.licensing_requirementpaper USING btree (told_by_id);
CREATE INDEX licensing_requirementpaper_told_by_id_05fa202a_like ON public.licensing_requirementpaper USING btree (told_by_id varchar_pattern_ops);
CREATE INDEX licensing_restrictivemeasure_entered_by_id_3cc41b10 ON public.licensing_restrictivemeasure USING btree (entered_by_id);
CREATE INDEX licensing_restrictivemeasure_keeper_id_e168b534 ON public.licensing_restrictivemeasure USING btree (keeper_id);
CREATE INDEX licensing_restrictivemeasure_number_9e8d42db_like ON public.licensing_restrictivemeasure USING btree (number varchar_pattern_ops);
CREATE INDEX licensing_reversal_reversed_by_id_ad0917f3 ON public.licensing_reversal USING btree (reversed_by_id);
CREATE INDEX licensing_routingrule_approved_by_id_26d5b985 ON public.licensing_routingrule USING btree (approved_by_id);
CREATE INDEX licensing_routingrule_authority_id_b09d980f ON public.licensing_routingrule USING btree (authority_id);
CREATE INDEX licensing_routingrule_proposed_by_id_523dfff9 ON public.licensing_routingrule USING btree (proposed_by_id);
CREATE INDEX licensing_routingrule_removes_id_083069d1 ON public.licensing_routingrule USING btree (removes_id);
CREATE INDEX licensing_sanctionslist_imported_by_id_61520f5d ON public.licensing_sanctionslist USING btree (imported_by_id);
CREATE INDEX licensing_sandbox_organisation_id_c699c5e7 ON public.licensing_sandbox USING btree (organisation_id);
CREATE INDEX licensing_savedview_authority_id_6cdf8291 ON public.licensing_savedview USING btree (authority_id);
CREATE INDEX licensing_savedview_owner_id_8397f983 ON public.licensing_savedview USING btree (owner_id);
CREATE INDEX licensing_screeningjob_created_by_id_71df0a47 ON public.licensing_screeningjob USING btree (created_by_id);
CREATE INDEX licensing_screeningjob_organisation_id_76e501a2 ON public.licensing_screeningjob USING btree (organisation_id);
CREATE INDEX licensing_screeningjob_seat_id_b731ef24 ON public.licensing_screeningjob USING btree (seat_id);
CREATE INDEX licensing_screeninglog_at_cccd79f7 ON public.licensing_screeninglog USING btree (at);
CREATE INDEX licensing_screeninglog_user_id_0c10e2b5 ON public.licensing_screeninglog USING btree (user_id);
CREATE INDEX licensing_searchword_authority_id_c90e3c7c ON public.licensing_searchword USING btree (authority_id);
CREATE INDEX licensing_serviceresult_proof_id_ed36e71c ON public.licensing_serviceresult USING btree (proof_id);
CREATE INDEX licensing_serviceresult_recorded_by_id_0842fc73 ON public.licensing_serviceresult USING btree (recorded_by_id);
CREATE INDEX licensing_shareddocument_consultation_id_598c1e5c ON public.licensing_shareddocument USING btree (consultation_id);
CREATE INDEX licensing_shareddocument_document_id_84498149 ON public.licensing_shareddocument USING btree (document_id);
CREATE INDEX licensing_stateconsultatio_stateconsultation_id_579712d1 ON public.licensing_stateconsultation_denials USING btree (stateconsultation_id);
CREATE INDEX licensing_stateconsultation_answered_by_id_ba21b34a ON public.licensing_stateconsultation USING btree (answered_by_id);
CREATE INDEX licensing_stateconsultation_asked_by_id_f1260bf4 ON public.licensing_stateconsultation USING btree (asked_by_id);
CREATE INDEX licensing_stateconsultation_asked_state_id_1c10177f ON public.licensing_stateconsultation USING btree (asked_state_id);
CREATE INDEX licensing_stateconsultation_asked_state_id_1c10177f_like ON public.licensing_stateconsultation USING btree (asked_state_id varchar_pattern_ops);
CREATE INDEX licensing_stateconsultation_asking_authority_id_ff3462a6 ON public.licensing_stateconsultation USING btree (asking_authority_id);
CREATE INDEX licensing_stateconsultation_denials_denial_id_1de562cb ON public.licensing_stateconsultation_denials USING btree (denial_id);
CREATE INDEX licensing_stateconsultation_due_at_007afbdb ON public.licensing_stateconsultation USING btree (due_at);
CREATE INDEX licensing_stateconsultation_entered_by_id_47a962b7 ON public.licensing_stateconsultation USING btree (entered_by_id);
CREATE INDEX licensing_stateconsultation_request_id_9aded8cc ON public.licensing_stateconsultation USING btree (request_id);
CREATE INDEX licensing_tag_authority_id_aa97735c ON public.licensing_tag USING btree (authority_id);
CREATE INDEX licensing_tag_created_by_id_2141331a ON public.licensing_tag USING btree (created_by_id);
CREATE INDEX licensing_watchlistentry_added_by_id_332fdfc2 ON public.licensing_watchlistentry USING btree (added_by_id);
CREATE INDEX licensing_watchlistentry_authority_id_64cc8371 ON public.licensing_watchlistentry USING btree (authority_id);
CREATE INDEX licensing_watchlistentry_removed_by_id_ccc9785a ON public.licensing_watchlistentry USING btree (removed_by_id);
CREATE INDEX licensing_writeoff_authorisation_id_ec0edd6f ON public.licensing_writeoff USING btree (authorisation_id);
CREATE INDEX licensing_writeoff_mrn_2090f613 ON public.licensing_writeoff USING btree (mrn);
CREATE INDEX licensing_writeoff_mrn_2090f613_like ON public.licensing_writeoff USING btree (mrn varchar_pattern_ops);
CREATE INDEX licensing_writeoff_office_id_eb4adafb ON public.licensing_writeoff USING btree (office_id);
CREATE INDEX licensing_writeoff_recorded_by_id_4975df7d ON public.licensing_writeoff USING btree (recorded_by_id);
CREATE INDEX listed_name_by_entry ON public.licensing_listedname USING btree (source, entry) WHERE (until IS NULL);
CREATE INDEX listed_name_keys ON public.licensing_listedname USING gin (keys) WHERE (until IS NULL);
CREATE INDEX listed_name_to_seek ON public.licensing_listedname USING btree (id) WHERE (NOT sought);
CREATE UNIQUE INDEX match_release_one_pending ON public.licensing_matchrelease USING btree (match_id) WHERE ((status)::text = 'proposed'::text);
CREATE UNIQUE INDEX measure_change_one_pending ON public.licensing_measurechange USING btree (measure_id) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX national_entry_by_code ON public.controllist_nationalentry USING btree (code);
CREATE INDEX notice_inbox ON public.core_notice USING btree (organisation_id, created_at DESC);
CREATE INDEX notice_unsent ON public.core_notice USING btree (created_at, id) WHERE (delivered_at IS NULL);
CREATE INDEX notification_by_exporter ON public.notifications_catchallnotification USING btree (exporter_id, created_at DESC, id DESC);
CREATE INDEX notifications_assessment_assessed_by_id_71f42620 ON public.notifications_assessment USING btree (assessed_by_id);
CREATE INDEX notifications_assessment_request_id_29d7ca52 ON public.notifications_assessment USING btree (request_id);
CREATE INDEX notifications_attachment_notification_id_b5286c5c ON public.notifications_attachment USING btree (notification_id);
CREATE INDEX notifications_catchallnotification_changed_by_id_9f1ee439 ON public.notifications_catchallnotification USING btree (changed_by_id);
CREATE INDEX notifications_catchallnotification_created_by_id_0377b187 ON public.notifications_catchallnotification USING btree (created_by_id);
CREATE INDEX notifications_catchallnotification_exporter_id_d4d59461 ON public.notifications_catchallnotification USING btree (exporter_id);
CREATE INDEX notifications_catchallnotification_reference_d5882b00_like ON public.notifications_catchallnotification USING btree (reference varchar_pattern_ops);
CREATE INDEX notifications_contribution_about_id_c591c06e ON public.notifications_contribution USING btree (about_id);
CREATE INDEX notifications_contribution_author_id_6c6e06ae ON public.notifications_contribution USING btree (author_id);
CREATE INDEX notifications_contribution_organisation_id_f3707791 ON public.notifications_contribution USING btree (organisation_id);
CREATE INDEX notifications_contribution_procedure_id_fdaf7e63 ON public.notifications_contribution USING btree (procedure_id);
CREATE INDEX notifications_dueinstant_extension_id_6f10d4a1 ON public.notifications_dueinstant USING btree (extension_id);
CREATE INDEX notifications_dueinstant_member_state_id_d752e527 ON public.notifications_dueinstant USING btree (member_state_id);
CREATE INDEX notifications_dueinstant_member_state_id_d752e527_like ON public.notifications_dueinstant USING btree (member_state_id varchar_pattern_ops);
CREATE INDEX notifications_dueinstant_procedure_id_57362486 ON public.notifications_dueinstant USING btree (procedure_id);
CREATE INDEX notifications_extension_approved_by_id_9bbd335f ON public.notifications_extension USING btree (approved_by_id);
CREATE INDEX notifications_extension_procedure_id_bdc161b9 ON public.notifications_extension USING btree (procedure_id);
CREATE INDEX notifications_extension_proposed_by_id_93fbb1a4 ON public.notifications_extension USING btree (proposed_by_id);
CREATE INDEX notifications_fieldsave_notification_id_bf5140b8 ON public.notifications_fieldsave USING btree (notification_id);
CREATE INDEX notifications_fieldsave_saved_by_id_d9caa236 ON public.notifications_fieldsave USING btree (saved_by_id);
CREATE INDEX notifications_instruction_author_id_4261a181 ON public.notifications_instruction USING btree (author_id);
CREATE INDEX notifications_instruction_organisation_id_952285d7 ON public.notifications_instruction USING btree (organisation_id);
CREATE INDEX notifications_instruction_procedure_id_03c8e4bf ON public.notifications_instruction USING btree (procedure_id);
CREATE INDEX notifications_linkedrefusal_procedure_id_283b294f ON public.notifications_linkedrefusal USING btree (procedure_id);
CREATE INDEX notifications_objectionp_notifying_state_id_6f7fbf31_like ON public.notifications_objectionprocedure USING btree (notifying_state_id varchar_pattern_ops);
CREATE INDEX notifications_objectionpro_notifying_authority_id_47a90c68 ON public.notifications_objectionprocedure USING btree (notifying_authority_id);
CREATE INDEX notifications_objectionprocedure_after_withdrawn_id_a9de340c ON public.notifications_objectionprocedure USING btree (after_withdrawn_id);
CREATE INDEX notifications_objectionprocedure_closes_at_fe70f2a8 ON public.notifications_objectionprocedure USING btree (closes_at);
CREATE INDEX notifications_objectionprocedure_notifying_state_id_6f7fbf31 ON public.notifications_objectionprocedure USING btree (notifying_state_id);
CREATE INDEX notifications_objectionprocedure_reference_9dae9b4f_like ON public.notifications_objectionprocedure USING btree (reference varchar_pattern_ops);
CREATE INDEX notifications_objectionprocedure_request_id_af19283e ON public.notifications_objectionprocedure USING btree (request_id);
CREATE INDEX notifications_participant_member_state_id_3a432f52 ON public.notifications_participant USING btree (member_state_id);
CREATE INDEX notifications_participant_member_state_id_3a432f52_like ON public.notifications_participant USING btree (member_state_id varchar_pattern_ops);
CREATE INDEX notifications_participant_procedure_id_815196dd ON public.notifications_participant USING btree (procedure_id);
CREATE INDEX notifications_position_cast_by_id_00c8c765 ON public.notifications_position USING btree (cast_by_id);
CREATE INDEX notifications_position_member_state_id_9bf7b2fa ON public.notifications_position USING btree (member_state_id);
CREATE INDEX notifications_position_member_state_id_9bf7b2fa_like ON public.notifications_position USING btree (member_state_id varchar_pattern_ops);
CREATE INDEX notifications_position_procedure_id_4cc4c2f6 ON public.notifications_position USING btree (procedure_id);
CREATE INDEX notifications_release_document_id_1e45262f ON public.notifications_release USING btree (document_id);
CREATE INDEX notifications_release_procedure_id_dae5514e ON public.notifications_release USING btree (procedure_id);
CREATE INDEX notifications_release_released_by_id_65d6718f ON public.notifications_release USING btree (released_by_id);
CREATE INDEX notifications_rulesetselection_approved_by_id_88449563 ON public.notifications_rulesetselection USING btree (approved_by_id);
CREATE INDEX notifications_rulesetselection_proposed_by_id_6b016522 ON public.notifications_rulesetselection USING btree (proposed_by_id);
CREATE INDEX notifications_standardtext_approved_by_id_fd633be2 ON public.notifications_standardtext USING btree (approved_by_id);
CREATE INDEX notifications_standardtext_proposed_by_id_70cc5a6f ON public.notifications_standardtext USING btree (proposed_by_id);
CREATE INDEX notifications_withdrawal_approved_by_id_60c26874 ON public.notifications_withdrawal USING btree (approved_by_id);
CREATE INDEX notifications_withdrawal_procedure_id_ac9e25cb ON public.notifications_withdrawal USING btree (procedure_id);
CREATE INDEX notifications_withdrawal_proposed_by_id_f1d61964 ON public.notifications_withdrawal USING btree (proposed_by_id);
CREATE UNIQUE INDEX organisation_one_delegation_per_state ON public.core_organisation USING btree (member_state_id) WHERE ((kind)::text = 'delegation'::text);
CREATE UNIQUE INDEX password_link_one_owed ON public.core_passwordlink USING btree (person_id) WHERE (delivered_at IS NULL);
CREATE INDEX password_link_unsent ON public.core_passwordlink USING btree (owed_at) WHERE (delivered_at IS NULL);
CREATE UNIQUE INDEX pending_act_one_pending ON public.licensing_pendingact USING btree (act, about) WHERE ((status)::text = 'proposed'::text);
CREATE UNIQUE INDEX period_change_one_pending ON public.licensing_decisionperiodchange USING btree (authority_id, kind) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX procedure_newest ON public.notifications_objectionprocedure USING btree (opened_at DESC, id DESC);
CREATE UNIQUE INDEX procedure_one_open_per_item ON public.notifications_objectionprocedure USING btree (item_key) WHERE ((status)::text = 'open'::text);
CREATE UNIQUE INDEX proposal_one_waiting ON public.licensing_proposal USING btree (request_id) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX registration_by_authority ON public.licensing_registration USING btree (authority_id, status, sent_at DESC, id DESC);
CREATE UNIQUE INDEX registration_one_open ON public.licensing_registration USING btree (exporter_id) WHERE ((status)::text = ANY ((ARRAY['sent'::character varying, 'asked'::character varying])::text[]));
CREATE UNIQUE INDEX remedy_outcome_one_pending ON public.licensing_remedyoutcome USING btree (remedy_id) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX reported_by_month ON public.notifications_reportedfigure USING btree (month);
CREATE INDEX request_assignee ON public.licensing_authorisationrequest USING btree (authority_id, assigned_to_id, status);
CREATE INDEX request_by_clock ON public.licensing_authorisationrequest USING btree (authority_id, urgent_on, due_on, submitted_at DESC, id);
CREATE INDEX request_by_exporter ON public.licensing_authorisationrequest USING btree (exporter_id, created_at DESC, id DESC);
CREATE INDEX request_by_reference ON public.licensing_authorisationrequest USING btree (authority_id, reference);
CREATE INDEX request_decided ON public.licensing_authorisationrequest USING btree (authority_id, decided_at);
CREATE INDEX request_destination_by_country ON public.licensing_requestdestination USING btree (authority_id, country, id);
CREATE INDEX request_draft_by_exporter ON public.licensing_requestdraft USING btree (exporter_id, created_at DESC, id DESC);
CREATE INDEX request_line_by_item ON public.licensing_requestline USING btree (authority_id, item_key, id);
CREATE INDEX request_line_by_name ON public.licensing_requestline USING btree (authority_id, name, id);
CREATE INDEX request_line_words ON public.licensing_requestline USING gin (upper((name)::text) public.gin_trgm_ops);
CREATE INDEX request_newest ON public.licensing_authorisationrequest USING btree (authority_id, submitted_at DESC, id DESC);
CREATE INDEX request_open ON public.licensing_authorisationrequest USING btree (authority_id, urgent_on, due_on, submitted_at DESC, id) INCLUDE (status, assigned_to_id) WHERE ((status)::text = ANY ((ARRAY['information_requested'::character varying, 'proposed'::character varying, 'submitted'::character varying, 'under_review'::character varying])::text[]));
CREATE INDEX request_party_by_name ON public.licensing_requestparty USING btree (authority_id, name_key, id);
CREATE INDEX request_party_keys ON public.licensing_requestparty USING gin (match_keys);
CREATE INDEX request_required ON public.licensing_authorisationrequest USING btree (exporter_id) WHERE (((status)::text = 'authorisation_required'::text) OR (((status)::text = 'refused'::text) AND ((kind)::text = 'notification'::text) AND ((legal_basis)::text = ANY ((ARRAY['article_4'::character varying, 'article_5'::character varying])::text[]))));
CREATE INDEX request_worklist ON public.licensing_authorisationrequest USING btree (authority_id, status, due_on, id);
CREATE UNIQUE INDEX routing_rule_one_pending ON public.licensing_routingrule USING btree (authority_id) WHERE ((status)::text = 'proposed'::text);
CREATE UNIQUE INDEX sanctions_list_one_in_use ON public.licensing_sanctionslist USING btree (status) WHERE ((status)::text = 'in_use'::text);
CREATE INDEX sandbox_event_by_day ON public.licensing_sandboxevent USING btree (sandbox_id, "on", id);
CREATE UNIQUE INDEX saved_view_name_once ON public.licensing_savedview USING btree (authority_id, owner_id, lower((name)::text));
CREATE INDEX screening_job_newest ON public.licensing_screeningjob USING btree (organisation_id, created_at DESC);
CREATE INDEX screening_job_part_waits ON public.licensing_screeningjobpart USING btree (job_id, number) WHERE (results IS NULL);
CREATE INDEX search_cn_code ON public.controllist_searchdocument USING btree (cn_code varchar_pattern_ops);
CREATE INDEX search_functions ON public.controllist_searchdocument USING gin (functions);
CREATE INDEX search_word_likeness ON public.licensing_searchword USING gin (word public.gin_trgm_ops);
CREATE INDEX search_word_near ON public.controllist_searchword USING gin (word public.gin_trgm_ops);
CREATE INDEX search_words ON public.controllist_searchdocument USING gin (words);
CREATE UNIQUE INDEX seat_once ON public.core_seat USING btree (user_id, permission_id, content_object_id) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX selection_one_pending ON public.notifications_rulesetselection USING btree (status) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX shared_requirement_newest ON public.licensing_sharedrequirement USING btree (shared_at DESC, id DESC);
CREATE UNIQUE INDEX standard_text_one_pending ON public.notifications_standardtext USING btree (key) WHERE ((status)::text = 'proposed'::text);
CREATE INDEX state_consultation_asked ON public.licensing_stateconsultation USING btree (asked_state_id, asked_at DESC, id DESC);
CREATE INDEX state_consultation_asking ON public.licensing_stateconsultation USING btree (asking_authority_id, asked_at DESC, id DESC);
CREATE UNIQUE INDEX state_consultation_once ON public.licensing_stateconsultation USING btree (request_id, article, asked_state_id, version) WHERE (request_id IS NOT NULL);
CREATE UNIQUE INDEX state_consultation_paper_once ON public.licensing_stateconsultation USING btree (asking_authority_id, received_number) WHERE (NOT ((received_number)::text = ''::text));
CREATE UNIQUE INDEX statement_link_one_usable ON public.licensing_endusestatementlink USING btree (request_id) WHERE ((status)::text = ANY ((ARRAY['opened'::character varying, 'sent'::character varying])::text[]));
CREATE INDEX statement_link_unsent ON public.licensing_endusestatementlink USING btree (sent_at) WHERE (delivered_at IS NULL);
CREATE UNIQUE INDEX table_import_one_pending ON public.controllist_tableimport USING btree (keeper_id, kind) WHERE ((status)::text = 'proposed'::text);
CREATE UNIQUE INDEX tag_label_once ON public.licensing_tag USING btree (authority_id, lower((label)::text));
CREATE UNIQUE INDEX text_one_open ON public.controllist_entrytext USING btree (entry_id, language) WHERE ((status)::text = ANY ((ARRAY['draft'::character varying, 'proposed'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE UNIQUE INDEX user_email_once ON public.core_user USING btree (lower((email)::text));
CREATE UNIQUE INDEX watch_list_name_once ON public.licensing_watchlistentry USING btree (authority_id, name) WHERE ((status)::text = 'listed'::text);
CREATE UNIQUE INDEX withdrawal_one_pending ON public.notifications_withdrawal USING btree (procedure_id) WHERE ((status)::text = 'proposed'::text);
CREATE UNIQUE INDEX write_off_once ON public.licensing_writeoff USING btree (balance_id, mrn, attempt) WHERE (NOT ((mrn)::text = ''::text));
CREATE UNIQUE INDEX write_off_reported_once ON public.licensing_writeoff USING btree (balance_id, own_reference, attempt) WHERE (NOT ((own_reference)::text = ''::text));
CREATE CONSTRAINT TRIGGER controllist_controllistentry_as_logged AFTER INSERT OR UPDATE ON public.controllist_controllistentry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.controllist_require_log();
CREATE CONSTRAINT TRIGGER controllist_controllistentry_audited AFTER INSERT OR UPDATE OF status ON public.controllist_controllistentry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('listed');
CREATE TRIGGER controllist_controllistentry_by_procedure BEFORE INSERT ON public.controllist_controllistentry FOR EACH ROW EXECUTE FUNCTION public.notifications_require_listing();
CREATE CONSTRAINT TRIGGER controllist_edition_by_two_officers AFTER INSERT ON public.controllist_edition DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.controllist_require_change();
CREATE CONSTRAINT TRIGGER controllist_entrychange_audited AFTER INSERT OR UPDATE OF status ON public.controllist_entrychange DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER controllist_entrychange_settled BEFORE UPDATE ON public.controllist_entrychange FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER controllist_entrytext_audited AFTER INSERT OR UPDATE OF status ON public.controllist_entrytext DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('draft');
CREATE TRIGGER controllist_entrytext_settled BEFORE UPDATE ON public.controllist_entrytext FOR EACH ROW WHEN (((old.status)::text <> ALL ((ARRAY['draft'::character varying, 'proposed'::character varying])::text[]))) EXECUTE FUNCTION core.keep_settled('but');
CREATE TRIGGER controllist_logleaf_followed AFTER INSERT ON public.controllist_logleaf FOR EACH ROW EXECUTE FUNCTION public.controllist_follow_log();
CREATE CONSTRAINT TRIGGER controllist_tableimport_audited AFTER INSERT OR UPDATE OF status ON public.controllist_tableimport DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER controllist_tableimport_settled BEFORE UPDATE ON public.controllist_tableimport FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER core_apikey_traced AFTER INSERT ON public.core_apikey DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_trace('key');
CREATE CONSTRAINT TRIGGER core_file_audited AFTER INSERT OR UPDATE OF status ON public.core_file DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('quarantined');
CREATE TRIGGER core_file_settled BEFORE UPDATE ON public.core_file FOR EACH ROW EXECUTE FUNCTION core.keep_settled('only', 'name', 'size', 'sha256', 'uploaded_by_id', 'created_at');
CREATE TRIGGER core_holidayyear_approved AFTER INSERT ON public.core_holidayyear FOR EACH ROW EXECUTE FUNCTION core.require_approved_change();
CREATE CONSTRAINT TRIGGER core_invitation_audited AFTER INSERT OR UPDATE OF status ON public.core_invitation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER core_memberstate_approved AFTER UPDATE ON public.core_memberstate FOR EACH ROW EXECUTE FUNCTION core.require_approved_change();
CREATE CONSTRAINT TRIGGER core_organisation_changed AFTER UPDATE ON public.core_organisation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.* IS DISTINCT FROM old.*)) EXECUTE FUNCTION core.leave_trace('organisation', 'change');
CREATE CONSTRAINT TRIGGER core_organisation_made AFTER INSERT ON public.core_organisation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.leave_trace('organisation', 'create');
CREATE TRIGGER core_population_approved AFTER INSERT ON public.core_population FOR EACH ROW EXECUTE FUNCTION core.require_approved_change();
CREATE TRIGGER core_populationset_approved AFTER INSERT ON public.core_populationset FOR EACH ROW EXECUTE FUNCTION core.require_approved_change();
CREATE TRIGGER core_publicholiday_approved AFTER INSERT OR DELETE OR UPDATE ON public.core_publicholiday FOR EACH ROW EXECUTE FUNCTION core.require_approved_change();
CREATE CONSTRAINT TRIGGER core_referencechange_audited AFTER INSERT OR UPDATE OF status ON public.core_referencechange DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER core_referencechange_settled BEFORE UPDATE ON public.core_referencechange FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER core_seat_separate_duties AFTER INSERT OR UPDATE OF user_id, content_object_id, starts_at, ends_at, removed_at ON public.core_seat DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.removed_at IS NULL)) EXECUTE FUNCTION core.separate_duties();
CREATE CONSTRAINT TRIGGER core_seat_traced AFTER INSERT OR UPDATE ON public.core_seat DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_trace('seat');
CREATE CONSTRAINT TRIGGER core_user_made AFTER INSERT ON public.core_user DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.leave_trace('account', 'create');
CREATE CONSTRAINT TRIGGER core_user_password_set AFTER UPDATE OF password ON public.core_user DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.password)::text IS DISTINCT FROM (old.password)::text)) EXECUTE FUNCTION core.leave_trace('account', 'set_password');
CREATE CONSTRAINT TRIGGER licensing_amendment_audited AFTER INSERT OR UPDATE OF status ON public.licensing_amendment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('draft');
CREATE TRIGGER licensing_amendment_settled BEFORE UPDATE ON public.licensing_amendment FOR EACH ROW WHEN (((old.status)::text <> 'draft'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_authorisation_audited AFTER INSERT OR UPDATE OF status ON public.licensing_authorisation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('valid');
CREATE TRIGGER licensing_authorisation_newest BEFORE UPDATE OF version_id ON public.licensing_authorisation FOR EACH ROW WHEN (((old.version_id IS NOT NULL) AND (new.version_id IS DISTINCT FROM old.version_id))) EXECUTE FUNCTION public.licensing_keep_newest_authorisation();
CREATE TRIGGER licensing_authorisation_settled BEFORE UPDATE ON public.licensing_authorisation FOR EACH ROW WHEN (((old.status)::text <> ALL ((ARRAY['valid'::character varying, 'suspended'::character varying, 'revoked'::character varying, 'surrendered'::character varying, 'annulled'::character varying])::text[]))) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_authorisationchange_audited AFTER INSERT OR UPDATE OF status ON public.licensing_authorisationchange DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_authorisationchange_settled BEFORE UPDATE ON public.licensing_authorisationchange FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_authorisationrequest_audited AFTER INSERT OR UPDATE OF status ON public.licensing_authorisationrequest DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('draft');
CREATE TRIGGER licensing_authorisationrequest_newest BEFORE UPDATE OF version_id ON public.licensing_authorisationrequest FOR EACH ROW WHEN (((old.version_id IS NOT NULL) AND (new.version_id IS DISTINCT FROM old.version_id))) EXECUTE FUNCTION public.licensing_keep_newest_version();
CREATE TRIGGER licensing_authorisationrequest_settled BEFORE UPDATE ON public.licensing_authorisationrequest FOR EACH ROW WHEN (((old.status)::text <> 'draft'::text)) EXECUTE FUNCTION core.keep_settled('only', 'reference', 'kind', 'exporter_id', 'authority_id', 'submitted_by_id', 'submitted_at');
CREATE CONSTRAINT TRIGGER licensing_authoritytext_audited AFTER INSERT OR UPDATE OF status ON public.licensing_authoritytext DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('in_use');
CREATE CONSTRAINT TRIGGER licensing_changerequest_audited AFTER INSERT OR UPDATE OF status ON public.licensing_changerequest DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('open');
CREATE TRIGGER licensing_changerequest_settled BEFORE UPDATE ON public.licensing_changerequest FOR EACH ROW WHEN (((old.status)::text <> 'open'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_classificationopinion_audited AFTER INSERT OR UPDATE OF status ON public.licensing_classificationopinion DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_classificationopinion_settled BEFORE UPDATE ON public.licensing_classificationopinion FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_classificationquestion_audited AFTER INSERT OR UPDATE OF status ON public.licensing_classificationquestion DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('asked');
CREATE TRIGGER licensing_classificationquestion_settled BEFORE UPDATE ON public.licensing_classificationquestion FOR EACH ROW WHEN (((old.status)::text <> 'asked'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_consultation_audited AFTER INSERT OR UPDATE OF status ON public.licensing_consultation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('asked');
CREATE CONSTRAINT TRIGGER licensing_consultedbody_audited AFTER INSERT OR UPDATE OF status ON public.licensing_consultedbody DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('active');
CREATE CONSTRAINT TRIGGER licensing_customsenquiry_audited AFTER INSERT OR UPDATE OF status ON public.licensing_customsenquiry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('asked');
CREATE TRIGGER licensing_customsenquiry_settled BEFORE UPDATE ON public.licensing_customsenquiry FOR EACH ROW WHEN (((old.status)::text <> 'asked'::text)) EXECUTE FUNCTION core.keep_settled('but', 'hold_id');
CREATE CONSTRAINT TRIGGER licensing_customshold_audited AFTER INSERT OR UPDATE OF status ON public.licensing_customshold DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('open');
CREATE TRIGGER licensing_customshold_settled BEFORE UPDATE ON public.licensing_customshold FOR EACH ROW WHEN (((old.status)::text <> ALL ((ARRAY['open'::character varying, 'extended'::character varying])::text[]))) EXECUTE FUNCTION core.keep_settled('but', 'end', 'ended_on', 'ended_words', 'ended_by_id', 'ended_at');
CREATE CONSTRAINT TRIGGER licensing_decisionperiodchange_audited AFTER INSERT OR UPDATE OF status ON public.licensing_decisionperiodchange DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_decisionperiodchange_settled BEFORE UPDATE ON public.licensing_decisionperiodchange FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_denial_audited AFTER INSERT OR UPDATE OF status ON public.licensing_denial DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('valid');
CREATE TRIGGER licensing_denial_settled BEFORE UPDATE ON public.licensing_denial FOR EACH ROW WHEN (((old.status)::text <> 'valid'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_denialimport_audited AFTER INSERT OR UPDATE OF status ON public.licensing_denialimport DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_denialimport_settled BEFORE UPDATE ON public.licensing_denialimport FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_denialreview_audited AFTER INSERT OR UPDATE OF status ON public.licensing_denialreview DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_denialreview_settled BEFORE UPDATE ON public.licensing_denialreview FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE TRIGGER licensing_document_settled BEFORE UPDATE ON public.licensing_document FOR EACH ROW WHEN ((old.file_id IS NOT NULL)) EXECUTE FUNCTION core.keep_settled('only', 'request_id', 'kind', 'file_id');
CREATE CONSTRAINT TRIGGER licensing_endusestatementlink_audited AFTER INSERT OR UPDATE OF status ON public.licensing_endusestatementlink DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('sent');
CREATE TRIGGER licensing_endusestatementlink_settled BEFORE UPDATE ON public.licensing_endusestatementlink FOR EACH ROW WHEN (((old.status)::text <> ALL ((ARRAY['sent'::character varying, 'opened'::character varying, 'signed'::character varying])::text[]))) EXECUTE FUNCTION core.keep_settled('but', 'delivered_at', 'attempts', 'next_attempt_at', 'gave_up_at', 'failure');
CREATE CONSTRAINT TRIGGER licensing_generalbar_audited AFTER INSERT OR UPDATE OF status ON public.licensing_generalbar DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_generalbar_settled BEFORE UPDATE ON public.licensing_generalbar FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE TRIGGER licensing_generalbarservice_settled BEFORE UPDATE ON public.licensing_generalbarservice FOR EACH ROW WHEN ((old.counts_on IS NOT NULL)) EXECUTE FUNCTION core.keep_settled('only', 'counts_on');
CREATE CONSTRAINT TRIGGER licensing_generaledition_audited AFTER INSERT OR UPDATE OF status ON public.licensing_generaledition DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_generaledition_settled BEFORE UPDATE ON public.licensing_generaledition FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE TRIGGER licensing_informationrequest_settled BEFORE UPDATE ON public.licensing_informationrequest FOR EACH ROW WHEN (((old.answered_at IS NOT NULL) OR (old.withdrawn_at IS NOT NULL))) EXECUTE FUNCTION core.keep_settled('but');
CREATE TRIGGER licensing_interestscase_settled BEFORE UPDATE ON public.licensing_interestscase FOR EACH ROW WHEN ((old.taken_back_at IS NOT NULL)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_letterheadchange_audited AFTER INSERT OR UPDATE OF status ON public.licensing_letterheadchange DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_letterheadchange_settled BEFORE UPDATE ON public.licensing_letterheadchange FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE TRIGGER licensing_letterservice_settled BEFORE UPDATE ON public.licensing_letterservice FOR EACH ROW WHEN ((old.counts_on IS NOT NULL)) EXECUTE FUNCTION core.keep_settled('only', 'counts_on');
CREATE CONSTRAINT TRIGGER licensing_linebalance_ledger AFTER INSERT OR UPDATE OF granted, value_granted, moved, value_moved ON public.licensing_linebalance DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.licensing_require_ledger();
CREATE TRIGGER licensing_listedname_settled BEFORE UPDATE ON public.licensing_listedname FOR EACH ROW WHEN ((old.until IS NOT NULL)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_matchrelease_audited AFTER INSERT OR UPDATE OF status ON public.licensing_matchrelease DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_matchrelease_settled BEFORE UPDATE ON public.licensing_matchrelease FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_measurechange_audited AFTER INSERT OR UPDATE OF status ON public.licensing_measurechange DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_measurechange_settled BEFORE UPDATE ON public.licensing_measurechange FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_movedrest_ledger AFTER INSERT ON public.licensing_movedrest DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.licensing_require_ledger();
CREATE CONSTRAINT TRIGGER licensing_partymatch_audited AFTER INSERT OR UPDATE OF status ON public.licensing_partymatch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('open');
CREATE CONSTRAINT TRIGGER licensing_pendingact_audited AFTER INSERT OR UPDATE OF status ON public.licensing_pendingact DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_pendingact_settled BEFORE UPDATE ON public.licensing_pendingact FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_proposal_audited AFTER INSERT OR UPDATE OF status ON public.licensing_proposal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_proposal_settled BEFORE UPDATE ON public.licensing_proposal FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_registration_audited AFTER INSERT OR UPDATE OF status ON public.licensing_registration DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('entered');
CREATE TRIGGER licensing_registration_settled BEFORE UPDATE ON public.licensing_registration FOR EACH ROW WHEN (((old.status)::text <> ALL ((ARRAY['entered'::character varying, 'sent'::character varying, 'asked'::character varying])::text[]))) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_remedy_audited AFTER INSERT OR UPDATE OF status ON public.licensing_remedy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('open');
CREATE TRIGGER licensing_remedy_settled BEFORE UPDATE ON public.licensing_remedy FOR EACH ROW WHEN (((old.status)::text <> 'open'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_remedyoutcome_audited AFTER INSERT OR UPDATE OF status ON public.licensing_remedyoutcome DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_remedyoutcome_settled BEFORE UPDATE ON public.licensing_remedyoutcome FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE TRIGGER licensing_requestdraft_settled BEFORE UPDATE ON public.licensing_requestdraft FOR EACH ROW WHEN ((old.closed_at IS NOT NULL)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_restrictivemeasure_audited AFTER INSERT OR UPDATE OF status ON public.licensing_restrictivemeasure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('entered');
CREATE TRIGGER licensing_restrictivemeasure_law AFTER INSERT OR DELETE OR UPDATE ON public.licensing_restrictivemeasure FOR EACH STATEMENT EXECUTE FUNCTION public.licensing_mark_law();
CREATE TRIGGER licensing_restrictivemeasure_settled BEFORE UPDATE ON public.licensing_restrictivemeasure FOR EACH ROW WHEN (((old.status)::text <> ALL ((ARRAY['entered'::character varying, 'confirmed'::character varying])::text[]))) EXECUTE FUNCTION core.keep_settled('but');
CREATE TRIGGER licensing_reversal_moves AFTER INSERT ON public.licensing_reversal FOR EACH ROW EXECUTE FUNCTION public.licensing_move_balance();
CREATE CONSTRAINT TRIGGER licensing_routingrule_audited AFTER INSERT OR UPDATE OF status ON public.licensing_routingrule DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER licensing_routingrule_settled BEFORE UPDATE ON public.licensing_routingrule FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_sanctionslist_audited AFTER INSERT OR UPDATE OF status ON public.licensing_sanctionslist DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('received');
CREATE CONSTRAINT TRIGGER licensing_sharedrequirement_audited AFTER INSERT OR UPDATE OF status ON public.licensing_sharedrequirement DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('stands');
CREATE TRIGGER licensing_sharedrequirement_settled BEFORE UPDATE ON public.licensing_sharedrequirement FOR EACH ROW WHEN (((old.status)::text <> 'stands'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER licensing_stateconsultation_audited AFTER INSERT OR UPDATE OF status ON public.licensing_stateconsultation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('asked');
CREATE TRIGGER licensing_stateconsultation_settled BEFORE UPDATE ON public.licensing_stateconsultation FOR EACH ROW WHEN (((old.status)::text <> ALL ((ARRAY['asked'::character varying, 'extended'::character varying])::text[]))) EXECUTE FUNCTION core.keep_settled('but', 'returned_on', 'returned_number');
CREATE CONSTRAINT TRIGGER licensing_watchlistentry_audited AFTER INSERT OR UPDATE OF status ON public.licensing_watchlistentry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('listed');
CREATE TRIGGER licensing_watchlistentry_settled BEFORE UPDATE ON public.licensing_watchlistentry FOR EACH ROW WHEN (((old.status)::text <> 'listed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE TRIGGER licensing_writeoff_moves AFTER INSERT ON public.licensing_writeoff FOR EACH ROW EXECUTE FUNCTION public.licensing_move_balance();
CREATE CONSTRAINT TRIGGER notifications_catchallnotification_audited AFTER INSERT OR UPDATE OF status ON public.notifications_catchallnotification DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('draft');
CREATE TRIGGER notifications_catchallnotification_settled BEFORE UPDATE ON public.notifications_catchallnotification FOR EACH ROW WHEN (((old.status)::text <> 'draft'::text)) EXECUTE FUNCTION core.keep_settled('but', 'status', 'changed_by_id', 'changed_at');
CREATE TRIGGER notifications_dueinstant_follow AFTER INSERT ON public.notifications_dueinstant FOR EACH ROW EXECUTE FUNCTION public.notifications_follow_instant();
CREATE CONSTRAINT TRIGGER notifications_extension_audited AFTER INSERT OR UPDATE OF status ON public.notifications_extension DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER notifications_extension_settled BEFORE UPDATE ON public.notifications_extension FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE TRIGGER notifications_linkedrefusal_keep BEFORE UPDATE ON public.notifications_linkedrefusal FOR EACH ROW EXECUTE FUNCTION public.notifications_keep_link();
CREATE CONSTRAINT TRIGGER notifications_objectionprocedure_audited AFTER INSERT OR UPDATE OF status ON public.notifications_objectionprocedure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('open');
CREATE CONSTRAINT TRIGGER notifications_objectionprocedure_closed AFTER UPDATE ON public.notifications_objectionprocedure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((((new.status)::text = 'closed'::text) AND ((old.status)::text <> 'closed'::text))) EXECUTE FUNCTION public.notifications_require_outcome('id');
CREATE TRIGGER notifications_objectionprocedure_keep_end BEFORE UPDATE ON public.notifications_objectionprocedure FOR EACH ROW WHEN (((old.earliest_due_at IS DISTINCT FROM new.earliest_due_at) OR (old.closes_at IS DISTINCT FROM new.closes_at))) EXECUTE FUNCTION public.notifications_keep_end();
CREATE CONSTRAINT TRIGGER notifications_objectionprocedure_opened AFTER INSERT ON public.notifications_objectionprocedure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.notifications_require_opening('id');
CREATE TRIGGER notifications_objectionprocedure_settled BEFORE UPDATE ON public.notifications_objectionprocedure FOR EACH ROW WHEN (((old.status)::text <> 'open'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER notifications_participant_opened AFTER INSERT ON public.notifications_participant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.notifications_require_opening('procedure_id');
CREATE TRIGGER notifications_position_in_time BEFORE INSERT ON public.notifications_position FOR EACH ROW EXECUTE FUNCTION public.notifications_require_window();
CREATE CONSTRAINT TRIGGER notifications_position_receipt AFTER INSERT ON public.notifications_position DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.notifications_require_receipt();
CREATE CONSTRAINT TRIGGER notifications_procedureoutcome_closed AFTER INSERT ON public.notifications_procedureoutcome DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.notifications_require_outcome('procedure_id');
CREATE CONSTRAINT TRIGGER notifications_rulesetselection_audited AFTER INSERT OR UPDATE OF status ON public.notifications_rulesetselection DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER notifications_rulesetselection_settled BEFORE UPDATE ON public.notifications_rulesetselection FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER notifications_standardtext_audited AFTER INSERT OR UPDATE OF status ON public.notifications_standardtext DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER notifications_standardtext_settled BEFORE UPDATE ON public.notifications_standardtext FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
CREATE CONSTRAINT TRIGGER notifications_withdrawal_audited AFTER INSERT OR UPDATE OF status ON public.notifications_withdrawal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core.require_audit('proposed');
CREATE TRIGGER notifications_withdrawal_settled BEFORE UPDATE ON public.notifications_withdrawal FOR EACH ROW WHEN (((old.status)::text <> 'proposed'::text)) EXECUTE FUNCTION core.keep_settled('but');
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_core_user_id FOREIGN KEY (user_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_cncorrelation
    ADD CONSTRAINT controllist_cncorrel_confirmed_by_id_960bf2e0_fk_controlli FOREIGN KEY (confirmed_by_id) REFERENCES public.controllist_tableimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_controllistentry
    ADD CONSTRAINT controllist_controll_notifying_state_id_8a7b866e_fk_core_memb FOREIGN KEY (notifying_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_edition
    ADD CONSTRAINT controllist_edition_entry_id_4e7edf7e_fk_controlli FOREIGN KEY (entry_id) REFERENCES public.controllist_controllistentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_entrychange
    ADD CONSTRAINT controllist_entrycha_entry_id_d4cfd044_fk_controlli FOREIGN KEY (entry_id) REFERENCES public.controllist_controllistentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_entrychange
    ADD CONSTRAINT controllist_entrychange_approved_by_id_d46e6dbd_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_entrychange
    ADD CONSTRAINT controllist_entrychange_proposed_by_id_b2d814cd_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_entrytext
    ADD CONSTRAINT controllist_entrytex_entry_id_1121fcc9_fk_controlli FOREIGN KEY (entry_id) REFERENCES public.controllist_controllistentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_entrytext
    ADD CONSTRAINT controllist_entrytext_published_by_id_8f50173c_fk_core_user_id FOREIGN KEY (published_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_entrytext
    ADD CONSTRAINT controllist_entrytext_written_by_id_4a7760aa_fk_core_user_id FOREIGN KEY (written_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_logleaf
    ADD CONSTRAINT controllist_logleaf_edition_id_b5084caf_fk_controlli FOREIGN KEY (edition_id) REFERENCES public.controllist_edition(number) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_logleaf
    ADD CONSTRAINT controllist_logleaf_entry_id_fe2bd396_fk_controlli FOREIGN KEY (entry_id) REFERENCES public.controllist_controllistentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_nationalentry
    ADD CONSTRAINT controllist_national_confirmed_by_id_f372314e_fk_controlli FOREIGN KEY (confirmed_by_id) REFERENCES public.controllist_tableimport(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_nationalentry
    ADD CONSTRAINT controllist_national_member_state_id_988f7739_fk_core_memb FOREIGN KEY (member_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_searchdocument
    ADD CONSTRAINT controllist_searchdo_entry_id_05aa9bb3_fk_controlli FOREIGN KEY (entry_id) REFERENCES public.controllist_controllistentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_tableimport
    ADD CONSTRAINT controllist_tableimp_keeper_id_53410f8b_fk_core_orga FOREIGN KEY (keeper_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_tableimport
    ADD CONSTRAINT controllist_tableimp_member_state_id_98d2e559_fk_core_memb FOREIGN KEY (member_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_tableimport
    ADD CONSTRAINT controllist_tableimport_approved_by_id_34409517_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.controllist_tableimport
    ADD CONSTRAINT controllist_tableimport_proposed_by_id_662470aa_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_apikey
    ADD CONSTRAINT core_apikey_seat_id_5c4be46c_fk_core_seat_id FOREIGN KEY (seat_id) REFERENCES public.core_seat(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_apikey
    ADD CONSTRAINT core_apikey_user_id_0c9405cd_fk_core_user_id FOREIGN KEY (user_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_auditevent
    ADD CONSTRAINT core_auditevent_actor_id_3bd0c673_fk_core_user_id FOREIGN KEY (actor_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_auditleaf
    ADD CONSTRAINT core_auditleaf_event_id_17f3a620_fk_core_auditevent_id FOREIGN KEY (event_id) REFERENCES public.core_auditevent(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_calendaraddress
    ADD CONSTRAINT core_calendaraddress_user_id_68de168e_fk_core_user_id FOREIGN KEY (user_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_digestline
    ADD CONSTRAINT core_digestline_notice_id_14644101_fk_core_notice_id FOREIGN KEY (notice_id) REFERENCES public.core_notice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_digestline
    ADD CONSTRAINT core_digestline_person_id_75e29e71_fk_core_user_id FOREIGN KEY (person_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_file
    ADD CONSTRAINT core_file_uploaded_by_id_4c9a235f_fk_core_user_id FOREIGN KEY (uploaded_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_invitation
    ADD CONSTRAINT core_invitation_approved_by_id_65e95a04_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_invitation
    ADD CONSTRAINT core_invitation_organisation_id_62014a4d_fk_core_orga FOREIGN KEY (organisation_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_invitation
    ADD CONSTRAINT core_invitation_person_id_2574bfe9_fk_core_user_id FOREIGN KEY (person_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_invitation
    ADD CONSTRAINT core_invitation_proposed_by_id_971215f8_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_invitation
    ADD CONSTRAINT core_invitation_seat_id_2a0b0fb7_fk_core_seat_id FOREIGN KEY (seat_id) REFERENCES public.core_seat(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_mutedcase
    ADD CONSTRAINT core_mutedcase_person_id_6ef80c3e_fk_core_user_id FOREIGN KEY (person_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_notice
    ADD CONSTRAINT core_notice_organisation_id_c55fb884_fk_core_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_notice
    ADD CONSTRAINT core_notice_person_id_3c1dbf2f_fk_core_user_id FOREIGN KEY (person_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_noticeread
    ADD CONSTRAINT core_noticeread_notice_id_146f934a_fk_core_notice_id FOREIGN KEY (notice_id) REFERENCES public.core_notice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_noticeread
    ADD CONSTRAINT core_noticeread_person_id_a0109786_fk_core_user_id FOREIGN KEY (person_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_organisation
    ADD CONSTRAINT core_organisation_member_state_id_2a1dee1f_fk_core_memb FOREIGN KEY (member_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_passwordlink
    ADD CONSTRAINT core_passwordlink_person_id_ba3765ff_fk_core_user_id FOREIGN KEY (person_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_population
    ADD CONSTRAINT core_population_member_state_id_06b6bf64_fk_core_memb FOREIGN KEY (member_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_population
    ADD CONSTRAINT core_population_population_set_id_783efc77_fk_core_popu FOREIGN KEY (population_set_id) REFERENCES public.core_populationset(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_referencechange
    ADD CONSTRAINT core_referencechange_approved_by_id_efceeffd_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_referencechange
    ADD CONSTRAINT core_referencechange_proposed_by_id_ba44c588_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_idempotencyrecord
    ADD CONSTRAINT core_rememberedanswer_user_id_15459358_fk_core_user_id FOREIGN KEY (user_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_seat
    ADD CONSTRAINT core_seat_content_object_id_b2432d0e_fk_core_organisation_id FOREIGN KEY (content_object_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_seat
    ADD CONSTRAINT core_seat_granted_by_id_5725739b_fk_core_user_id FOREIGN KEY (granted_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_seat
    ADD CONSTRAINT core_seat_permission_id_34bea923_fk_auth_permission_id FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_seat
    ADD CONSTRAINT core_seat_user_id_cd90fea6_fk_core_user_id FOREIGN KEY (user_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_webhook
    ADD CONSTRAINT core_webhook_seat_id_7305ac8e_fk_core_seat_id FOREIGN KEY (seat_id) REFERENCES public.core_seat(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.core_webhook
    ADD CONSTRAINT core_webhook_user_id_83ceee40_fk_core_user_id FOREIGN KEY (user_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_content_type_id_7ade36b8_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_group_id_4bbbfb62_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_permission_id_36572738_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectp_content_type_id_2e892405_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectp_permission_id_71807bfc_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectpermission_user_id_d5c1e964_fk_core_user_id FOREIGN KEY (user_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_absence
    ADD CONSTRAINT licensing_absence_authority_id_98c4b170_fk_core_organisation_id FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_absence
    ADD CONSTRAINT licensing_absence_deputy_id_d20165e0_fk_core_user_id FOREIGN KEY (deputy_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_absence
    ADD CONSTRAINT licensing_absence_officer_id_259af997_fk_core_user_id FOREIGN KEY (officer_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_advice
    ADD CONSTRAINT licensing_advice_conditions_id_79841ca0_fk_licensing FOREIGN KEY (conditions_id) REFERENCES public.licensing_conditionsdraft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_advice
    ADD CONSTRAINT licensing_advice_consultation_id_e3a40896_fk_licensing FOREIGN KEY (consultation_id) REFERENCES public.licensing_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_advice
    ADD CONSTRAINT licensing_advice_recorded_by_id_2fa73713_fk_core_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_amendment
    ADD CONSTRAINT licensing_amendment_based_on_id_efecb0db_fk_licensing FOREIGN KEY (based_on_id) REFERENCES public.licensing_requestversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_amendment
    ADD CONSTRAINT licensing_amendment_changed_by_id_9475e3af_fk_core_user_id FOREIGN KEY (changed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_amendment
    ADD CONSTRAINT licensing_amendment_created_by_id_4fee3f20_fk_core_user_id FOREIGN KEY (created_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_amendment
    ADD CONSTRAINT licensing_amendment_exporter_id_9bb0d99c_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_amendment
    ADD CONSTRAINT licensing_amendment_request_id_f67c50c1_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_amendment
    ADD CONSTRAINT licensing_amendment_version_id_2d81a2c3_fk_licensing FOREIGN KEY (version_id) REFERENCES public.licensing_requestversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_amendmentattachment
    ADD CONSTRAINT licensing_amendmenta_amendment_id_a08623a3_fk_licensing FOREIGN KEY (amendment_id) REFERENCES public.licensing_amendment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_amendmentattachment
    ADD CONSTRAINT licensing_amendmentattachment_file_id_86986d01_fk_core_file_id FOREIGN KEY (file_id) REFERENCES public.core_file(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_amendmentfieldsave
    ADD CONSTRAINT licensing_amendmentf_amendment_id_470373de_fk_licensing FOREIGN KEY (amendment_id) REFERENCES public.licensing_amendment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_amendmentfieldsave
    ADD CONSTRAINT licensing_amendmentf_saved_by_id_82f0841d_fk_core_user FOREIGN KEY (saved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationchange
    ADD CONSTRAINT licensing_authorisat_approved_by_id_7ce9bece_fk_core_user FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationrequest
    ADD CONSTRAINT licensing_authorisat_assigned_to_id_15f6a4b5_fk_core_user FOREIGN KEY (assigned_to_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationchange
    ADD CONSTRAINT licensing_authorisat_authorisation_id_6bd79a15_fk_licensing FOREIGN KEY (authorisation_id) REFERENCES public.licensing_authorisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationversion
    ADD CONSTRAINT licensing_authorisat_authorisation_id_6d26703b_fk_licensing FOREIGN KEY (authorisation_id) REFERENCES public.licensing_authorisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationstep
    ADD CONSTRAINT licensing_authorisat_authorisation_id_f348a6d6_fk_licensing FOREIGN KEY (authorisation_id) REFERENCES public.licensing_authorisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisation
    ADD CONSTRAINT licensing_authorisat_authority_id_2431c119_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationrequest
    ADD CONSTRAINT licensing_authorisat_authority_id_74d0aec6_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationversion
    ADD CONSTRAINT licensing_authorisat_change_id_83a8a2f3_fk_licensing FOREIGN KEY (change_id) REFERENCES public.licensing_authorisationchange(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationstep
    ADD CONSTRAINT licensing_authorisat_change_id_fc58abb8_fk_licensing FOREIGN KEY (change_id) REFERENCES public.licensing_authorisationchange(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationchange
    ADD CONSTRAINT licensing_authorisat_change_request_id_efd5b0f1_fk_licensing FOREIGN KEY (change_request_id) REFERENCES public.licensing_changerequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationversion
    ADD CONSTRAINT licensing_authorisat_created_by_id_99900120_fk_core_user FOREIGN KEY (created_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisation
    ADD CONSTRAINT licensing_authorisat_decision_id_3dd50f47_fk_licensing FOREIGN KEY (decision_id) REFERENCES public.licensing_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationline
    ADD CONSTRAINT licensing_authorisat_declared_id_d177448e_fk_licensing FOREIGN KEY (declared_id) REFERENCES public.licensing_requestline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationrequest
    ADD CONSTRAINT licensing_authorisat_exporter_id_3fba4cee_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisation
    ADD CONSTRAINT licensing_authorisat_holder_id_816dcd22_fk_licensing FOREIGN KEY (holder_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationchange
    ADD CONSTRAINT licensing_authorisat_measure_id_00dfa28d_fk_licensing FOREIGN KEY (measure_id) REFERENCES public.licensing_restrictivemeasure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisation
    ADD CONSTRAINT licensing_authorisat_predecessor_id_465defd6_fk_licensing FOREIGN KEY (predecessor_id) REFERENCES public.licensing_authorisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationchange
    ADD CONSTRAINT licensing_authorisat_proposed_by_id_366f4e18_fk_core_user FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationchange
    ADD CONSTRAINT licensing_authorisat_registration_id_da72588f_fk_licensing FOREIGN KEY (registration_id) REFERENCES public.licensing_registration(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationstep
    ADD CONSTRAINT licensing_authorisat_remedy_id_c5584de9_fk_licensing FOREIGN KEY (remedy_id) REFERENCES public.licensing_remedy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisation
    ADD CONSTRAINT licensing_authorisat_request_id_b55ed0db_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationversion
    ADD CONSTRAINT licensing_authorisat_request_version_id_5934d622_fk_licensing FOREIGN KEY (request_version_id) REFERENCES public.licensing_requestversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationrequest
    ADD CONSTRAINT licensing_authorisat_submitted_by_id_99446117_fk_core_user FOREIGN KEY (submitted_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationrequest
    ADD CONSTRAINT licensing_authorisat_version_id_330dbf55_fk_licensing FOREIGN KEY (version_id) REFERENCES public.licensing_requestversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationline
    ADD CONSTRAINT licensing_authorisat_version_id_b58e45f1_fk_licensing FOREIGN KEY (version_id) REFERENCES public.licensing_authorisationversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisation
    ADD CONSTRAINT licensing_authorisat_version_id_f4ea8f79_fk_licensing FOREIGN KEY (version_id) REFERENCES public.licensing_authorisationversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationstep
    ADD CONSTRAINT licensing_authorisationstep_by_id_7d0794f5_fk_core_user_id FOREIGN KEY (by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authoritytext
    ADD CONSTRAINT licensing_authorityt_authority_id_209e764b_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authoritytext
    ADD CONSTRAINT licensing_authoritytext_changed_by_id_df310d88_fk_core_user_id FOREIGN KEY (changed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_bodymail
    ADD CONSTRAINT licensing_bodymail_consultation_id_cc565b58_fk_licensing FOREIGN KEY (consultation_id) REFERENCES public.licensing_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_casenote
    ADD CONSTRAINT licensing_casenote_request_id_8dbedc53_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_casenote
    ADD CONSTRAINT licensing_casenote_written_by_id_ef5789f4_fk_core_user_id FOREIGN KEY (written_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_casesearch
    ADD CONSTRAINT licensing_casesearch_authority_id_5007c144_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_casesearch
    ADD CONSTRAINT licensing_casesearch_request_id_1ef9f98c_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_catalogueitem
    ADD CONSTRAINT licensing_cataloguei_classified_by_id_ac879bfe_fk_core_user FOREIGN KEY (classified_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_catalogueitem
    ADD CONSTRAINT licensing_cataloguei_exporter_id_790924ec_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_catalogueitem
    ADD CONSTRAINT licensing_catalogueitem_changed_by_id_586db44d_fk_core_user_id FOREIGN KEY (changed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_catalogueitem
    ADD CONSTRAINT licensing_catalogueitem_created_by_id_e7e9d917_fk_core_user_id FOREIGN KEY (created_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_catalogueparty
    ADD CONSTRAINT licensing_cataloguep_exporter_id_bb05858b_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_catalogueparty
    ADD CONSTRAINT licensing_catalogueparty_changed_by_id_3a442bc6_fk_core_user_id FOREIGN KEY (changed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_catalogueparty
    ADD CONSTRAINT licensing_catalogueparty_created_by_id_25f9100e_fk_core_user_id FOREIGN KEY (created_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_catalogueupload
    ADD CONSTRAINT licensing_catalogueu_created_by_id_9d18babe_fk_core_user FOREIGN KEY (created_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_catalogueupload
    ADD CONSTRAINT licensing_catalogueu_exporter_id_267e8be0_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_changerequest
    ADD CONSTRAINT licensing_changerequ_authorisation_id_aceaa7ed_fk_licensing FOREIGN KEY (authorisation_id) REFERENCES public.licensing_authorisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_changerequest
    ADD CONSTRAINT licensing_changerequest_asked_by_id_41041bb9_fk_core_user_id FOREIGN KEY (asked_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationopinion
    ADD CONSTRAINT licensing_classifica_approved_by_id_1642b42b_fk_core_user FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationquestion
    ADD CONSTRAINT licensing_classifica_asked_by_id_2ff0d8cd_fk_core_user FOREIGN KEY (asked_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationquestion
    ADD CONSTRAINT licensing_classifica_authority_id_acd8795f_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationconfirmation
    ADD CONSTRAINT licensing_classifica_confirmed_by_id_14a4bfdb_fk_core_user FOREIGN KEY (confirmed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationquestion
    ADD CONSTRAINT licensing_classifica_exporter_id_2ab1737c_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationconfirmation
    ADD CONSTRAINT licensing_classifica_exporter_id_add58e11_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationconfirmation
    ADD CONSTRAINT licensing_classifica_line_id_f511282b_fk_licensing FOREIGN KEY (line_id) REFERENCES public.licensing_requestline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationconfirmation
    ADD CONSTRAINT licensing_classifica_opinion_id_5fd3a411_fk_licensing FOREIGN KEY (opinion_id) REFERENCES public.licensing_classificationopinion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationopinion
    ADD CONSTRAINT licensing_classifica_proposed_by_id_4035e0b0_fk_core_user FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationopinion
    ADD CONSTRAINT licensing_classifica_question_id_dd40adee_fk_licensing FOREIGN KEY (question_id) REFERENCES public.licensing_classificationquestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_classificationconfirmation
    ADD CONSTRAINT licensing_classifica_request_id_e39f0581_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_clockstop
    ADD CONSTRAINT licensing_clockstop_request_id_9ea60da4_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_closing
    ADD CONSTRAINT licensing_closing_closed_by_id_38f56386_fk_core_user_id FOREIGN KEY (closed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_closing
    ADD CONSTRAINT licensing_closing_duplicate_of_id_deb34435_fk_licensing FOREIGN KEY (duplicate_of_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_closing
    ADD CONSTRAINT licensing_closing_request_id_52c32a60_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_conditionsdraft
    ADD CONSTRAINT licensing_conditions_request_id_281677af_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_conditionsdraft
    ADD CONSTRAINT licensing_conditions_written_by_id_4b8264af_fk_core_user FOREIGN KEY (written_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_conflict
    ADD CONSTRAINT licensing_conflict_lifted_by_id_8b0763a3_fk_core_user_id FOREIGN KEY (lifted_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_conflict
    ADD CONSTRAINT licensing_conflict_officer_id_812dc738_fk_core_user_id FOREIGN KEY (officer_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_conflict
    ADD CONSTRAINT licensing_conflict_request_id_f94848ca_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_consultation
    ADD CONSTRAINT licensing_consultati_body_id_6b96f848_fk_licensing FOREIGN KEY (body_id) REFERENCES public.licensing_consultedbody(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_consultation
    ADD CONSTRAINT licensing_consultati_conditions_id_ac8883a9_fk_licensing FOREIGN KEY (conditions_id) REFERENCES public.licensing_conditionsdraft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_consultation
    ADD CONSTRAINT licensing_consultati_request_id_8df95ab9_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_consultation
    ADD CONSTRAINT licensing_consultation_asked_by_id_79ee5422_fk_core_user_id FOREIGN KEY (asked_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_consultedbody
    ADD CONSTRAINT licensing_consultedb_authority_id_ecb41c6d_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsenquiry
    ADD CONSTRAINT licensing_customsenq_answered_by_id_562fb6b8_fk_core_user FOREIGN KEY (answered_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsenquiry
    ADD CONSTRAINT licensing_customsenq_authorisation_id_6b83e8e3_fk_licensing FOREIGN KEY (authorisation_id) REFERENCES public.licensing_authorisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsenquiry
    ADD CONSTRAINT licensing_customsenq_authority_id_e4d2b6c0_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsenquirypaper
    ADD CONSTRAINT licensing_customsenq_enquiry_id_48409eb5_fk_licensing FOREIGN KEY (enquiry_id) REFERENCES public.licensing_customsenquiry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsenquiry
    ADD CONSTRAINT licensing_customsenq_hold_id_d55ba641_fk_licensing FOREIGN KEY (hold_id) REFERENCES public.licensing_customshold(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsenquiry
    ADD CONSTRAINT licensing_customsenq_office_id_8c29841d_fk_core_orga FOREIGN KEY (office_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsenquiry
    ADD CONSTRAINT licensing_customsenquiry_asked_by_id_cd0333e9_fk_core_user_id FOREIGN KEY (asked_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsenquirypaper
    ADD CONSTRAINT licensing_customsenquirypaper_file_id_e7bfc8b4_fk_core_file_id FOREIGN KEY (file_id) REFERENCES public.core_file(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customshold
    ADD CONSTRAINT licensing_customshol_authorisation_id_893ebd04_fk_licensing FOREIGN KEY (authorisation_id) REFERENCES public.licensing_authorisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customshold
    ADD CONSTRAINT licensing_customshol_authority_id_3c709367_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customshold
    ADD CONSTRAINT licensing_customshol_exporter_id_919aa1fc_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customshold
    ADD CONSTRAINT licensing_customshol_office_id_09ced86b_fk_core_orga FOREIGN KEY (office_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customshold
    ADD CONSTRAINT licensing_customshold_ended_by_id_af508c7e_fk_core_user_id FOREIGN KEY (ended_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customshold
    ADD CONSTRAINT licensing_customshold_placed_by_id_091253dd_fk_core_user_id FOREIGN KEY (placed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customshold
    ADD CONSTRAINT licensing_customshold_replied_by_id_2d25724a_fk_core_user_id FOREIGN KEY (replied_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsmessage
    ADD CONSTRAINT licensing_customsmes_office_id_001a4911_fk_core_orga FOREIGN KEY (office_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsmessage
    ADD CONSTRAINT licensing_customsmes_replay_of_id_0c4d55d9_fk_licensing FOREIGN KEY (replay_of_id) REFERENCES public.licensing_customsmessage(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_customsmessage
    ADD CONSTRAINT licensing_customsmessage_user_id_4a7a2f10_fk_core_user_id FOREIGN KEY (user_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_decision
    ADD CONSTRAINT licensing_decision_approver_id_4cb43276_fk_core_user_id FOREIGN KEY (approver_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_decision
    ADD CONSTRAINT licensing_decision_proposal_id_18108f30_fk_licensing FOREIGN KEY (proposal_id) REFERENCES public.licensing_proposal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_decision
    ADD CONSTRAINT licensing_decision_proposer_id_6de38e2d_fk_core_user_id FOREIGN KEY (proposer_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_decision
    ADD CONSTRAINT licensing_decision_request_id_e2d3bbe5_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_decisionperiodchange
    ADD CONSTRAINT licensing_decisionpe_approved_by_id_fcb3121e_fk_core_user FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_decisionperiodchange
    ADD CONSTRAINT licensing_decisionpe_authority_id_48aff3e9_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_decisionperiod
    ADD CONSTRAINT licensing_decisionpe_authority_id_fc380abd_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_decisionperiod
    ADD CONSTRAINT licensing_decisionpe_change_id_1887e3da_fk_licensing FOREIGN KEY (change_id) REFERENCES public.licensing_decisionperiodchange(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_decisionperiodchange
    ADD CONSTRAINT licensing_decisionpe_proposed_by_id_e6eaa5bf_fk_core_user FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denial
    ADD CONSTRAINT licensing_denial_authority_id_acb2cbd0_fk_core_organisation_id FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denial
    ADD CONSTRAINT licensing_denial_change_id_2eb66cea_fk_licensing FOREIGN KEY (change_id) REFERENCES public.licensing_authorisationchange(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denial
    ADD CONSTRAINT licensing_denial_decision_id_b1280be3_fk_licensing_decision_id FOREIGN KEY (decision_id) REFERENCES public.licensing_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denial
    ADD CONSTRAINT licensing_denial_entered_by_id_611bf267_fk_core_user_id FOREIGN KEY (entered_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denial
    ADD CONSTRAINT licensing_denial_hearing_id_8bd247d2_fk_licensing FOREIGN KEY (hearing_id) REFERENCES public.licensing_informationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denial
    ADD CONSTRAINT licensing_denial_member_state_id_49299baf_fk_core_memb FOREIGN KEY (member_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denial
    ADD CONSTRAINT licensing_denial_request_id_378c1153_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denialimport
    ADD CONSTRAINT licensing_denialimpo_authority_id_ab40d44f_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denialimport
    ADD CONSTRAINT licensing_denialimport_approved_by_id_984e31f2_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denialimport
    ADD CONSTRAINT licensing_denialimport_proposed_by_id_b71adc4b_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denialparty
    ADD CONSTRAINT licensing_denialparty_denial_id_6f73e023_fk_licensing_denial_id FOREIGN KEY (denial_id) REFERENCES public.licensing_denial(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denialreview
    ADD CONSTRAINT licensing_denialrevi_denial_id_fd12271a_fk_licensing FOREIGN KEY (denial_id) REFERENCES public.licensing_denial(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denialreview
    ADD CONSTRAINT licensing_denialreview_approved_by_id_2ba94e22_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_denialreview
    ADD CONSTRAINT licensing_denialreview_proposed_by_id_2a1d1d92_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_desksettings
    ADD CONSTRAINT licensing_desksettings_user_id_059d6d02_fk_core_user_id FOREIGN KEY (user_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_document
    ADD CONSTRAINT licensing_document_file_id_06a9425f_fk_core_file_id FOREIGN KEY (file_id) REFERENCES public.core_file(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_document
    ADD CONSTRAINT licensing_document_removed_by_id_3517095e_fk_core_user_id FOREIGN KEY (removed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_document
    ADD CONSTRAINT licensing_document_replaced_by_id_dfcf9ddf_fk_licensing FOREIGN KEY (replaced_by_id) REFERENCES public.licensing_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_document
    ADD CONSTRAINT licensing_document_request_id_2dbc22c1_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_dutyturn
    ADD CONSTRAINT licensing_dutyturn_authority_id_e47d400b_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_dutyturn
    ADD CONSTRAINT licensing_dutyturn_entered_by_id_6829109c_fk_core_user_id FOREIGN KEY (entered_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_dutyturn
    ADD CONSTRAINT licensing_dutyturn_officer_id_833f4136_fk_core_user_id FOREIGN KEY (officer_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_endusestatement
    ADD CONSTRAINT licensing_endusestat_link_id_05e266df_fk_licensing FOREIGN KEY (link_id) REFERENCES public.licensing_endusestatementlink(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_endusestatementlink
    ADD CONSTRAINT licensing_endusestat_request_id_0e1ea771_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_endusestatement
    ADD CONSTRAINT licensing_endusestat_request_id_9dd97eba_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_endusestatementlink
    ADD CONSTRAINT licensing_endusestat_sent_by_id_b169d6c4_fk_core_user FOREIGN KEY (sent_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_explainedgrant
    ADD CONSTRAINT licensing_explainedg_decision_id_a020d88b_fk_licensing FOREIGN KEY (decision_id) REFERENCES public.licensing_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_exporter
    ADD CONSTRAINT licensing_exporter_organisation_id_910a78d9_fk_core_orga FOREIGN KEY (organisation_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_firstusenotice
    ADD CONSTRAINT licensing_firstuseno_notified_by_id_f749bf3f_fk_core_user FOREIGN KEY (notified_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_firstusenotice
    ADD CONSTRAINT licensing_firstuseno_registration_id_eede9e17_fk_licensing FOREIGN KEY (registration_id) REFERENCES public.licensing_generalregistration(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalbar
    ADD CONSTRAINT licensing_generalbar_approved_by_id_8e11ec3a_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalbar
    ADD CONSTRAINT licensing_generalbar_authority_id_2d29a5fc_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalbarservice
    ADD CONSTRAINT licensing_generalbar_bar_id_77b7fc45_fk_licensing FOREIGN KEY (bar_id) REFERENCES public.licensing_generalbar(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalbar
    ADD CONSTRAINT licensing_generalbar_exporter_id_94b2f4e1_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalbar
    ADD CONSTRAINT licensing_generalbar_lifts_id_33df1765_fk_licensing FOREIGN KEY (lifts_id) REFERENCES public.licensing_generalbar(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalbar
    ADD CONSTRAINT licensing_generalbar_proposed_by_id_d6b7e66e_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalbarservice
    ADD CONSTRAINT licensing_generalbar_recorded_by_id_fdbb8e37_fk_core_user FOREIGN KEY (recorded_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generaledition
    ADD CONSTRAINT licensing_generaledi_approved_by_id_09041fc8_fk_core_user FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generaledition
    ADD CONSTRAINT licensing_generaledi_authority_id_cfe4aa2a_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generaledition
    ADD CONSTRAINT licensing_generaledi_proposed_by_id_6fd422c2_fk_core_user FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalregistration
    ADD CONSTRAINT licensing_generalreg_authorisation_id_a816a671_fk_licensing FOREIGN KEY (authorisation_id) REFERENCES public.licensing_authorisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalregistration
    ADD CONSTRAINT licensing_generalreg_authority_id_96325566_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalregistration
    ADD CONSTRAINT licensing_generalreg_edition_id_822538fb_fk_licensing FOREIGN KEY (edition_id) REFERENCES public.licensing_generaledition(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalregistration
    ADD CONSTRAINT licensing_generalreg_exporter_id_61fff4e0_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalregistration
    ADD CONSTRAINT licensing_generalreg_registered_by_id_0acbf9a0_fk_core_user FOREIGN KEY (registered_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalreminder
    ADD CONSTRAINT licensing_generalrem_registration_id_76f7a17e_fk_licensing FOREIGN KEY (registration_id) REFERENCES public.licensing_generalregistration(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalreport
    ADD CONSTRAINT licensing_generalrep_registration_id_82071f60_fk_licensing FOREIGN KEY (registration_id) REFERENCES public.licensing_generalregistration(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_generalreport
    ADD CONSTRAINT licensing_generalreport_filed_by_id_b2760575_fk_core_user_id FOREIGN KEY (filed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_informationrequest
    ADD CONSTRAINT licensing_informatio_answered_by_id_3d00336b_fk_core_user FOREIGN KEY (answered_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_informationrequest
    ADD CONSTRAINT licensing_informatio_asked_by_id_0000c14c_fk_core_user FOREIGN KEY (asked_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_informationreminder
    ADD CONSTRAINT licensing_informatio_information_request__cecbf358_fk_licensing FOREIGN KEY (information_request_id) REFERENCES public.licensing_informationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_informationstep
    ADD CONSTRAINT licensing_informatio_information_request__d76d64bf_fk_licensing FOREIGN KEY (information_request_id) REFERENCES public.licensing_informationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_informationrequest
    ADD CONSTRAINT licensing_informatio_request_id_602b719d_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_informationrequest
    ADD CONSTRAINT licensing_informatio_withdrawn_by_id_ccf78d05_fk_core_user FOREIGN KEY (withdrawn_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_informationstep
    ADD CONSTRAINT licensing_informationstep_done_by_id_6cd4ddfe_fk_core_user_id FOREIGN KEY (done_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_interestscase
    ADD CONSTRAINT licensing_interestsc_consultation_id_19295bc4_fk_licensing FOREIGN KEY (consultation_id) REFERENCES public.licensing_stateconsultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_interestscase
    ADD CONSTRAINT licensing_interestsc_request_id_742031b8_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_interestscase
    ADD CONSTRAINT licensing_interestsc_taken_back_by_id_155b268e_fk_core_user FOREIGN KEY (taken_back_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_interestscase
    ADD CONSTRAINT licensing_interestscase_named_by_id_dcf9b70c_fk_core_user_id FOREIGN KEY (named_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_letterheadchange
    ADD CONSTRAINT licensing_letterhead_approved_by_id_390525ca_fk_core_user FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_letterheadchange
    ADD CONSTRAINT licensing_letterhead_authority_id_b66b3fcd_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_letterheadchange
    ADD CONSTRAINT licensing_letterhead_proposed_by_id_fc40d666_fk_core_user FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_letterservice
    ADD CONSTRAINT licensing_letterserv_letter_id_9503f695_fk_licensing FOREIGN KEY (letter_id) REFERENCES public.licensing_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_letterservice
    ADD CONSTRAINT licensing_letterservice_recorded_by_id_57213f69_fk_core_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_linebalance
    ADD CONSTRAINT licensing_linebalanc_authorisation_id_462a913d_fk_licensing FOREIGN KEY (authorisation_id) REFERENCES public.licensing_authorisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_listedname
    ADD CONSTRAINT licensing_listedname_authority_id_2216b96e_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_matchrelease
    ADD CONSTRAINT licensing_matchrelea_match_id_e2cf8146_fk_licensing FOREIGN KEY (match_id) REFERENCES public.licensing_partymatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_matchrelease
    ADD CONSTRAINT licensing_matchrelease_approved_by_id_eaf6f3ad_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_matchrelease
    ADD CONSTRAINT licensing_matchrelease_proposed_by_id_c3b68c93_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_measurechange
    ADD CONSTRAINT licensing_measurecha_measure_id_e785783b_fk_licensing FOREIGN KEY (measure_id) REFERENCES public.licensing_restrictivemeasure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_measurechange
    ADD CONSTRAINT licensing_measurechange_approved_by_id_e4e4d813_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_measurechange
    ADD CONSTRAINT licensing_measurechange_proposed_by_id_680e895f_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_message
    ADD CONSTRAINT licensing_message_thread_id_a876aa7f_fk_licensing FOREIGN KEY (thread_id) REFERENCES public.licensing_messagethread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_message
    ADD CONSTRAINT licensing_message_written_by_id_75fade25_fk_core_user_id FOREIGN KEY (written_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_messagereading
    ADD CONSTRAINT licensing_messagerea_thread_id_b8ca0a17_fk_licensing FOREIGN KEY (thread_id) REFERENCES public.licensing_messagethread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_messagereading
    ADD CONSTRAINT licensing_messagereading_person_id_8ea81338_fk_core_user_id FOREIGN KEY (person_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_messagethread
    ADD CONSTRAINT licensing_messagethr_request_id_e9ade17b_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_messagethread
    ADD CONSTRAINT licensing_messagethread_opened_by_id_a3b68d30_fk_core_user_id FOREIGN KEY (opened_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_movedrest
    ADD CONSTRAINT licensing_movedrest_source_id_74304a21_fk_licensing FOREIGN KEY (source_id) REFERENCES public.licensing_linebalance(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_movedrest
    ADD CONSTRAINT licensing_movedrest_target_id_c3ae147e_fk_licensing FOREIGN KEY (target_id) REFERENCES public.licensing_linebalance(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_notemention
    ADD CONSTRAINT licensing_notemention_note_id_260fd8c5_fk_licensing_casenote_id FOREIGN KEY (note_id) REFERENCES public.licensing_casenote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_notemention
    ADD CONSTRAINT licensing_notemention_person_id_8ce5381a_fk_core_user_id FOREIGN KEY (person_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_partymatch
    ADD CONSTRAINT licensing_partymatch_party_id_7517b8fc_fk_licensing FOREIGN KEY (party_id) REFERENCES public.licensing_requestparty(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_partymatch
    ADD CONSTRAINT licensing_partymatch_request_id_5e36b791_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_partymatch
    ADD CONSTRAINT licensing_partymatch_settled_by_id_64c5c34d_fk_core_user_id FOREIGN KEY (settled_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_passeddenial
    ADD CONSTRAINT licensing_passeddeni_authority_id_b81d9ebc_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_passeddenial
    ADD CONSTRAINT licensing_passeddeni_denial_id_cab40d15_fk_licensing FOREIGN KEY (denial_id) REFERENCES public.licensing_denial(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_passeddenial
    ADD CONSTRAINT licensing_passeddenial_passed_by_id_c251485e_fk_core_user_id FOREIGN KEY (passed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_passedrequirement
    ADD CONSTRAINT licensing_passedrequ_authority_id_7762ccf3_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_passedrequirement
    ADD CONSTRAINT licensing_passedrequ_passed_by_id_18f00632_fk_core_user FOREIGN KEY (passed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_passedrequirement
    ADD CONSTRAINT licensing_passedrequ_requirement_id_e6ebcc09_fk_licensing FOREIGN KEY (requirement_id) REFERENCES public.licensing_sharedrequirement(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_pendingact
    ADD CONSTRAINT licensing_pendingact_approved_by_id_d8932532_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_pendingact
    ADD CONSTRAINT licensing_pendingact_authority_id_4c507ccc_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_pendingact
    ADD CONSTRAINT licensing_pendingact_proposed_by_id_fe96ce78_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_proposal
    ADD CONSTRAINT licensing_proposal_approved_by_id_e10377af_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_proposal
    ADD CONSTRAINT licensing_proposal_proposed_by_id_8b301f3a_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_proposal
    ADD CONSTRAINT licensing_proposal_request_id_05f00cd6_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_proposal
    ADD CONSTRAINT licensing_proposal_seconded_by_id_76835cd6_fk_core_user_id FOREIGN KEY (seconded_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_proposaldraft
    ADD CONSTRAINT licensing_proposaldr_request_id_9ec9c235_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_proposaldraft
    ADD CONSTRAINT licensing_proposaldraft_officer_id_685e6f63_fk_core_user_id FOREIGN KEY (officer_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_registration
    ADD CONSTRAINT licensing_registrati_authority_id_637c2372_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_registration
    ADD CONSTRAINT licensing_registrati_exporter_id_6041c53f_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_registration
    ADD CONSTRAINT licensing_registrati_number_verified_by_i_719620ba_fk_core_user FOREIGN KEY (number_verified_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_registrationpaper
    ADD CONSTRAINT licensing_registrati_registration_id_50dd7c36_fk_licensing FOREIGN KEY (registration_id) REFERENCES public.licensing_registration(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_registration
    ADD CONSTRAINT licensing_registration_decided_by_id_a405add5_fk_core_user_id FOREIGN KEY (decided_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_registration
    ADD CONSTRAINT licensing_registration_person_id_ec901dde_fk_core_user_id FOREIGN KEY (person_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_registrationpaper
    ADD CONSTRAINT licensing_registrationpaper_file_id_950d64aa_fk_core_file_id FOREIGN KEY (file_id) REFERENCES public.core_file(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_remedy
    ADD CONSTRAINT licensing_remedy_change_id_5252bfba_fk_licensing FOREIGN KEY (change_id) REFERENCES public.licensing_authorisationchange(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_remedy
    ADD CONSTRAINT licensing_remedy_decision_id_0b588798_fk_licensing_decision_id FOREIGN KEY (decision_id) REFERENCES public.licensing_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_remedy
    ADD CONSTRAINT licensing_remedy_recorded_by_id_e7d29aba_fk_core_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_remedy
    ADD CONSTRAINT licensing_remedy_request_id_3625711f_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_remedyoutcome
    ADD CONSTRAINT licensing_remedyoutc_remedy_id_c83f3677_fk_licensing FOREIGN KEY (remedy_id) REFERENCES public.licensing_remedy(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_remedyoutcome
    ADD CONSTRAINT licensing_remedyoutcome_approved_by_id_52396341_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_remedyoutcome
    ADD CONSTRAINT licensing_remedyoutcome_proposed_by_id_0619557e_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestattachment
    ADD CONSTRAINT licensing_requestatt_draft_id_e3c51b5f_fk_licensing FOREIGN KEY (draft_id) REFERENCES public.licensing_requestdraft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestattachment
    ADD CONSTRAINT licensing_requestattachment_file_id_26f92ef9_fk_core_file_id FOREIGN KEY (file_id) REFERENCES public.core_file(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestdestination
    ADD CONSTRAINT licensing_requestdes_authority_id_f544909e_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestdestination
    ADD CONSTRAINT licensing_requestdes_request_id_246dab3e_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestdestination
    ADD CONSTRAINT licensing_requestdes_version_id_9f51fb67_fk_licensing FOREIGN KEY (version_id) REFERENCES public.licensing_requestversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestdraft
    ADD CONSTRAINT licensing_requestdra_exporter_id_9dac69ca_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestdraft
    ADD CONSTRAINT licensing_requestdra_request_id_d80a58bd_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestdraft
    ADD CONSTRAINT licensing_requestdraft_changed_by_id_513935bd_fk_core_user_id FOREIGN KEY (changed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestdraft
    ADD CONSTRAINT licensing_requestdraft_created_by_id_e75508b5_fk_core_user_id FOREIGN KEY (created_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestfieldsave
    ADD CONSTRAINT licensing_requestfie_draft_id_c4a856de_fk_licensing FOREIGN KEY (draft_id) REFERENCES public.licensing_requestdraft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestfieldsave
    ADD CONSTRAINT licensing_requestfieldsave_saved_by_id_60c4de8e_fk_core_user_id FOREIGN KEY (saved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestline
    ADD CONSTRAINT licensing_requestlin_authority_id_5feb1f0f_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestline
    ADD CONSTRAINT licensing_requestlin_request_id_0a23277d_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestline
    ADD CONSTRAINT licensing_requestlin_version_id_ee9d4cde_fk_licensing FOREIGN KEY (version_id) REFERENCES public.licensing_requestversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestparty
    ADD CONSTRAINT licensing_requestpar_authority_id_9bbdb8f8_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestparty
    ADD CONSTRAINT licensing_requestpar_request_id_17e2f829_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestparty
    ADD CONSTRAINT licensing_requestpar_version_id_3e078b0b_fk_licensing FOREIGN KEY (version_id) REFERENCES public.licensing_requestversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requesttag
    ADD CONSTRAINT licensing_requesttag_request_id_2767ea0d_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requesttag
    ADD CONSTRAINT licensing_requesttag_tag_id_442d7413_fk_licensing_tag_id FOREIGN KEY (tag_id) REFERENCES public.licensing_tag(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requesttag
    ADD CONSTRAINT licensing_requesttag_tagged_by_id_3e6a223e_fk_core_user_id FOREIGN KEY (tagged_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestversion
    ADD CONSTRAINT licensing_requestver_request_id_64f6746f_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestversion
    ADD CONSTRAINT licensing_requestversion_created_by_id_d2747cd1_fk_core_user_id FOREIGN KEY (created_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requirementpaper
    ADD CONSTRAINT licensing_requiremen_authority_id_193c0d8f_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requirementpaper
    ADD CONSTRAINT licensing_requiremen_entered_by_id_96fe365b_fk_core_user FOREIGN KEY (entered_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requirementpaper
    ADD CONSTRAINT licensing_requiremen_told_by_id_05fa202a_fk_core_memb FOREIGN KEY (told_by_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_restrictivemeasure
    ADD CONSTRAINT licensing_restrictiv_entered_by_id_3cc41b10_fk_core_user FOREIGN KEY (entered_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_restrictivemeasure
    ADD CONSTRAINT licensing_restrictiv_keeper_id_e168b534_fk_core_orga FOREIGN KEY (keeper_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_reversal
    ADD CONSTRAINT licensing_reversal_reversed_by_id_ad0917f3_fk_core_user_id FOREIGN KEY (reversed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_reversal
    ADD CONSTRAINT licensing_reversal_write_off_id_5576774e_fk_licensing FOREIGN KEY (write_off_id) REFERENCES public.licensing_writeoff(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_routingrule
    ADD CONSTRAINT licensing_routingrul_authority_id_b09d980f_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_routingrule
    ADD CONSTRAINT licensing_routingrul_removes_id_083069d1_fk_licensing FOREIGN KEY (removes_id) REFERENCES public.licensing_routingrule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_routingrule
    ADD CONSTRAINT licensing_routingrule_approved_by_id_26d5b985_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_routingrule
    ADD CONSTRAINT licensing_routingrule_proposed_by_id_523dfff9_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_sanctionsentry
    ADD CONSTRAINT licensing_sanctionse_sanctions_list_id_cad0ff1f_fk_licensing FOREIGN KEY (sanctions_list_id) REFERENCES public.licensing_sanctionslist(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_sanctionslist
    ADD CONSTRAINT licensing_sanctionslist_imported_by_id_61520f5d_fk_core_user_id FOREIGN KEY (imported_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_sandbox
    ADD CONSTRAINT licensing_sandbox_account_id_4e5c3fa4_fk_core_user_id FOREIGN KEY (account_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_sandbox
    ADD CONSTRAINT licensing_sandbox_organisation_id_c699c5e7_fk_core_orga FOREIGN KEY (organisation_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_sandboxevent
    ADD CONSTRAINT licensing_sandboxeve_sandbox_id_4c70183e_fk_licensing FOREIGN KEY (sandbox_id) REFERENCES public.licensing_sandbox(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_savedview
    ADD CONSTRAINT licensing_savedview_authority_id_6cdf8291_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_savedview
    ADD CONSTRAINT licensing_savedview_owner_id_8397f983_fk_core_user_id FOREIGN KEY (owner_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_screeningjobpart
    ADD CONSTRAINT licensing_screeningj_job_id_895ba236_fk_licensing FOREIGN KEY (job_id) REFERENCES public.licensing_screeningjob(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_screeningjob
    ADD CONSTRAINT licensing_screeningj_organisation_id_76e501a2_fk_core_orga FOREIGN KEY (organisation_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_screeningjob
    ADD CONSTRAINT licensing_screeningjob_created_by_id_71df0a47_fk_core_user_id FOREIGN KEY (created_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_screeningjob
    ADD CONSTRAINT licensing_screeningjob_seat_id_b731ef24_fk_core_seat_id FOREIGN KEY (seat_id) REFERENCES public.core_seat(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_screeninglog
    ADD CONSTRAINT licensing_screeninglog_user_id_0c10e2b5_fk_core_user_id FOREIGN KEY (user_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_searchword
    ADD CONSTRAINT licensing_searchword_authority_id_c90e3c7c_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_serviceresult
    ADD CONSTRAINT licensing_serviceres_proof_id_ed36e71c_fk_licensing FOREIGN KEY (proof_id) REFERENCES public.licensing_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_serviceresult
    ADD CONSTRAINT licensing_serviceres_service_id_384f7376_fk_licensing FOREIGN KEY (service_id) REFERENCES public.licensing_letterservice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_serviceresult
    ADD CONSTRAINT licensing_serviceresult_recorded_by_id_0842fc73_fk_core_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_shareddocument
    ADD CONSTRAINT licensing_shareddocu_consultation_id_598c1e5c_fk_licensing FOREIGN KEY (consultation_id) REFERENCES public.licensing_consultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_shareddocument
    ADD CONSTRAINT licensing_shareddocu_document_id_84498149_fk_licensing FOREIGN KEY (document_id) REFERENCES public.licensing_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_sharedrequirement
    ADD CONSTRAINT licensing_sharedrequ_decision_id_a446c746_fk_licensing FOREIGN KEY (decision_id) REFERENCES public.licensing_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_sharedrequirement
    ADD CONSTRAINT licensing_sharedrequ_paper_id_308d62e8_fk_licensing FOREIGN KEY (paper_id) REFERENCES public.licensing_requirementpaper(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_stateconsultation
    ADD CONSTRAINT licensing_stateconsu_answered_by_id_ba21b34a_fk_core_user FOREIGN KEY (answered_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_stateconsultation
    ADD CONSTRAINT licensing_stateconsu_asked_by_id_f1260bf4_fk_core_user FOREIGN KEY (asked_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_stateconsultation
    ADD CONSTRAINT licensing_stateconsu_asked_state_id_1c10177f_fk_core_memb FOREIGN KEY (asked_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_stateconsultation
    ADD CONSTRAINT licensing_stateconsu_asking_authority_id_ff3462a6_fk_core_orga FOREIGN KEY (asking_authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_stateconsultation_denials
    ADD CONSTRAINT licensing_stateconsu_denial_id_1de562cb_fk_licensing FOREIGN KEY (denial_id) REFERENCES public.licensing_denial(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_stateconsultation
    ADD CONSTRAINT licensing_stateconsu_entered_by_id_47a962b7_fk_core_user FOREIGN KEY (entered_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_stateconsultation
    ADD CONSTRAINT licensing_stateconsu_request_id_9aded8cc_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_stateconsultation_denials
    ADD CONSTRAINT licensing_stateconsu_stateconsultation_id_579712d1_fk_licensing FOREIGN KEY (stateconsultation_id) REFERENCES public.licensing_stateconsultation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_strucknote
    ADD CONSTRAINT licensing_strucknote_note_id_9a8277f8_fk_licensing_casenote_id FOREIGN KEY (note_id) REFERENCES public.licensing_casenote(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_tag
    ADD CONSTRAINT licensing_tag_authority_id_aa97735c_fk_core_organisation_id FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_tag
    ADD CONSTRAINT licensing_tag_created_by_id_2141331a_fk_core_user_id FOREIGN KEY (created_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_watchlistentry
    ADD CONSTRAINT licensing_watchliste_authority_id_64cc8371_fk_core_orga FOREIGN KEY (authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_watchlistentry
    ADD CONSTRAINT licensing_watchlistentry_added_by_id_332fdfc2_fk_core_user_id FOREIGN KEY (added_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_watchlistentry
    ADD CONSTRAINT licensing_watchlistentry_removed_by_id_ccc9785a_fk_core_user_id FOREIGN KEY (removed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_writeoff
    ADD CONSTRAINT licensing_writeoff_authorisation_id_ec0edd6f_fk_licensing FOREIGN KEY (authorisation_id) REFERENCES public.licensing_authorisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_writeoff
    ADD CONSTRAINT licensing_writeoff_balance_id_02233655_fk_licensing FOREIGN KEY (balance_id) REFERENCES public.licensing_linebalance(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_writeoff
    ADD CONSTRAINT licensing_writeoff_office_id_eb4adafb_fk_core_organisation_id FOREIGN KEY (office_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_writeoff
    ADD CONSTRAINT licensing_writeoff_recorded_by_id_4975df7d_fk_core_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_assessment
    ADD CONSTRAINT notifications_assess_assessed_by_id_71f42620_fk_core_user FOREIGN KEY (assessed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_assessment
    ADD CONSTRAINT notifications_assess_request_id_29d7ca52_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_attachment
    ADD CONSTRAINT notifications_attach_notification_id_b5286c5c_fk_notificat FOREIGN KEY (notification_id) REFERENCES public.notifications_catchallnotification(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_attachment
    ADD CONSTRAINT notifications_attachment_file_id_3e52eb92_fk_core_file_id FOREIGN KEY (file_id) REFERENCES public.core_file(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_catchallnotification
    ADD CONSTRAINT notifications_catcha_changed_by_id_9f1ee439_fk_core_user FOREIGN KEY (changed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_catchallnotification
    ADD CONSTRAINT notifications_catcha_created_by_id_0377b187_fk_core_user FOREIGN KEY (created_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_catchallnotification
    ADD CONSTRAINT notifications_catcha_exporter_id_d4d59461_fk_licensing FOREIGN KEY (exporter_id) REFERENCES public.licensing_exporter(organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_catchallnotification
    ADD CONSTRAINT notifications_catcha_request_id_59cdf579_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_contribution
    ADD CONSTRAINT notifications_contri_about_id_c591c06e_fk_notificat FOREIGN KEY (about_id) REFERENCES public.notifications_contribution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_contribution
    ADD CONSTRAINT notifications_contri_organisation_id_f3707791_fk_core_orga FOREIGN KEY (organisation_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_contribution
    ADD CONSTRAINT notifications_contri_procedure_id_fdaf7e63_fk_notificat FOREIGN KEY (procedure_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_contribution
    ADD CONSTRAINT notifications_contribution_author_id_6c6e06ae_fk_core_user_id FOREIGN KEY (author_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_dueinstant
    ADD CONSTRAINT notifications_dueins_extension_id_6f10d4a1_fk_notificat FOREIGN KEY (extension_id) REFERENCES public.notifications_extension(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_dueinstant
    ADD CONSTRAINT notifications_dueins_member_state_id_d752e527_fk_core_memb FOREIGN KEY (member_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_dueinstant
    ADD CONSTRAINT notifications_dueins_procedure_id_57362486_fk_notificat FOREIGN KEY (procedure_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_extension
    ADD CONSTRAINT notifications_extens_procedure_id_bdc161b9_fk_notificat FOREIGN KEY (procedure_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_extension
    ADD CONSTRAINT notifications_extension_approved_by_id_9bbd335f_fk_core_user_id FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_extension
    ADD CONSTRAINT notifications_extension_proposed_by_id_93fbb1a4_fk_core_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_fieldsave
    ADD CONSTRAINT notifications_fields_notification_id_bf5140b8_fk_notificat FOREIGN KEY (notification_id) REFERENCES public.notifications_catchallnotification(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_fieldsave
    ADD CONSTRAINT notifications_fieldsave_saved_by_id_d9caa236_fk_core_user_id FOREIGN KEY (saved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_instruction
    ADD CONSTRAINT notifications_instru_organisation_id_952285d7_fk_core_orga FOREIGN KEY (organisation_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_instruction
    ADD CONSTRAINT notifications_instru_procedure_id_03c8e4bf_fk_notificat FOREIGN KEY (procedure_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_instruction
    ADD CONSTRAINT notifications_instruction_author_id_4261a181_fk_core_user_id FOREIGN KEY (author_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_linkedrefusal
    ADD CONSTRAINT notifications_linked_decision_id_00337a41_fk_licensing FOREIGN KEY (decision_id) REFERENCES public.licensing_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_linkedrefusal
    ADD CONSTRAINT notifications_linked_procedure_id_283b294f_fk_notificat FOREIGN KEY (procedure_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_objectionprocedure
    ADD CONSTRAINT notifications_object_after_withdrawn_id_a9de340c_fk_notificat FOREIGN KEY (after_withdrawn_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_objectionprocedure
    ADD CONSTRAINT notifications_object_decision_id_e7466632_fk_licensing FOREIGN KEY (decision_id) REFERENCES public.licensing_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_objectionprocedure
    ADD CONSTRAINT notifications_object_notifying_authority__47a90c68_fk_core_orga FOREIGN KEY (notifying_authority_id) REFERENCES public.core_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_objectionprocedure
    ADD CONSTRAINT notifications_object_notifying_state_id_6f7fbf31_fk_core_memb FOREIGN KEY (notifying_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_objectionprocedure
    ADD CONSTRAINT notifications_object_request_id_af19283e_fk_licensing FOREIGN KEY (request_id) REFERENCES public.licensing_authorisationrequest(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_participant
    ADD CONSTRAINT notifications_partic_member_state_id_3a432f52_fk_core_memb FOREIGN KEY (member_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_participant
    ADD CONSTRAINT notifications_partic_procedure_id_815196dd_fk_notificat FOREIGN KEY (procedure_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_position
    ADD CONSTRAINT notifications_positi_member_state_id_9bf7b2fa_fk_core_memb FOREIGN KEY (member_state_id) REFERENCES public.core_memberstate(code) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_position
    ADD CONSTRAINT notifications_positi_procedure_id_4cc4c2f6_fk_notificat FOREIGN KEY (procedure_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_position
    ADD CONSTRAINT notifications_position_cast_by_id_00c8c765_fk_core_user_id FOREIGN KEY (cast_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_procedureoutcome
    ADD CONSTRAINT notifications_proced_procedure_id_cdfca2ec_fk_notificat FOREIGN KEY (procedure_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_release
    ADD CONSTRAINT notifications_releas_document_id_1e45262f_fk_licensing FOREIGN KEY (document_id) REFERENCES public.licensing_document(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_release
    ADD CONSTRAINT notifications_releas_procedure_id_dae5514e_fk_notificat FOREIGN KEY (procedure_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_release
    ADD CONSTRAINT notifications_release_released_by_id_65d6718f_fk_core_user_id FOREIGN KEY (released_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_rulesetselection
    ADD CONSTRAINT notifications_rulese_approved_by_id_88449563_fk_core_user FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_rulesetselection
    ADD CONSTRAINT notifications_rulese_proposed_by_id_6b016522_fk_core_user FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_standardtext
    ADD CONSTRAINT notifications_standa_approved_by_id_fd633be2_fk_core_user FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_standardtext
    ADD CONSTRAINT notifications_standa_proposed_by_id_70cc5a6f_fk_core_user FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_withdrawal
    ADD CONSTRAINT notifications_withdr_approved_by_id_60c26874_fk_core_user FOREIGN KEY (approved_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_withdrawal
    ADD CONSTRAINT notifications_withdr_procedure_id_ac9e25cb_fk_notificat FOREIGN KEY (procedure_id) REFERENCES public.notifications_objectionprocedure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.notifications_withdrawal
    ADD CONSTRAINT notifications_withdr_proposed_by_id_f1d61964_fk_core_user FOREIGN KEY (proposed_by_id) REFERENCES public.core_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestdestination
    ADD CONSTRAINT request_destination_of_version FOREIGN KEY (version_id, request_id) REFERENCES public.licensing_requestversion(id, request_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_authorisationrequest
    ADD CONSTRAINT request_has_its_own_version FOREIGN KEY (version_id, id) REFERENCES public.licensing_requestversion(id, request_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestline
    ADD CONSTRAINT request_line_of_version FOREIGN KEY (version_id, request_id) REFERENCES public.licensing_requestversion(id, request_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.licensing_requestparty
    ADD CONSTRAINT request_party_of_version FOREIGN KEY (version_id, request_id) REFERENCES public.licensing_requestversion(id, request_id) DEFERRABLE INITIALLY DEFERRED;
GRANT USAGE ON SCHEMA core TO exportctl_app;
REVOKE ALL ON FUNCTION core.move_clock(target timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION core.move_clock(target timestamp with time zone) TO exportctl_app;
GRANT SELECT ON TABLE core.clock_offset TO exportctl_app;
GRANT SELECT ON TABLE core.demonstration TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailaddress TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailconfirmation TO exportctl_app;
GRANT SELECT ON TABLE public.auth_group TO exportctl_app;
GRANT SELECT ON TABLE public.auth_permission TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.axes_accessattempt TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.axes_accessattemptexpiration TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.axes_accessfailurelog TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.axes_accesslog TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.controllist_annexentry TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.controllist_cncorrelation TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.controllist_controllistentry TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.controllist_controllistentry TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.controllist_edition TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.controllist_editionpaper TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.controllist_entrychange TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.controllist_entrychange TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.controllist_entrychange TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.controllist_entrychange TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.controllist_entrytext TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.controllist_listhead TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.controllist_loghead TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.controllist_logleaf TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.controllist_nationalentry TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.controllist_searchdocument TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.controllist_searchword TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.controllist_tableimport TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.controllist_tableimport TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.controllist_tableimport TO exportctl_app;
GRANT UPDATE(begun) ON TABLE public.controllist_tableimport TO exportctl_app;
GRANT UPDATE(changed) ON TABLE public.controllist_tableimport TO exportctl_app;
GRANT UPDATE(ended) ON TABLE public.controllist_tableimport TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.controllist_tableimport TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_apikey TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.core_auditevent TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.core_audithead TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.core_auditleaf TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_calendaraddress TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_digestline TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_file TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_heartbeat TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.core_holidayyear TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.core_idempotencyrecord TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.core_invitation TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.core_invitation TO exportctl_app;
GRANT UPDATE(opened_at) ON TABLE public.core_invitation TO exportctl_app;
GRANT UPDATE(answered_at) ON TABLE public.core_invitation TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.core_invitation TO exportctl_app;
GRANT UPDATE(seat_id) ON TABLE public.core_invitation TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.core_memberstate TO exportctl_app;
GRANT UPDATE(delegate_may_be_officer) ON TABLE public.core_memberstate TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.core_mutedcase TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_notice TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.core_noticeread TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_organisation TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_passwordlink TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.core_population TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.core_populationset TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.core_publicholiday TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.core_referencechange TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.core_referencechange TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.core_referencechange TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.core_referencechange TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_referencecounter TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_sealstate TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_seat TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_user TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.core_webhook TO exportctl_app;
GRANT SELECT ON TABLE public.django_content_type TO exportctl_app;
GRANT SELECT ON TABLE public.django_migrations TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_absence TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_advice TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_amendment TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.licensing_amendmentattachment TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_amendmentfieldsave TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_authorisation TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_authorisation TO exportctl_app;
GRANT UPDATE(changed_at) ON TABLE public.licensing_authorisation TO exportctl_app;
GRANT UPDATE(version_id) ON TABLE public.licensing_authorisation TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_authorisationchange TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_authorisationchange TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_authorisationchange TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_authorisationchange TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_authorisationline TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_authorisationrequest TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_authorisationstep TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_authorisationversion TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_authoritytext TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_bodymail TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_casenote TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_casesearch TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_catalogueitem TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_catalogueparty TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.licensing_catalogueupload TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_changerequest TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_changerequest TO exportctl_app;
GRANT UPDATE(ended_at) ON TABLE public.licensing_changerequest TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_classificationconfirmation TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_classificationopinion TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_classificationopinion TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_classificationopinion TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_classificationopinion TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_classificationquestion TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_classificationquestion TO exportctl_app;
GRANT UPDATE(changed_at) ON TABLE public.licensing_classificationquestion TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_clockstop TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_closing TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_conditionsdraft TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_conflict TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_consultation TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_consultedbody TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_customsenquiry TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_customsenquiry TO exportctl_app;
GRANT UPDATE(answer) ON TABLE public.licensing_customsenquiry TO exportctl_app;
GRANT UPDATE(answered_at) ON TABLE public.licensing_customsenquiry TO exportctl_app;
GRANT UPDATE(answered_by_id) ON TABLE public.licensing_customsenquiry TO exportctl_app;
GRANT UPDATE(hold_id) ON TABLE public.licensing_customsenquiry TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_customsenquirypaper TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(due_on) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(due_at) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(extended_because) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(grounds) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(act) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(replied_at) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(replied_by_id) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE("end") ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(ended_on) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(ended_words) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(ended_by_id) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT UPDATE(ended_at) ON TABLE public.licensing_customshold TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_customsmessage TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_decision TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_decisionperiod TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_decisionperiodchange TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_decisionperiodchange TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_decisionperiodchange TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_decisionperiodchange TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_denial TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_denial TO exportctl_app;
GRANT UPDATE(ground) ON TABLE public.licensing_denial TO exportctl_app;
GRANT UPDATE(review_due_on) ON TABLE public.licensing_denial TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_denialimport TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_denialimport TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_denialimport TO exportctl_app;
GRANT UPDATE(entered) ON TABLE public.licensing_denialimport TO exportctl_app;
GRANT UPDATE(changed) ON TABLE public.licensing_denialimport TO exportctl_app;
GRANT UPDATE(gone) ON TABLE public.licensing_denialimport TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_denialimport TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_denialparty TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_denialreview TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_denialreview TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_denialreview TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_denialreview TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_desksettings TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_document TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_dutyturn TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_endusestatement TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_endusestatementlink TO exportctl_app;
GRANT UPDATE(attempts) ON TABLE public.licensing_endusestatementlink TO exportctl_app;
GRANT UPDATE(next_attempt_at) ON TABLE public.licensing_endusestatementlink TO exportctl_app;
GRANT UPDATE(gave_up_at) ON TABLE public.licensing_endusestatementlink TO exportctl_app;
GRANT UPDATE(failure) ON TABLE public.licensing_endusestatementlink TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_endusestatementlink TO exportctl_app;
GRANT UPDATE(opened_at) ON TABLE public.licensing_endusestatementlink TO exportctl_app;
GRANT UPDATE(ended_at) ON TABLE public.licensing_endusestatementlink TO exportctl_app;
GRANT UPDATE(refusal) ON TABLE public.licensing_endusestatementlink TO exportctl_app;
GRANT UPDATE(delivered_at) ON TABLE public.licensing_endusestatementlink TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_explainedgrant TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_exporter TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_firstusenotice TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_generalbar TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_generalbar TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_generalbar TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_generalbar TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_generalbarservice TO exportctl_app;
GRANT UPDATE(counts_on) ON TABLE public.licensing_generalbarservice TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_generaledition TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_generaledition TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_generaledition TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_generaledition TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_generalregistration TO exportctl_app;
GRANT UPDATE(reports_requested_on) ON TABLE public.licensing_generalregistration TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_generalreminder TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_generalreport TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_informationreminder TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_informationrequest TO exportctl_app;
GRANT UPDATE(due_on) ON TABLE public.licensing_informationrequest TO exportctl_app;
GRANT UPDATE(answer) ON TABLE public.licensing_informationrequest TO exportctl_app;
GRANT UPDATE(answered_at) ON TABLE public.licensing_informationrequest TO exportctl_app;
GRANT UPDATE(answered_by_id) ON TABLE public.licensing_informationrequest TO exportctl_app;
GRANT UPDATE(withdrawn_at) ON TABLE public.licensing_informationrequest TO exportctl_app;
GRANT UPDATE(withdrawn_because) ON TABLE public.licensing_informationrequest TO exportctl_app;
GRANT UPDATE(withdrawn_by_id) ON TABLE public.licensing_informationrequest TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_informationstep TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_interestscase TO exportctl_app;
GRANT UPDATE(taken_back_at) ON TABLE public.licensing_interestscase TO exportctl_app;
GRANT UPDATE(taken_back_by_id) ON TABLE public.licensing_interestscase TO exportctl_app;
GRANT UPDATE(taken_back_because) ON TABLE public.licensing_interestscase TO exportctl_app;
GRANT SELECT ON TABLE public.licensing_lawhead TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_letterheadchange TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_letterheadchange TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_letterheadchange TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_letterheadchange TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_letterservice TO exportctl_app;
GRANT UPDATE(counts_on) ON TABLE public.licensing_letterservice TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_linebalance TO exportctl_app;
GRANT UPDATE(granted) ON TABLE public.licensing_linebalance TO exportctl_app;
GRANT UPDATE(value_granted) ON TABLE public.licensing_linebalance TO exportctl_app;
GRANT UPDATE(changed_at) ON TABLE public.licensing_linebalance TO exportctl_app;
GRANT UPDATE(moved) ON TABLE public.licensing_linebalance TO exportctl_app;
GRANT UPDATE(value_moved) ON TABLE public.licensing_linebalance TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_listedname TO exportctl_app;
GRANT UPDATE(until) ON TABLE public.licensing_listedname TO exportctl_app;
GRANT UPDATE(sought) ON TABLE public.licensing_listedname TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_listimpact TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_matchrelease TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_matchrelease TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_matchrelease TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_matchrelease TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_measurechange TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_measurechange TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_measurechange TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_measurechange TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_message TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_messagereading TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_messagethread TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_movedrest TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_notemention TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT UPDATE(entry) ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT UPDATE(name) ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT UPDATE(score) ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT UPDATE(why) ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT UPDATE(settled_at) ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT UPDATE(reason) ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT UPDATE(party_id) ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT UPDATE(settled_by_id) ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT UPDATE(compared_as) ON TABLE public.licensing_partymatch TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_passeddenial TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_passedrequirement TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_pendingact TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_pendingact TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_pendingact TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_pendingact TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_proposal TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_proposal TO exportctl_app;
GRANT UPDATE(settled_at) ON TABLE public.licensing_proposal TO exportctl_app;
GRANT UPDATE(comment) ON TABLE public.licensing_proposal TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_proposal TO exportctl_app;
GRANT UPDATE(seconded_at) ON TABLE public.licensing_proposal TO exportctl_app;
GRANT UPDATE(seconded_by_id) ON TABLE public.licensing_proposal TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.licensing_proposaldraft TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_registration TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_registrationpaper TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_remedy TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_remedy TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_remedyoutcome TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_remedyoutcome TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_remedyoutcome TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_remedyoutcome TO exportctl_app;
GRANT UPDATE(effect) ON TABLE public.licensing_remedyoutcome TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.licensing_requestattachment TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_requestdestination TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_requestdraft TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_requestfieldsave TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_requestline TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_requestparty TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.licensing_requesttag TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_requestversion TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_requirementpaper TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_restrictivemeasure TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_restrictivemeasure TO exportctl_app;
GRANT UPDATE(applies_until) ON TABLE public.licensing_restrictivemeasure TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_reversal TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_routingrule TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_routingrule TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.licensing_routingrule TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.licensing_routingrule TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_sanctionsentry TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_sanctionslist TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_sanctionslist TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_sandbox TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.licensing_sandboxevent TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.licensing_savedview TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_screeningcount TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.licensing_screeningjob TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.licensing_screeningjobpart TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_screeninglog TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.licensing_searchword TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_serviceresult TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_shareddocument TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_sharedrequirement TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_sharedrequirement TO exportctl_app;
GRANT UPDATE(lifted_at) ON TABLE public.licensing_sharedrequirement TO exportctl_app;
GRANT UPDATE(lifted_number) ON TABLE public.licensing_sharedrequirement TO exportctl_app;
GRANT UPDATE(lifted_on) ON TABLE public.licensing_sharedrequirement TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(asked_on) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(due_on) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(due_at) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(more_time_because) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(sent_on) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(sent_number) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(objects_to_it) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(finds_identical) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(grounds) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(answered_at) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(paper_number) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(paper_on) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(answered_by_id) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(returned_number) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT UPDATE(returned_on) ON TABLE public.licensing_stateconsultation TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_stateconsultation_denials TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_strucknote TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.licensing_tag TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_watchlistentry TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.licensing_watchlistentry TO exportctl_app;
GRANT UPDATE(removed_at) ON TABLE public.licensing_watchlistentry TO exportctl_app;
GRANT UPDATE(removed_because) ON TABLE public.licensing_watchlistentry TO exportctl_app;
GRANT UPDATE(removed_by_id) ON TABLE public.licensing_watchlistentry TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.licensing_writeoff TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_assessment TO exportctl_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.notifications_attachment TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.notifications_catchallnotification TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_contribution TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_dueinstant TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_extension TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.notifications_extension TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.notifications_extension TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.notifications_extension TO exportctl_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.notifications_fieldsave TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_instruction TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_linkedrefusal TO exportctl_app;
GRANT UPDATE(procedure_id) ON TABLE public.notifications_linkedrefusal TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_objectionprocedure TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.notifications_objectionprocedure TO exportctl_app;
GRANT UPDATE(outcome) ON TABLE public.notifications_objectionprocedure TO exportctl_app;
GRANT UPDATE(earliest_due_at) ON TABLE public.notifications_objectionprocedure TO exportctl_app;
GRANT UPDATE(closes_at) ON TABLE public.notifications_objectionprocedure TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_participant TO exportctl_app;
GRANT UPDATE(last_sequence) ON TABLE public.notifications_participant TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_position TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_procedureoutcome TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_release TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_reportedfigure TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_rulesetselection TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.notifications_rulesetselection TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.notifications_rulesetselection TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.notifications_rulesetselection TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_standardtext TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.notifications_standardtext TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.notifications_standardtext TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.notifications_standardtext TO exportctl_app;
GRANT SELECT,INSERT ON TABLE public.notifications_withdrawal TO exportctl_app;
GRANT UPDATE(status) ON TABLE public.notifications_withdrawal TO exportctl_app;
GRANT UPDATE(approved_at) ON TABLE public.notifications_withdrawal TO exportctl_app;
GRANT UPDATE(approved_by_id) ON TABLE public.notifications_withdrawal TO exportctl_app;
