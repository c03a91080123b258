"""Annex I's grammar, and Annex IV read against the Regulation's own list."""

import json

import pytest
from django.conf import settings

from controllist.rules.annex import AnnexIV, annex_iv, control_entry, is_annex_i
from exportctl.core.rules.codes import Unreadable
from tests.properties import given, st


@pytest.mark.parametrize("code", ["5A001.f.2", "4A506.", "0C002", "6A001.a.2.a.6", "9E102"])
def test_what_is_written_as_annex_i_writes(code):
    assert is_annex_i(code)


@pytest.mark.parametrize(
    "code", ["", "10A001", "5A", "5F001", "5a001", "CS-0001", "ML5", "5A001..a", "5A001.f.2 ", "5A001\n"]
)
def test_what_is_not(code):
    assert not is_annex_i(code)


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("5A004.a", AnnexIV.YES),
        ("5A004.a.", AnnexIV.YES),
        ("5A004.a.1", AnnexIV.YES),
        ("5A004.b", AnnexIV.NO),
        ("5A004", AnnexIV.PARTLY),
        ("5D002.a.3.a", AnnexIV.YES),
        ("5D002.a.3.b", AnnexIV.NO),
        ("5D002", AnnexIV.PARTLY),
        ("5E002.a", AnnexIV.PARTLY),
        ("5E002.b", AnnexIV.NO),
        ("5A001.f.2", AnnexIV.NO),
        ("0A001", AnnexIV.YES),
        ("0C001", AnnexIV.NO),
        ("0C002", AnnexIV.PARTLY),
        ("1C351.d.4", AnnexIV.YES),
        ("1C351.d.40", AnnexIV.NO),
        ("1C351", AnnexIV.PARTLY),
        ("7A117", AnnexIV.PARTLY),
        ("9A012", AnnexIV.NO),
        ("3A228.c", AnnexIV.NO),
    ],
)
def test_annex_iv_by_code(code, where):
    assert annex_iv(code) == where


def test_both_files_agree_on_the_entries_about_surveillance():
    file = settings.BASE / "controllist" / "data" / "annex_i.json"
    for entry in json.loads(file.read_text(encoding="utf-8"))["entries"]:
        assert (annex_iv(entry["code"]) == AnnexIV.NO) == (entry["annex_iv"] == "no"), entry["code"]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("5A001.f.2", "5A001.f.2"),
        ("5a001.f.2", "5A001.f.2"),
        ("5A001.F.2", "5A001.f.2"),
        ("5A001f2", "5A001.f.2"),
        ("5A001 .f.2", "5A001.f.2"),
        ("5A001 f 2", "5A001.f.2"),
        ("5A001.f.2.", "5A001.f.2"),
        ("5A001(f)(2)", "5A001.f.2"),
        ("5\u0391001.f.2", "5A001.f.2"),  # Greek capital Alpha
        ("5\u0410001.f.2", "5A001.f.2"),  # Cyrillic A
        ("5\u0412001", "5B001"),  # Cyrillic V looks like B
        ("5AOO1.f.2", "5A001.f.2"),
        ("５Ａ００１．ｆ．２", "5A001.f.2"),
        ("5A001.f.2 jamming equipment", "5A001.f.2"),
        ("\u00a05A001\u200b.f.2\n", "5A001.f.2"),
        ("4A506.", "4A506"),
        ("8a002o3b", "8A002.o.3.b"),
        ("cs-0001", "CS-0001"),
        ("CS 1", "CS-0001"),
        ("\u0421S\u20110001", "CS-0001"),
    ],
)
def test_an_entry_is_read_however_it_is_written(written, stored):
    assert control_entry(written) == stored
    assert control_entry(stored) == stored


@pytest.mark.parametrize("written", ["EAR99", "10A001", "ML5", "none", "-", "5F001", "5A", "N-2026-000001"])
def test_what_names_no_entry_is_refused_with_examples(written):
    with pytest.raises(Unreadable, match=r"5A001\.f\.2"):
        control_entry(written)


@given(st.text(max_size=60))
def test_no_text_takes_long_or_breaks_the_reader(text):
    for written in (text, f"5A001{text}"):
        try:
            stored = control_entry(written)
        except Unreadable:
            continue
        assert control_entry(stored) == stored
