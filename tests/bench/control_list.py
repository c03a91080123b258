"""The list at the size of the Union: whole and unchanged, searched as one types, and from a close to every reader.

Beside each stands the limit of the same run: what the same server or client does where there is nothing to do.
"""

import http.client
import time
from collections.abc import Callable, Iterator
from itertools import count
from statistics import median, quantiles
from threading import Thread
from time import perf_counter
from typing import Any
from urllib.parse import urlencode, urlsplit

from exportctl.core import clock
from exportctl.local.bench import Measure, benchmark
from exportctl.local.prove import World
from exportctl.local.supervisor import say
from exportctl.memory import collect_less
from tests.listed import fill_list

SIZE = 50_000
SECONDS = 5.0  # that a rate is measured for
CLIENTS = 4
TYPED = (
    "mobile location gateway",
    "gattway mobyle",
    "IMSI catcher",
    "Gesichtserkennung",
    "8517 62 00",
    "CS-00042",
    "vexor halo",
    "déverrouillage",
    "Ortungsgerät",
    "forensic extracton",
)
SHORTEST = 2  # letters, from which the page asks for suggestions
CALLS_OF_AN_ADDRESS = 500
ROUNDS = 2  # of everything that is typed: some three hundred answers

addresses = count()  # of callers: 127.1.0.1 and on


@benchmark("control_list_unchanged")
def control_list_unchanged(world: World) -> list[Measure]:
    """Over HTTP, `CLIENTS` at once, each holding the tag; then the whole list of the demonstration, prebuilt."""
    with world.demonstration() as clone, world.site(clone) as site:
        address = urlsplit(site.url)
        tag = _got(address.netloc, "/api/v1/control-list", {}).headers["ETag"]
        bare = _rate(address.netloc, "/livez", {}, 200)
        same = _rate(address.netloc, "/api/v1/control-list", {"If-None-Match": tag}, 304)
        whole = _rate(address.netloc, "/api/v1/control-list", {}, 200)
        say(f"  bare answer {bare:.0f}/s, whole list {whole:.0f}/s")
        return [Measure(same, "1/s", same / bare), Measure(whole, "whole/s", whole / bare)]


@benchmark("list_search")
def list_search(world: World) -> list[Measure]:
    """Each question typed letter by letter, Django's whole stack without the network; the p99 of all answers.

    Memory is collected as a web worker collects it. The ratio is to the same stack answering one entry by its code.
    """
    from django.test import Client

    collect_less()
    with world.database() as clone:
        say(f"Listing {SIZE:,} entries …")
        fill_list(clone, SIZE)
        browser = Client(SERVER_NAME="localhost")
        limit = _p99(lambda path: browser.get(path), ["/livez"] * 200)
        typing = [
            f"/list/suggestions?{urlencode({'q': text[:end]})}"
            for text in TYPED
            for end in range(SHORTEST, len(text) + 1)
        ]
        suggested = _p99(browser.get, typing * ROUNDS)
        pages = _p99(browser.get, [f"/list?{urlencode({'q': text})}" for text in TYPED] * ROUNDS)
        say(f"  whole page of hits: p99 {pages:.0f} ms; bare answer: p99 {limit:.1f} ms")
        return [Measure(suggested, "ms", suggested / limit), Measure(pages, "page-ms", pages / limit)]


@benchmark("close_to_visible")
def close_to_visible(world: World) -> Measure:
    """From the commit of a listing to the last of: REST, page, search, screening, the log's head.

    Over HTTP, two processes, asked without a pause. The ratio is to the second that is promised.
    """
    from tests.controllist.listing import make_entry

    with world.demonstration() as clone, world.site(clone) as site:
        host, times = urlsplit(site.url).netloc, []
        for number in range(ROUNDS):
            model = f"Late {number}"
            entry = make_entry(models=[model], manufacturer="Nightfall", at=clock.now())
            began = perf_counter()
            for seen in _places(host, entry.code, entry.edition, model):
                while not seen():
                    time.sleep(0.001)
            times.append(perf_counter() - began)
        return Measure(median(times), "s", median(times) / 1.0)


def _places(host: str, code: str, edition: int, model: str) -> Iterator[Callable[[], bool]]:
    line = {"id": "1", "manufacturer": "Nightfall", "model": model, "destination": "AE"}

    def screened() -> bool:
        import json

        connection = http.client.HTTPConnection(host, timeout=30)
        body = json.dumps({"lines": [line]})
        connection.request("POST", "/api/v1/screenings", body, {"Content-Type": "application/json"})
        return bool(json.loads(connection.getresponse().read())["edition"] >= edition)

    yield lambda: f'"edition":{edition},'.encode() in _got(host, "/api/v1/control-list", {}).read()
    yield lambda: _got(host, f"/list/{code}", {}).status == 200
    yield lambda: code.encode() in _got(host, f"/list?{urlencode({'q': model})}", {}).read()
    yield screened
    yield lambda: f"\n{edition}\n".encode() in _got(host, "/log/checkpoint", {}).read()


def _got(host: str, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def _rate(host: str, path: str, headers: dict[str, str], status: int) -> float:
    """Answers a second to `CLIENTS` at once, from ever other addresses: of one there are 1,200 a minute."""
    answered = count()
    end = perf_counter() + SECONDS

    def ask() -> None:
        for number in addresses:
            here = (f"127.1.{number // 254 % 256}.{number % 254 + 1}", 0)
            connection = http.client.HTTPConnection(host, timeout=60, source_address=here)
            for _call in range(CALLS_OF_AN_ADDRESS):
                if perf_counter() > end:
                    return
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                answer.read()
                assert answer.status == status, f"{path}: {answer.status}"
                next(answered)

    clients = [Thread(target=ask) for _client in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return next(answered) / SECONDS


def _p99(get: Callable[[str], Any], paths: list[str]) -> float:
    """Milliseconds; the first answers warm the process and do not count."""
    for path in paths[:10]:
        get(path)
    times = []
    for path in paths:
        began = perf_counter()
        assert (answer := get(path)).status_code == 200, f"{path}: {answer.status_code}"
        times.append(1000 * (perf_counter() - began))
    return quantiles(times, n=100)[98]
