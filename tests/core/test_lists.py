"""The one list engine: what an address asks for, and pages that stay where they are when rows are added."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from django.db.models import F

from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter, sort_heads
from exportctl.core.lists.pages import numbered, page_of
from exportctl.core.models import PublicHoliday, User
from tests.factories import AT

VIEWS = {"open": "Open", "all": "All"}
SORTS = {"name": "Name", "day": "Day"}


@dataclass(frozen=True, kw_only=True)
class Filter(ListFilter):
    view: str = fields.code(VIEWS, "open", narrows=False)
    words: str = fields.words(name="q")
    code: str = fields.code(lambda: ["DE", "FR"])
    flags: int | None = fields.number(most=99)
    since: date | None = fields.day()
    person: str = fields.key()
    unread: bool = fields.switch("yes")
    sort: str = fields.sort(SORTS, "-day")


PERSON = "8d5e5a2e-3f0e-4d6c-9a43-0f6f7b1f2a11"
FULL = {
    "view": "all",
    "q": "  cell \x00 site ",
    "code": "FR",
    "flags": "3",
    "since": "2026-11-03",
    "person": PERSON.upper(),
    "unread": "yes",
    "sort": "name",
    "page": "4",
}


# --- addresses
def test_an_address_is_read_field_by_field_and_written_again_without_the_defaults():
    filters = Filter.read(FULL)

    assert filters == Filter(
        view="all",
        words="cell site",
        code="FR",
        flags=3,
        since=date(2026, 11, 3),
        person=PERSON,
        unread=True,
        sort="name",
        page=4,
    )
    assert Filter.read_query(filters.query) == filters
    assert filters.query.endswith("unread=yes&sort=name&page=4")
    assert Filter().address == "?"


@pytest.mark.parametrize(
    "odd",
    [
        {"view": "none"},
        {"code": "de"},
        {"flags": "-1"},
        {"flags": "0"},
        {"flags": "9" * 5000},
        {"flags": "٣"},
        {"since": "2026-02-31"},
        {"since": "9999-12-31"},
        {"since": "0001-01-01"},
        {"person": "x"},
        {"unread": "1"},
        {"sort": "--day"},
        {"page": "0"},
        {"page": "x"},
        {"q": "\x00"},
        {"q": None},
    ],
)
def test_what_means_nothing_in_an_address_is_left_out(odd):
    assert Filter.read(odd) == Filter()


def test_too_many_is_cut_to_the_most():
    assert Filter.read({"flags": "100"}).flags == 99
    assert Filter.read({"q": "x" * 101}).words == "x" * 100


def test_something_else_in_an_address_begins_on_the_first_page():
    filters = Filter.read(FULL | {"after": "x"})

    changed = filters.but(code="DE")

    assert (changed.page, changed.after, changed.code, changed.words) == (1, "", "DE", "cell site")


def test_the_filters_that_narrow_can_be_taken_away_one_by_one_or_all_together():
    filters = Filter.read({"view": "all", "q": "cell", "code": "FR", "sort": "name", "page": "2"})

    assert filters.narrowing == {"words": "cell", "code": "FR"}
    assert filters.without("code") == "?view=all&q=cell&sort=name"
    assert filters.cleared == "?view=all&sort=name"


def test_the_head_of_a_column_sorts_once_up_and_once_more_down():
    heads = sort_heads(Filter.read({"sort": "name", "q": "cell", "page": "3"}), SORTS)

    assert (heads["name"].url, heads["name"].direction) == ("?q=cell&sort=-name", "ascending")
    assert (heads["day"].url, heads["day"].direction) == ("?q=cell&sort=day", "")
    assert sort_heads(Filter(), SORTS)["day"].direction == "descending"


# --- pages
SIZE = 3


@pytest.fixture
def holidays(db):
    """Seven days under two names: many are equal in one of their values."""
    PublicHoliday.objects.filter(calendar="ZZ").delete()
    for count in range(7):
        PublicHoliday.objects.create(
            calendar="ZZ", on=date(2026, 11, 1) + timedelta(days=count), names={"en": "ab"[count % 2]}
        )
    return PublicHoliday.objects.filter(calendar="ZZ")


def follow(address):
    return Filter.read({name: values[0] for name, values in parse_qs(address.removeprefix("?")).items()})


def walk(rows, *, way, start=Filter()):
    """The pages from one on, as long as there is a link."""
    pages = [page_of(rows, start, size=SIZE)]
    while address := getattr(pages[-1], way):
        pages.append(page_of(rows, follow(address), size=SIZE))
    return pages


@pytest.mark.parametrize("order", [["-on", "pk"], ["names__en", "-on", "pk"], ["-names__en", "on", "pk"]])
def test_the_pages_forth_and_back_hold_every_row_once_in_order(holidays, order):
    rows = holidays.order_by(*order)

    forth = walk(rows, way="next")
    back = walk(rows, way="previous", start=follow(forth[-2].next))

    assert [row.pk for page in forth for row in page.rows] == [row.pk for row in rows]
    assert [page.rows for page in back[::-1]] == [page.rows for page in forth]
    assert [page.label for page in forth] == ["1–3 of 7", "4–6 of 7", "7–7 of 7"]
    assert (back[-1].previous, forth[-1].next) == ("", "")


def test_a_row_added_in_front_moves_nothing_on_the_next_page(holidays):
    rows = holidays.order_by("-on", "pk")
    first = page_of(rows, Filter(), size=SIZE)

    PublicHoliday.objects.create(calendar="ZZ", on=date(2026, 12, 1), names={"en": "new"})

    second = page_of(rows, follow(first.next), size=SIZE)
    assert [row.on.day for row in first.rows + second.rows] == [7, 6, 5, 4, 3, 2]


def test_the_page_behind_a_row_that_has_gone_begins_where_the_row_was(holidays):
    rows = holidays.order_by("-on", "pk")
    first = page_of(rows, Filter(), size=SIZE)

    first.rows[-1].delete()

    assert [row.on.day for row in page_of(rows, follow(first.next), size=SIZE).rows] == [4, 3, 2]


def test_a_page_that_has_shrunk_away_is_counted_off_instead(holidays):
    rows = holidays.order_by("-on", "pk")
    third = walk(rows, way="next")[-1]
    second = follow(third.previous)
    holidays.filter(on__gte=date(2026, 11, 4)).delete()

    page = page_of(rows, second, size=SIZE)

    assert ([row.on.day for row in page.rows], page.number, page.next) == ([3, 2, 1], 1, "")


@pytest.mark.parametrize("direction", ["asc", "desc"])
@pytest.mark.parametrize("place", ["nulls_first", "nulls_last"])
def test_rows_without_the_value_have_their_place_too(db, direction, place):
    for count, seen in enumerate([None, 2, None, 1, None]):
        person = {"email": f"person{count}@example.org", "name": "Z", "created_at": AT}
        User.objects.create(**person, inbox_read_at=seen and datetime(2026, 11, seen, tzinfo=UTC))
    part = getattr(F("inbox_read_at"), direction)(**{place: True})
    rows = User.objects.filter(name="Z").order_by(part, "pk")

    forth = walk(rows, way="next")
    back = walk(rows, way="previous", start=follow(forth[0].next))

    assert [row.pk for page in forth for row in page.rows] == [row.pk for row in rows]
    assert back[-1].rows == forth[0].rows


def test_a_number_in_the_address_counts_to_the_last_page_at_most(holidays):
    rows = holidays.order_by("on")

    assert [row.on.day for row in page_of(rows, Filter(page=2), size=SIZE).rows] == [4, 5, 6]
    assert [row.on.day for row in page_of(rows, Filter(page=999), size=SIZE).rows] == [7]
    assert page_of(rows.none(), Filter(page=9), size=SIZE).label == "0–0 of 0"


@pytest.mark.parametrize("damage", [str.upper, lambda cursor: cursor[:-1], lambda _cursor: "x:y"])
def test_a_cursor_that_is_not_ours_is_left_out(holidays, damage):
    rows = holidays.order_by("on")
    cursor = follow(page_of(rows, Filter(), size=SIZE).next).after

    page = page_of(rows, Filter(page=2, after=damage(cursor)), size=SIZE)

    assert [row.on.day for row in page.rows] == [4, 5, 6]


def test_a_cursor_of_another_order_is_left_out(holidays):
    cursor = follow(page_of(holidays.order_by("on"), Filter(), size=SIZE).next).after

    page = page_of(holidays.order_by("names__en", "pk"), Filter(after=cursor), size=SIZE)

    assert page.number == 1


def test_hits_that_no_field_orders_are_numbered():
    page = numbered(["d", "e", "f"], Filter(page=2, words="x"), size=3, total=7)

    assert (page.previous, page.next) == ("?q=x", "?q=x&page=3")
    assert page.label == "4–6 of 7"
