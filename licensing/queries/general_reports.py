"""What waits about general authorisations: reports and notices that an exporter owes, and what takes two officers."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Left

from exportctl.core import access
from exportctl.core.models import User
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source
from licensing.models import (
    FirstUseNotice,
    GeneralBar,
    GeneralBarService,
    GeneralEdition,
    GeneralRegistration,
    GeneralReminder,
    GeneralReport,
)
from licensing.queries.general_registrations import About
from licensing.queries.todo_facts import MOST_WORDS
from licensing.rules import todos
from licensing.rules.general_registrations import BarEvent, ServiceStep


def sources(user: User, at: datetime) -> Iterator[Source]:
    """Of the side that the person has a seat on."""
    if companies := access.organisation_ids_of(user, Permission.FILE):
        yield from _of_exporter(companies)
    if access.has_seat(user, Permission.HANDLE):
        yield from _of_officer(user)


def _of_exporter(companies: list[Any]) -> Iterator[Source]:
    live = GeneralRegistration.objects.live().filter(exporter__in=companies)
    owed = _first_of(GeneralReminder.objects.filter(registration__in=live))
    facts = {
        "title": F("registration__code"),
        "reference": F("registration__reference"),
        "code": F("registration__code"),
        "state": F("registration__authority__member_state"),
        "company": F("registration__exporter__legal_name"),
        "company_id": Cast(F("registration__exporter"), TextField()),
        "registration_key": Cast(F("registration"), TextField()),
    }
    reported = GeneralReport.objects.filter(registration=OuterRef("registration"), due_on=OuterRef("due_on"))
    notified = FirstUseNotice.objects.filter(registration=OuterRef("registration"))
    for kind, about, done in (
        (todos.REPORT_GENERAL_USE, About.REPORT, reported),
        (todos.NOTIFY_FIRST_USE, About.FIRST_USE, notified),
    ):
        yield Source(
            kind=kind,
            noun="general_registration",
            rows=owed.filter(~Exists(done), about=about.value),
            about="registration_id",
            due_on=F("due_on"),
            facts=facts,
        )


def _first_of(reminders: QuerySet[GeneralReminder]) -> QuerySet[GeneralReminder]:
    """Of each thing that is due once, however often it was reminded of."""
    earlier = GeneralReminder.objects.filter(
        registration=OuterRef("registration"),
        about=OuterRef("about"),
        due_on=OuterRef("due_on"),
        pk__lt=OuterRef("pk"),
    )
    return reminders.filter(~Exists(earlier))


def _of_officer(user: User) -> Iterator[Source]:
    facts = {
        "title": F("exporter__legal_name"),
        "reference": F("reference"),
        "company": F("exporter__legal_name"),
        "state": F("authority__member_state"),
    }
    yield Source(
        kind=todos.APPROVE_GENERAL_BAR,
        noun="general_bar",
        rows=GeneralBar.objects.approvable_by(user),
        facts=facts | {"who": F("proposed_by__name"), "reason": Left("grounds", MOST_WORDS)},
    )
    yield Source(kind=todos.SERVE_GENERAL_BAR, noun="general_bar", rows=_unserved(user), facts=facts)
    yield Source(
        kind=todos.APPROVE_GENERAL_EDITION,
        noun="general_edition",
        rows=GeneralEdition.objects.approvable_by(user),
        facts={
            "title": Value(""),
            "reference": F("code"),
            "who": F("proposed_by__name"),
            "state": F("authority__member_state"),
        },
    )


def _unserved(user: User) -> QuerySet[GeneralBar]:
    """Letters of bars that are not on their way: a remedy's period counts from service."""
    authorities = access.organisation_ids_of(user, Permission.HANDLE)
    later = GeneralBarService.objects.filter(bar=OuterRef("bar"), number__gt=OuterRef("number"))
    last = GeneralBarService.objects.filter(~Exists(later), bar=OuterRef("pk"))
    done = last.exclude(step=ServiceStep.FAILED.value)
    decided = GeneralBar.objects.filter(
        status=Status.APPROVED.value, event=BarEvent.IMPOSE.value, authority__in=authorities
    )
    return decided.filter(~Exists(done))
