"""The invented Union: its rows fit the tables as they are, and it stands beside nothing real."""

from contextlib import closing

import pytest
from django.core.management import CommandError, call_command

from exportctl.core import clock
from exportctl.core.rules.permissions import Permission
from exportctl.demo import union
from licensing.models import Authorisation, AuthorisationLine, AuthorisationRequest, LineBalance
from tests.factories import make_officer, organisation, seated


def test_every_fourth_case_is_granted_with_ten_lines(cloned_database):
    for state in ("DE", "FR"):
        for role in ("officer", "approver"):
            seated(
                Permission.HANDLE,
                organisation("authority", state),
                email=f"{role}.{state.lower()}@demo.example",
            )
    with closing(cloned_database.connect("exportctl_owner")) as owner:
        union.fill_cases(owner, 40, at=clock.now(), exporters=2, tell=lambda _line: None)

    assert AuthorisationRequest.objects.count() == 40
    assert Authorisation.objects.count() == 10
    assert (
        AuthorisationLine.objects.filter(declared__isnull=False).count() == LineBalance.objects.count() == 100
    )
    paper = Authorisation.objects.select_related("holder", "version", "decision__proposal").first()
    assert paper.holder.organisation.member_state_id == paper.reference[:2]
    assert paper.version.lines.count() == 10


@pytest.mark.django_db
def test_it_is_refused_where_anything_real_may_be(settings, tmp_path):
    settings.EXPORTCTL_HOME = tmp_path
    union.require_empty()
    (tmp_path / "kind").write_text("empty")
    with pytest.raises(union.NotEmpty, match="for work"):
        union.require_empty()
    (tmp_path / "kind").unlink()
    make_officer()
    with pytest.raises(CommandError, match="accounts or cases already"):
        call_command("seed_union", scale=0.01)
    with pytest.raises(CommandError, match=r"0\.001 to 1"):
        call_command("seed_union", scale=2)
