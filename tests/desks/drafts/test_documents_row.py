"""What the task list says about the files of a draft."""

import pytest

from exportctl.core.models import File
from exportctl.core.rules.files import REASONS
from exportctl.desks.drafts.presenters.task_list import documents_progress


def file(status: str, finding: str = "") -> File:
    return File(name="plan.pdf", status=status, finding=finding)


@pytest.mark.parametrize(
    ("files", "kind", "status", "hint"),
    [
        ([], "plain", "None", "Optional"),
        ([file("clean"), file("quarantined")], "plain", "Checking file", "1 of 2 checked"),
        ([file("clean")], "done", "Checked", "1 of 1 checked"),
        ([file("clean"), file("rejected", "program")], "refused", "File rejected", REASONS["program"]),
        ([file("withheld", "marked")], "refused", "File withheld", REASONS["marked"]),
    ],
)
def test_the_row_says_why_a_file_is_not_taken(files, kind, status, hint):
    progress = documents_progress(files)
    assert (progress.kind, progress.status) == (kind, status)
    assert str(hint) in progress.hint
