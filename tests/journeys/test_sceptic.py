"""Somebody who believes nobody: from the page of the keys to the whole log, checked by a program of their own."""

import json
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]


def verified(*arguments: str) -> str:
    """What the stand-alone verifier prints of something that is valid."""
    command = [sys.executable, "-P", "-m", "verifier", *arguments]
    done = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_list_is_checked_without_believing_us(people, tmp_path):
    sceptic = people()
    page, main = sceptic.page, sceptic.page.locator("main")

    sceptic.open("/trust")
    fingerprint = "".join(re.findall("[0-9a-f]+", page.locator("[data-copy], .hash").first.inner_text()))
    sceptic.look("trust")
    sceptic.open("/log")
    main.locator("details.fold > summary").first.click()
    key = re.search(r"--key (\S+)", main.inner_text()).group(1)
    tile = page.locator("a:has-text('/log/tile/0/')").get_attribute("href")
    assert page.request.get(sceptic.site.url + tile).ok
    printed = verified(f"{sceptic.site.url}/log", "--into", str(tmp_path / "log"), "--key", key)
    assert "valid: log" in printed

    sceptic.open("/list/CS-0001")
    with page.expect_download() as download:
        page.locator("a[href$='/proof']").first.click()
    download.value.save_as(tmp_path / "proof.json")
    printed = verified(str(tmp_path / "proof.json"), "--log", str(tmp_path / "log"), "--key", key)
    assert "valid: proof of list entry CS-0001" in printed
    assert fingerprint[:4] in re.sub(" ", "", printed)

    sceptic.open("/list/changes/compare?from=11&to=13")
    expect(main).to_contain_text("Editions 11 and 13 side by side")
    expect(main.locator("ins").first).to_be_visible()
    sceptic.look("compare")
    whole = page.request.get(f"{sceptic.site.url}/list/editions/11.json").text()
    assert page.request.get(f"{sceptic.site.url}/list/editions/11.json").text() == whole
    assert len(json.loads(whole)["entries"]) == 11
