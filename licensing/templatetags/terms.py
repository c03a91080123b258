"""`{{ code|term:"units" }}`, `{% case_tag status label %}`: codes as words and signs."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import template
from django.utils.safestring import SafeString

from exportctl.core.countries import country
from exportctl.core.formatting import long_day
from exportctl.core.look import tags
from licensing import labels
from licensing.models import AuthorisationRequest, PendingAct, Proposal
from licensing.queries.pending_acts import pending_act_about
from licensing.queries.prohibitions import Lifted, lifted_by
from licensing.queries.proposals import GrantedLine, burdens_of
from licensing.queries.proposals import granted_lines as lines_of_grant
from licensing.rules.failures import sentence_of
from licensing.rules.general_authorisations import spoken as words_of
from licensing.rules.information_requests import DAYS_BEFORE
from licensing.rules.pending_acts import SoloAct

register = template.Library()


@register.filter
def term(code: object, kind: str) -> str:
    return labels.label(kind, code)


@register.filter
def failure(stored: Mapping[str, Any]) -> str:
    """Why a table or a file came to nothing, in the reader's language."""
    return sentence_of(stored)


@register.filter
def lifted(proposal: Proposal | None) -> Lifted | str:
    """The exemption or derogation that a grant names, in words."""
    return (lifted_by(proposal) if proposal else None) or ""


@register.filter
def hearing(proposal: Any) -> str:
    said = proposal.get("hearing") if isinstance(proposal, Mapping) else getattr(proposal, "hearing", None)
    return labels.hearing(said)


@register.filter
def hearing_due(proposal: Any) -> str:
    """Why the exporter is heard before what is proposed; nothing where nothing burdens it."""
    return labels.hearing_due(burdens_of(proposal)) if proposal else ""


@register.simple_tag
def act_that_waits(act: str, about: UUID) -> PendingAct | None:
    """`{% act_that_waits "answer_state" question.pk as waits %}`: what a colleague put forward to a second officer."""
    return pending_act_about(SoloAct(act), about)


@register.filter
def amount(declared: Any) -> str:
    """`{{ body|amount }}`, `{{ line|amount }}`: quantity and unit of what was declared; a draft may lack either."""
    parts = declared if isinstance(declared, Mapping) else vars(declared) if declared else {}
    return labels.amount(parts.get("quantity"), parts.get("unit"))


@register.filter
def made(line: Any) -> str:
    """Maker and model, as far as they are given."""
    return " · ".join(filter(None, [line.manufacturer, line.model])) if line else ""


@register.filter
def own_words(code: object) -> str:
    """`{{ line.control_entry|own_words }}`: the title of an entry of Annex I; "" of what it does not hold."""
    return labels.entry_title(str(code or ""))


@register.filter
def line_name(line: Any) -> str:
    """`{{ line|line_name }}`: its name; a category of items has that of its entry."""
    return labels.line_name(line) if line else ""


@register.filter
def declared_name(item: Mapping[str, Any]) -> str:
    """The same of an item as it was declared, where a category's name is its entry."""
    name = str(item.get("name") or "") if isinstance(item, Mapping) else ""
    return labels.item_name(name, name)


@register.filter
def how_much(line: Any) -> str:
    """`{{ line|how_much }}`: quantity and value; of a category of items what neither limits."""
    return labels.how_much(line.quantity, line.unit, line.value, line.currency) if line else ""


@register.filter
def destinations(request: AuthorisationRequest | None) -> str:
    """`{{ case.request|destinations }}`: the first country, and how many more."""
    return labels.destinations(request.destination, request.more_destinations) if request else ""


@register.filter
def money(value: Decimal | str | None, currency: str) -> str:
    """`{{ line.value|money:line.currency }}`; a template gives "" for what is not there."""
    return labels.money(value if isinstance(value, Decimal) else None, currency)


@register.filter
def terms(codes: Iterable[object], kind: str) -> str:
    return ", ".join(labels.label(kind, code) for code in codes or [])


@register.filter
def spoken(texts: Any) -> str:
    """`{{ condition.texts|spoken }}`: in the reader's language, else as the act has it."""
    return words_of(texts) if texts else ""


@register.simple_tag
def reminder_days() -> int:
    """`{% reminder_days as n %}`: how many working days before its day an open question is brought to mind."""
    return DAYS_BEFORE


@register.filter
def iso_day(text: object) -> str:
    """`2026-12-15`, as sent, in the words of the reader's language."""
    try:
        return long_day(date.fromisoformat(str(text)))
    except ValueError:
        return ""


@register.simple_tag
def case_tag(status: str, label: Any) -> SafeString:
    """The stage of a request, with its sign and colour."""
    return tags.tag(labels.STATUS_TAGS.get(str(status), "plain"), label)


@register.filter
def granted_lines(proposal: Proposal | None) -> list[GrantedLine]:
    """What becomes of each line, where a grant is an authorisation."""
    return lines_of_grant(proposal) if proposal else []


@register.filter
def granted_for(proposal: Proposal | None) -> str:
    """The destinations of a grant that leaves others out; nothing of one that covers all that were asked for."""
    return ", ".join(map(country, proposal.destinations)) if proposal else ""


@register.filter
def refused_for(proposal: Proposal | None) -> str:
    """The destinations that a grant leaves out."""
    return ", ".join(map(country, proposal.left_out)) if proposal else ""


@register.simple_tag
def difference_name(member: str, line: int | None) -> str:
    """`{% difference_name each.member each.line %}`: what two versions of an authorisation say differently."""
    return labels.difference(member, line)


@register.simple_tag
def difference_value(member: str, text: str) -> str:
    return labels.difference_value(member, text)
