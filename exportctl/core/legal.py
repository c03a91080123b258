"""Which tables the application's role may only read and add to. Checked at start-up and by a test."""

# What the law or a proof rests on: never changed, never deleted by the application.
LEGAL_TABLES = (
    "core_auditevent",
    "core_auditleaf",
    "core_audithead",
    "controllist_edition",
    "controllist_logleaf",
    "controllist_loghead",
    "licensing_advice",
    "licensing_conditionsdraft",
    "licensing_decision",
    "licensing_informationstep",
    "licensing_informationreminder",
    "licensing_messagethread",
    "licensing_message",
    "licensing_casenote",
    "licensing_notemention",
    "licensing_strucknote",
    "notifications_assessment",
    "notifications_position",
    "notifications_procedureoutcome",
)

# Workflow and head rows: the application may change them, never delete them.
CHANGING_TABLES = (
    "core_user",
    "core_organisation",
    "core_seat",
    "core_apikey",
    "core_memberstate",
    "core_populationset",
    "core_population",
    "core_holidayyear",
    "core_referencechange",
    "core_notice",
    "core_digestline",
    "core_file",
    "core_referencecounter",
    "core_sealstate",
    "core_heartbeat",
    "controllist_controllistentry",
    "controllist_annexentry",
    "controllist_listhead",
    "controllist_entrytext",
    "licensing_exporter",
    "licensing_decisionperiod",
    "licensing_authorisationrequest",
    "licensing_informationrequest",
    "licensing_clockstop",
    "licensing_conflict",
    "licensing_messagereading",
    "licensing_consultedbody",
    "licensing_consultation",
    "licensing_bodymail",
    "licensing_proposal",
    "licensing_document",
    "licensing_catalogueitem",
    "licensing_catalogueparty",
    "licensing_screeninglog",
    "licensing_screeningcount",
    "licensing_desksettings",
    "licensing_tag",
    "licensing_casesearch",
    "notifications_catchallnotification",
    "notifications_fieldsave",
    "notifications_objectionprocedure",
    "notifications_participant",
    "notifications_extension",
    "notifications_withdrawal",
    "notifications_linkedrefusal",
    "notifications_rulesetselection",
    "notifications_standardtext",
)

# Scratch: the application may delete as well.
SCRATCH_TABLES = (
    "core_publicholiday",
    "licensing_catalogueupload",
    "licensing_requesttag",
    "licensing_savedview",
    "licensing_searchword",
    "notifications_attachment",
    "licensing_proposaldraft",
    "core_rememberedanswer",
    "core_noticeread",
    "core_mutedcase",
    "django_session",
    "axes_accessattempt",
    "axes_accessattemptexpiration",
    "axes_accessfailurelog",
    "axes_accesslog",
    "account_emailaddress",
    "account_emailconfirmation",
)

READ_ONLY_TABLES = ("django_content_type", "auth_permission", "auth_group", "django_migrations")


def grants() -> dict[str, frozenset[str]]:
    """Every table the application's role may touch, and how: the list the test compares PostgreSQL with."""
    return {
        **dict.fromkeys(READ_ONLY_TABLES, frozenset({"SELECT"})),
        **dict.fromkeys(LEGAL_TABLES, frozenset({"SELECT", "INSERT"})),
        **dict.fromkeys(CHANGING_TABLES, frozenset({"SELECT", "INSERT", "UPDATE"})),
        **dict.fromkeys(SCRATCH_TABLES, frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})),
    }
