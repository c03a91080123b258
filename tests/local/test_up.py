"""What `./run up` seeds, and when."""

from dataclasses import dataclass, field

import pytest

from exportctl.local.home import Home
from exportctl.local.up import seed, up


@dataclass
class Commands:
    """An instance that only remembers which commands it was to run."""

    home: Home
    ran: list[tuple[str, ...]] = field(default_factory=list)

    def manage(self, *command: str) -> None:
        self.ran.append(tuple(part for part in command if part != "--skip-checks"))


@pytest.fixture
def instance(tmp_path) -> Commands:
    return Commands(Home(tmp_path))


def test_a_home_is_seeded_once(instance):
    seed(instance, empty=False)
    seed(instance, empty=False)
    assert instance.ran == [("seed_demo",)]


def test_an_instant_is_passed_on_and_judged_again_by_the_command(instance):
    seed(instance, empty=False, as_of="2028-02-29T12:00:00Z")
    seed(instance, empty=False, as_of="2029-05-02T12:00:00Z")
    seed(instance, empty=False)
    assert instance.ran == [
        ("seed_demo", "--as-of", "2028-02-29T12:00:00Z"),
        ("seed_demo", "--as-of", "2029-05-02T12:00:00Z"),
    ]


def test_a_home_that_was_set_up_empty_stays_so(instance, capsys):
    seed(instance, empty=True)
    seed(instance, empty=False, as_of="2028-02-29T12:00:00Z")
    assert instance.ran == [("load_reference",), ("load_annex",)]
    assert "stays so" in capsys.readouterr().err


def test_no_history_and_a_history_exclude_one_another(capsys):
    with pytest.raises(SystemExit):
        up(["--empty", "--as-of", "2028-02-29T12:00:00Z"])
    assert "not allowed with argument" in capsys.readouterr().err
