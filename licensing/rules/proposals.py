"""The words of a proposal that others will read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from exportctl.core.canonical import content_hash
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.decimals import shortest
from exportctl.core.shapes import Errors, error
from licensing.rules.drafts import without_blanks
from licensing.rules.hearings import Burden
from licensing.rules.kinds import FORMS, KINDS, needs_longer_reason
from licensing.rules.names import is_the_exporter, may_name_exporter
from licensing.rules.requests import GRANTS, Form, Kind, Outcome
from licensing.rules.shapes import JsonObject
from licensing.rules.versions import Item

# What the states read as the exporter wrote it: a name in it blocks the refusal until the exporter changes it.
AS_NOTIFIED = ("/item/name", "/item/model", "/end_user/name")
MAKER = "/entry/manufacturer"

# What the second officer approves: the hash is over these, whether read from the form or from the row.
CONTENT = ("outcome", "legal_basis", "grounds", "conditions", "entry", "dossier")
# The same of what a proposal may carry besides; what is left out is not recorded.
TERMS = (
    "line", "lines", "destinations", "valid_for_months", "criteria", "finding", "measure", "condition_terms",
    "icp", "longer_because", "substantial_because", "reports_every", "confidential_because",
)  # fmt: skip
# What of these says how far a grant reaches: a prohibition is asked about that alone.
LIMITING = ("lines", "destinations", "measure")


class Amount(Protocol):
    """How much of an item, whether it is a rule's line or a stored one."""

    @property
    def quantity(self) -> Decimal | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def currency(self) -> str: ...


def hash_of_content(proposal: Any) -> str:
    """The hash of a proposal's content as its row has it now, with the version of the request that it decides on."""
    content = {name: getattr(proposal, name) for name in CONTENT}
    terms = {name: getattr(proposal, name) for name in TERMS}
    return hash_of(content, hearing=proposal.hearing, version=proposal.version, terms=terms)


def hash_of(content: JsonObject, *, hearing: JsonObject | None, version: int, terms: JsonObject) -> str:
    """The same before there is a row. A hearing, terms and a version count where there is one, or more than one."""
    heard = {"hearing": hearing} if hearing else {}
    amended = {"version": version} if version > 1 else {}
    carried = {name: value for name, value in terms.items() if value}
    return content_hash({**content, **heard, **amended, **({"terms": carried} if carried else {})})


def terms_of(given: JsonObject, *, outcome: str, destinations: Sequence[str] = ()) -> dict[str, Any]:
    """The columns of a proposal from what was given: what a grant alone can carry is dropped with another outcome.

    `destinations`: those asked for; whoever names every one of them limits none.
    """
    terms = {
        "line": given.get("line"),
        "lines": [],
        "destinations": [],
        "valid_for_months": None,
        "criteria": without_blanks(given.get("criteria") or {}) or None,
        "finding": without_blanks(given.get("finding") or {}) or None,
        "measure": None,
        "icp": without_blanks(given.get("icp") or {}) or None,
        "longer_because": "",
        "substantial_because": "",
        "reports_every": None,
        "confidential_because": "",
        "condition_terms": list(given.get("condition_terms") or []),
    }
    if outcome == Outcome.AUTHORISATION_REQUIRED:
        terms["confidential_because"] = given.get("confidential_because") or ""
    if outcome in GRANTS:
        named = list(given.get("destinations") or [])
        limits = [without_blanks(limit) for limit in given.get("lines") or []]
        measure = without_blanks(given.get("measure") or {}) or None
        terms |= {
            "measure": measure,
            "lines": limits,
            "destinations": [] if set(named) == set(destinations) else named,
            "valid_for_months": given.get("valid_for_months"),
            "longer_because": given.get("longer_because") or "",
            "substantial_because": given.get("substantial_because") or "",
            "reports_every": given.get("reports_every"),
        }
    return terms


def conditions_of(given: Iterable[JsonObject]) -> tuple[list[str], list[JsonObject | None]]:
    """The texts, and beside each, by its place, what else is said of it; an empty list where nothing is."""
    conditions = list(given)
    terms = [without_blanks({name: each.get(name) for name in ("show", "due_on")}) for each in conditions]
    return [each["text"] for each in conditions], terms if any(terms) else []


def limit_errors(limits: Sequence[JsonObject], lines: Sequence[Amount]) -> Errors:
    """What is wrong with a grant's limits: each names a line of the request once, and at most what was asked for."""
    found: Errors = []
    seen: set[int] = set()
    for place, limit in enumerate(limits):
        number = limit["line"]
        if not 1 <= number <= len(lines):
            text = _("This request has lines 1 to %(n)d.")
            found.append(error(f"/lines/{place}/line", text % {"n": len(lines)}))
            continue
        if number in seen:
            found.append(error(f"/lines/{place}/line", _("This line is named already.")))
        seen.add(number)
        found += _above(limit, lines[number - 1], f"/lines/{place}")
        found += [
            error(f"/lines/{place}/{name}", text) for name, text in unmeasured(limit, lines[number - 1])
        ]
    return found


def destination_errors(granted: Sequence[str], asked: Sequence[str]) -> Errors:
    """What is wrong with the destinations of a grant: each was asked for, and is named once."""
    text = _("Nobody asked for this destination. Choose among these: %(codes)s.")
    return [
        error(f"/destinations/{place}", text % {"codes": ", ".join(asked)})
        if code not in asked
        else error(f"/destinations/{place}", _("This destination is named already."))
        for place, code in enumerate(granted)
        if code not in asked or code in granted[:place]
    ]


