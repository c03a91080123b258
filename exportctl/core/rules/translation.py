"""Marks a text of a rule for the translators; whoever shows it translates it. Rules know no Django."""


def gettext_noop(text: str) -> str:
    return text
