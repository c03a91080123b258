"""What waits about a procedure: a position, an answer between authorities, a second officer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exportctl.core import clock
from exportctl.core.actions.invitations import invite
from exportctl.core.models import User
from exportctl.core.queries.todos import todos
from exportctl.core.rules.files import FILE
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import transition
from licensing.actions.drafts import add_attachment, remove_attachment
from notifications.actions.extensions import approve_extension, propose_extension
from notifications.actions.positions import record_position
from notifications.actions.standard_texts import approve_text, retire_text
from notifications.models import CatchAllNotification
from notifications.rules.standard_texts import shipped
from tests import factories
from tests.factories import AT, HOUR, organisation

pytestmark = pytest.mark.django_db


def waits_for(user: User) -> list[str]:
    """But for the year that the Commission has to enter, whatever the case."""
    kinds = [row.kind.code for row in todos(User.objects.get(pk=user.pk), at=clock.now())]
    return [kind for kind in kinds if kind != "enter_holidays"]


@pytest.fixture
def window():
    return factories.make_procedure(at=clock.now() - HOUR * 60)


def test_a_position_waits_until_the_state_has_recorded_one(window):
    delegate, notifying = factories.make_delegate("FR"), factories.make_delegate("DE")
    [row] = todos(delegate, at=clock.now())
    assert (row.kind.code, row.due_on) == (
        "take_position",
        window.participants.get(member_state="FR").last_day,
    )
    assert waits_for(notifying) == []

    record_position(procedure_id=window.pk, actor=delegate, stance="agree")

    assert waits_for(delegate) == []


def test_an_extension_waits_for_the_other_officer_of_the_commission(window):
    first, second = factories.make_commissioner(), factories.make_commissioner()
    said = {"procedure_id": window.pk, "at": clock.now()}
    extension = propose_extension(**said, working_days=5, reason="A strike.", actor=first)
    assert (waits_for(first), waits_for(second)) == ([], ["approve_extension"])

    approve_extension(**said, extension_id=extension.pk, actor=second)

    assert waits_for(second) == []


def test_an_invitation_waits_for_a_second_manager_and_no_other():
    first, second = (factories.seated(Permission.MANAGE, organisation("authority")) for _each in range(2))
    third = factories.seated(Permission.MANAGE, organisation("authority", "FR"))

    invite(
        organisation_id=organisation("authority").pk,
        email="new@authority.example",
        name="Nora Neu",
        permission=Permission.HANDLE,
        actor=first,
        at=clock.now(),
    )

    assert [waits_for(each) for each in (first, second, third)] == [[], ["approve_invitation"], []]


def test_a_draft_with_a_file_that_was_rejected_waits_to_be_mended():
    draft = factories.make_notification()
    given = {
        "model": CatchAllNotification,
        "draft_id": draft.pk,
        "actor": draft.created_by,
        "at": clock.now(),
    }
    paper = SimpleUploadedFile("a.txt", b"One.", "text/plain")
    attachment = add_attachment(**given, uploaded=paper, question="")
    assert waits_for(draft.created_by) == ["finish_draft"]
    found = {"finding": "infected"}
    transition(attachment.file, "reject", machine=FILE, actor=None, at=clock.now(), changes=found)
    assert waits_for(draft.created_by) == ["fix_draft"]

    remove_attachment(**given, attachment_id=attachment.pk)

    assert waits_for(draft.created_by) == ["finish_draft"]


def test_a_standard_text_waits_for_the_other_officer_of_the_commission():
    first, second = factories.make_commissioner(), factories.make_commissioner()
    key = shipped()[0].key
    act = retire_text(key=key, reason="Nobody uses it.", actor=first, at=clock.now())
    assert (waits_for(first), waits_for(second)) == ([], ["approve_standard_text"])

    approve_text(text_id=act.pk, actor=second, at=clock.now())

    assert waits_for(second) == []


def test_two_companies_of_one_state_share_a_statement_and_nothing_that_it_reads():
    own, other = factories.make_notification(), factories.make_notification()
    first, second = own.created_by, other.created_by

    assert [todo.about for todo in todos(first, at=AT)] == [str(own.pk)]
    assert [todo.about for todo in todos(second, at=AT)] == [str(other.pk)]
    assert [todo.about for todo in todos(first, at=AT)] == [str(own.pk)]
