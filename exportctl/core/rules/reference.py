"""What a change of reference data may say. One table serves the page and the check."""

from exportctl.core import shapes
from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import Event, four_eyes_machine
from exportctl.core.rules.holiday_years import MOST_DAYS
from exportctl.core.rules.mailing import Group
from exportctl.core.rules.permissions import Permission

REFERENCE_CHANGE = four_eyes_machine(
    "reference change", Permission.ADMINISTER, label=pgettext_lazy("thing", "change of reference data")
)

ACTS = (
    Act(
        "propose",
        REFERENCE_CHANGE,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed a change of reference data"),
        notices=(
            NoticeKind(
                "reference_change_waiting",
                _("A change of reference data waits for a second officer"),
                _(
                    "A colleague proposed to change reference data. Another officer of the Commission approves it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        REFERENCE_CHANGE,
        pgettext_lazy("done to it", "approved"),
        _("Approved a change of reference data"),
    ),
    Act(
        Event.DISCARD,
        REFERENCE_CHANGE,
        pgettext_lazy("done to it", "discarded"),
        _("Discarded a change of reference data"),
    ),
)

FIRST_YEAR, LAST_YEAR = 2025, 2099
_CALENDAR = shapes.Pattern(form="[A-Z]{2}")
_NAMES = shapes.Object(members={language: shapes.Text(most=100) for language in ("en", "de", "fr")})
_PEOPLE = shapes.Integer(least=1)


def shape_of(kind: str, states: tuple[str, ...]) -> shapes.Object:
    """The payload of a change of this kind; `states` are the 27 codes."""
    return {
        "population_set": shapes.Object(
            members={
                "name": shapes.Text(most=40),
                "starts_on": shapes.Date(),
                "source": shapes.Text(most=2000),
                "figures": shapes.Object(members=dict.fromkeys(states, _PEOPLE)),
            }
        ),
        "holiday_year": shapes.Object(
            members={
                "calendar": _CALENDAR,
                "year": shapes.Integer(least=FIRST_YEAR, most=LAST_YEAR),
                "source": shapes.Text(most=2000),
                "days": shapes.ListOf(
                    each=shapes.Object(members={"on": shapes.Date(), "names": _NAMES}), most=MOST_DAYS
                ),
            }
        ),
        "holiday_added": shapes.Object(members={"calendar": _CALENDAR, "on": shapes.Date(), "names": _NAMES}),
        "holiday_removed": shapes.Object(members={"calendar": _CALENDAR, "on": shapes.Date()}),
        "shared_seats": shapes.Object(
            members={
                "state": shapes.Choice(options=states),
                "shared": shapes.Choice(options=("yes", "no")),
            }
        ),
    }[kind]
