"""A global request from its draft to what customs write off; a large project that is granted for six years."""

import pytest

from exportctl.core.errors import Invalid
from licensing.errors import NotForThis, QuantityExceeded
from licensing.models import Authorisation, StateConsultation
from licensing.queries.authorisations import show_authorisation
from licensing.queries.papers import paper_of
from tests.factories import AT, DAY, approve, make_customs, make_proposal
from tests.licensing.granted import mrn, write_off
from tests.requesting import GLOBAL, INDIVIDUAL, make_taken

pytestmark = pytest.mark.django_db
GRANT = {"outcome": "grant", "legal_basis": "annex_i"}


def granted(request, **terms):
    approval = approve(make_proposal(request, **GRANT, terms=terms))
    return Authorisation.objects.with_balances().get(reference=approval.authorisation)


def test_a_global_authorisation_covers_several_and_its_categories_are_never_used_up():
    request = make_taken({**GLOBAL, "location": "FR"})
    assert not StateConsultation.objects.exists()  # Article 14(1) is about individual ones

    authorisation = granted(request, reports_every=12, icp={"weighed": "Audited in March."})

    shown = show_authorisation(authorisation, at=AT + DAY, reader=make_customs("NL"))
    assert (shown["kind"], shown["form"], shown["customs_document_code"]) == ("global", "global", "X070")
    assert (shown["destinations"], len(shown["end_users"])) == (["IN", "BR", "CL"], 2)
    assert shown["conditions"] == []  # reports are the holder's
    category, item = shown["lines"]
    assert (category["granted"], category["left"], item["granted"]) == (None, None, "100")
    reports = authorisation.version.conditions
    assert [each["due_on"][:4] for each in reports] == ["2027", "2028"]
    assert reports[0]["show"] == "holder"

    assert write_off(authorisation, "5000", line=1, destination="CL", unit="kg").left is None
    assert write_off(authorisation, "40", line=2, mrn=mrn(2), destination="BR").left == 60
    with pytest.raises(NotForThis):
        write_off(authorisation, "1", mrn=mrn(3), destination="AE")
    with pytest.raises(QuantityExceeded):
        write_off(authorisation, "61", line=2, mrn=mrn(4))
    paper = paper_of(authorisation.version.pk)
    assert (paper.form, paper.consignee, len(paper.end_users)) == ("global", None, 2)
    assert [place.code for place in paper.destinations] == ["IN", "BR", "CL"]
    assert paper.sheets[0][0].description  # a category says in words what its entry is


def test_a_large_project_is_longer_than_four_years_only_with_a_reason():
    body = {**INDIVIDUAL, "kind": "large_project", "form": "individual", "valid_for_months": 48}
    request = make_taken(body)
    with pytest.raises(Invalid) as refused:
        make_proposal(request, **GRANT, terms={"valid_for_months": 72})
    assert refused.value.errors[0]["pointer"] == "/valid_for_months"
    with pytest.raises(Invalid):
        make_proposal(request, **GRANT, terms={"reports_every": 6})

    authorisation = granted(request, valid_for_months=72, longer_because="Six building phases.")

    assert (authorisation.valid_until.year, authorisation.customs_document_code) == (2032, "X060")
    assert paper_of(authorisation.version.pk).consignee.name == "City Hospital"
