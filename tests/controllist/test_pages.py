"""The list's pages: search, facets, one entry, changes, and what can be taken along."""

import csv
import io
import json
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from controllist.actions.annex import load_annex
from controllist.models import AnnexEntry
from controllist.queries.hit_reasons import reasons_of
from controllist.queries.search import EntryFilter, search
from tests.controllist.listing import agreed, make_entry

pytestmark = pytest.mark.django_db
PAGES = ("/list", "/list?q=gateway", "/list/changes", "/list/CS-0001", "/list.csv")


@pytest.fixture
def two_entries():
    make_entry()
    make_entry(
        name="Facial comparison of stored street footage",
        manufacturer="Optikon",
        models=["Gaze 4"],
        functions=["biometric_identification"],
        description="Compares faces in recordings with a gallery.",
        cn_code="84714900",
    )


def codes(text: str = "", **narrowed: str) -> list[str]:
    given = {"function": "", "status": "", **narrowed}
    return [entry.code for entry in search(EntryFilter.read({"q": text, **given})).entries]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["CS-0002", "CS-0001"]),
        ("gateway", ["CS-0001"]),
        ("GATEWAY mobile", ["CS-0001"]),
        ("halo", ["CS-0001"]),
        ("optikon", ["CS-0002"]),
        ("cs-0002", ["CS-0002"]),
        ("8471", ["CS-0002"]),
        ("8517 62 00", ["CS-0001"]),
        ("Gesichtserkennung", ["CS-0002"]),  # a German synonym of the function
        ("géolocalisation", ["CS-0001"]),
        ("silent SMS", ["CS-0001"]),
        ("mobile signaling", ["CS-0001"]),  # spelt nearly so
        ("tractor", []),
        ("%", []),
        ("'; --", []),
    ],
)
def test_the_search_finds_by_word_function_synonym_and_code(two_entries, text, found):
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Müller",
        "muller",
        "MUELLER",
        "soehne",
        "Spuerer 3",
        "zlutasek",
        "Žluťásek",
        "cma 7",
        "Lucznik",
        "balkan",
        "Балкан",
        "cs-0001",
        "CS 1",
        "cs0001",
        "СS-0001",
        "8517 62 00",
        "8517.62",
        "８５１７",
    ],
)
def test_the_search_finds_a_word_on_any_keyboard(text):
    make_entry(
        name="Spürer 3 with Žluťásek antenna",
        manufacturer="Müller & Söhne, Łucznik Radom",
        models=["Ćma 7"],
        description="Made with Балкан.",
    )

    assert codes(text) == ["CS-0001"]


@pytest.mark.parametrize("text", ["5A001.f.1", "5a001 f1", "3B001.a"])
def test_a_code_of_annex_i_is_one_word(text):
    make_entry(name="Gateway f for 1 cell", description="a. What it does.")
    make_entry(models=["Second"], description="Not covered: items of 5A001.f.1.")

    assert codes(text) == (["CS-0002"] if text[0] == "5" else [])


@pytest.mark.parametrize(
    "text",
    [
        "CS-0001, edition 1",
        "cs 1, Ausgabe 1.",
        "CS-0001, \u00ab\u00a0Radio\u00a0\u00bb, inscrit le 1er mars 2026, \u00e9dition 1",
    ],
)
def test_a_citation_leads_to_the_words_of_then(two_entries, client: Client, text):
    assert client.get("/list", {"q": text})["Location"] == "/list/CS-0001?edition=1"
    assert client.get("/list", {"q": text.replace("1,", "7,")}).status_code == 200
    assert client.get("/list", {"q": "CS-0001, edition 99"}).status_code == 200


def test_facets_count_what_each_choice_would_leave(two_entries):
    make_entry(models=["Third"], functions=["phone_location", "phone_interception"])

    found = search(EntryFilter(function="phone_location"))

    assert [entry.code for entry in found.entries] == ["CS-0003", "CS-0001"]
    assert {facet.code: (facet.count, facet.chosen) for facet in found.by_function} == {
        "phone_interception": (1, False),
        "phone_location": (2, True),
        "biometric_identification": (1, False),
    }
    assert [(facet.code, facet.count) for facet in found.by_status] == [("listed", 3)]


