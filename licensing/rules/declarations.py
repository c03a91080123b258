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

    `questionnaire_of` takes a request of the kind. `statement` is the pointer that names a file as the end-use
    statement, where the kind asks for one (Article 12(4)). `shown` gives every member of a body as REST answers it;
    it takes the exporter's Member State, too, for what a box says by itself.
    """

    shape: Callable[[str], Object]
    gaps: Callable[[JsonObject, str], Errors]
    signs: Callable[[JsonObject, str], int]
    questionnaire_of: Callable[[Any], str]
    shown: Callable[[JsonObject, str], dict[str, Any]]
    statement: str = ""


Declarations = Mapping[Kind, Declaration]
