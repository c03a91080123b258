"""Both public forms of the consolidated list, read to the same entries; whatever else is a sentence, never a crash."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from licensing.rules.sanctions_lists import Form, NotAList, read
from tests.properties import given, st

DATA = Path(__file__).resolve().parents[1] / "data"
XML, CSV = (DATA / "sanctions_list.xml").read_bytes(), (DATA / "sanctions_list.csv").read_bytes()


def test_both_forms_say_the_same():
    as_xml, as_csv = read(XML), read(b"\xef\xbb\xbf" + CSV)

    assert (as_xml.form, as_csv.form) == (Form.XML, Form.CSV)
    assert as_xml.dated_on == as_csv.dated_on == date(2026, 10, 30)
    assert [asdict(entry) for entry in as_xml.entries] == [asdict(entry) for entry in as_csv.entries]


def test_an_entry_has_every_name_and_what_tells_it_from_others():
    person, company = read(XML).entries

    assert person.names == ["Sergey Nikolayevich Voronkov", "Сергей Николаевич Воронков"]
    assert (person.number, person.kind, person.born) == ("EU.99001.1", "person", ["1966-04-12"])
    assert (company.kind, company.countries, company.act_on) == ("entity", ["IQ"], "2026-05-11")
    assert read(XML).name_count == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<export/>",
        b"<x",
        XML.replace(b"</export>", b""),
        XML.replace(b"generationDate", b"someDate"),
        b'<!DOCTYPE export [<!ENTITY a "b">]>' + XML[XML.index(b"<export") :],
        b"a;b\n1;2\n",
        CSV.splitlines()[0],
        CSV.replace(b"30/10/2026", b"yesterday"),
        b"\xff\xfe\x00",
        b"PK\x03\x04",
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(content):
    with pytest.raises(NotAList) as refused:
        read(content)

    assert str(refused.value).endswith(".")


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(content):
    with pytest.raises(NotAList):
        read(content)
