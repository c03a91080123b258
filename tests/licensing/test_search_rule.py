import pytest

from licensing.rules.search import Field, document, hits_in, is_named, marked, terms, tsquery, words
from tests.properties import example, given, st


def test_accents_capitals_and_ligatures_do_not_count():
    assert {*words("Überwachung Łódź Straße Nœud")} > {*terms("UBERWACHUNG lodz strasse noeud")}


def test_a_reference_is_found_by_its_bare_number():
    assert words("DE-2026-00418") == ["de", "2026", "de2026", "00418", "418"]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Müller & Söhne", "mueller"),
        ("Müller & Söhne", "soehne"),
        ("Müller", "muller"),
        ("Mueller", "Müller"),
        ("Łucznik Radom", "lucznik"),
        ("Ørsted", "oersted"),
        ("Ørsted", "orsted"),
        ("Straße", "STRASSE"),
        ("Балкан Сигнал", "balkan signal"),
        ("Ήλιος", "ilios"),
        ("Zweit 8", "Zweit8"),
        ("RS-900", "rs900"),
        ("RS900", "RS 900"),
        ("Ｈａｌｏ", "halo"),
        ("DE-2026-00418", "de 2026 418"),
        ("DE-2026-00418", "DE2026418"),
    ],
)
def test_a_word_is_found_however_it_is_typed(text, question):
    found = hits_in([Field("item", text)], terms(question))

    assert found
    assert found[0][1] == terms(question)


@pytest.mark.parametrize("question", ["PR-3", "pr-3", "PR3", "PR/3", "PR.3"])
def test_a_model_with_a_hyphen_is_one_word(question):
    assert hits_in([Field("item", "Receiver PR-3, portable")], terms(question))
    assert not hits_in([Field("message", "A press enquiry about 3 items")], terms(question))
    shown = marked("Receiver PR-3, portable", terms(question))
    assert [piece.text for piece in shown if piece.hit] == ["PR", "3"]


@pytest.mark.parametrize(
    ("name", "asked", "named"),
    [
        ("Müller & Söhne GmbH · DE123", "mueller", True),
        ("Müller & Söhne GmbH · DE123", "MULLER sohne", True),
        ("Boréale SAS", "boreale", True),
        ("Aquila Systems GmbH", "quila", True),
        ("Aquila Systems GmbH", "de", False),
        ("Aquila Systems GmbH · DE9", "de9", True),
        ("Aquila Systems GmbH", " ", False),
    ],
)
def test_a_company_is_named_as_people_type_it(name, asked, named):
    assert is_named(name, asked) == named


@pytest.mark.parametrize("question", ["85176200", "8517 62 00", "8517.62.00"])
def test_a_customs_code_is_found_as_people_write_it(question):
    assert terms(question) == ["85176200"]


def test_a_document_says_where_each_word_stands_and_how_much_it_counts():
    fields = [Field("item", "Cell site simulator", "A"), Field("doubt", "The site", "C")]

    assert document(fields) == "'cell':1A 'simulator':3A 'site':2A,5C 'the':4C"


def test_a_question_asks_for_every_word_and_for_what_begins_with_it():
    assert tsquery(terms("Nächt vis nächt")) == "'nacht':* & 'vis':*"


@given(st.text(max_size=200))
def test_no_text_breaks_out_of_the_question_or_the_document(text):
    written = document([Field("item", text)]) + tsquery(terms(text))

    assert written.count("'") == 2 * (len(set(words(text))) + len(terms(text)))
    assert "\\" not in written
    assert "\x00" not in written


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=80))
@example("0:\u09dcA")
@example("\u09a1\u09bcA")
def test_a_text_is_found_by_its_own_words(text):
    wanted = terms(text)

    found = hits_in([Field("item", text)], wanted)

    assert bool(found) == bool(wanted)
    assert not found or found[0][1] == wanted


@given(st.text(max_size=400), st.text(max_size=20))
def test_marking_changes_no_letter(text, question):
    pieces = marked(text, terms(question), whole=True)

    assert "".join(piece.text for piece in pieces) == text


def test_a_long_text_is_shown_around_its_first_hit():
    text = "begin " + "filler " * 60 + "Überwachung of journalists " + "more " * 60

    pieces = marked(text, ["uberwach"])

    assert [piece.text for piece in pieces if piece.hit] == ["Überwachung"]
    assert pieces[0].text == "… "
    assert pieces[-1].text.endswith(" …")
    assert sum(len(piece.text) for piece in pieces) < 230


def test_the_field_with_most_of_the_words_comes_first():
    fields = [Field("doubt", "mass surveillance", "C"), Field("item", "surveillance", "A")]

    assert [field.code for field, _terms in hits_in(fields, ["mass", "surveillance"])] == ["doubt", "item"]
