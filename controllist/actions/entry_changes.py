"""Correcting an entry, taking it off the list, recording its review, signing a translation of its words.

One officer of the Commission proposes, another approves (G11).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from controllist.actions.disclosures import refuse_names
from controllist.actions.entries import carry_out, hold_head
from controllist.models import ControlListEntry, EntryChange
from controllist.queries.binding import meaning_of
from controllist.queries.entries import listed, public
from controllist.rules.entries import ENTRY, EVENT_OF, Change
from controllist.rules.entry_changes import (
    ENTRY_CHANGE,
    WORDS,
    ChangeBasis,
    ChangeGround,
    checked,
    content_of,
    translated,
    wrong_translation,
)
from controllist.rules.listing import EntryWords
from controllist.rules.matching import item_key
from exportctl.core import access, locks
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
)
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, NotFound, StaleState
from exportctl.core.models import Organisation, User
from exportctl.core.queries.reference import commission
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.shapes import error

NOTICE_OF = {Change.CORRECTION: "entry_corrected", Change.DELISTING: "entry_delisted"}
NOT_AGREED = gettext_lazy(
    "Law in force is amended when all Member States agree (Article 5(7)): confirm that they do."
)
READERS = (
    OrganisationKind.AUTHORITY.value,
    OrganisationKind.DELEGATION.value,
    OrganisationKind.CUSTOMS.value,
)


@transaction.atomic
def propose_correction(
    *, entry_id: UUID, words: EntryWords, basis: ChangeBasis, edition: int, actor: User, at: datetime
) -> EntryChange:
    """Propose other words for an entry. `edition` is the entry's as the officer read it.

    Raises Invalid, NamesCompany, StaleState, Pending while another change waits, WrongStatus off the list.
    """
    return _propose(entry_id, Change.CORRECTION, edition, actor, at, words=words, basis=basis)


@transaction.atomic
def propose_delisting(
    *, entry_id: UUID, basis: ChangeBasis, edition: int, actor: User, at: datetime
) -> EntryChange:
    """Propose to take an entry off the list. Raises as `propose_correction` does."""
    return _propose(entry_id, Change.DELISTING, edition, actor, at, basis=basis)


@transaction.atomic
def propose_review(
    *, entry_id: UUID, basis: ChangeBasis, edition: int, actor: User, at: datetime
) -> EntryChange:
    """Propose to record that an entry was reviewed and stays (Article 5(7)). Raises as `propose_correction` does."""
    return _propose(entry_id, Change.REVIEW, edition, actor, at, basis=basis)


@transaction.atomic
def propose_translation(
    *, entry_id: UUID, language: str, name: str, description: str, edition: int, actor: User, at: datetime
) -> EntryChange:
    """Propose an entry's words in another language, to be signed. Raises as `propose_correction` does."""
    entry = ControlListEntry.objects.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound
    words, errors = wrong_translation(
        language=language, authentic=entry.authentic_language, name=name, description=description
    )
    if errors:
        raise Invalid(errors=errors)
    content = translated(entry.translations, language=language, **words, entry=public(entry))
    return _propose(entry_id, Change.TRANSLATION, edition, actor, at, content=content)


@transaction.atomic
def approve_entry_change(*, change_id: UUID, actor: User, at: datetime) -> EntryChange:
    """Carry it out: edition, leaf and signed head in this transaction. It counts from `at`.

    Raises FourEyes for whoever proposed it, StaleState where the entry changed since, WrongStatus once settled.
    """
    change = _hold_change(change_id, actor, at)
    entry = change.entry
    _require_edition(entry, change.edition)
    approve_act(
        act=change, machine=ENTRY_CHANGE, actor=actor, at=at, entry=entry.code, edition=change.edition
    )
    if entry.in_force and not change.agreed and change.kind != Change.TRANSLATION:
        raise Invalid(errors=[error("/agreed", NOT_AGREED)])
    head = hold_head()
    _refuse_what_names(entry, change.content)
    if change.kind == Change.CORRECTION:
        _require_unlisted(entry, change.content)
    carry_out(head=head, entry=entry, change=change, actor=actor, at=at)
    _tell(entry, change, at)
    return change


@transaction.atomic
def discard_entry_change(*, change_id: UUID, actor: User, at: datetime) -> EntryChange:
    """Drop a proposal, one's own or a colleague's."""
    change = _hold_change(change_id, actor, at)
    discard_act(act=change, machine=ENTRY_CHANGE, actor=actor, at=at)
    return change


def _propose(
    entry_id: UUID,
    kind: Change,
    edition: int,
    actor: User,
    at: datetime,
    *,
    words: EntryWords | None = None,
    basis: ChangeBasis | None = None,
    content: dict[str, Any] | None = None,
) -> EntryChange:
    _hold_seat(actor, at)
    entry = _hold_entry(entry_id)
    ENTRY.step(entry.status, EVENT_OF[kind])
    _require_edition(entry, edition)
    if basis is not None:
        content = _checked(entry, kind, words, basis)
    content = content or {}
    _refuse_what_names(entry, content)
    require_none_pending(acts=EntryChange.objects.filter(entry=entry))
    change = EntryChange(
        entry=entry,
        kind=kind.value,
        edition=edition,
        content=content,
        agreed=entry.in_force and basis is not None and basis.agreed,
        proposed_by=actor,
    )
    waiting = Waiting("entry_change_waiting", commission(), entry.code, change.get_absolute_url())
    facts = {"entry": entry.code, "edition": edition, "kind": kind.value, "agreed": change.agreed}
    propose_act(
        act=change, machine=ENTRY_CHANGE, at=at, waiting=waiting, content=change.content_hash, **facts
    )
    return change


