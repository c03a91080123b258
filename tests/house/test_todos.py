"""Whatever waits for somebody, and whatever a message says, leads to a page that this person may open."""

from itertools import groupby

import pytest
from django.test import Client

from exportctl.core import clock
from exportctl.core.models import User
from exportctl.core.next_steps import lines
from exportctl.core.queries.notices import inbox
from exportctl.core.queries.todos import counts, todos, waiting
from exportctl.core.rules.todos import TodoKind
from exportctl.core.todos import declared
from exportctl.core.vocabulary import notice_kinds
from exportctl.todos import PAGES
from tests.controllist.listing import agreed, make_entry
from tests.factories import DAY
from tests.house.permissions.world import World
from tests.thorough import THOROUGH

# What the furnished world has no example of; the tests of each app have one.
ELSEWHERE = {
    "approve_measure", "approve_release", "approve_removal",
    "accept_invitation", "approve_entry_change", "approve_invitation", "approve_letterhead", "approve_period",
    "approve_standard_text", "begin", "chase_advice", "chase_answer", "correct", "finish_correction", "fix_draft",
    "approve_opinion", "approve_remedy_outcome", "classify_item",
    "approve_general_bar", "approve_general_edition", "notify_first_use", "report_general_use", "serve_general_bar",
    "answer_registration", "check_registration", "confirm_registration",
    "fix_request",
    "approve_routing_rule", "approve_denial_import", "confirm_table",
    "improve", "improve_text", "propose_anew", "read_closing", "read_text", "renew_seat", "replace_file",
    "report_holidays", "send_answer", "approve_pending_act",
    "assess_suspension", "review_denial",
    "review_entry", "serve_letter", "sign_statement", "take_over", "take_position",
}  # fmt: skip
INVENTED = "DE-2026-09999"  # a message of the world about a case that is not there


@pytest.fixture(scope="module")
def busy(world: World) -> World:
    """With an act of each kind that waits for a second officer, and an entry that is to be reviewed."""
    for make in world.makes().values():
        make()
    make_entry(by=agreed("AE"), at=clock.now() - 340 * DAY)
    return world


def people(world: World) -> list[User]:
    return list(User.objects.filter(pk__in=[user.pk for user in world.people.values()]))


def said_to(user: User) -> list[str]:
    """Where messages lead: of those of one kind the newest, which goes the way of all; in a thorough run each."""
    messages = list(inbox(user).exclude(reference=INVENTED).values_list("kind", "path")[:200])
    newest = dict(reversed(messages))
    return [path for _kind, path in messages] if THOROUGH else list(newest.values())


def closed(asked: set[tuple[User, str]]) -> dict[tuple[str, str], int]:
    """Which of these pages do not open for these people, and with what they answer."""
    found = {}
    for user, paths in groupby(sorted(asked, key=lambda each: each[0].email), key=lambda each: each[0]):
        browser = Client()
        browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        for path in {path.partition("#")[0] for _user, path in paths}:
            if (code := browser.get(path, follow=True).status_code) != 200:
                found[user.email, path] = code
    return found


@pytest.mark.django_db
def test_everything_that_waits_leads_to_a_page_of_its_person(busy):
    at, seen, asked = clock.now(), set(), set()
    for user in people(busy):
        for line in lines(todos(user, at=at), at=at):
            seen.add(line.todo.kind.code)
            asked.add((user, line.act.url))
            assert line.sentence
            assert "%(" not in line.sentence

    assert closed(asked) == {}
    assert seen >= {kind.code for kind in PAGES} - ELSEWHERE


@pytest.mark.django_db
def test_no_message_leads_to_nothing(busy):
    asked = {(user, path) for user in people(busy) for path in said_to(user)}

    assert asked
    assert closed(asked) == {}


@pytest.mark.django_db
def test_the_numbers_are_those_of_the_list(busy):
    at = clock.now()
    for user in people(busy):
        listed = todos(user, at=at, most=99)
        assert sum(counts(user, at=at).values()) == len(listed)
        assert waiting(user, at=at).number == sum(row.kind.is_own for row in listed)


def test_every_kind_has_a_code_of_its_own_and_messages_that_are_declared():
    kinds: list[TodoKind] = list(PAGES)

    assert len({kind.code for kind in kinds}) == len(kinds)
    assert {*declared().messages} <= notice_kinds().keys()
