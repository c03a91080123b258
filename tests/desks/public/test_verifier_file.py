"""The verifier as one file: it runs alone, says what the repository's says, and is the same twice."""

import io
import subprocess
import sys
import zipfile

import pytest
from django.test import Client

from exportctl.desks.public.views import verifier
from tests.controllist.listing import make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(tmp_path, client: Client):
    answer = client.get("/verify/exportctl-verify.pyz")
    assert answer["Content-Disposition"] == 'attachment; filename="exportctl-verify.pyz"'
    file = tmp_path / "exportctl-verify.pyz"
    file.write_bytes(answer.content)
    return file


def run(program, *arguments):
    """Without our folder, our packages or our environment."""
    command = [sys.executable, "-I", str(program), *arguments]
    return subprocess.run(command, cwd=program.parent, env={}, capture_output=True, text=True)


def test_it_checks_a_proof_alone_and_refuses_a_changed_one(program, client):
    make_entry()
    proof = client.get("/list/CS-0001/proof").content
    (program.parent / "good.json").write_bytes(proof)
    (program.parent / "bad.json").write_bytes(proof.replace(b"CS-0001", b"CS-0002"))

    good, bad = run(program, "good.json"), run(program, "bad.json")

    assert (good.returncode, good.stderr) == (0, "")
    assert bad.returncode == 1


def test_the_same_sources_make_the_same_file(program):
    verifier.packed.cache_clear()

    assert verifier.packed() == program.read_bytes()
    names = zipfile.ZipFile(io.BytesIO(verifier.packed())).namelist()
    assert {"__main__.py", "verifier/checking.py"} <= {*names}


def test_the_page_names_its_checksum(client):
    assert verifier.checksum() in "".join(client.get("/verify").text.split())
