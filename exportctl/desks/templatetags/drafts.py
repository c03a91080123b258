"""What pages of other desks show of a draft."""

from itertools import pairwise
from typing import Any

from django import template

from exportctl.desks.drafts.forms.kinds import Part
from exportctl.desks.drafts.kinds import kind_of, kind_of_request
from licensing.models import AuthorisationRequest, Draft, Exporter
from licensing.models.amendments import declaration_of
from licensing.queries.routing_rules import authority_name as name_of_authority
from licensing.rules.drafts import value_at

register = template.Library()


@register.filter
def authority_name(exporter: Exporter | None) -> str:
    """With which authority it files; of several of a state by their stored rules."""
    return name_of_authority(exporter) if exporter else ""


@register.inclusion_tag("desks/drafts/_corrections.html")
def corrections(request: AuthorisationRequest) -> dict[str, Any]:
    """What each correction of a case changed, the newest first; nothing where it stands as it was first sent."""
    if request.version is None or request.version.number == 1:
        return {"corrections": []}
    versions = list(request.versions.select_related("created_by").order_by("number"))
    kind, declared = kind_of_request(request.kind), declaration_of(request.kind)
    questionnaire = declared.questionnaire_of(request)
    rows = [
        (after, kind.changes(before.body, after.body, questionnaire=questionnaire))
        for before, after in pairwise(versions)
    ]
    return {"corrections": rows[::-1]}


@register.inclusion_tag("desks/drafts/_to_catalogue.html")
def to_catalogue(draft: Draft, part: Part | None = None) -> dict[str, Any]:
    """Buttons that put what a draft, sent or not, describes into the catalogue; of one part alone, where given."""
    places = {
        key: place
        for key, (of, place) in kind_of(draft).places_of(draft).items()
        if part is None or of.key == part.key
    }
    named = [
        (key, place)
        for key, place in places.items()
        if (value_at(draft.newest_body, place.member) or {}).get("name")
    ]
    return {"draft": draft, "places": named}
