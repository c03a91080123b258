"""The locks: every package with its hashes, from nowhere in particular, the same in both."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
LOCKS = ("base", "dev", "installer")
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)


def text(name: str) -> str:
    return (REQUIREMENTS / name).read_text(encoding="utf-8")


def versions(lock: str) -> dict[str, str]:
    return dict(PINNED.findall(text(f"{lock}.txt")))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_its_hashes(lock):
    packages = re.split(r"\n(?=[a-z0-9])", text(f"{lock}.txt").strip())

    assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []
    assert len(packages) == len(PINNED.findall(text(f"{lock}.txt")))


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_asked_for_is_locked(lock):
    wanted = {
        re.split(r"[\[=<>;! ]", line)[0].lower()
        for line in text(f"{lock}.in").splitlines()
        if line and not line.startswith(("#", "-r"))
    }

    assert wanted <= versions(lock).keys()


@pytest.mark.parametrize("name", [f"{lock}.{ending}" for lock in LOCKS for ending in ("in", "txt")])
def test_no_lock_names_a_place(name):
    """Whoever installs decides from where: a mirror, a proxy, a folder of wheels."""
    assert not re.search(r"https?:|index-url|find-links", text(name))


def test_the_tests_run_on_what_the_product_runs_on():
    assert versions("base").items() <= versions("dev").items()
