"""Customs holds: who is asked, until when, what silence and what “not released” mean (Article 21(4))."""

from datetime import UTC, date, datetime, timedelta

import pytest

from exportctl.core import clock
from exportctl.core.errors import Forbidden, Invalid, WrongStatus
from exportctl.core.models import Notice
from exportctl.core.queries.todos import todos
from exportctl.desks.customs.presenters.customs_holds import meaning
from licensing.actions.customs_holds import end_silent_hold, extend_hold, place_hold, reply_to_hold
from licensing.actions.hold_ends import end_hold
from licensing.errors import Held
from licensing.models import CustomsHold
from licensing.queries.customs_holds import is_act_done, without_act
from licensing.rules.customs_holds import State, is_silent, keeps_back, reads_as
from licensing.rules.todos import CLEAR_UP_HOLD, REPLY_TO_HOLD
from tests.factories import (
    AT,
    DAY,
    HOUR,
    machine,
    make_commissioner,
    make_customs,
    make_exporter,
    make_filer,
    make_officer,
)
from tests.licensing.granted import MRN, make_authorisation, mrn, write_off
from tests.licensing.test_authorisation_life import carry_out as change_it
from tests.licensing.test_authorisations import carry_out

LAST = datetime(2026, 11, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stored", "hours", "state", "back", "silent"),
    [
        ("open", -1, State.OPEN, True, False),
        ("open", 0, State.RELEASED, False, True),
        ("extended", -1, State.EXTENDED, True, False),
        ("extended", 5, State.RELEASED, False, True),
        ("released", -1, State.RELEASED, False, False),
        ("not_released", 5, State.NOT_RELEASED, True, False),
    ],
)
def test_without_a_reply_it_reads_released_from_the_day_after(stored, hours, state, back, silent):
    moment = {"due_at": LAST, "at": LAST + timedelta(hours=hours)}

    assert reads_as(stored, **moment) == state
    assert keeps_back(stored, **moment) is back
    assert is_silent(stored, **moment) is silent


def place(authorisation=None, *, at=AT, by=None, number=MRN, **said):
    given = {
        "mrn": number,
        "ground": "not_taken_into_account",
        "reason": "The consignee has moved.",
        "customs_office": "NL000510",
        "authorisation": authorisation.reference if authorisation else None,
        **said,
    }
    return place_hold(actor=by or make_customs("NL"), at=at, **given)


@pytest.mark.django_db
def test_who_granted_is_asked_by_its_own_calendar_and_everybody_concerned_is_told():
    authorisation = make_authorisation()

    hold, is_new = place(authorisation)

    assert (is_new, hold.authority, hold.due_on) == (True, authorisation.authority, date(2026, 11, 17))
    assert hold.exporter == authorisation.holder
    assert place(authorisation) == (hold, False)  # the same declaration while it is kept back
    assert Notice.objects.filter(kind="customs_hold_placed").get().organisation == authorisation.authority
    told = Notice.objects.get(kind="customs_hold_of_yours")
    assert told.organisation == authorisation.holder.organisation


@pytest.mark.django_db
def test_a_held_export_is_a_thing_to_do_for_its_exporter_until_it_ends():
    authorisation = make_authorisation()
    me, other = make_filer(authorisation.holder), make_filer()
    hold, _is_new = place(authorisation)

    [row] = [each for each in todos(me, at=AT + DAY) if each.kind is CLEAR_UP_HOLD]
    assert (row.due_on, row.row) == (hold.due_on, str(hold.pk))
    assert not [each for each in todos(other, at=AT + DAY) if each.kind is CLEAR_UP_HOLD]

    assert not [
        each for each in todos(me, at=AT + 60 * DAY) if each.kind is CLEAR_UP_HOLD
    ]  # released by silence


@pytest.mark.django_db
def test_without_an_authorisation_the_state_of_establishment_is_asked_then_the_prefix():
    settled = make_exporter("FR")  # established in France, whatever its number says
    by_record, _new = place(exporter_eori=settled.eori, ground="article_4")
    by_prefix, _new = place(number=mrn(7), exporter_eori="IT4711", ground="article_4")

    assert (str(by_record.authority.member_state_id), by_record.exporter) == ("FR", settled)
    assert (str(by_prefix.authority.member_state_id), by_prefix.exporter) == ("IT", None)
    for eori in ("", "GB4711"):
        with pytest.raises(Invalid):
            place(number=mrn(8), exporter_eori=eori)
    with pytest.raises(Invalid):
        place(number=mrn(8), exporter_eori=None)
    with pytest.raises(Forbidden):
        place(number=mrn(8), exporter_eori="IT4711", by=make_officer())


