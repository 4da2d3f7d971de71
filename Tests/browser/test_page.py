"""What is true of every page in a browser."""

import pytest

from browser import eventually
from contrast import CONTRAST, HEADINGS


def open_all(page):
    page.run("for (const fold of document.querySelectorAll('details')) fold.open = true")


def settle(page):
    """Waits until what was changed is drawn."""
    page.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))")


def test_it_is_quiet_and_stays_by_itself(open_page, path):
    page = open_page(path)
    open_all(page)
    settle(page)
    assert page.run("document.readyState") == "complete"
    requests = [event["request"]["url"] for event in page.events("Network.requestWillBeSent")]
    assert requests == [path.resolve().as_uri()]
    for method in (
        "Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown",
        "Page.javascriptDialogOpening", "Audits.issueAdded",
    ):
        assert page.events(method) == []
    # Texts that try it would set these.
    assert page.run("typeof owned") == "undefined"


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wider_than_the_window(open_page, path, width):
    page = open_page(path, width=width)
    open_all(page)
    assert page.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_has_contrast(open_page, path, dark):
    page = open_page(path, dark=dark)
    open_all(page)
    ground = page.run("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(13, 17, 23)" if dark else "rgb(255, 255, 255)")
    assert page.run(CONTRAST) == []


def test_a_screen_reader_finds_its_way(open_page, path):
    page = open_page(path)
    open_all(page)
    nodes = page.accessible()
    assert [role for role, _ in nodes].count("main") == 1
    assert ("navigation", "Contents") in nodes
    assert ("RootWebArea", page.run("document.title")) in nodes
    roles = ["link", "button", "radio", "table", "DisclosureTriangle", "searchbox", "region"]
    # The hostile page has a file and a release without a name, which no real tree has.
    for role in roles + ([] if "hostile" in str(path) else ["heading"]):
        assert all(name.strip() for found, name in nodes if found == role), role
    assert page.run(HEADINGS) == []


def test_without_script_all_of_it_is_there(open_page, path):
    pages = open_page(path), open_page(path, script=False)
    roles = ("heading", "link", "listitem", "cell", "DisclosureTriangle")

    def read():
        scripted, plain = ([node for node in page.accessible() if node[0] != "InlineTextBox"] for page in pages)
        expected = [node for node in scripted if node[0] in roles]
        return expected, [node for node in plain if node in set(expected)], plain

    # On a busy machine a part of what a screen reader meets comes some time after the page.
    expected, found, plain = eventually(read, lambda each: each[0] == each[1])
    assert expected and found == expected
    assert not [node for node in plain if node[0] in ("searchbox", "search", "button")]


def test_it_can_be_printed(open_page, path):
    page = open_page(path)
    assert page.print().startswith(b"%PDF-")
    page.call("Emulation.setEmulatedMedia", media="print")
    settle(page)
    hidden = """[...document.querySelectorAll('main details > .inside')].filter(
      part => !part.checkVisibility({contentVisibilityAuto: true}) || !part.getClientRects().length).length"""
    assert page.run(hidden) == 0
    for selector in ".side", ".controls", ".skip":
        assert page.run(f"[...document.querySelectorAll('{selector}')].every(e => !e.getClientRects().length)")
