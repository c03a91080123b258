"""The life of an entry on the EU-wide list."""

from enum import StrEnum

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission


class Status(StrEnum):
    LISTED = "listed"
    CORRECTED = "corrected"
    DELISTED = "delisted"


class Event(StrEnum):
    LIST = "list"
    CORRECT = "correct"
    DELIST = "delist"
    REVIEW = "review"
    TRANSLATE = "translate"


class Change(StrEnum):
    """What an edition is, as its leaf says it."""

    LISTING = "listing"
    CORRECTION = "correction"
    DELISTING = "delisting"
    REVIEW = "review"  # at least once a year (Article 5(7)): it stays as it is
    TRANSLATION = "translation"  # the words in another language, signed by two officers


EVENT_OF = {
    Change.CORRECTION: Event.CORRECT,
    Change.DELISTING: Event.DELIST,
    Change.REVIEW: Event.REVIEW,
    Change.TRANSLATION: Event.TRANSLATE,
}


class Ground(StrEnum):
    """Why an item is listed: what its refusal or requirement was decided for."""

    HUMAN_RIGHTS = "human_rights_violations"
    ARTICLE_5 = (
        "repression_or_violations"  # internal repression, human rights, humanitarian law (Article 5(1))
    )


class ActKind(StrEnum):
    """The act that a change of the list rests on. Of listings it is the outcome of their procedure."""

    OUTCOME = "procedure_outcome"
    JOURNAL = "official_journal"  # C series (Article 5(6))
    AGREEMENT = "agreement"  # of all Member States (Article 5(7))
    DECISION = "commission_decision"
    JUDGMENT = "judgment"


class Scope(StrEnum):
    """How far an entry reaches."""

    EVERY_EXPORT = "every_export"
    DESTINATIONS = "destinations"  # those that it names alone


ENTRY = Machine(
    "control list entry",
    (
        (Status.LISTED, Event.CORRECT, Status.CORRECTED, Permission.ADMINISTER),
        (Status.CORRECTED, Event.CORRECT, Status.CORRECTED, Permission.ADMINISTER),
        (Status.LISTED, Event.DELIST, Status.DELISTED, Permission.ADMINISTER),
        (Status.CORRECTED, Event.DELIST, Status.DELISTED, Permission.ADMINISTER),
        (Status.LISTED, Event.REVIEW, Status.LISTED, Permission.ADMINISTER),
        (Status.CORRECTED, Event.REVIEW, Status.CORRECTED, Permission.ADMINISTER),
        (Status.LISTED, Event.TRANSLATE, Status.LISTED, Permission.ADMINISTER),
        (Status.CORRECTED, Event.TRANSLATE, Status.CORRECTED, Permission.ADMINISTER),
    ),
    initial=Status.LISTED,
    label=pgettext_lazy("thing", "control list entry"),
    words={
        Status.LISTED: pgettext_lazy("status", "listed"),
        Status.CORRECTED: pgettext_lazy("status", "corrected"),
        Status.DELISTED: pgettext_lazy("status", "delisted"),
    },
)

ACTS = (
    Act(
        "create",
        ENTRY,
        pgettext_lazy("done to it", "put on the list"),
        _("Put an item on the list"),
        feed="list.changed",
    ),
    Act(
        Event.CORRECT,
        ENTRY,
        pgettext_lazy("done to it", "corrected"),
        _("Corrected an entry of the list"),
        notices=(
            NoticeKind(
                "entry_corrected",
                _("%(reference)s: an entry of the list was corrected"),
                _("The Commission corrected the entry. Its former words stay in its history. %(meaning)s"),
                facts=("meaning",),
            ),
        ),
        feed="list.changed",
    ),
    Act(
        Event.DELIST,
        ENTRY,
        pgettext_lazy("done to it", "delisted"),
        _("Took an entry off the list"),
        notices=(
            NoticeKind(
                "entry_delisted",
                _("%(reference)s: an entry was taken off the list"),
                _("The Commission took the entry off the list. It stays in the list’s history. %(meaning)s"),
                facts=("meaning",),
            ),
        ),
        feed="list.changed",
    ),
    Act(
        Event.REVIEW,
        ENTRY,
        pgettext_lazy("done to it", "reviewed"),
        _("Recorded the review of an entry of the list"),
        feed="list.changed",
    ),
    Act(
        Event.TRANSLATE,
        ENTRY,
        pgettext_lazy("done to it", "translated"),
        _("Signed a translation of an entry of the list"),
        feed="list.changed",
    ),
)
