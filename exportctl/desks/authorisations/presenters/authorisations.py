"""An authorisation in words: what it is now, what is left of each line, what its reader should know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from exportctl.core.countries import country
from exportctl.core.formatting import long_day, percent
from licensing.labels import amount, money
from licensing.models import Authorisation, AuthorisationLine, LineBalance
from licensing.models.authorisations import KIND_OF_PAPER_LABELS, STANDING_LABELS
from licensing.queries.authorisations import parties_of, standing_of
from licensing.queries.conditions import DatedCondition, next_dated
from licensing.queries.decision_periods import today_of
from licensing.queries.regimes import basis_of
from licensing.queries.write_offs import used_by_unit
from licensing.rules.authorisations import Standing
from licensing.rules.general_authorisations import spoken
from licensing.rules.versions import Role
from licensing.rules.write_offs import NearingEnd, nearing_end

Words = str | Promise

MEANINGS: dict[Standing, Words] = {
    Standing.VALID: gettext_lazy(
        "What is declared today is covered, as far as something is left of its line."
    ),
    Standing.SUSPENDED: gettext_lazy("Nothing that is declared now is covered, until it is reinstated."),
    Standing.REVOKED: gettext_lazy(
        "Nothing that was declared from the day of the revocation on is covered; what went before stays covered."
    ),
    Standing.ANNULLED: gettext_lazy("It counts as never granted, also for what was exported already."),
    Standing.SURRENDERED: gettext_lazy("Its holder gave it back. Nothing that is declared now is covered."),
    Standing.REPLACED: gettext_lazy("A further authorisation stands in its place."),
    Standing.EXPIRED: gettext_lazy("Its last day has passed. What was declared until then stays covered."),
    Standing.EXHAUSTED: gettext_lazy("Everything that was granted is written off."),
}
# The tag of each; whatever is not here is drawn plain.
TAGS = {
    Standing.VALID: "done",
    Standing.SUSPENDED: "waiting",
    Standing.REVOKED: "refused",
    Standing.ANNULLED: "refused",
    Standing.EXPIRED: "uncounted",
    Standing.REPLACED: "uncounted",
    Standing.EXHAUSTED: "uncounted",
}
TONES = {
    Standing.VALID: "pine",
    Standing.SUSPENDED: "ochre",
    Standing.EXPIRED: "ochre",
    Standing.EXHAUSTED: "ochre",
    Standing.REPLACED: "ochre",
    Standing.REVOKED: "madder",
    Standing.ANNULLED: "madder",
}


@dataclass(frozen=True)
class StandingWords:
    """What it is: the code, its word, its tag and what it means."""

    code: Standing
    label: Words
    tag: str
    meaning: Words
    tone: str  # of the one large answer


@dataclass(frozen=True)
class LineRow:
    """A line with what was granted, written off and left, and how full its bar is."""

    line: AuthorisationLine
    granted: str
    written_off: str
    left: str
    value: str
    value_left: str  # "" where the line does not limit its value
    moved: str  # to the authorisations that stand in its place; "" where nothing has
    percent: Decimal | None
    words: str  # of the bar

    @property
    def is_limited(self) -> bool:
        """Does the line limit how much may leave?"""
        return self.percent is not None


@dataclass(frozen=True)
class ListedAuthorisation:
    """One row of a list."""

    authorisation: Authorisation
    standing: StandingWords
    percent: Decimal | None
    words: str
    warnings: list[str]
    due: DatedCondition | None = None  # what its holder has to send or do next


def standing_words(authorisation: Authorisation, *, at: datetime) -> StandingWords:
    return words_of(standing_of(authorisation, at=at))


def words_of(code: Standing) -> StandingWords:
    return StandingWords(
        code, STANDING_LABELS[code.value], TAGS.get(code, "plain"), MEANINGS[code], TONES.get(code, "")
    )


def line_rows(authorisation: Authorisation) -> list[LineRow]:
    used = used_by_unit(authorisation)
    return [
        _line_row(line, authorisation.balance_of[line.number], used.get(line.number, []))
        for line in authorisation.lines
    ]


def listed(authorisation: Authorisation, *, at: datetime) -> ListedAuthorisation:
    balances = [each.balance for each in authorisation.balance_of.values()]
    limited = [each.percent_used for each in balances if each.percent_used is not None]
    used = max(limited, default=None)
    words = _used(used) if len(limited) < 2 else _used_of_one(used)
    return ListedAuthorisation(
        authorisation,
        standing_words(authorisation, at=at),
        used,
        words,
        warnings(authorisation, at=at),
        next_dated(authorisation, on=today_of(authorisation.authority, at=at)),
    )


def warnings(authorisation: Authorisation, *, at: datetime) -> list[str]:
    """At 80, 90 and 100 % of a line, and in the last 60 days; of one that is over, nothing."""
    if standing_of(authorisation, at=at) not in (Standing.VALID, Standing.EXHAUSTED):
        return []
    balances = [each.balance for each in authorisation.balance_of.values()]
    today = today_of(authorisation.authority, at=at)
    return _nearing(
        nearing_end(balances, last=authorisation.valid_until, on=today), authorisation.valid_until
    )


def fact_rows(authorisation: Authorisation, *, knows_case: bool) -> list[Any]:
    """The facts beside the lines: whose it is, for whom, until when, on which basis."""
    basis = basis_of(authorisation.legal_basis, authority=authorisation.authority)
    rows: list[Any] = [
        (_("Holder"), f"{authorisation.holder.legal_name} ({authorisation.holder.eori})"),
        (_("Authority"), authorisation.authority.own_name),
        (_("Valid"), _period(authorisation.valid_from, authorisation.valid_until)),
        (_("Kind"), _kind(authorisation)),
        (_("Destination"), _destinations(authorisation)),
        *_parties(authorisation),
        (_("Code of the customs declaration"), authorisation.customs_document_code or _("None")),
        (_("Legal basis"), basis.text),
    ]
    if former := authorisation.predecessor:
        rows.append(
            {
                "label": _("In the place of"),
                "value": former.reference,
                "url": former.get_absolute_url(),
                "action": _("Open the former one"),
            }
        )
    if knows_case and not authorisation.is_general:
        case = authorisation.case
        rows.append(
            {
                "label": _("Granted on"),
                "value": case.reference,
                "url": case.get_absolute_url(),
                "action": _("Open the case"),
            }
        )
    return rows


def _kind(authorisation: Authorisation) -> str:
    """A general one with its code and what it is called."""
    kind = str(KIND_OF_PAPER_LABELS[authorisation.kind])
    if not authorisation.is_general:
        return kind
    return f"{kind}: {authorisation.code} {spoken(authorisation.general.titles)}"


def _destinations(authorisation: Authorisation) -> str:
    """A general one may name the countries that it leaves out."""
    if authorisation.is_general and not authorisation.general.names_destinations:
        number = {"n": str(len(authorisation.general.destinations))}
        return _("Every country but the %(n)s that it leaves out") % number
    return ", ".join(map(country, authorisation.destinations))


def _parties(authorisation: Authorisation) -> list[tuple[str, str]]:
    rows = []
    for role, label in ((Role.CONSIGNEE, _("Consignee")), (Role.END_USER, _("End user"))):
        for party in parties_of(authorisation, role):
            rows.append((label, ", ".join(filter(None, [party.name, party.address, country(party.country)]))))
    return rows


def _period(first: date, last: date | None) -> str:
    if last is None:
        return _("From %(first)s on, without a last day") % {"first": long_day(first)}
    return _("%(first)s to %(last)s, both days included") % {
        "first": long_day(first),
        "last": long_day(last),
    }


def _line_row(line: AuthorisationLine, row: LineBalance, used: Sequence[tuple[Decimal, str]]) -> LineRow:
    """`used`: of a line that is granted in no unit, what left in which."""
    balance = row.balance
    unlimited = _("not limited")
    return LineRow(
        line=line,
        granted=unlimited if balance.granted is None else amount(balance.granted, line.unit),
        written_off=", ".join(amount(*each) for each in used) or amount(balance.used, line.unit),
        left=unlimited if balance.left is None else amount(balance.left, line.unit),
        value=money(line.value, line.currency),
        value_left="" if balance.value_left is None else money(balance.value_left, line.currency),
        moved=amount(balance.moved, line.unit) if balance.moved else "",
        percent=balance.percent_used,
        words=_used(balance.percent_used),
    )


def _used(used: Decimal | None) -> str:
    return "" if used is None else _("%(share)s written off") % {"share": _share(used)}


def _used_of_one(used: Decimal | None) -> str:
    """Of several lines the fullest is drawn: that it is one of them is said."""
    return "" if used is None else _("%(share)s of one line written off") % {"share": _share(used)}


def _share(used: Decimal) -> str:
    """`32.5 %`, `33 %`: a tenth only where there is one."""
    return percent(used / 100, 0 if used == used.to_integral_value() else 1)


def _nearing(near: NearingEnd, last: date | None) -> list[str]:
    said = []
    if near.percent == 100:
        said.append(_("A line is used up: nothing more of it can be exported under this authorisation."))
    elif near.percent:
        share = {"share": percent(near.percent / 100, 0)}
        said.append(
            _("More than %(share)s of a line is written off. Ask in time for what you need next.") % share
        )
    if near.days is not None and last:
        text = ngettext(
            "It ends in %(n)d day, after %(day)s.", "It ends in %(n)d days, after %(day)s.", near.days
        )
        said.append(text % {"n": near.days, "day": long_day(last)})
    return said
