"""What a change of reference data may say. One table serves the page and the check."""

from exportctl.core import body
from exportctl.core.rules.acts import four_eyes_machine
from exportctl.core.rules.permissions import Permission

REFERENCE_CHANGE = four_eyes_machine("reference change", Permission.ADMINISTER)

_CALENDAR = body.Pattern(form="[A-Z]{2}")
_NAMES = body.Thing(members={language: body.Text(most=100) for language in ("en", "de", "fr")})
_PEOPLE = body.Whole(least=1)


def shape_of(kind: str, states: tuple[str, ...]) -> body.Thing:
    """The payload of a change of this kind; `states` are the 27 codes."""
    return {
        "population_set": body.Thing(
            members={
                "name": body.Text(most=40),
                "starts_on": body.Day(),
                "source": body.Text(most=2000),
                "figures": body.Thing(members=dict.fromkeys(states, _PEOPLE)),
            }
        ),
        "holiday_added": body.Thing(members={"calendar": _CALENDAR, "on": body.Day(), "names": _NAMES}),
        "holiday_removed": body.Thing(members={"calendar": _CALENDAR, "on": body.Day()}),
    }[kind]
