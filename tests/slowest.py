"""Where a run's time went: its slowest files, set-up and clearing away included, printed when it ends."""

from collections import Counter

import pytest

FILES = 10
WORTH_SAYING = 1.0  # seconds


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    seconds: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.partition("::")[0]] += report.duration
    slow = [(file, spent) for file, spent in seconds.most_common(FILES) if spent >= WORTH_SAYING]
    if slow:
        terminalreporter.section("slowest files")
    for file, spent in slow:
        terminalreporter.write_line(f"{spent:7.1f} s  {file}")
