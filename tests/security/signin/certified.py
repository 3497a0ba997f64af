"""A certified identity provider that is not ours (npm oidc-provider), as a process of its own, and a way through it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx2

from tests.live import free_port
from tests.security.signin.world import CLIENT_ID, CLIENT_SECRET

FOLDER = Path(__file__).parent / "oidc_provider"


class Certified:
    """The running provider. `control` spoils its next token, rotates its keys or changes its settings."""

    def __init__(self, origin: str) -> None:
        self.port = free_port()
        self.issuer = f"http://localhost:{self.port}"
        self.defaults = {
            "client_secret": CLIENT_SECRET,
            "authentication": "client_secret_basic",
            "algorithm": "RS256",
            "conform": True,
            "code_seconds": 60,
            "userinfo": None,
        }
        self.fixed = {"port": self.port, "issuer": self.issuer, "origin": origin, "client_id": CLIENT_ID}

    def control(self, **asked: Any) -> None:
        httpx2.post(f"{self.issuer}/control", json=asked, timeout=10).raise_for_status()

    def reset(self) -> None:
        self.control(settings=self.defaults, rotate=True)

    def go_through(self, browser, address: str, who: str | None) -> str:
        """From the authorization request back to the product: log in, consent, be led on; None cancels instead."""
        while address.startswith(self.issuer):
            page = browser.get(address)
            if "location" in page.headers:
                address = urljoin(address, page.headers["location"])
                continue
            assert page.status_code == 200, page.text
            if who is None:
                address = re.search(r'href="([^"]+/abort)"', page.text)[1]
                continue
            form = {"prompt": re.search(r'name="prompt" value="(\w+)"', page.text)[1], "login": who, "password": "x"}
            address = urljoin(address, browser.http.post(address, data=form).headers["location"])
        return address


@contextmanager
def running(origin: str) -> Iterator[Certified]:
    """Start it with Node from the wheel; it ends when its standard input does, hence also with this process."""
    node = Path(sys.executable).with_name("node")
    if not (FOLDER / "node_modules").is_dir():
        raise FileNotFoundError("the npm packages of the tests are missing: run scripts/setup node")
    provider = Certified(origin)
    command = [str(node) if node.exists() else str(shutil.which("node")), "server.mjs"]
    process = subprocess.Popen(
        command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    with process:
        process.stdin.write(json.dumps(provider.fixed | provider.defaults) + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "ready\n", "the provider did not start"
        yield provider
        process.stdin.close()
        process.wait(10)
