"""The changes of the list as an Atom feed (RFC 4287): one entry for each edition, never altered afterwards."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from controllist.queries.changes import Change, changes
from controllist.queries.snapshot import head
from controllist.templatetags.listing import change_ground, legal_act
from controllist.views.changes import edition_parameter
from exportctl.core import formatting
from exportctl.core.i18n import language

# An empty list has not changed since Regulation (EU) 2021/821 applies.
NEVER = datetime(2021, 9, 9, tzinfo=UTC)
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2


class ChangesFeed(Atom1Feed):
    """Django's feed with a link to the page before (RFC 5005), and summaries that are text, not HTML."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["next"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next"]})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"])


def _tag(request: HttpRequest) -> str:
    """Changes with the list, the language, and the page of the feed."""
    return f'"{head().tag}-{get_language()}-{edition_parameter(request, "before") or ""}"'


@require_safe
@condition(etag_func=_tag)
def changes_feed(request: HttpRequest) -> HttpResponse:
    """The newest 25 editions; a link leads to the 25 before."""
    before = edition_parameter(request, "before")
    rows, further = changes(before=before, language=language())
    here = urljoin(settings.BASE_URL, reverse("controllist:feed"))
    feed = ChangesFeed(
        title=_("exportctl: changes of the control list"),
        link=_absolute(reverse("controllist:changes")),
        description=None,
        language=get_language() or "en",
        author_name="exportctl",
        feed_url=f"{here}?before={before}" if before else here,
        feed_guid=_id("changes"),
        next=f"{here}?before={further}" if further else "",
    )
    for change in rows:
        feed.add_item(**_entry(change))
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = "public, max-age=300"
    return response


def _entry(change: Change) -> dict[str, Any]:
    return {
        "title": _text(_title(change)),
        "link": _absolute(change.entry.get_absolute_url()),
        "description": None,
        "summary": _text(_summary(change)),
        "unique_id": _id(f"edition-{change.edition.number}"),
        "pubdate": change.edition.at,
        "updateddate": change.edition.at,
        "categories": change.edition.content.get("functions", []),
    }


def _text(text: str) -> str:
    """Without what no XML may hold, however it came into an entry."""
    return NOT_XML.sub("", text)


def _title(change: Change) -> str:
    forms = {
        "delist": _("%(code)s taken off the list: %(name)s"),
        "correct": _("%(code)s corrected: %(name)s"),
        "review": _("%(code)s reviewed: %(name)s"),
        "translate": _("%(code)s translated: %(name)s"),
    }
    form = forms.get(change.edition.event, _("%(code)s listed: %(name)s"))
    return form % {"code": change.entry.code, "name": change.edition.content["name"]}


def _summary(change: Change) -> str:
    """What happened, when, and under which rules; whether they are law is said in full."""
    content = change.edition.content
    day, rules = formatting.moment(change.edition.at), content["regime"]
    parts = [
        _("Edition %(number)d of %(day)s.") % {"number": change.edition.number, "day": day},
        _("Maker: %(maker)s. Models: %(models)s.")
        % {"maker": content["manufacturer"], "models": ", ".join(content["models"])},
        *_basis(content),
        formatting.regime_sentence(rules, content["in_force"]),
    ]
    return " ".join(parts)


def _basis(content: dict[str, Any]) -> list[str]:
    """Ground, act and reason of a correction or a delisting; nothing of a listing."""
    if not content.get("change_ground"):
        return []
    ground, act = change_ground(content["change_ground"]), legal_act(content["legal_act"])
    return [f"{ground}. {act}.", *([content["reason"]] if content["reason"] else [])]


def _id(name: str) -> str:
    """RFC 4151: says which log, and stays the same wherever the site moves."""
    authority, _slash, rest = settings.LOG_ORIGIN.partition("/")
    return f"tag:{authority},2026:{rest or 'list'}/{name}"


def _absolute(path: str) -> str:
    return urljoin(settings.BASE_URL, path)
