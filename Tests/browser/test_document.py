"""What is true of every page as a file: it is well-formed, and its policy lets nothing in or out."""

import base64
import hashlib
import re

import html5lib
import pytest

HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def document(path):
    """The page's elements; whatever a parser would have to guess at is an error."""
    text = path.read_text(encoding="utf-8")
    return html5lib.HTMLParser(strict=True).parse(text)


def attribute_names(document):
    return {name for element in document.iter() if isinstance(element.tag, str) for name in element.keys()}


def test_the_policy_names_what_the_page_has(document):
    head = list(document.find(f"{HTML}head"))
    assert head[0].get("charset") == "utf-8"
    assert head[1].get("http-equiv") == "Content-Security-Policy"
    policy = dict(part.split(" ", 1) for part in head[1].get("content").split("; "))
    assert policy.pop("default-src") == "'none'"
    for directive, name in ("style-src", "style"), ("script-src", "script"):
        hashes = [
            "'sha256-" + base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode() + "'"
            for element in document.iter(HTML + name)]
        assert policy.pop(directive).split() == hashes
    assert policy == {
        "base-uri": "'none'", "form-action": "'none'", "require-trusted-types-for": "'script'"}
    assert {"name": "referrer", "content": "no-referrer"} in [dict(element.items()) for element in head]


def test_nothing_is_fetched_or_run(document):
    names = attribute_names(document)
    assert not [name for name in names if name.startswith("on")]
    assert not names & {"style", "src", "srcset", "action", "formaction", "background", "poster", "ping"}
    tags = {element.tag.removeprefix(HTML) for element in document.iter() if isinstance(element.tag, str)}
    assert not tags & {"link", "base", "img", "iframe", "object", "embed", "form", "svg", "math", "template"}
    assert len(list(document.iter(HTML + "script"))) == 1


def test_places_are_named_once_and_links_lead_to_them_or_to_https(document):
    places = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(places) == len(set(places))
    for link in document.iter(HTML + "a"):
        target = link.get("href")
        if target.startswith("#"):
            assert target[1:] in places
        else:
            assert re.fullmatch(r"https://[\w./:#%~-]+", target)
            assert set(link.get("rel").split()) == {"noopener", "noreferrer"}
    for element in document.iter():
        for name in "aria-labelledby", "for":
            assert element.get(name) is None or element.get(name) in places


def test_no_character_is_hidden(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]", text)


def test_headings_leave_no_level_out(document):
    levels = [int(element.tag[-1]) for element in document.iter() if re.fullmatch(HTML + "h[1-6]", str(element.tag))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))
