"""Reference data as the Commission reads it."""

import pytest

from exportctl.desks.oversight.queries.member_states import states_overview
from licensing.models import DecisionPeriod
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_commission_reads_how_long_each_authority_has_for_each_kind():
    authority = factories.organisation("authority")
    DecisionPeriod.objects.create(authority=authority, kind="individual", working_days=20)

    [germany] = [row for row in states_overview(at=factories.AT) if row["state"].code == "DE"]

    assert dict(germany["by_kind"]) == {
        "Notification": 30,
        "Individual": 20,
        "Global": 30,
        "Large project": 30,
    }


def test_the_next_year_of_the_institutions_says_what_their_calendar_counts(client):
    client.force_login(factories.make_commissioner())

    of_a_state = client.get("/reference/holidays/DE/next").content.decode()
    of_the_institutions = client.get("/reference/holidays/EU/next").content.decode()

    assert "no objection procedure opens that would end in it" in of_a_state
    assert "that would end in it" not in of_the_institutions
    assert "no objection procedure counts by it" in of_the_institutions
    assert "the law of the state" not in of_the_institutions
    assert "Fewer than 3 years are held" in of_the_institutions
    assert "follows no such rule" not in of_the_institutions
    assert "Fewer than" not in of_a_state
