"""Reads rendered HOCON."""

import re

from pyhocon import ConfigFactory

INCLUDE = re.compile(r'^include ".*"$', re.MULTILINE)


def parsed(text):
    """The settings of a text; files that it includes are left out."""
    return ConfigFactory.parse_string(INCLUDE.sub("", text))


def without(settings, path):
    """All settings but one block, as plain values."""
    *parents, last = path.split(".")
    plain = settings.as_plain_ordered_dict()
    block = plain
    for name in parents:
        block = block[name]
    block.pop(last, None)
    return plain
