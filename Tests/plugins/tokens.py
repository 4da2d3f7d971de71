"""Tokens as ConfOMeet's backend signs them."""

import time

import jwt

from server import DOMAIN, SECRET

MISSING = object()


def user(guid="", **fields):
    return {"id": f"id-{guid}", "name": f"Name {guid}", "email": f"{guid or 'user'}@example.com", "participantGuid": guid} | fields


def token(room="*", guid="guid", context=MISSING, secret=SECRET, features=None, **flags):
    """`flags` stand at the top level."""
    if context is MISSING:
        context = {"user": user(guid), "group": "group"}
        if features is not None:
            context["features"] = features
    claims = {
        "iss": "confomeet", "aud": "confomeet", "sub": DOMAIN, "exp": int(time.time()) + 3600,
        "room": room, "context": context, **flags,
    }  # fmt: skip
    return jwt.encode(claims, secret, algorithm="HS256")
