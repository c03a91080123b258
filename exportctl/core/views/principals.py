"""In whose name somebody acts who may act for several organisations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import principals
from exportctl.core.forms.principals import PrincipalForm
from exportctl.core.views.forms import form_response
from exportctl.core.views.frame import back
from exportctl.core.views.requests import AuthenticatedRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def acting_for(request: AuthenticatedRequest) -> HttpResponse:
    """Choose, or choose anew; `next` is the page to go on with. Nothing to choose is 404."""
    offered = principals.principals(request.user)
    if not offered:
        raise Http404
    now = principals.chosen(request.user)
    form = PrincipalForm(
        request.POST if request.method == "POST" else None,
        principals=offered,
        initial={"organisation": str(now.pk) if now else ""},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        principals.choose(request, chosen)
        messages.success(request, _("You act for %(organisation)s now.") % {"organisation": chosen.name})
        return back(request, otherwise="/home")
    next_page = (request.POST if request.method == "POST" else request.GET).get("next", "")
    return form_response(request, "core/acting_for.html", form, {"next": next_page})
