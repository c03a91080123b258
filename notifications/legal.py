"""What the application may do with the tables of catch-all and procedure (exportctl/core/legal.py)."""

from exportctl.core.legal import ANSWER, ANSWERED, Settled, Tables

TWO_OFFICERS = (
    "notifications_extension",
    "notifications_withdrawal",
    "notifications_rulesetselection",
    "notifications_standardtext",
)

TABLES = Tables(
    legal=(
        "notifications_assessment",
        "notifications_position",
        "notifications_procedureoutcome",
        "notifications_dueinstant",
        "notifications_contribution",
        "notifications_instruction",
        "notifications_release",
        "notifications_reportedfigure",
    ),
    frozen={
        "notifications_objectionprocedure": ("status", "outcome", "earliest_due_at", "closes_at"),
        "notifications_participant": ("last_sequence",),
        "notifications_linkedrefusal": ("procedure_id",),
        **dict.fromkeys(TWO_OFFICERS, ANSWER),
    },
    settled={
        "notifications_objectionprocedure": Settled(open=("open",)),
        "notifications_catchallnotification": Settled(
            open=("draft",), but=("status", "changed_by_id", "changed_at")
        ),
        **dict.fromkeys(TWO_OFFICERS, ANSWERED),
    },
    workflow=(
        "notifications_catchallnotification",
        "notifications_fieldsave",
    ),
    scratch=("notifications_attachment",),
)
