"""The columns of a catalogue to be checked, in words: first those of which a line needs one."""

from django.utils.translation import gettext_lazy as _

COLUMNS = {
    "name": _("What the item is called"),
    "model": _("Model"),
    "control_entry": _("The entry of Annex I under which you see it"),
    "item_number": _("Its number in your catalogue"),
    "manufacturer": _("Manufacturer"),
    "description": _("What it does"),
    "cn_code": _("Customs code"),
    "destination": _("Country of destination, as a code: CH"),
    "territory": _("Part of that country"),
    "consignee": _("Consignee"),
    "end_user": _("End user"),
    "authorisation": _("Number of an authorisation you hold"),
    "quantity": _("Quantity"),
    "unit": _("Unit, as a code: pieces, kg, licences"),
    "exporter_eori": _("EORI number of the exporter"),
    "accepted_on": _("Day of the declaration, as 2026-12-01"),
    "id": _("Your own number of the line"),
}
