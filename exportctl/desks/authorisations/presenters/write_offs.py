"""What customs are about to write off, and what is left after it, in words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.core.formatting import long_day
from licensing.actions.write_offs import Deduction
from licensing.labels import amount, line_name, money
from licensing.models import Authorisation, AuthorisationLine


def left_after(deduction: Deduction, authorisation: Authorisation) -> str:
    """Quantity and value, as far as the line limits them."""
    line = _line(authorisation, deduction.line)
    left = []
    if deduction.left is not None:
        left.append(amount(deduction.left, line.unit))
    if deduction.value_left is not None:
        left.append(money(deduction.value_left, line.currency))
    return " · ".join(left) or _("not limited")


def declared_rows(declared: Mapping[str, str], authorisation: Authorisation) -> list[tuple[str, str]]:
    """What the declaration says, as it was read."""
    line = _line(authorisation, int(declared["line"]))
    value, accepted = declared.get("value"), declared.get("accepted_on")
    rows = [
        (_("MRN"), declared["mrn"]),
        (_("Line"), f"{line.number}: {line_name(line)}"),
        (_("Quantity"), amount(declared["quantity"], declared["unit"])),
        (_("Value"), money(Decimal(value), line.currency) if value else ""),
        (_("Customs office of export"), declared["customs_office"]),
        (_("Accepted on"), long_day(date.fromisoformat(accepted)) if accepted else _("today")),
        (_("Destination"), country(declared["destination"])),
        (_("Consignee"), declared.get("consignee") or ""),
        (_("End user"), declared.get("end_user") or ""),
        (_("EORI of the declaration"), declared.get("exporter_eori") or ""),
    ]
    return [row for row in rows if row[1]]


def _line(authorisation: Authorisation, number: int) -> AuthorisationLine:
    return next(line for line in authorisation.lines if line.number == number)
