"""What an authority keeps of an exporter (Regulation (EU) 2021/821, Article 2(3)), and the acts on that record."""

import re
from dataclasses import dataclass
from unicodedata import category

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.shapes import Errors, error

EORI = r"^[A-Z]{2}[A-Z0-9]{1,15}$"  # Delegated Regulation (EU) 2015/2446, Article 1(18) and Annex 12-01
EORI_WORDS = _("Two letters, then up to 15 letters or digits.")
LONGEST_NAME = 200
LONGEST_SHORT_NAME = 80

# An exporter's record passes through no states.
EXPORTER = Machine(
    "exporter",
    (),
    initial="open",
    label=pgettext_lazy("thing", "exporter"),
    words={"open": pgettext_lazy("status", "open")},
)

ACTS = (
    Act("create", EXPORTER, pgettext_lazy("done to it", "entered"), _("Entered an exporter")),
    Act(
        "correct",
        EXPORTER,
        pgettext_lazy("done to it", "corrected"),
        _("Corrected an exporter’s record"),
        notices=(
            NoticeKind(
                "exporter_corrected",
                _("%(reference)s: your organisation’s record was corrected"),
                _(
                    "Your authority corrected the name, EORI, address or contact of your organisation. Write to it if"
                    " anything is wrong."
                ),
            ),
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class ExporterDetails:
    """The record of an exporter, as its authority writes it."""

    legal_name: str
    eori: str
    trade_name: str = ""
    address: str = ""
    contact: str = ""
    other_number: str = ""  # of its state, for whoever declares no goods


def clean_eori(text: str) -> str:
    """As it is stored: in capitals, without spaces and what nobody sees."""
    return "".join(sign for sign in text if not sign.isspace() and category(sign) != "Cf").upper()


def short_name(legal_name: str, trade_name: str) -> str:
    """How lists and messages call the company."""
    return (trade_name or legal_name)[:LONGEST_SHORT_NAME]


def mistakes(details: ExporterDetails) -> Errors:
    """Everything wrong with the record, each with its pointer."""
    errors: Errors = []
    if not details.legal_name.strip():
        errors.append(error("/legal_name", _("Give the name under which the company is registered.")))
    if not re.fullmatch(EORI, details.eori) and not (details.other_number and not details.eori):
        errors.append(error("/eori", EORI_WORDS))
    return errors
