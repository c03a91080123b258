"""What the application may do with the tables of requests and decisions (exportctl/core/legal.py)."""

from exportctl.core.legal import Tables

TABLES = Tables(
    legal=(
        "licensing_advice",
        "licensing_conditionsdraft",
        "licensing_decision",
        "licensing_decisionperiod",
        "licensing_informationstep",
        "licensing_informationreminder",
        "licensing_messagethread",
        "licensing_message",
        "licensing_casenote",
        "licensing_notemention",
        "licensing_strucknote",
        "licensing_shareddocument",
    ),
    workflow=(
        "licensing_exporter",
        "licensing_decisionperiodchange",
        "licensing_absence",
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
    ),
    scratch=(
        "licensing_catalogueupload",
        "licensing_requesttag",
        "licensing_savedview",
        "licensing_searchword",
        "licensing_proposaldraft",
    ),
)
