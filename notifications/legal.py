"""What the application may do with the tables of catch-all and procedure (exportctl/core/legal.py)."""

from exportctl.core.legal import Tables

TABLES = Tables(
    legal=(
        "notifications_assessment",
        "notifications_position",
        "notifications_procedureoutcome",
        "notifications_contribution",
        "notifications_instruction",
        "notifications_release",
    ),
    workflow=(
        "notifications_catchallnotification",
        "notifications_fieldsave",
        "notifications_objectionprocedure",
        "notifications_participant",
        "notifications_extension",
        "notifications_withdrawal",
        "notifications_linkedrefusal",
        "notifications_rulesetselection",
        "notifications_standardtext",
    ),
    scratch=("notifications_attachment",),
)
