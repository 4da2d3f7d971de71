"""The code blocks of README and of the guides."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = "README.md"


@dataclass(frozen=True)
class Block:
    line: int
    language: str
    text: str


def blocks(language=None, page=README):
    """The blocks of a language, or all, in their order, without their indentation."""
    found = []
    lines = (ROOT / page).read_text().split("\n")
    start = None
    for number, line in enumerate(lines, 1):
        fence = re.fullmatch(r"( *)```(\w*)", line)
        if not fence:
            continue
        if start is None:
            start, indentation, name = number, len(fence[1]), fence[2]
            continue
        if language in (None, name):
            text = "\n".join(each[indentation:] for each in lines[start : number - 1])
            found.append(Block(start, name, text + "\n"))
        start = None
    return found


def block(language, beginning):
    """The one block that begins so."""
    fitting = [each for each in blocks(language) if each.text.startswith(beginning)]
    assert len(fitting) == 1, f"{len(fitting)} blocks of {language} begin with: {beginning}"
    return fitting[0].text
