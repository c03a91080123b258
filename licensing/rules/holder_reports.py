"""What customs never see: transmissions and services that the holder reports (Article 2(2)(d), Article 12(4)). Pure.

A report is deducted like a write-off. The holder's own reference is its key: the same again changes nothing.
"""

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.uploaded_tables import Columns
from exportctl.core.shapes import Choice, Date, Integer, Number, Object, Text
from licensing.rules.shapes import UNITS

MOST_ROWS = 1000
COLUMNS = ("own_reference", "on", "line", "quantity", "unit", "value", "recipient")
REPORT = Object(
    members={
        "line": Integer(least=1, most=9999),
        "quantity": Number(gap=_("Enter the quantity")),
        "unit": Choice(options=UNITS, gap=_("Choose the unit of the quantity")),
        "value": Number(places=2, positive=False, required=False),
        "on": Date(gap=_("Give the day of the transmission or service")),
        "recipient": Text(most=200, is_name=True, gap=_("Name the recipient")),
        "own_reference": Text(most=60, is_name=True, gap=_("Give your own reference")),
    }
)
# What people call the columns; the template has the names above.
CALLED = {
    "reference": "own_reference", "date": "on", "day": "on", "position": "line",
    "referenz": "own_reference", "datum": "on", "tag": "on", "menge": "quantity", "einheit": "unit",
    "wert": "value", "empfänger": "recipient",
    "référence": "own_reference", "ligne": "line", "quantité": "quantity", "unité": "unit", "valeur": "value",
    "destinataire": "recipient",
}  # fmt: skip
UPLOAD = Columns(
    names=COLUMNS,
    needed=("own_reference", "on", "quantity", "recipient"),
    most=MOST_ROWS,
    called=CALLED,
)
