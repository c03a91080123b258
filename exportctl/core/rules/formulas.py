"""Texts that a spreadsheet would take for formulas, written and read so that they stay texts. Pure.

A spreadsheet that splits at another sign than the table was written with also splits inside quotation marks, and
what follows that sign begins a cell of its own: `x;=1+1` in a table with commas, opened by a German Excel.
"""

import re

STARTS = "=+\\-@＝＋－＠"
ALONE = ("\t", "\r", "\n")  # at the beginning of a cell Excel passes them over, and reads what follows
ARMED = re.compile(f'(^|[,;\t\r\n])(?=[\\s"]*[{STARTS}])')
DISARMED = re.compile(f"(^|[,;\t\r\n])'(?=[\\s\"]*[{STARTS}])")


def armed(text: str) -> str:
    """With an apostrophe before whatever could begin a formula, at the start and after any separator."""
    return f"'{text}" if text.startswith(ALONE) else ARMED.sub(r"\1'", text)


def disarmed(text: str) -> str:
    """As it was before `armed`."""
    return DISARMED.sub(r"\1", text)
