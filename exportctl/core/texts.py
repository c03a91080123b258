"""The translators' mark for texts of rules: put into words when they are read, in the reader's language."""

from django.utils.translation import gettext_lazy as _

__all__ = ["_"]
