"""What tests of customs enquiries stand on."""

from datetime import datetime
from typing import Any

from exportctl.core.models import User
from licensing.actions.customs_enquiries import ask_authority
from licensing.models import CustomsEnquiry
from tests.factories import AT, make_customs
from tests.replayed import replayed

ENQUIRY: dict[str, Any] = {
    "question": "Is the probe on the pallet the one of the paper?",
    "customs_office": "DE004851",
}


@replayed
def make_enquiry(*, by: User | None = None, at: datetime = AT, **known: Any) -> CustomsEnquiry:
    return ask_authority(body={**ENQUIRY, **known}, actor=by or make_customs(), at=at)
