"""Versions of the due-diligence questions: what was answered keeps its words, whatever is asked later."""

import json
from hashlib import sha256

import pytest
from django.test import Client
from django.utils.html import escape

from exportctl.core.errors import NotFound
from exportctl.core.models import User
from notifications.actions.assessments import assess_flag
from notifications.queries.dossiers import _flags
from notifications.rules import red_flags
from notifications.rules.red_flags import current_version, flagged, question_keys, questionnaire, versions
from tests import factories
from tests.factories import AT, DAY, machine

# A version that exporters may have answered never changes: reword a question in a new file of the next name.
PUBLISHED = {
    "2026-1": "75e6bbecd3c9fb8a850f6fc2d865b97c952c5bcdef8cd93e2155cce0d28961a0",
    "2026-2": "df56f294d8d4fd82d423a8f94900bdf0eb8f82b096df7da96535e5d53b599060",
    "2026-3": "aca9339b3a0e59b09bd9133932c85d6d46ac4a6e286187652e43938b3de7111e",
}
NEXT, BEFORE = "2026-4", current_version()
OLD = questionnaire(current_version())["questions"]
REWORDED, REMOVED = OLD[0]["key"], OLD[1]["key"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.parametrize("version", versions())
def test_a_published_version_is_never_changed(version):
    digest = sha256((red_flags.VERSIONS / f"{version}.json").read_bytes()).hexdigest()

    assert PUBLISHED.get(version, "") == digest, (
        f"{version} is published and has changed, or is new. Leave it as it was and put your words into a new"
        f" file; once that is published, keep its hash here: {digest}"
    )


def test_every_published_version_is_kept():
    assert set(PUBLISHED) <= set(versions())
    assert all(questionnaire(version)["version"] == version for version in versions())


@pytest.fixture
def publish(monkeypatch, tmp_path):
    """A second version: the first question reworded, the second gone, one more at the end."""
    caches = (versions, questionnaire, question_keys)

    def forget():
        for each in caches:
            each.cache_clear()

    def publish_next():
        for version in versions():
            (tmp_path / f"{version}.json").write_bytes((red_flags.VERSIONS / f"{version}.json").read_bytes())
        whole = json.loads((tmp_path / f"{current_version()}.json").read_text(encoding="utf-8"))
        reworded, _removed, *rest = whole["questions"]
        spoken = {name: dict.fromkeys(("en", "de", "fr"), f"New {name}?") for name in ("label", "question")}
        added = {**rest[-1], **spoken, "key": "added", "number": len(OLD)}
        questions = [{**reworded, **spoken}, *rest, added]
        following = {**whole, "version": NEXT, "questions": questions}
        (tmp_path / f"{NEXT}.json").write_text(json.dumps(following), encoding="utf-8")
        monkeypatch.setattr(red_flags, "VERSIONS", tmp_path)
        forget()

    yield publish_next
    monkeypatch.undo()
    forget()


def test_versions_stand_in_the_order_of_their_numbers(monkeypatch, tmp_path, publish):
    for name in ("2026-10", "2026-9", "2027-1"):
        (tmp_path / f"{name}.json").write_text("{}")
    monkeypatch.setattr(red_flags, "VERSIONS", tmp_path)
    versions.cache_clear()

    assert versions() == ("2026-9", "2026-10", "2027-1")


def test_a_version_that_was_never_asked_is_no_version():
    with pytest.raises(KeyError):
        questionnaire("../duty_check")


def page(user, address):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), BACKEND)
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def old_case(db):
    return factories.make_taken_request()


@pytest.mark.django_db
def test_an_old_case_keeps_its_questions_on_its_pages(old_case, publish):
    officer, filer = old_case.assigned_to, old_case.submitted_by
    address = f"/cases/{old_case.reference}/due-diligence"
    publish()

    for text, said in ((page(officer, f"{address}?show=all"), "label"), (page(filer, address), "question")):
        assert all(escape(question[said]["en"]) in text for question in OLD)
        assert "New " not in text
    assert escape(OLD[1]["question"]["en"]) in page(officer, f"/cases/{old_case.reference}/flags/{REMOVED}")
    assert page(officer, f"/cases/{old_case.reference}/documents")
    assert page(officer, f"/cases/{old_case.reference}/history")
    assert [row.key for row in _flags(old_case)] == [question["key"] for question in OLD]


@pytest.mark.django_db
def test_an_old_case_is_assessed_by_its_own_questions(old_case, publish):
    publish()
    said = {"request_id": old_case.pk, "verdict": "sign", "reason": "Seen.", "at": AT + DAY}

    made = assess_flag(question=REMOVED, actor=old_case.assigned_to, **said)

    assert made.question == REMOVED
    with pytest.raises(NotFound):
        assess_flag(question="added", actor=old_case.assigned_to, **said)
    flags = flagged(old_case.body, version=old_case.notification.questionnaire)
    assert (flags[0], len(flags)) == (REWORDED, old_case.red_flag_count)


@pytest.mark.django_db
def test_a_draft_that_was_begun_before_is_finished_by_its_own_questions(publish):
    draft = factories.make_notification()
    calls = machine(draft.created_by)
    publish()

    changed = calls.patch(
        f"/api/v1/notifications/{draft.reference}",
        json.dumps({"red_flags": {REMOVED: {"answer": "unknown"}}}),
        "application/json",
    )
    sent = calls.post(f"/api/v1/notifications/{draft.reference}/submit")

    assert changed.status_code == 200
    assert sent.status_code == 200
    assert changed.json()["red_flags"].keys() == {question["key"] for question in OLD}


@pytest.mark.django_db
def test_a_new_notification_answers_the_current_questions(old_case, publish):
    publish()

    made = factories.make_notification()

    assert made.questionnaire == NEXT
    assert REMOVED not in made.body["red_flags"]
    text = page(made.created_by, f"/notifications/{made.reference}/due-diligence")
    assert text.count("New question?") == 2
    assert escape(OLD[1]["question"]["en"]) not in text


@pytest.mark.django_db
def test_the_interface_gives_the_questions_of_each_version(old_case, publish):
    publish()
    anyone = machine()

    now, before = (
        anyone.get(f"/api/v1/red-flags{asked}").json() for asked in ("", f"?version={current_version()}")
    )
    earlier = anyone.get(f"/api/v1/red-flags?version={BEFORE}").json()
    unknown = anyone.get("/api/v1/red-flags?version=1999-1")
    shown = machine(old_case.assigned_to).get(f"/api/v1/requests/{old_case.reference}").json()

    assert now == before
    assert now[0]["question"] == "New question?"
    assert [each["key"] for each in earlier] == [question["key"] for question in OLD]
    assert earlier[0]["question"] == OLD[0]["question"]["en"]
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/version")
    assert set(shown["red_flags"]) == {each["key"] for each in earlier}