def unmeasured(limit: JsonObject, line: Amount) -> list[tuple[str, object]]:
    """What a limit cannot say of a line: a quantity where it names no unit, a value where it names no currency."""
    found: list[tuple[str, object]] = []
    if limit.get("quantity") and not line.unit:
        found.append(("quantity", _("This line names no unit: grant it without a quantity.")))
    if limit.get("value") and not line.currency:
        found.append(("value", _("This request names no currency: grant it without a value.")))
    return found


def validity_errors(kind: str, *, months: int, reason: str) -> Errors:
    """A large project's authorisation is valid for four years at most, unless its duration justifies more."""
    if reason or not needs_longer_reason(kind, months=months):
        return []
    text = _(
        "A large project authorisation is valid for %(n)d months at most, unless the duration of the project"
        " justifies more: give the reason (Article 12(3))."
    )
    return [error("/valid_for_months", text % {"n": KINDS[Kind(kind)].longest_months})]


def form_errors(form: Form | None, terms: JsonObject) -> Errors:
    """What a grant of this form cannot carry: the use of an individual authorisation is not reported."""
    if terms["reports_every"] and not (form and FORMS[form].reports):
        return [error("/reports_every", _("Only the holder of a global authorisation reports its use."))]
    return []


def limitation_errors(because: str, *, burdens: Collection[Burden], has_conditions: bool) -> Errors:
    """What limits substantially grants less, for a shorter time or on conditions; what is refused is told by itself."""
    if not because or has_conditions or {Burden.LESS, Burden.SHORTER} & set(burdens):
        return []
    text = _("This takes nothing away: it is no limitation that other states are told of.")
    return [error("/substantial_because", text)]


def _above(limit: JsonObject, line: Amount, pointer: str) -> Errors:
    asked = {"quantity": line.quantity, "value": line.value}
    text = _("A grant covers at most what was asked for: %(most)s.")
    return [
        error(f"{pointer}/{name}", text % {"most": shortest(most)})
        for name, most in asked.items()
        if most is not None and limit.get(name) and Decimal(limit[name]) > most
    ]


WRITTEN_IN = "en"  # the list's words, where the officer does not say: states write to one another in English


def entry_words(item: Item, wording: JsonObject | None) -> dict[str, Any]:
    """The list's words: as the officer wrote them, else the item as notified."""
    wording = wording or {}
    return {
        "name": wording.get("name") or item.name,
        "manufacturer": wording.get("manufacturer") or item.manufacturer,
        "models": wording.get("models") or [item.model],
        "functions": wording.get("functions") or list(item.functions),
        "description": wording.get("description") or item.description,
        "language": wording.get("language") or WRITTEN_IN,
    }


def dossier_words(item: Item, grounds: str, wording: JsonObject | None) -> dict[str, Any]:
    """The states' words: as the officer wrote them, else the item as notified and the grounds."""
    wording = wording or {}
    return {
        "description": wording.get("description") or item.description,
        "grounds": wording.get("grounds") or grounds,
    }


def end_users_read(names: Sequence[str]) -> dict[str, str]:
    """The names of the end users by pointer; of one as of a notification or an individual request."""
    if len(names) == 1:
        return {AS_NOTIFIED[2]: names[0]}
    return {f"/end_users/{place}/name": name for place, name in enumerate(names)}


def read_by_others(
    item: Item, end_users: Sequence[str], entry: JsonObject, dossier: JsonObject
) -> dict[str, str]:
    """Every text that states or public will read, by pointer; the maker's name is not among them.

    `end_users` are their names.
    """
    texts = {
        "/entry/name": str(entry["name"]),
        "/entry/description": str(entry["description"]),
        **{f"/entry/models/{index}": str(model) for index, model in enumerate(entry["models"])},
        "/dossier/description": str(dossier["description"]),
        "/dossier/grounds": str(dossier["grounds"]),
    }
    return {**texts, AS_NOTIFIED[0]: item.name, AS_NOTIFIED[1]: item.model, **end_users_read(end_users)}


def read_of_denials(items: Mapping[int, Item], end_users: Sequence[str], ground: str) -> dict[str, str]:
    """What the other states read of the items that are denied, by their places in the body, from 0."""
    texts = {"/grounds": ground, **end_users_read(end_users)} if items else {}
    for place, item in items.items():
        texts |= {f"/items/{place}/name": item.name, f"/items/{place}/model": item.model}
    return texts


def is_as_declared(pointer: str) -> bool:
    """Does it point at the exporter's own words, rather than at the officer's?"""
    return pointer in AS_NOTIFIED or pointer.startswith(("/items/", "/end_users/"))


def doubtful(texts: Mapping[str, str], *, maker: str, exporter: Mapping[str, str]) -> list[str]:
    """The pointers of `texts`, and of the maker, that may tell who the exporter is, and stop nothing.

    A text may hold the one ordinary word that the exporter goes by; a maker who is the exporter is published.
    """
    pointers = may_name_exporter(texts, **exporter)
    return [MAKER, *pointers] if is_the_exporter(maker, **exporter) else pointers
