"""The public statistics: true, cheap, and telling of nobody."""

import csv
import io
import json
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exportctl.core.calendar import brussels_date
from exportctl.desks.public.presenters.statistics import method, tables
from exportctl.desks.public.queries.statistics import _untold_endings, statistics
from licensing import labels
from licensing.models import AuthorisationRequest
from licensing.rules.shapes import countries
from notifications.actions.reported_figures import Report, load_reports
from notifications.rules.suppression import Hidden
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db


EARLIER = AT - 32 * DAY  # a Friday of the month before, which is over whenever these tests are run


def decide(number, outcome="grant", *, at=EARLIER, function="phone_location", destination="KE"):
    """So many decisions, `DAY` and `HOUR` after their submission."""
    exporter = factories.make_exporter("DE")
    officer = factories.make_officer("DE")
    approver = factories.make_officer("DE")
    for _time in range(number):
        given = {
            "item": {**factories.NOTIFICATION["item"], "functions": [function, "other"]},
            "destination": destination,
        }
        request = factories.make_taken_request(officer, exporter=exporter, at=at, **given)
        proposal = factories.make_proposal(request, outcome=outcome, at=at + DAY)
        factories.approve(proposal, by=approver, at=at + DAY + HOUR)


def table(key, period=""):
    return next(
        one for one in tables(statistics(at=AT + 30 * DAY)) if one.key == key and one.period in ("", period)
    )


def test_every_country_lies_in_one_part_of_the_world():
    placed = [code for region in labels.regions() for code in labels._regions()[region]["countries"]]

    assert sorted(placed) == sorted(countries())


def test_decisions_are_counted_by_outcome():
    decide(5)
    decide(6, "no_authorisation_required")

    counted = {row.code: row.figures for row in table("decisions").rows}

    assert counted == {
        "grant": [5],
        "grant_with_conditions": [0],
        "refuse": [0],
        "no_authorisation_required": [6],
        "authorisation_required": [0],
        "all": [11],
    }


def test_small_numbers_are_hidden_and_the_total_beside_them():
    decide(5)
    decide(1, "no_authorisation_required")

    counted = {row.code: row.cells for row in table("decisions").rows}

    assert counted["grant"] == ["5"]
    assert counted["no_authorisation_required"] == ["under 5"]
    assert counted["all"] == ["not shown"]


def test_a_decision_counts_under_its_first_function_and_its_destination():
    decide(5, function="phone_location", destination="KE")

    functions = {row.code: row.figures for row in table("functions", "2026").rows}
    destinations = {row.code: row.figures for row in table("destinations", "2026").rows}

    assert functions["phone_location"] == [5, 0, 0]
    assert functions["other"] == [0, 0, 0]
    assert destinations["KE"] == [5, 0]
    assert destinations["africa"] == [0, 0]


def test_a_rare_destination_counts_under_its_part_of_the_world():
    decide(1, destination="KE")
    decide(4, destination="GH")

    rows = {row.code: row.figures for row in table("destinations", "2026").rows}

    assert "KE" not in rows
    assert rows["africa"] == [5, 0]


def test_days_without_those_on_which_the_clock_stood_still():
    decide(5)
    for request in AuthorisationRequest.objects.all():
        request.clock_stops.create(
            cause="information", from_at=EARLIER + HOUR, until_at=EARLIER + HOUR + DAY / 2
        )

    rows = {row.code: row.figures for row in table("decision_days").rows}

    assert rows["median"] == [1]


def test_no_median_of_fewer_than_five():
    decide(4)

    assert [row.cells for row in table("decision_days").rows] == [["–"], ["–"], ["–"]]


def test_years_that_are_not_over_carry_a_star():
    decide(1)

    assert table("decisions").labels == ["2026*"]
    assert table("decision_days").labels == ["Q4 26*"]


@pytest.mark.parametrize(
    ("at", "as_of", "year"),
    [
        ("2026-12-31T23:30:00Z", "2026-12-31", 2026),  # half past midnight in Brussels: December is over
        ("2026-12-31T22:30:00Z", "2026-11-30", 2026),
        ("2027-01-31T23:00:00Z", "2027-01-31", 2027),
        ("2027-03-31T22:00:00Z", "2027-03-31", 2027),  # the clocks changed in between
    ],
)
def test_the_figures_are_those_of_the_last_month_that_is_over_in_brussels(at, as_of, year):
    counted = statistics(at=datetime.fromisoformat(at))

    assert brussels_date(counted.at).isoformat() == as_of
    assert counted.years[-1] == year


def test_a_star_is_on_what_is_not_over_and_only_then_explained():
    decide(5)
    of_year, of_quarter = table("decisions"), table("decision_days")

    january = tables(statistics(at=datetime.fromisoformat("2027-01-20T12:00:00Z")))

    assert of_year.notes == of_quarter.notes == ["* until 30 November 2026"]
    assert {label for one in january for label in one.labels if "*" in label} == set()
    assert [note for one in january for note in one.notes if note.startswith("*")] == []