@pytest.mark.django_db
def test_what_waits_is_named_by_the_item_kept_back_or_else_by_whose_it_is():
    officer, exporter = make_officer("FR"), make_exporter("FR")
    known = {"exporter_eori": exporter.eori, "ground": "article_4", "at": AT}
    place(number=mrn(1), items=[{"description": "Intercept probe"}, {"description": "Rack"}], **known)
    place(number=mrn(2), **known)
    place(number=mrn(3), **{**known, "exporter_eori": "FR99999999900012"})

    titles = {row.reference: row.title for row in todos(officer, at=AT) if row.kind == REPLY_TO_HOLD}

    assert titles == {mrn(1): "Intercept probe", mrn(2): exporter.legal_name, mrn(3): mrn(3)}


@pytest.mark.django_db
def test_nothing_is_written_off_meanwhile_and_silence_lets_it_go():
    authorisation = make_authorisation()
    hold, _new = place(authorisation)
    with pytest.raises(Held) as held:
        write_off(authorisation, at=AT + DAY)
    assert held.value.extra["due_on"] == "2026-11-17"
    write_off(authorisation, mrn=mrn(3), at=AT + DAY)  # another declaration

    after = hold.due_at
    write_off(authorisation, at=after)
    assert hold.reads_as(at=after) == State.RELEASED
    with pytest.raises(WrongStatus):
        reply_to_hold(hold_id=hold.pk, release=True, actor=make_officer(), at=after)
    end_silent_hold(hold_id=hold.pk, at=after + HOUR)
    end_silent_hold(hold_id=hold.pk, at=after + HOUR)  # twice is once
    hold.refresh_from_db()
    assert (hold.status, hold.replied_at) == ("released", None)
    assert Notice.objects.filter(kind="customs_hold_ended").count() == 27
    again, is_new = place(authorisation, at=after + DAY)
    assert (is_new, again.attempt) == (True, 2)


@pytest.mark.django_db
def test_it_is_extended_once_to_thirty_days_in_all():
    hold, _new = place(make_authorisation())
    said = {"hold_id": hold.pk, "reason": "The embassy asks.", "actor": make_officer(), "at": AT + DAY}

    assert extend_hold(**said).due_on == date(2026, 12, 15)
    with pytest.raises(WrongStatus):
        extend_hold(**said)


@pytest.mark.django_db
def test_not_released_names_its_act_which_two_officers_then_do():
    authorisation = make_authorisation()
    hold, _new = place(authorisation)
    said = {"hold_id": hold.pk, "release": False, "actor": make_officer(), "at": AT + DAY}
    with pytest.raises(Invalid):
        reply_to_hold(**said)

    kept = reply_to_hold(**said, act="suspend", grounds="The end user is another.")

    assert (kept.status, kept.act_event, is_act_done(kept)) == ("not_released", "suspend", False)
    with pytest.raises(Held):
        write_off(authorisation, at=kept.due_at + DAY)
    red = CustomsHold.objects.all()
    assert without_act(red).exists()
    carry_out(authorisation, "suspend", at=AT + DAY)
    assert is_act_done(CustomsHold.objects.get())
    assert not without_act(red).exists()


