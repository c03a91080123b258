"""What a change of reference data may say. One table serves the page and the check."""

from exportctl.core import shapes
from exportctl.core.rules.acts import four_eyes_machine
from exportctl.core.rules.permissions import Permission

REFERENCE_CHANGE = four_eyes_machine("reference change", Permission.ADMINISTER)

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
        "holiday_added": shapes.Object(members={"calendar": _CALENDAR, "on": shapes.Date(), "names": _NAMES}),
        "holiday_removed": shapes.Object(members={"calendar": _CALENDAR, "on": shapes.Date()}),
    }[kind]