def test_nobody_learns_of_a_case_by_asking_before_and_after_it():
    decide(5, at=EARLIER)
    before = statistics(at=AT + 10 * DAY)

    decide(5, "refuse", at=AT)

    after = statistics(at=AT + 10 * DAY)
    assert (before.figures, before.decision_days) == (after.figures, after.decision_days)
    assert statistics(at=AT + 30 * DAY).figures != before.figures


def test_quartiles_do_not_tell_how_many_procedures_lapsed():
    lapsed = {(2026, "ended", "lapsed"): Hidden.SMALL, (2025, "ended", "lapsed"): 6}

    assert _untold_endings(lapsed) == {2026}


def test_the_page_shows_every_drawing_with_its_table(client: Client):
    decide(5)

    page = client.get("/statistics").content.decode()

    assert page.count('role="img"') == page.count("chart__plot")
    assert page.count("<table") == 5  # of procedures there is nothing yet
    assert "How we count" in page


def test_the_file_says_what_the_page_says(client: Client):
    decide(5)
    decide(1, "no_authorisation_required")

    rows = list(
        csv.reader(io.StringIO(client.get("/statistics.csv?table=decisions").content.decode("utf-8-sig")))
    )

    assert [rows[0][0], rows[0][-1]] == ["Outcome", "2026*"]
    newest = {row[0]: row[-1] for row in rows[1:]}
    assert newest["Granted"] == "5"
    assert newest["No authorisation required"] == "under 5"
    assert newest["All decisions"] == "not shown"


def test_the_file_of_all_tables_has_a_line_for_each_figure_in_words(client: Client):
    decide(5)

    rows = list(csv.reader(io.StringIO(client.get("/statistics.csv").content.decode("utf-8-sig"))))

    assert rows[0] == ["Table", "Row", "Column", "Figure"]
    assert ["Decisions by outcome", "Granted", "2026*", "5"] in rows


def test_a_table_of_several_years_says_the_year_in_its_file(client: Client):
    decide(5)

    rows = list(
        csv.reader(io.StringIO(client.get("/statistics.csv?table=functions").content.decode("utf-8-sig")))
    )

    assert rows[0] == ["Year", "Function", "Decided", "Refused", "Listed"]
    assert {row[0] for row in rows[1:]} >= {"2026"}


def test_json_holds_everything_with_its_method(client: Client):
    decide(5)

    found = json.loads(client.get("/statistics.json").content)

    assert {one["table"] for one in found["tables"]} == {
        "decisions", "decision_days", "procedures", "procedure_days", "received", "functions", "destinations"
    }  # fmt: skip
    assert any("under 5" in sentence for sentence in found["method"])


def test_an_unknown_table_is_not_found(client: Client):
    assert client.get("/statistics.csv?table=secrets").status_code == 404


def test_files_are_asked_for_again_only_when_they_changed(client: Client):
    first = client.get("/statistics.csv")

    again = client.get("/statistics.csv", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert "max-age=300" in first["Cache-Control"]


def test_as_many_queries_however_much_there_is():
    decide(1)
    statistics(at=AT)
    with CaptureQueriesContext(connection) as few:
        statistics(at=AT + 30 * DAY)
    decide(7, "refuse", destination="GH")

    with CaptureQueriesContext(connection) as many:
        statistics(at=AT + 30 * DAY)

    assert len(few) == len(many) == 8


def test_no_figure_of_a_small_year_can_be_worked_out():
    decide(3, "refuse", function="phone_location")
    decide(2, function="data_retention")

    counted = statistics(at=AT + 30 * DAY)

    small = [key for key, figure in counted.figures.items() if isinstance(figure, int) and 0 < figure < 5]
    assert small == []
    assert Hidden.SMALL in counted.figures.values()


def test_what_authorities_report_of_cases_kept_elsewhere_is_added_and_said_to_be():
    decide(5)
    months = [EARLIER.date(), EARLIER.date().replace(year=EARLIER.year - 2)]
    load_reports(
        reports=[
            *(Report(month, 7, "grant", "data_extraction", "IN") for month in months),
            *(Report(month, 9) for month in months),
        ]
    )

    counted = statistics(at=AT + 30 * DAY)

    assert counted.years == [EARLIER.year - 2, EARLIER.year - 1, EARLIER.year]
    assert [counted.figure(year, "outcome", "grant") for year in counted.years] == [7, 0, 12]
    assert [counted.figure(year, "received") for year in counted.years] == [9, 0, 14]
    assert counted.figure(EARLIER.year, "function", "data_extraction") == 7
    assert any("kept elsewhere" in sentence for sentence in method(counted))


def test_a_month_that_is_not_over_is_not_added_yet():
    load_reports(reports=[Report(AT.date() + 31 * DAY, 9)])

    assert not statistics(at=AT + 20 * DAY).has_reports
