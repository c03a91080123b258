"""What other states and the public read of a case: every field of words is on one list, and none names the exporter."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.test import Client

from controllist.actions.texts import send_text
from controllist.rules.texts import TextWords
from exportctl.core.errors import DomainError
from licensing.errors import NamesExporter
from licensing.models import Exporter
from notifications.actions.withdrawals import propose_withdrawal
from notifications.models import ObjectionProcedure
from notifications.rules.disclosures import DISCLOSURES, Guard
from tests.controllist.listing import make_entry
from tests.factories import (
    AT,
    DAY,
    HOUR,
    machine,
    make_commissioner,
    make_exporter,
    make_officer,
    make_procedure,
    make_proposal,
    make_taken_request,
)

WORDS = (models.CharField, models.TextField, models.JSONField, ArrayField)
APPS = ("notifications", "controllist")
APART = {  # models of these two apps that say nothing about a case, or nothing to other states
    "controllist.EditionPaper",
    "notifications.CatchAllNotification", "notifications.FieldSave", "notifications.Attachment",
    "notifications.Assessment", "notifications.AssessmentAnswer",
    "notifications.Participant", "notifications.LinkedRefusal", "controllist.AnnexEntry", "controllist.ListHead",
    "controllist.NationalEntry", "controllist.CnCorrelation", "controllist.TableImport",
    "controllist.LogLeaf", "controllist.LogHead", "controllist.TextSalt", "notifications.ReportedFigure",
}  # fmt: skip


def words_of(label):
    model = apps.get_model(label)
    fields = [
        f for f in model._meta.local_fields if isinstance(f, WORDS) and not isinstance(f, models.UUIDField)
    ]
    return {f.name for f in fields if not f.choices}


@pytest.mark.parametrize("label", sorted({row.model for row in DISCLOSURES}))
def test_every_field_of_words_is_on_the_list(label):
    assert words_of(label) == {row.field for row in DISCLOSURES if row.model == label}


def test_every_model_of_a_procedure_and_of_the_list_is_on_the_list():
    known = {row.model for row in DISCLOSURES} | APART
    here = {model._meta.label for app in APPS for model in apps.get_app_config(app).get_models()}

    assert {label for label in here - known if words_of(label)} == set()


def test_a_field_stands_there_once():
    rows = [(row.model, row.field) for row in DISCLOSURES]
    assert len(rows) == len(set(rows))
    assert {row.guard for row in DISCLOSURES} == set(Guard)


# --- what is compared --------------------------------------------------------------------------------

ITEM = {
    "name": "Watching box",
    "manufacturer": "Meridian Signal Works",
    "model": "Halo MX 2",
    "description": "Takes in calls.",
    "functions": ["phone_interception"],
    "cn_code": "85176200",
}
END_USER = {"name": "Directorate", "address": "12 Corniche Road", "country": "AE", "kind": "police"}


def pointers(error):
    return [each["pointer"] for each in error.value.errors]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"item": {**ITEM, "model": "Aquila Systems AQ-1"}}, ["/entry/models/0", "/item/model"]),
        ({"item": {**ITEM, "name": "AQUILA SYSTEMS box"}}, ["/entry/name", "/item/name"]),
        ({"end_user": {**END_USER, "name": "Aquila-Systems Dubai"}}, ["/end_user/name"]),
    ],
)
def test_what_the_states_read_as_notified_stops_a_refusal(changes, expected):
    request = make_taken_request(exporter=make_exporter(), **changes)

    with pytest.raises(NamesExporter) as error:
        make_proposal(request)

    assert pointers(error) == expected


@pytest.mark.django_db
def test_other_models_in_the_entry_do_not_hide_the_notified_one():
    request = make_taken_request(exporter=make_exporter(), item={**ITEM, "model": "Aquila Systems AQ-1"})

    with pytest.raises(NamesExporter) as error:
        make_proposal(request, entry={"models": ["AQ-1"]})

    assert pointers(error) == ["/item/model"]


@pytest.mark.django_db
def test_grounds_of_a_withdrawal_do_not_name_the_exporter(product_clock):
    procedure = make_procedure()
    path = f"/api/v1/procedures/{procedure.reference}/withdrawals"

    answer = machine(make_officer()).post(path, {"grounds": "Aquila Systems sold to another."})

    assert (answer.status_code, answer.json()["code"]) == (422, "names_exporter")
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/grounds"]
    assert "Aquila" not in answer.json()["detail"]


@pytest.mark.django_db
def test_grounds_that_name_nobody_are_taken(product_clock):
    procedure = make_procedure()

    propose_withdrawal(
        procedure_id=procedure.pk, grounds="Another end user.", actor=make_officer(), at=AT + DAY + 2 * HOUR
    )


# --- what only warns ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_one_ordinary_word_warns_the_officers_and_stops_nothing():
    request = make_taken_request(
        exporter=make_exporter(name="Signal AB"), item={**ITEM, "manufacturer": "Halon"}
    )

    proposal = make_proposal(request, dossier={"description": "Takes the signal out of the air."})

    assert proposal.doubtful_words == ["/dossier/description"]
    shown = machine(request.assigned_to).get(f"/api/v1/requests/{request.reference}").json()["proposals"][0]
    assert [each["pointer"] for each in shown["warnings"]] == ["/dossier/description"]


@pytest.mark.django_db
def test_a_maker_who_is_the_exporter_is_said_before_approval():
    request = make_taken_request(exporter=make_exporter(), item={**ITEM, "manufacturer": "Aquila Systems"})

    proposal = make_proposal(request)

    assert proposal.doubtful_words == ["/entry/manufacturer"]


@pytest.mark.django_db
def test_the_page_of_the_second_officer_says_that_the_maker_is_the_exporter(product_clock):
    request = make_taken_request(exporter=make_exporter(), item={**ITEM, "manufacturer": "AQUILA systems"})
    proposal = make_proposal(request)
    browser = Client()
    browser.force_login(make_officer(), "allauth.account.auth_backends.AuthenticationBackend")

    page = browser.get(f"/cases/{request.reference}/proposals/{proposal.pk}").text

    assert "publishing the maker publishes the exporter, Aquila Systems GmbH" in page


@pytest.mark.django_db
def test_another_maker_warns_of_nothing():
    assert make_proposal(make_taken_request(item=ITEM)).doubtful_words == []


@pytest.mark.django_db
def test_an_editorial_text_does_not_name_the_company_whose_item_it_was(product_clock):
    entry = make_entry()
    opened = ObjectionProcedure.objects.get(reference=entry.provenance)
    Exporter.objects.filter(pk=opened.request.exporter_id).update(legal_name="Aquila Systems GmbH")
    words = TextWords(title="Watching box", description="As sold by AQUILA SYSTEMS.", covered=["Halo MX 2"])

    with pytest.raises(DomainError) as error:
        send_text(
            entry_id=entry.pk, language="fr", words=words, revision=0, actor=make_commissioner(), at=AT + DAY
        )

    assert error.value.code == "names_exporter"
    assert pointers(error) == ["/description"]
