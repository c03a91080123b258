"""Static files are complete, ours, and what the manifest storage can collect."""

import hashlib
import json
import re
from pathlib import Path

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from tests.look import style_sheet

ROOT = style_sheet.STATIC.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def files() -> list[Path]:
    kept = (path for path in style_sheet.STATIC.rglob("*") if path.is_file())
    return sorted(path for path in kept if "collected" not in path.parts)


def test_every_address_in_the_style_sheet_is_a_file() -> None:
    addresses = re.findall(r"url\(\"?([^)\"]+)\"?\)", style_sheet.css())

    assert len(addresses) >= 7
    for address in addresses:
        assert (style_sheet.SHEET.parent / address).resolve().is_file(), address


def test_nothing_of_the_british_governments_brand_is_left() -> None:
    for trace in ("GDS Transport", "govuk-crest", "crown", "sourceMappingURL"):
        assert trace not in style_sheet.css(), trace


def test_every_static_file_a_template_names_exists() -> None:
    named = {
        (template.name, name)
        for template in TEMPLATES
        for name in re.findall(r"{% static [\"']([^\"']+)[\"']", template.read_text(encoding="utf-8"))
    }

    assert named
    for template, name in named:
        assert (style_sheet.STATIC / name).is_file(), f"{template}: {name}"


def test_the_sums_are_those_of_the_files() -> None:
    listed = dict(
        reversed(line.split("  ./", 1))
        for line in (style_sheet.STATIC / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    )
    actual = {
        path.relative_to(style_sheet.STATIC).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files()
        if path.name != "SHA256SUMS"
    }

    assert actual == listed


def test_fonts_and_libraries_come_with_their_licences() -> None:
    fonts = style_sheet.STATIC / "fonts"
    assert "SIL OPEN FONT LICENSE" in (fonts / "LICENSE-ibm-plex-sans.txt").read_text().upper()
    assert "SIL OPEN FONT LICENSE" in (fonts / "LICENSE-ibm-plex-mono.txt").read_text().upper()
    for library in (style_sheet.STATIC / "vendor").iterdir():
        assert (library / "LICENSE").is_file(), library.name


def test_the_lock_of_the_style_sheets_tools_names_no_registry() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))

    assert lock["packages"]
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_the_manifest_storage_collects_all_of_it(tmp_path: Path) -> None:
    storage = CompressedManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(location=style_sheet.STATIC)
    paths = {path.relative_to(style_sheet.STATIC).as_posix(): (source, "") for path in files()}
    for name in paths:
        storage.save(name, source.open(name))

    collected = {name: done for name, _hashed, done in storage.post_process({n: (storage, n) for n in paths})}

    assert not [done for done in collected.values() if isinstance(done, Exception)]
    assert "css/exportctl.css" in collected
    assert FileSystemFinder().find("css/exportctl.css")
