"""Tokens as ConfOMeet's backend signs them, for those who come by a personal link, by the web, and as guests."""

import time
import uuid
import zlib

import jwt

from server import DOMAIN, SECRET

MISSING = object()
# Every guest of a public link has it.
GUEST_GUID = "hardcoded_user"


def number(of):
    """The number that the backend's database has for something."""
    return str(zlib.crc32(of.encode()))


def user_id(name):
    return number(f"user {name}")


def party(name):
    """What a personal link names its participant by."""
    return number(f"party {name}")


def personal(name, **fields):
    """A registered user with a personal link; one without a party has an empty participantGuid."""
    return {
        "id": user_id(name), "name": f"Name {name}", "email": f"{name}@example.com", "avatar": "", "groupId": "17",
        "participantGuid": party(name),
    } | fields  # fmt: skip


def web(name, **fields):
    """A registered user who is logged in to the web application."""
    return personal(name, **{"participantGuid": user_id(name)} | fields)


def guest(name="guest", **fields):
    """Somebody with the public link: a new id for each token, and what was typed in."""
    return personal(name, **{"id": str(uuid.uuid4()), "participantGuid": GUEST_GUID} | fields)


def token(who="somebody", room="*", context=MISSING, secret=SECRET, features=None, **flags):
    """`who` is a name, of somebody with a personal link, or the token's user; `flags` stand at the top level."""
    if context is MISSING:
        context = {"user": personal(who) if isinstance(who, str) else who, "group": str(uuid.uuid4())}
        if features is not None:
            context["features"] = features
    # The backend counts in floating point, and names nobody whom the token is for.
    claims = {
        "iss": "confomeet", "aud": None, "sub": DOMAIN, "exp": float(int(time.time()) + 3600),
        "room": room, "context": context, **flags,
    }  # fmt: skip
    return jwt.encode(claims, secret, algorithm="HS256")