def _checked(
    entry: ControlListEntry, kind: Change, words: EntryWords | None, basis: ChangeBasis
) -> dict[str, Any]:
    """The clean content of the change. Raises Invalid with a pointer for everything wrong, NamesCompany."""
    content, errors = checked(kind, content_of(basis, words), in_force=entry.in_force)
    if entry.in_force and not basis.agreed:
        errors = [*errors, error("/agreed", NOT_AGREED)]
    if errors:
        raise Invalid(errors=errors)
    if kind is Change.CORRECTION:
        if set(content["functions"]) == set(entry.functions):
            content["functions"] = list(entry.functions)  # another order is no other word
        _require_difference(entry, content)
        _require_unlisted(entry, content)
        before = public(entry)
        if any(content[name] != before[name] for name in ("name", "description", "authentic_language")):
            content["translations"] = {}  # what was translated are the former words
    return content


def _require_difference(entry: ControlListEntry, content: dict[str, Any]) -> None:
    """A correction changes a word, unless it adds the act that was published and nothing else."""
    before = public(entry)
    same = all(content.get(name) == before[name] for name in (*WORDS, "authentic_language"))
    if not same and content["change_ground"] == ChangeGround.PUBLICATION:
        message = _(
            "A publication that is added changes no words: choose another ground, or leave them as they are."
        )
        raise Invalid(message, errors=[error("/change_ground", message)])
    if same and content["change_ground"] != ChangeGround.PUBLICATION:
        message = _("These are the words that the entry has: change at least one of them.")
        raise Invalid(message, errors=[error("/name", message)])


def _require_unlisted(entry: ControlListEntry, content: dict[str, Any]) -> None:
    """One item, one entry: neither what another entry lists is added to this one, nor what may yet get its own."""
    open_window: Callable[..., str] = import_string(settings.OPEN_WINDOW)
    for place, model in enumerate(content["models"]):
        key = item_key(content["manufacturer"], model)
        message = ""
        if other := listed(item_key=key, besides=entry.pk):
            message = _("Entry %(code)s lists this model of this maker already.") % {"code": other.code}
        elif procedure := open_window(item_key=key):
            message = _(
                "Procedure %(reference)s about this model of this maker is still open:"
                " correct the entry once it has ended."
            ) % {"reference": procedure}
        if message:
            raise Invalid(message, errors=[error(f"/models/{place}", message)])


def _refuse_what_names(entry: ControlListEntry, content: dict[str, Any]) -> None:
    """The maker may be named on purpose; everything else is compared with the exporter's names."""
    texts = {
        "/reason": content["reason"] or "",
        "/legal_act/reference": content["legal_act"]["reference"] or "",
    }
    texts |= {f"/{name}": content[name] for name in ("name", "description") if name in content}
    texts |= {
        f"/{name}": text for words in content.get("translations", {}).values() for name, text in words.items()
    }
    texts |= {f"/models/{place}": model for place, model in enumerate(content.get("models", ()))}
    refuse_names(entry=entry, texts=texts)


def _require_edition(entry: ControlListEntry, edition: int) -> None:
    if entry.edition != edition:
        raise StaleState(_("The entry changed since you read it. Read it again, then decide."))


def _hold_seat(actor: User, at: datetime) -> None:
    organisations = [organisation.pk for organisation in commission()]
    access.hold_seat(actor=actor, permission=Permission.ADMINISTER, organisations=organisations, at=at)


def _hold_entry(entry_id: UUID) -> ControlListEntry:
    entry: ControlListEntry | None = locks.lock_for_update(ControlListEntry.objects.filter(pk=entry_id))
    if entry is None:
        raise NotFound
    return entry


def _hold_change(change_id: UUID, actor: User, at: datetime) -> EntryChange:
    """The change and its entry, locked in the house's order: the entry first."""
    _hold_seat(actor, at)
    changes = EntryChange.objects.all()
    entry_id = changes.filter(pk=change_id).values_list("entry_id", flat=True).first()
    if entry_id is None:
        raise NotFound
    entry = _hold_entry(entry_id)
    change: EntryChange = hold_act(acts=changes, act_id=change_id)
    change.entry = entry
    return change


def _tell(entry: ControlListEntry, change: EntryChange, at: datetime) -> None:
    """All authorities, delegations and customs offices learn of it, and whose item it was: with what it means now.

    A review or a translation changes nothing for anybody: the list's feeds say it.
    """
    kind = Change(change.kind)
    if kind not in NOTICE_OF:
        return
    facts: dict[str, object] = {"entry": entry.code, "meaning": meaning_of(entry).as_fact()}
    facts |= {"regime": entry.regime, "in_force": entry.in_force}
    owe_notice(
        kind=NOTICE_OF[kind],
        organisations=Organisation.objects.filter(kind__in=READERS),
        reference=entry.code,
        path=entry.get_absolute_url(),
        at=at,
        facts=facts,
    )
    import_string(settings.ENTRY_CHANGES)(entry=entry, kind=kind, facts=facts, at=at)
