"""Questions of states that are not on this system, on paper; a case named under Article 14(2) that is taken back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.migrations.operations.base import Operation

from exportctl.core.ddl import frozen, settled

PERSON = settings.AUTH_USER_MODEL
ANSWER = (
    "status",
    "due_on",
    "due_at",
    "asked_on",
    "more_time_because",
    "sent_on",
    "sent_number",
    "objects_to_it",
    "finds_identical",
    "grounds",
    "answered_by_id",
    "answered_at",
    "paper_number",
    "paper_on",
)
RETURNED = ("returned_on", "returned_number")
TAKEN_BACK = ("taken_back_at", "taken_back_by_id", "taken_back_because")
QUESTIONS, CASES = "licensing_stateconsultation", "licensing_interestscase"


def _text(name: str, field: models.Field) -> migrations.AddField:
    return migrations.AddField(model_name="stateconsultation", name=name, field=field)


def _number() -> models.CharField:
    return models.CharField(blank=True, db_default="", default="", max_length=60)


def _settled_anew() -> list[Operation]:
    earlier = settled(QUESTIONS, open=("asked", "extended"))
    return [
        migrations.RunSQL(earlier.reverse_sql, earlier.sql),
        settled(QUESTIONS, open=("asked", "extended"), but=RETURNED),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0062_cases_of_interests"),
        migrations.swappable_dependency(PERSON),
    ]

    operations = [
        _text("received_number", _number()),
        _text("received_on", models.DateField(null=True)),
        _text(
            "entered_by",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=PERSON
            ),
        ),
        _text("returned_number", _number()),
        _text("returned_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "stateconsultation",
            models.CheckConstraint(
                name="state_consultation_paper_whole",
                condition=Q(received_number="", received_on=None, entered_by=None)
                | (~Q(received_number="") & Q(received_on__isnull=False, entered_by__isnull=False)),
            ),
        ),
        migrations.AddConstraint(
            "stateconsultation",
            models.UniqueConstraint(
                name="state_consultation_paper_once",
                fields=["asking_authority", "received_number"],
                condition=~Q(received_number=""),
                violation_error_message="This paper is entered already.",
            ),
        ),
        frozen(QUESTIONS, *ANSWER, *RETURNED),
        *_settled_anew(),
        migrations.AddField("interestscase", "taken_back_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "interestscase",
            "taken_back_by",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=PERSON
            ),
        ),
        migrations.AddField(
            "interestscase", "taken_back_because", models.TextField(blank=True, db_default="", default="")
        ),
        migrations.RemoveConstraint("interestscase", "interests_case_once"),
        migrations.AddConstraint(
            "interestscase",
            models.UniqueConstraint(
                name="interests_case_once",
                fields=["consultation", "request"],
                condition=Q(taken_back_at=None),
                violation_error_message="This case is named already.",
            ),
        ),
        frozen(CASES, *TAKEN_BACK),
        settled(CASES, since=("taken_back_at",)),
    ]
