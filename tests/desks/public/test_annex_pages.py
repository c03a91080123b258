"""Annex I and the general authorisations as pages: without an account, without a script."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_whole_annex_is_walked_by_categories(client):
    text = client.get("/annex-i").text

    assert text.count("<details") >= 10
    assert "Telecommunications and information security" in text
    assert 'href="/annex-i/5A002"' in text


def test_words_find_entries_and_say_when_there_are_none(client):
    assert 'href="/annex-i/5A001.f.2"' in client.get("/annex-i?q=imsi").text
    assert "No entry of Annex I fits" in client.get("/annex-i?q=unicorn").text
    assert client.get("/annex-i/suggestions?q=imsi").json()["suggestions"][0]["code"] == "5A001.f"


def test_an_entry_says_what_decides_what_is_carved_out_and_what_covers_it(client):
    text = client.get("/annex-i/5A002.a").text

    assert "symmetric key" in text
    assert "Not authentication" in text
    assert "EU008" in text
    assert client.get("/annex-i/5a002a").url == "/annex-i/5A002.a"
    assert client.get("/annex-i/5A999").status_code == 404


def test_the_check_says_if_and_no_with_reasons(client):
    asked = client.get("/general-authorisations?control_entry=5A002.a.2&destination=IN").text
    barred = client.get(
        "/general-authorisations?control_entry=5A002.a.2&destination=IN&informed_wmd=yes"
    ).text

    assert "3 general authorisations may be used" in asked
    assert "EU001 does not cover exports to India." in asked
    assert "No general authorisation can be used" in barred
    assert "no entry 5A999" in client.get("/general-authorisations?control_entry=5A999&destination=IN").text
