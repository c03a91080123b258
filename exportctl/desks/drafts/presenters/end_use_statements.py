"""Links to sign an end-use statement in words: for their exporter, and for whoever comes to one that is over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from licensing.models import AuthorisationRequest, EndUseStatementLink
from licensing.models.end_use_statements import PENDING, STANDING_LABELS
from licensing.queries.end_use_statements import LinkRow, links_of
from licensing.rules.end_use_statements import Standing
from licensing.rules.requests import State

TAGS = {
    Standing.SENT: "plain",
    Standing.OPENED: "soon",
    Standing.SIGNED: "done",
    Standing.REFUSED: "flag",
    Standing.EXPIRED: "flag",
    Standing.OVERTAKEN: "flag",
}


@dataclass(frozen=True)
class ShownLink:
    """A link with its state in words. `is_out`: it can be used, and taken back."""

    row: LinkRow
    label: Any
    tag: str
    is_out: bool


def shown_links(request: AuthorisationRequest, *, at: datetime) -> list[ShownLink]:
    return [
        ShownLink(
            row,
            STANDING_LABELS[row.standing],
            TAGS.get(row.standing, "plain"),
            row.link.status in (Standing.SENT, Standing.OPENED),
        )
        for row in links_of(request, at=at)
    ]


def takes_links(request: AuthorisationRequest) -> bool:
    return State(request.status) in PENDING


def ending(link: EndUseStatementLink, standing: Standing) -> tuple[str, str]:
    """Why a link can be used no more, and what to do: a title and a sentence, without anything of the case."""
    exporter = {"exporter": link.request.exporter.legal_name}
    words = {
        Standing.SIGNED: (
            _("This statement is signed"),
            _(
                "The link was used and can be used no more. %(exporter)s and the authority have the statement. If you"
                " did not sign it, tell %(exporter)s at once."
            ),
        ),
        Standing.REFUSED: (
            _("The statement was not signed"),
            _("%(exporter)s reads the reason that was given. The link can be used no more."),
        ),
        Standing.WITHDRAWN: (
            _("This link was withdrawn"),
            _("%(exporter)s took it back, or sent another one since. Use the link of the latest message."),
        ),
        Standing.OVERTAKEN: (
            _("What you were asked to sign has changed"),
            _(
                "The request says something else now, and a signature would be about what holds no more."
                " %(exporter)s sends you a new link where a statement is still needed."
            ),
        ),
        Standing.EXPIRED: (
            _("This link has expired"),
            _("Nothing was signed. Ask %(exporter)s for a new one."),
        ),
        Standing.OVER: (
            _("Nothing is to be signed any more"),
            _("The case of %(exporter)s has ended. You need to do nothing."),
        ),
    }
    title, sentence = words[standing]
    return title, sentence % exporter
