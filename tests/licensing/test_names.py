import pytest

from licensing.rules.names import may_name_exporter, names_exporter
from tests.properties import assume, given, st

AQUILA = {"legal_name": "Aquila Systems GmbH", "trade_name": "AquilaSec", "eori": "DE123456789012345"}


def found(text, **exporter):
    return names_exporter({"/entry/description": text}, **{**AQUILA, **exporter}) == ["/entry/description"]


@pytest.mark.parametrize(
    "text",
    [
        "Made for Aquila Systems GmbH.",
        "sold by AQUILA SYSTEMS, of course",
        "the Aquila-Systems device",
        "AquilaSystems",
        "a\u00a0q u i l a   s y s t e m s",
        "Aquila Systems' box",
        "Aquila\nSystems G.m.b.H.",
        "Aquila_Systems_manual.pdf",
        "\uff21quila Systems",  # a full-width letter reads the same
        "aquilasec 3000",
        "EORI DE 1234 5678 9012 345",
        "de123456789012345",
    ],
)
def test_the_exporter_is_found_however_its_name_is_written(text):
    assert found(text)


@pytest.mark.parametrize("text", ["", "An eagle's system.", "Aquila", "Systems GmbH", "DE12345678901234"])
def test_what_only_resembles_the_name_passes(text):
    assert not found(text)


def test_every_text_that_names_it_is_pointed_at_in_order():
    texts = {"/entry/name": "Aquila Systems", "/entry/description": "A box.", "/dossier/grounds": "AquilaSec"}

    assert names_exporter(texts, **AQUILA) == ["/entry/name", "/dossier/grounds"]


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Aquila Systems GmbH", "aquila systems"),
        ("Aquila Systems GmbH & Co. KG", "aquila systems"),
        ("Boréale SAS", "boréale"),
        ("Boréale, société par actions simplifiée", "boréale"),
        ("Cobalto S.p.A.", "cobalto"),
        ("Cobalto Società a responsabilità limitata", "cobalto"),
        ("Delta Signalen B.V.", "delta signalen"),
        ("Nordlys ApS", "nordlys"),
        ("Nordlys A/S", "nordlys"),
        ("Taiga Oyj", "taiga"),
        ("SIA Rīgas Radio", "rīgas radio"),
        ("UAB „Gintaras“", "gintaras"),
        ("Merevaik OÜ", "merevaik"),
        ("Wisła Sp. z o.o.", "wisła"),
        ("Vltava, s.r.o.", "vltava"),
        ("Duna Kft.", "duna"),
        ("Балкан ЕООД", "балкан"),
        ("Adria d.o.o.", "adria"),
        ("Ήλιος Α.Ε.", "ήλιοσ"),
        ("Erin Ltd", "erin"),
        ("Tejo, Lda.", "tejo"),
        ("Ebro S.L.U.", "ebro"),
    ],
)
def test_legal_forms_of_all_member_states_are_recognised(name, core):
    assert found(f"from {core.upper()} only", legal_name=name)


@pytest.mark.parametrize("text", ["human rights", "management", "Romania"])
def test_a_short_name_is_not_found_inside_other_words(text):
    assert not found(text, legal_name="MAN AG", trade_name="")


@pytest.mark.parametrize("text", ["a MAN lorry", "M.A.N.", "man ag", "A MAN-lorry"])
def test_a_short_name_is_found_as_a_word(text):
    assert found(text, legal_name="MAN AG", trade_name="")


def test_a_tiny_name_is_found_only_together_with_its_legal_form():
    assert not found("a C3 relay", legal_name="C3 GmbH", trade_name="")
    assert found("a relay of C3 GmbH", legal_name="C3 GmbH", trade_name="")


def test_an_exporter_without_trade_name_and_eori_is_looked_for_by_its_legal_name_alone():
    texts = {"/a": "anything at all", "/b": "Aquila Systems"}

    assert names_exporter(texts, legal_name="Aquila Systems GmbH") == ["/b"]
    assert names_exporter(texts, legal_name="", trade_name="", eori="") == []


def test_accents_typed_in_two_ways_are_the_same_name():
    assert found("Bore\u0301ale", legal_name="Bor\u00e9ale SAS")


words = st.text("abcdefgéüøžß0123456789", min_size=3, max_size=8)


@given(
    st.lists(words, min_size=1, max_size=3), st.sampled_from([" ", "-", ".", "_", " / ", "\n", ""]), st.text()
)
def test_no_punctuation_or_case_hides_a_name(parts, between, around):
    name = " ".join(parts)
    assume(not may_name_exporter({"": name}, legal_name=name))  # "add": the officer is asked
    written = f"{around} {between.join(parts).upper()} {around}"

    assert found(written, legal_name=name, trade_name="", eori="")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a box of Mueller", "Müller GmbH"),
        ("a box of MULLER", "Müller GmbH"),
        ("a box of Müller", "Mueller GmbH"),
        ("a box of Ilios", "Ήλιος Α.Ε."),
        ("a box of Balkan", "Балкан ЕООД"),
        ("a box of Балкан", "Balkan EOOD"),
        ("a \u041cA\u041d lorry", "MAN AG"),  # two letters of it are Cyrillic
        ("a box of Boreale", "Boréale SAS"),
    ],
)
def test_a_name_is_found_in_other_letters(text, name):
    assert found(text, legal_name=name, trade_name="")
