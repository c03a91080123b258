"""The standard texts as they are in force: the shipped ones, under what the Commission approved since."""

from exportctl.core.rules.four_eyes import Status
from notifications.models import StandardText
from notifications.rules.standard_texts import Text, shipped


def in_force() -> list[Text]:
    """Every text that is offered to officers; one query."""
    return [text for text in _known() if not text.retired]


def retired_texts() -> list[Text]:
    return [text for text in _known() if text.retired]


def _known() -> list[Text]:
    """The latest version of each text in the order of the data, new ones last; one query."""
    approved = StandardText.objects.filter(status=Status.APPROVED.value).order_by("version")
    latest = {row.key: row for row in approved}
    known = {text.key for text in shipped()}
    texts = [_of(latest[text.key]) if text.key in latest else text for text in shipped()]
    return texts + [_of(row) for key, row in latest.items() if key not in known]


def find_text(key: str) -> Text | None:
    """The latest version, be it a retired one."""
    return next((text for text in _known() if text.key == key), None)


def waiting_texts() -> list[StandardText]:
    rows = StandardText.objects.pending().select_related("proposed_by")
    return list(rows.order_by("proposed_at", "pk"))


def versions_of(key: str) -> list[StandardText]:
    """What was approved, the newest first."""
    rows = StandardText.objects.filter(key=key, status=Status.APPROVED.value)
    return list(rows.select_related("proposed_by", "approved_by").order_by("-version"))


def _of(row: StandardText) -> Text:
    return Text(row.key, row.kind, row.outcome, row.titles, row.texts, row.version)
