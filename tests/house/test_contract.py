"""Every call of the contract exists with its method, or waits for its named time (tests/house/contract.py)."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class
from django.urls import Resolver404, URLResolver, get_resolver, resolve

from exportctl.local.up import up
from tests.house.architecture import ROOT
from tests.house.contract import ADDRESSES, COMMANDS, RUN, TODAY, WAITING, WAITING_COMMANDS

Call = tuple[str, str]
PLACE = re.compile(r"<\w+:\w+>|\{\w+\}")


def calls(text: str) -> list[Call]:
    return [(method, path) for method, path in (line.split() for line in text.strip().splitlines())]


def answered() -> set[Call]:
    """Every method of every REST address of the URL configuration, whatever its parts are called."""
    return {
        (method, PLACE.sub("{}", path))
        for path, view in _addresses(get_resolver(), "/")
        if path.startswith("/api/v1/")
        for method in _methods(view)
    }


def _addresses(resolver: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, path)
        else:
            yield path, pattern.callback


def _methods(view: Any) -> set[str]:
    """A viewset says which action answers which method; of a view of a library, its own methods."""
    if actions := getattr(view, "actions", None):
        return {method.upper() for method in actions} - {"HEAD"}
    methods = ("get", "post", "put", "patch", "delete")
    return {method.upper() for method in methods if hasattr(getattr(view, "cls", None), method)}


def in_url_conf(call: Call) -> Call:
    method, path = call
    return method, "/api/v1" + PLACE.sub("{}", path)


@pytest.mark.parametrize("call", calls(TODAY), ids=" ".join)
def test_a_promised_call_is_answered(call):
    assert in_url_conf(call) in answered()


def test_nothing_is_answered_that_nobody_promised():
    """A call that somebody may come to rely on is written down first."""
    assert not answered() - set(map(in_url_conf, calls(TODAY)))


@pytest.mark.parametrize("time", WAITING)
def test_what_waits_for_its_time_is_not_there_yet(time):
    come = [call for call in calls(WAITING[time]) if in_url_conf(call) in answered()]
    assert not come, "its time has come: move it to TODAY"


def test_no_call_is_promised_twice():
    every = [call for text in (TODAY, *WAITING.values()) for call in calls(text)]
    assert len(every) == len(set(every))


def test_run_has_its_six_commands():
    listed = subprocess.run(
        [sys.executable, ROOT / "run", "help"], capture_output=True, text=True, check=True
    ).stdout
    assert [name for name in RUN if f"./run {name}" not in listed] == []


def test_up_takes_what_the_contract_writes(capsys):
    with pytest.raises(SystemExit):
        up(["--help"])
    help_text = capsys.readouterr().out
    assert [option for option in ("--port", "--empty", "--as-of") if option not in help_text] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_promised_command_takes_what_the_contract_writes(name):
    command = load_command_class(get_commands()[name], name)
    assert command.create_parser("manage.py", name).parse_args(COMMANDS[name])


@pytest.mark.parametrize("time", WAITING_COMMANDS)
def test_no_command_is_there_before_its_time(time):
    come = set(WAITING_COMMANDS[time]) & get_commands().keys()
    assert not come, "its time has come: move it to COMMANDS"


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_links_rely_on_is_a_page(address):
    try:
        assert resolve(address)
    except Resolver404:
        pytest.fail(f"{address} leads nowhere")