@pytest.mark.parametrize(
    ("typed", "meant", "hits"),
    [
        ("Optykron", "optikon", ["CS-0002"]),
        ("gattway mobyle", "gateway mobile", ["CS-0001"]),
        ("hlao", "halo", ["CS-0001"]),  # two letters swapped
        ("imsi cathcer", "imsi catcher", ["CS-0001"]),  # a synonym of its function
        ("facail comparison", "facial comparison", ["CS-0002"]),
        ("qqqq", "", []),
    ],
)
def test_a_word_nobody_knows_is_read_as_the_nearest_one(two_entries, client: Client, typed, meant, hits):
    answer = search(EntryFilter.read({"q": typed}))

    assert ([entry.code for entry in answer.entries], answer.question.read_as) == (hits, meant)
    assert ("spelt most like them" in client.get("/list", {"q": typed}).text) == bool(meant)


def test_each_hit_says_why_it_is_one(two_entries, client: Client):
    def why(text):
        answer = search(EntryFilter.read({"q": text}))
        reasons = reasons_of(answer.entries, answer.question)
        return {
            code: [(str(each.field), each.text, str(each.how)) for each in found]
            for code, found in reasons.items()
        }

    assert why("halolx") == {"CS-0001": [("model", "Halo LX", "same")]}
    assert why("hal vexr")["CS-0001"] == [
        ("model", "Halo LX", "beginning"),
        ("maker", "Vexor Labs", "near"),
    ]
    assert ("function", "biometric_identification", "same") in why("Gesichtserkennung")["CS-0002"]
    assert why("8517 62")["CS-0001"][0] == ("cn_code", "85176200", "beginning")
    assert why("cs2") == {"CS-0002": [("code", "CS-0002", "same")]}
    page = client.get("/list", {"q": "vexr unheardof"}).text
    assert "spelt similarly" in page
    assert "left out:" in page


def test_years_are_facets_too(two_entries, client: Client):
    make_entry(models=["Third"], at=datetime(2027, 2, 1, tzinfo=UTC))

    found = search(EntryFilter.read({"q": "gateway", "year": "2027"}))

    assert [entry.code for entry in found.entries] == ["CS-0003"]
    assert [(facet.code, facet.count, facet.chosen) for facet in found.by_year] == [
        ("2027", 1, True),
        ("2026", 1, False),
    ]
    assert "listed in 2026" in client.get("/list").text


def test_annex_i_stands_apart_as_law_in_force(two_entries, client: Client):
    assert load_annex() == load_annex() == AnnexEntry.objects.count()

    page = client.get("/list?q=IMSI").text

    assert page.index("Entries that fit") < page.index("Annex I: law in force") < page.index("5A001.f.2")
    assert "<mark>IMSI</mark>" in page
    assert client.get("/list").text.count('id="annex-') == AnnexEntry.objects.count()


def test_hits_are_marked_and_markup_in_them_is_not(client: Client):
    make_entry(name="Gateway <script>alert(1)</script> & more")

    page = client.get("/list?q=gateway").text

    assert "<mark>Gateway</mark> &lt;script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=999", f"page={'9' * 5000}", "function=none"])
def test_odd_addresses_are_answered(two_entries, client: Client, query: str):
    assert client.get(f"/list?{query}").status_code == 200
    assert client.get(f"/list/changes?before={query}").status_code == 200


def test_an_empty_list_says_what_that_means(client: Client):
    assert "The list is empty" in client.get("/list").text
    assert "No edition yet" in client.get("/list/changes").text


def test_the_csv_holds_what_the_search_found_and_no_formula(two_entries, client: Client):
    make_entry(name='=HYPERLINK("http://evil.example")', models=["Third"])

    rows = list(csv.DictReader(io.StringIO(client.get("/list.csv?q=HYPERLINK").text.lstrip("\ufeff"))))

    assert [row["code"] for row in rows] == ["CS-0003"]
    assert rows[0]["name"] == '\'=HYPERLINK("http://evil.example")'
    assert rows[0]["in_force"] == "false"


