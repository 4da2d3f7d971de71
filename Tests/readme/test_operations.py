"""The page for operators says the same in English and in Russian."""

import re
from pathlib import Path

FILES = Path(__file__).resolve().parents[2] / "patches/jibri-s3/files"
PAGES = [(FILES / name).read_text() for name in ("OPERATIONS.md", "OPERATIONS.ru.md")]


def both(find):
    """What is found in each page, in order."""
    english, russian = (find(page) for page in PAGES)
    assert english, "nothing is found"
    return english, russian


def test_commands_and_settings_are_the_same():
    english, russian = both(lambda page: re.findall(r"^(?: {4}| {7})(\S.*)$", page, re.MULTILINE))
    assert russian == english


def test_the_same_names_stand_in_both():
    # What a person has to translate, as in `NUMBER_….mp4`, has no underscore behind a whole word.
    names = lambda page: sorted(set(re.findall(r"`[^`]*?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)", page)))
    english, russian = both(names)
    assert russian == english


def test_messages_and_releases_are_the_same():
    cells = lambda page: re.findall(r"^\| (`.*?`) \|", page, re.MULTILINE)
    english, russian = both(cells)
    assert russian == english
    english, russian = both(lambda page: sorted(re.findall(r"stable-\d+", page)))
    assert set(russian) == set(english)


def test_the_parts_are_the_same():
    english, russian = both(lambda page: [len(mark) for mark in re.findall(r"^(#+) ", page, re.MULTILINE)])
    assert russian == english
