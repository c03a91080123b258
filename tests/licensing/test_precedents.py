"""Earlier cases beside this one: the database finds the same end user, the rule says that it is the same."""

import pytest

from licensing.queries.precedents import earlier_cases
from tests.factories import AT, NOTIFICATION, make_officer, make_submitted_request

pytestmark = pytest.mark.django_db

TANK = {"name": "Zylinder", "manufacturer": "Feldmann", "model": "Q-1", "functions": ["other"]}


def request_for(end_user: str, **item: str):
    user = {**NOTIFICATION["end_user"], "name": end_user}
    return make_submitted_request(item={**NOTIFICATION["item"], **TANK, **item}, end_user=user)


@pytest.mark.parametrize("name", ["İstanbul Emniyeti", "Straßenpolizei", "ΑΣΤΥΝΟΜΊΑ ΑΘΗΝΏΝ"])
def test_the_same_end_user_is_found_in_every_script(name):
    earlier, now = request_for(name), request_for(name, name="Abhörgerät", model="R-2")

    (found,) = earlier_cases(now, make_officer("DE"), at=AT)

    assert found["url"] == earlier.get_absolute_url()
    assert {"sign": "same", "text": f"end user: {name}"} in found["reasons"]


def test_capitals_and_hyphens_make_no_other_end_user():
    request_for("COAST GUARD")
    now = request_for("Coast-Guard")

    (found,) = earlier_cases(now, make_officer("DE"), at=AT)

    assert {"sign": "same", "text": "end user: COAST GUARD"} in found["reasons"]
