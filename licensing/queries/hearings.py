"""How an exporter was heard before a decision that burdens it."""

from licensing.models import AuthorisationRequest, InformationRequest


def hearing_of(request: AuthorisationRequest) -> InformationRequest | None:
    """The last question in which its exporter was heard and that was not taken back."""
    heard = request.information_requests.filter(is_hearing=True, withdrawn_at=None)
    hearing: InformationRequest | None = heard.order_by("asked_at", "pk").last()
    return hearing
