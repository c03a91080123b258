"""The eight general authorisations of the Union: coverage, conditions, and an answer that is never a bare yes."""

import pytest

from controllist.rules.control_entries import Extent
from licensing.rules.general_authorisation_checks import Answer, Checked, check
from licensing.rules.general_authorisations import Sense, covering, general_authorisations
from tests.factories import machine


def checked(code: str, destination: str, **answers: bool) -> dict[str, Checked]:
    results = check(
        code=code,
        in_annex_i=True,
        destination=destination,
        country=destination,
        inside=False,
        answers=answers,
    )
    return {each.authorisation.code: each for each in results}


def usable(code: str, destination: str, **answers: bool) -> list[str]:
    return [name for name, each in checked(code, destination, **answers).items() if each.answer is Answer.IF]


def keys(results: Checked) -> list[str]:
    return [reason.key for reason in results.reasons]


def test_every_text_is_there_in_three_languages():
    texts = [
        texts
        for one in general_authorisations().values()
        for texts in (
            one.titles, one.declaration, one.registration["note"], one.first_use_notice["note"],
            *one.destination_notes, *(note.texts for note in one.item_notes), *(each.texts for each in one.conditions),
        )
    ]  # fmt: skip
    assert all(set(each) == {"en", "de", "fr"} and all(each.values()) for each in texts)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("5A002.a.2", ["EU001", "EU003", "EU004", "EU008"]),
        ("5D002.c.1", ["EU001", "EU004", "EU007", "EU008"]),
        ("1C350.1", ["EU001", "EU006"]),
        ("1C350.4", ["EU001"]),
        ("3A001.a.3", ["EU001", "EU002", "EU003", "EU004"]),
        ("1C351", []),  # Section I
        ("5A004.a", []),  # Annex IV, and so Section I
        ("2B001", ["EU001", "EU003", "EU004"]),
    ],
)
def test_what_covers_an_entry(code, names):
    assert covering(code) == names


def test_a_wider_code_is_covered_in_part():
    one = general_authorisations()

    assert one["EU008"].covers("5A002") is Extent.PART
    assert one["EU003"].covers("5A002") is Extent.PART
    assert one["EU004"].covers("5D002.c.1") is Extent.PART  # software that a demonstration needs


def test_a_country_that_is_named_or_left_out():
    assert usable("5A002.a.2", "CH") == ["EU001"]  # EU008 leaves out those of EU001
    assert usable("5A002.a.2", "IN") == ["EU003", "EU004", "EU008"]


def test_an_answer_that_fails_a_condition_turns_it_to_no_with_the_article():
    barred = checked("2B001", "CH", informed_wmd=True)["EU001"]
    free = checked("2B001", "CH", informed_wmd=False)["EU001"]
    unfit = checked("2B001", "BR", original_end_user=False)["EU003"]

    assert keys(barred) == ["informed_wmd"]
    assert barred.reasons[0].article == "Annex II.A Part 3(1)(a)(i)"
    assert free.answer is Answer.IF
    assert str(unfit.reasons[0].text).startswith("This does not hold: ")


def test_of_two_ways_one_has_to_hold():
    one = checked("2B001", "BR", route_a_unchanged=False)["EU003"]
    none = checked("2B001", "BR", route_a_unchanged=False, route_b_exchange=False)["EU003"]

    assert one.answer is Answer.IF
    assert keys(none) == ["no_way"]


def test_if_names_every_condition_and_what_narrows_the_code():
    results = checked("5D001", "TR")["EU005"]

    assert results.answer is Answer.IF
    assert "item_1" in [each.key for each in results.conditions]
    assert {each.key for each in results.authorisation.conditions} <= {
        each.key for each in results.conditions
    }
    assert all(each.sense in Sense for each in results.conditions)


def test_inside_the_customs_territory_there_is_no_export():
    results = check(
        code="2B001", in_annex_i=True, destination="FR", country="France", inside=True, answers={}
    )

    assert {each.answer for each in results} == {Answer.NO}
    assert "France is in the customs territory" in str(results[0].reasons[0].text)


# --- over REST -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_entries_over_rest():
    client = machine(language="fr")

    found = client.get("/api/v1/control-entries?q=5a001 f2").json()
    (entry,) = found["results"]
    first = client.get("/api/v1/control-entries?limit=500").json()
    second = client.get(f"/api/v1/control-entries?limit=500&cursor={first['next']}").json()

    assert (entry["code"], entry["parent"], entry["annex_iv"], entry["section_i"]) == (
        "5A001.f.2",
        "5A001.f",
        "no",
        "no",
    )
    assert entry["title"].startswith("Intercepteur")
    assert entry["general_authorisations"] == ["EU001", "EU003", "EU004"]
    assert first["results"][-1]["code"] != second["results"][0]["code"]
    assert client.get("/api/v1/control-entries/5a002.a.2.z").json()["code"] == "5A002.a.2"
    assert client.get("/api/v1/control-entries/5A999").status_code == 404
    assert client.get("/api/v1/control-entries?cursor=x").status_code == 422


@pytest.mark.django_db
def test_the_check_over_rest():
    client = machine(language="de")
    path = "/api/v1/general-authorisations/check"

    asked = {"control_entry": "5a002 a2", "destination": "IN", "answers": {"informed_wmd": True}}
    results = {each["code"]: each for each in client.post(path, asked).json()["results"]}
    unread = client.post(path, {"control_entry": "5A002", "destination": "IN", "answers": {"nonsense": True}})

    assert {each["answer"] for each in results.values()} == {"no"}
    assert results["EU008"]["reasons"][0]["key"] == "informed_wmd"
    assert results["EU001"]["reasons"][0]["text"] == "EU001 gilt nicht für Ausfuhren nach Indien."
    assert unread.status_code == 422
    assert unread.json()["errors"][0]["pointer"] == "/answers/nonsense"
    assert (
        client.post(path, {"control_entry": "CS-0001", "destination": "IN"}).json()["results"][0]["answer"]
        == "no"
    )
    assert client.post(path, {"destination": "IN"}).status_code == 422
    assert len(client.get("/api/v1/general-authorisations").json()["results"]) == 8