def test_an_entry_says_why_it_is_listed_and_how_to_check_it(two_entries, client: Client):
    page = client.get("/list/CS-0001").text

    assert "European Parliament, January 2018, as its press release describes it, not in force" in page
    assert "Export refused</b> by Italy" in page
    assert "fewer than 5 states" in page
    assert "Authorisation required" in page
    assert "python3 exportctl-verify.pyz CS-0001-proof.json" in page
    assert "1 of 2" in page


def test_who_is_sent_an_entry_reads_what_it_is_since_when_and_what_to_do(two_entries, client: Client):
    page = client.get("/list/CS-0001").text

    for name in ('name="description"', 'property="og:description"'):
        (brief,) = re.findall(f'<meta {name} content="([^"]*)">', page)
        assert brief.startswith("Listed since ")
        assert "needs an authorisation" in brief
    assert '<meta property="og:title" content="CS-0001 ' in page


def test_an_entry_by_agreement_names_its_only_destination(client: Client):
    make_entry(by=agreed("KZ"))

    page = client.get("/list/CS-0001").text

    assert "essentially identical transactions with Kazakhstan (Article 5(6))" in page
    assert (
        "Article 5(5)–(6)</span>" in page or "not in force" not in page.split("<main")[1].split("</main")[0]
    )
    assert "all other Member States agreed" in page


def test_the_proof_downloads_as_a_file(two_entries, client: Client):
    answer = client.get("/list/CS-0002/proof")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="CS-0002-proof.json"'
    assert json.loads(answer.content)["entry"]["code"] == "CS-0002"


def test_changes_come_newest_first_and_page_by_edition(client: Client):
    for number in range(27):
        make_entry(models=[f"Model {number}"])

    first, rest = client.get("/list/changes").text, client.get("/list/changes?before=3").text

    assert first.index('id="edition-27"') < first.index('id="edition-3"')
    assert 'href="?before=3"' in first
    assert 'id="edition-2"' in rest
    assert 'id="edition-3"' not in rest


def test_an_unknown_entry_is_not_found(client: Client):
    assert client.get("/list/CS-0404").status_code == 404
    assert client.get("/list/CS-0404/proof").status_code == 404


def test_queries_do_not_grow_with_the_list(client: Client):
    load_annex()

    def costs(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    make_entry()
    of_one = {path: costs(path) for path in PAGES}
    for number in range(49):
        make_entry(models=[f"Model {number}"])

    assert {path: costs(path) for path in PAGES} == of_one
    assert max(of_one.values()) <= 14


@pytest.mark.parametrize("path", PAGES)
def test_reading_writes_nothing(two_entries, client: Client, path: str):
    with CaptureQueriesContext(connection) as queries:
        client.get(path)

    assert all(query["sql"].startswith(("SELECT", "EXECUTE reads_")) for query in queries)


def test_what_is_typed_is_offered_by_name(client: Client):
    make_entry()

    offered = client.get("/list/suggestions", {"q": "halo"}).json()["suggestions"]

    assert [(each["code"], each["url"]) for each in offered] == [("CS-0001", "/list/CS-0001")]
    assert client.get("/list/suggestions", {"q": "h"}).json() == {"suggestions": []}


def test_the_list_says_its_regime_once(client: Client):
    for model in ("One", "Two", "Three"):
        make_entry(models=[model])

    assert client.get("/list").text.count('class="regime"') == 1


def test_a_question_is_answered_from_the_indexes(two_entries):
    """With few rows the planner reads them all, unless that is dear: then it says which index it would take."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(connection) as captured:
        search(EntryFilter.read({"q": "gatewya vexor"}))
    statements = [each["sql"] for each in captured]
    plans = []
    for statement in statements:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {statement}")
            plans.append("\n".join(line for (line,) in cursor.fetchall()))

    read = "\n".join(plans)
    assert "Seq Scan on controllist_search" not in read
    assert "search_words" in read
    assert re.search(
        r"Index.* on controllist_searchword", read
    )  # which of its own, the planner's numbers say
    assert len(statements) <= 10
