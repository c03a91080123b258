"""What pages of other desks show of a draft."""

from typing import Any

from django import template

from exportctl.desks.drafts.forms.kinds import Part
from exportctl.desks.drafts.kinds import kind_of
from licensing.models import Draft

register = template.Library()


@register.inclusion_tag("desks/drafts/_to_catalogue.html")
def to_catalogue(draft: Draft, part: Part | None = None) -> dict[str, Any]:
    """Buttons that put what a draft, sent or not, describes into the catalogue; of one part alone, where given."""
    places = part.places if part else {key: place for key, (_part, place) in kind_of(draft).places.items()}
    named = [
        (key, place) for key, place in places.items() if (draft.body.get(place.member) or {}).get("name")
    ]
    return {"draft": draft, "places": named}
