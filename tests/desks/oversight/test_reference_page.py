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
