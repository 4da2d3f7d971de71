"""Chromium without a window, driven over its DevTools protocol through a pipe: no port, no driver, no package."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TIMEOUT = 60.0


def eventually(read: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    """Reads until something holds of what is read, and gives that; after a minute, what was read last."""
    deadline = time.monotonic() + TIMEOUT
    while not holds(value := read()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return value


class ProtocolError(Exception):
    """What the browser refused."""


class Browser:
    """A running browser."""

    def __init__(self, profile: Path) -> None:
        assert PROGRAM, "no chromium; Tests/packages installs it"
        commands_out, self._commands = os.pipe()
        self._answers, answers_in = os.pipe()
        options = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
            "--disable-component-update", "--disable-extensions", "--disable-sync", "--mute-audio",
            "--force-color-profile=srgb", "--hide-scrollbars", f"--user-data-dir={profile}",
            "--remote-debugging-pipe", "about:blank",
        ]
        # The browser reads commands from descriptor 3 and writes answers to 4.
        script = f'exec "$@" 3<&{commands_out} 4>&{answers_in}'
        self._process = subprocess.Popen(
            ["bash", "-c", script, "bash", PROGRAM, *options],
            pass_fds=(commands_out, answers_in), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(commands_out)
        os.close(answers_in)
        self._buffer = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """Calls a method and waits for its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._commands, data):]
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise ProtocolError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def wait(self, method: str, session: str, **parameters: Any) -> dict[str, Any]:
        """Waits for an event with these parameters that has not been taken yet, and takes it."""
        while True:
            for event in self.events:
                if (event["method"] == method and event.get("sessionId") == session
                        and parameters.items() <= event["params"].items()):
                    self.events.remove(event)
                    return event["params"]
            self.events.append(self._read())

    def _read(self) -> dict[str, Any]:
        deadline = time.monotonic() + TIMEOUT
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._answers], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser does not answer")
            data = os.read(self._answers, 1 << 20)
            if not data:
                raise ProtocolError("the browser has ended")
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def close(self) -> None:
        """Ends the browser."""
        try:
            self.call("Browser.close")
        except (ProtocolError, TimeoutError, OSError):
            self._process.kill()
        self._process.wait(timeout=TIMEOUT)
        os.close(self._commands)
        os.close(self._answers)


class Page:
    """A page in a tab of its own, and what happens in it."""

    def __init__(
        self, browser: Browser, path: Path, *, width: int = 1440, height: int = 900, dark: bool = False,
        script: bool = True,
    ) -> None:
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self._target = target
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM", "Accessibility", "Audits"):
            self.call(f"{domain}.enable")
        self.resize(width, height)
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        if not script:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        # The empty page that the tab begins with is loaded at some time, too.
        self.call("Page.setLifecycleEventsEnabled", enabled=True)
        loader = self.call("Page.navigate", url=path.resolve().as_uri())["loaderId"]
        browser.wait("Page.lifecycleEvent", self.session, name="load", loaderId=loader)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Calls a method on this page."""
        return self.browser.call(method, self.session, **parameters)

    def resize(self, width: int, height: int = 900) -> None:
        """Gives the page another width, as a phone or a desktop has."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
            mobile=width < 600)

    def run(self, expression: str) -> Any:
        """The value of an expression, or of the promise that it gives."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"]["exception"].get("description"))
        return answer["result"].get("value")

    def until(self, expression: str) -> None:
        """Waits until an expression is true."""
        deadline = time.monotonic() + TIMEOUT
        while not self.run(expression):
            assert time.monotonic() < deadline, f"never true: {expression}"
            time.sleep(0.02)

    def press(self, key: str, *, shift: bool = False) -> None:
        """Presses a key and lets it go."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowRight": 39, "/": 191}
        # The codes of other signs are those of other keys.
        code = codes.get(key, ord(key.upper()) if key.isalnum() and len(key) == 1 else 0)
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        parameters: dict[str, Any] = {
            "key": key, "code": key if len(key) > 1 else "", "modifiers": 8 if shift else 0,
            "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **parameters)
        self.call("Input.dispatchKeyEvent", type="keyUp", **parameters)

    def type(self, text: str) -> None:
        """Types a text, key by key."""
        for key in text:
            self.press(key)

    def events(self, method: str) -> list[dict[str, Any]]:
        """What has happened on this page until now."""
        self.run("0")
        return [
            event["params"] for event in self.browser.events
            if event["method"] == method and event.get("sessionId") == self.session]

    def accessible(self) -> list[tuple[str, str]]:
        """Role and name of everything that a screen reader meets, once that stays the same."""
        deadline = time.monotonic() + TIMEOUT
        before, found = None, self._accessible()
        while found != before:
            assert time.monotonic() < deadline, "what a screen reader meets goes on changing"
            before, found = found, self._accessible()
        return found

    def _accessible(self) -> list[tuple[str, str]]:
        # A tab behind another one draws nothing, and a tree that was begun before all was drawn stays without the rest.
        self.call("Page.bringToFront")
        self.call("Accessibility.disable")
        self.call("Accessibility.enable")
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        return [
            (node["role"]["value"], node.get("name", {}).get("value", ""))
            for node in nodes if not node.get("ignored") and "role" in node]

    def print(self) -> bytes:
        """The page as PDF."""
        return base64.b64decode(self.call("Page.printToPDF", printBackground=True)["data"])

    def screenshot(self, *, whole: bool = False) -> bytes:
        """The page as PNG: what is seen, or all of it."""
        return base64.b64decode(
            self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def close(self) -> None:
        """Closes the tab."""
        self.browser.call("Target.closeTarget", targetId=self._target)
