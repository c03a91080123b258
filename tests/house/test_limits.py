"""One limit for each text: what a form takes, REST and tables take, and the other way round; counted alike."""

import ast
from pathlib import Path

import pytest

from exportctl.core.forms.fields import TextField
from exportctl.core.rules.texts import NO_TEXT, plain_text
from exportctl.core.shapes import Object, Text, check, most_of
from exportctl.desks.case.forms.decisions import CommentForm, ProposalForm
from exportctl.desks.case.forms.information_requests import AnswerForm, QuestionForm
from exportctl.desks.catalogue.forms.catalogue import ItemForm as CatalogueItem
from exportctl.desks.catalogue.forms.catalogue import PartyForm
from exportctl.desks.drafts.forms.catch_all import EndUseForm, FlagForm, ItemForm, PartiesForm
from exportctl.desks.drafts.forms.company import ContactForm
from licensing.rules.proposal_shapes import DOSSIER, ENTRY, PROPOSAL
from licensing.rules.shapes import ANSWER, ANSWER_TO_QUESTION, END_USER, ITEM, QUESTION, notification
from notifications.forms.positions import ExtensionForm, PositionForm, SelectionForm, WithdrawalForm
from notifications.rules.procedure_shapes import EXTENSION, POSITION, RETURN, SELECTION, WITHDRAWAL

ROOT = Path(__file__).resolve().parents[2]
BODY = notification(())
PARTS = [
    (form, name, BODY, pointer)
    for form in (ContactForm, ItemForm, PartiesForm, EndUseForm)
    for name, pointer in form.pointers.items()
]
OTHERS = [
    (FlagForm, "evidence", ANSWER, "evidence"),
    *((CatalogueItem, name, ITEM, name) for name in ("name", "manufacturer", "model", "description")),
    *((PartyForm, name, END_USER, name) for name in ("name", "address")),
    (QuestionForm, "question", QUESTION, "question"),
    (AnswerForm, "answer", ANSWER_TO_QUESTION, "answer"),
    (CommentForm, "comment", RETURN, "comment"),
    (ProposalForm, "grounds", PROPOSAL, "grounds"),
    *((ProposalForm, f"entry_{name}", ENTRY, name) for name in ("name", "manufacturer", "description")),
    *((ProposalForm, f"dossier_{name}", DOSSIER, name) for name in ("description", "grounds")),
    (PositionForm, "reason", POSITION, "reason"),
    (ExtensionForm, "reason", EXTENSION, "reason"),
    (WithdrawalForm, "grounds", WITHDRAWAL, "grounds"),
    (SelectionForm, "reason", SELECTION, "reason"),
]


def is_text(shape: Object, pointer: str) -> bool:
    place = shape
    for name in pointer.strip("/").split("/"):
        place = place.members[name]
    return isinstance(place, Text)


@pytest.mark.parametrize(
    ("form", "name", "shape", "pointer"), [row for row in PARTS + OTHERS if is_text(row[2], row[3])]
)
def test_a_form_takes_as_many_characters_as_the_shape(form, name, shape, pointer):
    assert form.base_fields[name].max_length == most_of(shape, pointer)


def test_no_form_takes_text_by_itself():
    """Only `TextField` cleans and counts as the shapes do."""
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for app in ("exportctl", "controllist", "licensing", "notifications")
        for path in (ROOT / app).rglob("forms/**/*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "forms.CharField"
    ]

    assert not calls


@pytest.mark.parametrize("written", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_line_break_is_one_character_however_it_is_written(written):
    text = f"a{written}b"

    assert TextField(max_length=3).clean(text) == "a\nb"
    assert check(text, Text(most=3)) == ("a\nb", [])


@pytest.mark.parametrize(
    "sign", ["\x02", "\x1f", "\x7f", "\x9f", "\u202e", "\u2066", "\ufeff", "\ufffe", "\U000e0041"]
)
def test_what_nobody_can_see_is_dropped(sign):
    text = f"inter{sign}ception"

    assert TextField(max_length=12).clean(text) == "interception"
    assert check(text, Text(most=12)) == ("interception", [])


@pytest.mark.parametrize("kept", ["a\tb", "a\u200cb", "a\u00a0b", "a\u00adb", "a\u200fb", "a\ufffdb"])
def test_what_somebody_may_mean_stays(kept):
    assert plain_text(kept) == kept


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_what_no_text_holds_is_refused(text):
    _clean, errors = check(text, Text(most=10))

    assert NO_TEXT.search(text)
    assert errors
