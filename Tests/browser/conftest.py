"""Fixtures: a browser for all tests, and the pages to open in it."""

import os
from pathlib import Path

import pytest

from browser import Browser, Page

SNAPSHOTS = Path(__file__).parent.parent / "RenderingTests" / "Snapshots"


def pages():
    """The pages that RenderingTests pin, and those that CONFOMEET_PAGES has."""
    folder = os.environ.get("CONFOMEET_PAGES")
    return sorted(SNAPSHOTS.glob("*.html")) + (sorted(Path(folder).glob("*.html")) if folder else [])


def pytest_generate_tests(metafunc):
    if "path" in metafunc.fixturenames:
        metafunc.parametrize("path", pages(), ids=lambda path: path.stem)


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture
def open_page(browser):
    """Opens a page: one of the snapshots by its name, or any other by its path."""
    opened = []

    def open_page(page, **options):
        path = page if isinstance(page, Path) else SNAPSHOTS / f"{page}.html"
        opened.append(Page(browser, path, **options))
        return opened[-1]

    yield open_page
    for page in opened:
        page.close()
