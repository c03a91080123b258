"""What the application may do with the tables of requests and decisions (exportctl/core/legal.py)."""

from exportctl.core.legal import ANSWER, ANSWERED, Settled, Tables

# Whose case it is, and when it was sent; the words are a version's, which is legal. Which version counts only rises.
AS_SENT = ("reference", "kind", "exporter_id", "authority_id", "submitted_by_id", "submitted_at")
# What the exporter's answer, or taking the question back, writes beside it.
ANSWER_OR_END = (
    "answer",
    "answered_by_id",
    "answered_at",
    "withdrawn_by_id",
    "withdrawn_at",
    "withdrawn_because",
)

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
        "licensing_requestversion",
        "licensing_requestline",
        "licensing_requestparty",
        "licensing_requestdestination",
    ),
    frozen={
        "licensing_decisionperiodchange": ANSWER,
        "licensing_letterheadchange": ANSWER,
        "licensing_proposal": ("status", "approved_by_id", "settled_at", "comment"),
        "licensing_informationrequest": ("due_on", *ANSWER_OR_END),
    },
    settled={
        "licensing_decisionperiodchange": ANSWERED,
        "licensing_letterheadchange": ANSWERED,
        "licensing_proposal": Settled(open=("proposed",)),
        "licensing_informationrequest": Settled(since=("answered_at", "withdrawn_at")),
        "licensing_document": Settled(since=("file_id",), columns=("request_id", "kind", "file_id")),
        "licensing_authorisationrequest": Settled(open=("draft",), columns=AS_SENT),
        "licensing_amendment": Settled(open=("draft",)),
        "licensing_requestdraft": Settled(since=("closed_at",)),
    },
    workflow=(
        "licensing_exporter",
        "licensing_amendment",
        "licensing_amendmentfieldsave",
        "licensing_requestdraft",
        "licensing_requestfieldsave",
        "licensing_absence",
        "licensing_authoritytext",
        "licensing_authorisationrequest",
        "licensing_clockstop",
        "licensing_conflict",
        "licensing_messagereading",
        "licensing_consultedbody",
        "licensing_consultation",
        "licensing_bodymail",
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
        "licensing_amendmentattachment",
        "licensing_requestattachment",
        "licensing_catalogueupload",
        "licensing_requesttag",
        "licensing_savedview",
        "licensing_searchword",
        "licensing_proposaldraft",
    ),
)
