"""Invented facts that show every component in every state: for the gallery and for the tests of its parts."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.safestring import mark_safe

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=UTC)

POPULATIONS = {
    "AT": 9197213, "BE": 11900123, "BG": 6437360, "HR": 3874350, "CY": 979865, "CZ": 10909500, "DK": 5992734,
    "EE": 1369285, "FI": 5635971, "FR": 68467362, "GR": 10409547, "HU": 9539502, "IE": 5439898,
    "IT": 58934177, "LV": 1856932, "LT": 2890664, "LU": 681973, "MT": 574250, "NL": 18044027,
    "PL": 37332000, "PT": 10749635, "RO": 19036031, "SK": 5419451, "SI": 2130850, "ES": 48619695,
    "SE": 10587710, "DE": 83577140,
}  # fmt: skip
NAMES = {
    "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "HR": "Croatia", "CY": "Cyprus", "CZ": "Czechia",
    "DK": "Denmark", "EE": "Estonia", "FI": "Finland", "FR": "France", "DE": "Germany", "GR": "Greece",
    "HU": "Hungary", "IE": "Ireland", "IT": "Italy", "LV": "Latvia", "LT": "Lithuania", "LU": "Luxembourg",
    "MT": "Malta", "NL": "Netherlands", "PL": "Poland", "PT": "Portugal", "RO": "Romania", "SK": "Slovakia",
    "SI": "Slovenia", "ES": "Spain", "SE": "Sweden",
}  # fmt: skip
STANCES = {
    **dict.fromkeys(["AT", "CZ", "EE", "IT", "LT", "NL", "PT", "RO", "SE"], "object"),
    **dict.fromkeys(["DK", "FI", "IE", "LU"], "agree"),
    **dict.fromkeys(["BE", "ES"], "comment"),
    "DE": "notifies",
}


def positions() -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "name": name,
            "stance": STANCES.get(code, ""),
            "population": 0 if code == "DE" else POPULATIONS[code],
            "last_day": None if code == "DE" else date(2026, 12, 1),
        }
        for code, name in NAMES.items()
    ]


def tally(**changes: Any) -> dict[str, Any]:
    return {
        "states": 9,
        "states_needed": 15,
        "participating": 26,
        "population": 142_336_889,
        "population_needed": 238_959_142,
        "population_total": 367_629_449,
        "blocking_minority": 4,
        **changes,
    }


STAGES = [
    {"name": "Draft", "state": "done", "when": "2–5 Oct", "who": "Aquila Systems"},
    {"name": "Notified", "state": "done", "when": "5 Oct 2026", "who": "receipt sent"},
    {"name": "Under review", "state": "done", "when": "7 Oct – 16 Oct", "who": ""},
    {"name": "Decision", "state": "done", "when": "refused 19 Oct", "who": "two officers"},
    {
        "name": "Member States",
        "state": "now",
        "when": "26 may object",
        "who": "last day 2 Dec",
        "fraction": 0.86,
    },
    {"name": "List or authorisation", "state": "next", "when": "3 Dec 2026", "who": "by the clock"},
]
PAUSED_STAGES = [
    {"name": "Draft", "state": "done", "when": "2 Oct"},
    {"name": "Under review", "state": "now", "when": "since 3 Nov", "fraction": 0.4, "paused": True},
    {"name": "Decision", "state": "later"},
]
RUNNING = {"days_left": 12, "due_on": date(2026, 12, 11), "share": 0.6}
CLOCKS = [
    RUNNING,
    {"days_left": 2, "due_on": date(2026, 11, 27), "share": 0.93},
    {"overdue_days": 2, "due_on": date(2026, 11, 23), "share": 1},
    {"paused": True, "paused_days": 4, "share": 0.4},
    {"ended_on": date(2026, 10, 19), "ended_word": "decided"},
]
TAGS = [
    ("done", "Complete"),
    ("soon", "In progress"),
    ("refused", "Refused"),
    ("unknown", "Not known"),
    ("plain", "Submitted"),
    ("active", "Under review"),
    ("progress", "To decide"),
    ("flag", "Yes"),
    ("danger", "In procedure"),
    ("comment", "Comment"),
    ("waiting", "To approve"),
    ("uncounted", "Not counted"),
]
VERDICTS = [
    "authorisation_required", "possible_match", "not_listed", "covered", "valid", "suspended", "expired",
    "exhausted", "revoked", "unknown",
]  # fmt: skip
TASKS = [
    {
        "number": 1,
        "title": "Company and contact",
        "url": "#1",
        "hint": "Aquila Systems GmbH",
        "kind": "done",
        "status": "Complete",
    },
    {
        "number": 2,
        "title": "Due diligence",
        "url": "#2",
        "hint": "4 of 13 questions answered",
        "kind": "progress",
        "status": "In progress",
    },
    {
        "number": 3,
        "title": "Check answers and declare",
        "url": None,
        "hint": "You can do this when 2 is complete",
        "kind": "",
        "status": "Cannot start yet",
    },
]
SIMILAR = [
    {
        "kind": "List entry",
        "title": "CS-0009 Mobile location gateway",
        "url": "#cs",
        "reasons": [
            {"sign": "same", "text": "function: location"},
            {"sign": "near", "text": "terms: SS7, Diameter, any time interrogation (8 of 11)"},
            {"sign": "differs", "text": "no target list of subscribers here"},
        ],
        "warning": "May be essentially identical: granting needs consultation (Article 16(5)).",
    }
]
ENTRY = {
    "refused_by": "Italy",
    "refused_on": date(2026, 3, 3),
    "grounds": "risk of serious violations of human rights",
    "opened_at": datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
    "closes_at": datetime(2026, 4, 20, 21, 0, tzinfo=UTC),
    "participating": 26,
    "reached": False,
    "bands": {"states": "under_5", "people": "under_10"},
    "states_needed": 15,
    "percent_needed": 65,
    "listed_at": datetime(2026, 4, 20, 21, 0, tzinfo=UTC),
    "edition": 7,
    "note": "Who objected is not public. The authorities of all Member States can recompute the result.",
}
CONSEQUENCES = [
    mark_safe("The export is <b>refused</b>. Aquila Systems GmbH is told at once."),
    mark_safe("An <b>objection procedure opens for 26 Member States</b>. It closes on 14 January 2027."),
    "You cannot undo this alone: a withdrawal takes two officers and grounds.",
]  # fmt: skip
ACTING = {"who": "M. Hoffmann", "for_whom": "BAFA, Germany", "at": NOW, "timezone": "Europe/Athens"}
FACTS = [
    {"label": "Exporter", "value": "Aquila Systems GmbH", "url": "#exporter"},
    ("To", "United Arab Emirates"),
    {"label": "Stage", "value": "Under review", "kind": "active"},
    ("Assigned to", "L. Brandt"),
]
SUMMARY = [
    {"label": "Item", "value": "Halo LX <script>", "url": "#item", "action": "Change", "hidden": "the item"},
    ("Reasons", ["First reason.", "Second reason."]),
    ("Not given", ""),
]
MAJORITY = [
    ("France and Spain join, and any four", "both marks reached"),
    ("France joins, nobody else", "10 · 57.3 %"),
]
HEADER = {
    "reference": "DE-2026-00418",
    "title": "Halo LX mobile location gateway",
    "line": "Aquila Systems → AE",
    "kind": "active",
    "stage": "Under review",
    "clock": RUNNING,
    "url": "#decide",
    "action": "Propose a decision",
}
TABS = [
    {"label": "Summary", "url": "#summary", "current": False},
    {"label": "Parties", "url": "#parties", "current": False, "count": 3},
    {"label": "Red flags", "url": "#flags", "current": True, "count": 5},
    {"label": "Messages", "url": "#messages", "current": False, "count": 0},
]
CRUMBS = [
    {"label": "Worklist", "url": "#w"},
    {"label": "Mine and unassigned", "url": "#m"},
    {"label": "7 of 14"},
]
WORK = [
    (reference, kind, item, detail, *state, *stage, flags, CLOCKS[clock], who)
    for reference, kind, item, detail, state, stage, flags, clock, who in (
        (
            "DE-2026-00386", "Notification", "Northbeam lawful-interception mediation",
            "Interception · Aquila Systems GmbH", ("EG", "Egypt"),
            ("progress", "To decide"), 7, 2, "L. Brandt",
        ),
        (
            "DE-2026-00391", "Individual", "Vireo forensic imaging kit 3",
            "Data extraction · Nordlicht Forensik GmbH", ("RS", "Serbia"),
            ("waiting", "To approve"), 2, 1, "S. Weber",
        ),
        (
            "DE-2026-00418", "Notification", "Halo LX mobile location gateway",
            "Location · Aquila Systems GmbH", ("AE", "Emirates"),
            ("active", "Under review"), 5, 0, "L. Brandt",
        ),
        (
            "DE-2026-00421", "Notification", "Voice comparison server VC-2",
            "Biometric ident. · Klangwerk GmbH", ("ZA", "South Africa"),
            ("plain", "With exporter"), 4, 3, "L. Brandt",
        ),
    )
]  # fmt: skip
VIEWS = [("Mine", 9, False), ("Unassigned", 4, False), ("Mine and unassigned", 14, True)]


class PositionForm(forms.Form):
    """Every kind of field, with a conditional part and hints."""

    reveals = {"stance": {"object": ["grounds", "reason"]}}
    hints = {"stance": {"comment": "Not counted as an objection."}}
    optional = {"contact"}

    stance = forms.ChoiceField(
        label="Position of France",
        choices=[
            ("agree", "No objection: the item may be listed"),
            ("object", "Object: the item should stay off the list"),
            ("comment", "Comment only"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a position"},
    )
    grounds = forms.MultipleChoiceField(
        label="Grounds",
        help_text="At least one.",
        choices=[("proportionate", "Not proportionate"), ("legitimate", "Legitimate end use")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one ground for the objection"},
    )
    reason = forms.CharField(
        label="Reason", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    address = forms.CharField(
        label="Address of the end user", error_messages={"required": "Enter the address of the end user"}
    )
    contact = forms.EmailField(label="Contact", required=False, help_text="Who can be asked about it.")
    state = forms.ChoiceField(label="State", choices=[("FR", "France"), ("DE", "Germany")])
    decree = forms.DateField(
        label="Date of the decree", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    paper = forms.FileField(label="Document", required=False)
    read = forms.BooleanField(label="I have read the reasons and both texts as they stand now.")


def wrong_form() -> PositionForm:
    return PositionForm(
        {"stance": "object", "state": "FR", "contact": "", "read": "on", "reason": "Text."},
        auto_id="wrong_%s",
    )


def page(**changes: Any) -> SimpleNamespace:
    facts = {
        "demonstration": True,
        "now": NOW,
        "sections": [
            {"label": label, "url": f"#{label}", "current": label == "Worklist"}
            for label in ("Worklist", "Search", "Procedures", "Team", "Control list")
        ],
        "languages": [
            {"code": "en", "name": "English", "current": True},
            {"code": "de", "name": "Deutsch", "current": False},
            {"code": "fr", "name": "Français", "current": False},
        ],
        "inbox_count": 5,
        "person": SimpleNamespace(name="L. Brandt", initials="LB", organisation="BAFA"),
        "theme": "",
        "clock_url": "#clock",
        "list_edition": 12,
    }
    return SimpleNamespace(**{**facts, **changes})


def gallery() -> dict[str, Any]:
    """Everything that tests/look/gallery.html draws."""
    missing = "Missing: six more states with at least 26.3 % of the people, for example France and Spain."
    no_people = {"population_needed": None, "blocking_minority": None}
    return {
        "page": page(),
        "stages": STAGES,
        "paused_stages": PAUSED_STAGES,
        "clocks": CLOCKS,
        "explained": {**RUNNING, "owner": "France", "why": "11 November: public holiday in France."},
        "verdicts": VERDICTS,
        "tally": tally(sentence="As it stands, the item will be listed.", missing=missing),
        "reached": tally(states=15, population=250_722_284, blocking_minority=None),
        "agreement": tally(states=4, states_needed=26, counting="agreement", **no_people),
        "header": HEADER,
        "tabs": TABS,
        "crumbs": CRUMBS,
        "tags": TAGS,
        "facts": FACTS,
        "summary": SUMMARY,
        "tasks": TASKS,
        "similar": SIMILAR,
        "entry": ENTRY,
        "consequences": CONSEQUENCES,
        "acting": ACTING,
        "majority": MAJORITY,
        "positions": positions(),
        "work": WORK,
        "views": VIEWS,
        "hash": "4be190c7aa01ffee0123456789abcdef4be190c7aa01ffee01234567890a2d18",
        "form": PositionForm(auto_id="right_%s"),
        "wrong": wrong_form(),
    }
