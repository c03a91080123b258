"""`./run lint` is part of the tests: formatting, types, layers, templates, spelling, migrations, deployment."""

import pytest

from exportctl.local import lint


@pytest.mark.parametrize("name", lint.checks())
def test_there_is_nothing_to_object_to(name, capsys):
    assert lint.passes(name, lint.checks()[name]), capsys.readouterr().out