def kept_back(authorisation, *, act="revoke", **said):
    hold, _new = place(authorisation, **said)
    return reply_to_hold(hold_id=hold.pk, release=False, act=act, actor=make_officer(), at=AT + DAY)


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["withdrawn", "returned", "seized", "destroyed"])
def test_customs_say_what_came_of_it_and_nothing_leaves_under_it_any_more(how):
    authorisation, customs = make_authorisation(), make_customs("NL")
    kept = kept_back(authorisation, by=customs)
    assert "end_hold" in {row.kind.code for row in todos(customs, at=AT + DAY)}
    said = {"hold_id": kept.pk, "how": how, "actor": customs, "at": AT + 3 * DAY}
    for day in (date(2026, 11, 2), date(2026, 12, 24)):  # before it was kept back, and to come
        with pytest.raises(Invalid):
            end_hold(on=day, **said)

    over = end_hold(on=date(2026, 11, 5), words="Invalidated.", **said)

    assert (over.status, over.end, over.ended_by) == ("not_released", how, customs)
    assert "end_hold" not in {row.kind.code for row in todos(customs, at=AT + 3 * DAY)}
    # What the office did rests on the act of the authority all the same; what was given up needs none.
    assert without_act(CustomsHold.objects.all()).exists() is (how != "withdrawn")
    told = {notice.organisation for notice in Notice.objects.filter(kind="customs_hold_over")}
    assert told == {authorisation.authority, authorisation.holder.organisation}
    with pytest.raises(Held, match="is over"):
        write_off(authorisation, at=AT + 4 * DAY)
    with pytest.raises(WrongStatus):
        end_hold(on=date(2026, 11, 5), **said)


@pytest.mark.django_db
def test_the_authority_lets_go_after_all_once_its_act_is_undone():
    authorisation, officer = make_authorisation(), make_officer()
    kept = kept_back(authorisation, act="suspend")
    carry_out(authorisation, "suspend", at=AT + DAY)
    said = {"hold_id": kept.pk, "how": "let_go", "on": "2026-11-05", "actor": officer, "at": AT + 3 * DAY}
    with pytest.raises(Invalid) as refused:
        end_hold(**said)
    assert "Suspended" in refused.value.errors[0]["detail"]
    carry_out(authorisation, "reinstate", at=AT + 2 * DAY)
    with pytest.raises(Forbidden):
        end_hold(**{**said, "how": "returned"})  # customs alone have the goods

    over = end_hold(**said)

    assert not over.keeps_back(at=AT + 3 * DAY)
    assert write_off(authorisation, at=AT + 3 * DAY).created
    again, is_new = place(authorisation, at=AT + 4 * DAY)
    assert (is_new, again.attempt) == (True, 2)


@pytest.mark.django_db
def test_what_still_waits_for_a_reply_has_no_end_yet(client, product_clock):
    product_clock.at = AT + 2 * DAY
    customs = make_customs("NL")
    waits, _new = place(make_authorisation(), by=customs)
    with pytest.raises(WrongStatus):
        end_hold(hold_id=waits.pk, how="returned", on=AT.date(), actor=customs, at=AT + 2 * DAY)

    kept = reply_to_hold(hold_id=waits.pk, release=False, act="revoke", actor=make_officer(), at=AT + DAY)

    client.force_login(customs)
    page = kept.get_absolute_url()
    assert f"{page}/end" in client.get(page).content.decode()
    assert client.post(f"{page}/end", {"how": "let_go", "on": "2026-11-04"}).status_code == 422
    assert client.post(f"{page}/end", {"how": "returned", "on": "2026-11-04"}).status_code == 302
    assert "Returned to the exporter" in client.get(page).content.decode()
    assert kept.mrn in client.get("/customs-holds?view=over").content.decode()
    assert kept.mrn not in client.get("/customs-holds?view=kept").content.decode()


@pytest.mark.django_db
def test_a_modification_that_keeps_it_back_is_an_act_of_two_officers_as_well(client, product_clock):
    product_clock.at = AT + DAY
    authorisation = make_authorisation()
    hold, _new = place(authorisation)
    officer = make_officer()

    kept = reply_to_hold(hold_id=hold.pk, release=False, act="modify", actor=officer, at=AT + DAY)

    assert (kept.act_event, is_act_done(kept)) == ("amend", False)
    client.force_login(officer)
    assert "/amend" in client.get(kept.get_absolute_url()).content.decode()
    change_it(authorisation, "amend", lines=[{"line": 1, "quantity": "10"}])
    assert is_act_done(CustomsHold.objects.get())


@pytest.mark.django_db
def test_an_act_of_earlier_days_carries_no_later_hold():
    authorisation = make_authorisation()
    carry_out(authorisation, "suspend", at=AT)
    carry_out(authorisation, "reinstate", at=AT + HOUR)
    hold, _new = place(authorisation, at=AT + DAY)

    kept = reply_to_hold(hold_id=hold.pk, release=False, act="suspend", actor=make_officer(), at=AT + 2 * DAY)

    assert not is_act_done(kept)
    assert list(without_act(CustomsHold.objects.all())) == [kept]


