"""What an exporter declares, by kind of request: its shape, what it lacks, and how many signs of risk it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from exportctl.core.shapes import Errors, Object
from licensing.rules.requests import Kind
from licensing.rules.shapes import JsonObject


@dataclass(frozen=True)
class Declaration:
    """A kind's declaration. `questionnaire` is the version of the questions that it answers; empty without any.

    `questionnaire_of` takes a request of the kind.
    """

    shape: Callable[[str], Object]
    gaps: Callable[[JsonObject, str], Errors]
    signs: Callable[[JsonObject, str], int]
    questionnaire_of: Callable[[Any], str]


Declarations = Mapping[Kind, Declaration]
