"""What waits for a second officer, as the messages about it say, and where nothing waits any more."""

from django.db.models import Exists, OuterRef

from exportctl.core.notice_tasks import Task
from notifications.models import Extension, ObjectionProcedure, RuleSetSelection, StandardText, Withdrawal


def settled_tasks() -> list[Task]:
    """To carry out a withdrawal, an extension, a choice of rule set, a standard text."""
    procedures = ObjectionProcedure.objects.all()
    withdrawals = Withdrawal.objects.pending().filter(procedure=OuterRef("pk"))
    extensions = Extension.objects.pending().filter(procedure=OuterRef("pk"))
    selections = RuleSetSelection.objects.pending().filter(rule_set=OuterRef("rule_set"))
    texts = StandardText.objects.pending().filter(key=OuterRef("key"))
    return [
        (("withdrawal_waiting",), procedures.filter(~Exists(withdrawals)), "reference"),
        (("extension_waiting",), procedures.filter(~Exists(extensions)), "reference"),
        (("rule_set_waiting",), RuleSetSelection.objects.filter(~Exists(selections)), "rule_set"),
        (("standard_text_waiting",), StandardText.objects.filter(~Exists(texts)), "key"),
    ]