@pytest.mark.django_db
def test_without_an_authorisation_there_is_none_to_suspend():
    hold, _new = place(exporter_eori="DE4711", ground="article_4")
    said = {"hold_id": hold.pk, "release": False, "actor": make_officer(), "at": AT + DAY}

    with pytest.raises(Invalid) as refused:
        reply_to_hold(act="suspend", **said)

    assert refused.value.errors[0]["pointer"] == "/act"
    kept = reply_to_hold(act="article_4", **said)
    assert kept.status == "not_released"
    assert "by a letter of its own" in meaning(kept, at=AT + DAY)  # nothing here says that it was done


@pytest.mark.django_db
def test_what_another_office_keeps_back_is_not_shown_and_a_declarant_sees_what_a_holder_sees():
    authorisation, declarant, stranger = make_authorisation(), make_exporter(), make_exporter()
    hold, _new = place(authorisation, exporter_eori=declarant.eori)

    with pytest.raises(Held):
        place(authorisation, by=make_customs("FR"))
    told = Notice.objects.filter(kind="customs_hold_of_yours")
    assert {each.organisation.exporter for each in told} == {authorisation.holder, declarant}
    seen = [
        CustomsHold.objects.visible_to(make_filer(each)).filter(pk=hold.pk).exists()
        for each in (authorisation.holder, declarant, stranger)
    ]
    assert seen == [True, True, False]


@pytest.mark.django_db
def test_over_rest_customs_place_it_and_the_authority_replies():
    authorisation = make_authorisation(at=clock.now() - DAY)
    customs, officer = machine(make_customs("NL")), machine(make_officer())
    body = {
        "mrn": MRN,
        "exporter_eori": authorisation.holder.eori,
        "authorisation": authorisation.reference,
        "ground": "not_taken_into_account",
        "reason": "The consignee has moved.",
        "customs_office": "NL000510",
        "items": [
            {"description": "Encryptor", "control_entry": "5A002.a", "quantity": "2", "unit": "pieces"}
        ],
    }

    made = customs.post("/api/v1/customs-holds", body)

    assert made.status_code == 201
    hold = made.json()
    assert {name: hold[name] for name in ("status", "authority")} == {"status": "open", "authority": "DE"}
    assert customs.post("/api/v1/customs-holds", body).status_code == 200
    assert customs.get("/api/v1/customs-holds?status=open").json()["results"][0]["id"] == hold["id"]
    assert officer.post("/api/v1/customs-holds", body).status_code == 403
    path = f"/api/v1/customs-holds/{hold['id']}"
    assert customs.post(f"{path}/reply", {"release": True}).status_code == 403
    for stranger in (make_officer("FR"), make_customs("FR"), make_filer(), make_commissioner()):
        assert machine(stranger).get(path).status_code == 404
    taken = customs.post(
        f"/api/v1/authorisations/{authorisation.reference}/write-offs",
        {"mrn": MRN, "line": 1, "quantity": "1", "unit": "pieces", "customs_office": "NL000510"},
    )
    assert (taken.status_code, taken.json()["code"]) == (409, "held")
    refused = officer.post(f"{path}/reply", {"release": False, "grounds": "No."})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/act")
    assert officer.post(f"{path}/extend", {"reason": "Exceptional."}).json()["status"] == "extended"
    replied = officer.post(f"{path}/reply", {"release": True, "grounds": None, "act": None})
    assert (replied.status_code, replied.json()["status"]) == (200, "released")
    ending = {"how": "returned", "on": clock.now().date().isoformat()}
    assert customs.post(f"{path}/end", ending).json()["code"] == "wrong_status"
    other = customs.post("/api/v1/customs-holds", {**body, "mrn": mrn(9)}).json()["id"]
    officer.post(f"/api/v1/customs-holds/{other}/reply", {"release": False, "act": "revoke"})
    assert officer.post(f"/api/v1/customs-holds/{other}/end", ending).status_code == 403
    over = customs.post(f"/api/v1/customs-holds/{other}/end", ending).json()
    assert (over["status"], over["end"], over["ended_on"]) == ("not_released", "returned", ending["on"])
    assert officer.post(f"{path}/reply", {"release": True}).json()["code"] == "wrong_status"
