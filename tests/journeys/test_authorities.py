"""What the law asks of an authority beside its everyday: heard before revoked, longer than two years, no EORI."""

from typing import Any

from licensing.models import Denial
from tests.journeys import acting
from tests.journeys.acting import CUSTOMS, EXPORTER, OFFICER, SECOND
from tests.journeys.test_licensing import in_days, main, serve


def test_a_revocation_is_heard_before_served_and_counts_from_its_service(people: Any) -> None:
    authorisation = acting.granted()
    case, page = f"/cases/{authorisation.request.reference}", f"/authorisations/{authorisation.reference}"
    officer = people(OFFICER)
    officer.open(f"{page}/propose/revoke")
    officer.fill(grounds="The end user was taken over by the armed forces.")
    officer.press("Propose to revoke it")
    main(officer).to_contain_text("Give the day of the hearing, or the reason why there was none.")
    officer.look("revoke")
    officer.follow("Write to the holder")
    officer.fill(
        subject="Hearing", text="We intend to revoke the authorisation: the end user was taken over."
    )
    officer.press("Send the message")
    holder = people(EXPORTER)
    holder.open(f"{case}/conversation")
    main(holder).to_contain_text("We intend to revoke the authorisation")
    officer.open(f"{page}/propose/revoke")
    officer.fill(grounds="The end user was taken over by the armed forces.", hearing_held_on=in_days(0))
    officer.tick("holds_from", "service")
    officer.press("Propose to revoke it")
    second = people(SECOND)
    second.open(page)
    second.follow("Approve or discard")
    main(second).to_contain_text("heard")
    second.press("Revoke the authorisation")
    customs = people(CUSTOMS)
    customs.open(page)
    main(customs).to_contain_text("Valid")  # its letter is not served yet
    assert Denial.objects.get(change__authorisation=authorisation).act == "revoke"
    serve(officer, authorisation.request)
    customs.open(page)
    main(customs).to_contain_text("Revoked")
    holder.open(page)
    main(holder).to_contain_text("Revoked")
    holder.look("revoked")
