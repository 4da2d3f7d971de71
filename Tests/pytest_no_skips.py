"""With CONFOMEET_NO_SKIPS, a test that is skipped fails, unless Tests/skips has its reason."""

import os
from pathlib import Path

import pytest

LINES = Path(__file__).with_name("skips").read_text().splitlines()
ALLOWED = tuple(line for line in LINES if line and not line.startswith("#"))


def judge(report):
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    reason = reason.removeprefix("Skipped: ")
    if not reason.startswith(ALLOWED):
        report.outcome = "failed"
        report.longrepr = f"skipped, where nothing may be: {reason}"


if os.environ.get("CONFOMEET_NO_SKIPS"):

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(item, call):
        report = yield
        judge(report)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(collector):
        report = yield
        judge(report)
        return report
