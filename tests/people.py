"""Demonstration people for the tests: signed in over HTTP, in a browser, or straight through the session service.

`sign_in` and `sign_in_page` go the whole way through the sandbox provider. The others are for suites that are not about
signing in: they let the session service make the session, as it does at the end of every real sign-in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from sqlmodel import select

from tenantpilot.access import sessions
from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.tables import UserAccount, Workspace
from tenantpilot.kernel.settings import settings
from tenantpilot.sandbox.people import person
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store import ledger
from tenantpilot.store.engine import dispose
from tenantpilot.store.transaction import transaction

if TYPE_CHECKING:
    from tests.live import Product

USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"


def cookie_name(origin: str) -> str:
    """What the session cookie is called at `origin`."""
    return "__Host-tp_session" if origin.startswith("https://") else "tp_session"


def cookie_header(origin: str, token: str) -> dict[str, str]:
    """The header with which a program of the test's own presents a session."""
    return {"Cookie": f"{cookie_name(origin)}={token}"}


def sign_in(origin: str, key: str, path: str = "/") -> str:
    """Sign a demonstration person in over HTTP, the whole way; the session cookie's value."""
    with httpx2.Client(follow_redirects=True, timeout=30, headers={"User-Agent": USER_AGENT}) as browser:
        picker = browser.get(f"{origin}/auth/sign-in", params={"next": path})
        request = re.search(r'name="request" value="([^"]+)"', picker.text)
        assert request, f"no people page but {picker.url} with {picker.status_code}"
        address = str(picker.url).partition("?")[0]
        done = browser.post(address, data={"request": request[1], "person": key})
        token = browser.cookies.get(cookie_name(origin), default="")
        assert token, f"{key} was not signed in: {done.url.path} {done.url.params.get('reason', '')}"
        return token


def sign_in_page(page: Any, origin: str, key: str, path: str = "/") -> None:
    """Sign a demonstration person in with a Playwright page, by choosing them from the list; ends on `path`."""
    page.goto(f"{origin}/auth/sign-in?next={path}")
    page.locator(f'button[name="person"][value="{key}"]').click()
    page.wait_for_url(lambda url: url.startswith(origin) and "/auth/" not in url)


def lend_cookie(context: Any, origin: str, token: str) -> None:
    """Put a session into a Playwright browser context, which then needs no sign-in."""
    secure = origin.startswith("https://")
    context.add_cookies(
        [
            {
                "name": cookie_name(origin),
                "value": token,
                "url": origin,
                "httpOnly": True,
                "secure": secure,
                "sameSite": "Strict",
            }
        ]
    )


@contextmanager
def pointing_at(variables: Mapping[str, str]) -> Iterator[None]:
    """Let this process use another installation's servers, such as a running product's, until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        settings.cache_clear()
        dispose()
        try:
            yield
        finally:
            dispose()
    settings.cache_clear()


def account_of(key: str) -> UserAccount:
    """The account of a demonstration person in the seeded database that the settings point at."""
    with transaction() as session:
        return session.exec(select(UserAccount).where(UserAccount.subject == person(key).subject)).one()


def session_of(key: str, *, user_agent: str = USER_AGENT) -> str:
    """A session of a demonstration person in the seeded database that the settings point at; its token."""
    account = account_of(key)
    with transaction() as session:
        actor = ledger.Actor(kind="person", ref=account.public_id, user_id=account.id)
        return sessions.start(session, account.id, actor, address="192.0.2.1", user_agent=user_agent).token


def session_in(product: Product, key: str) -> str:
    """A session of a demonstration person in a running product's database; its token."""
    with pointing_at(product.variables):
        return session_of(key)


def space_of(name: str) -> str:
    """The public id of the demonstration workspace `name` in the database that the settings point at."""
    key = workspace_key(name)
    with transaction(workspace_id=key) as session:
        return session.get_one(Workspace, key).public_id


def space_in(product: Product, name: str) -> str:
    """The public id of the demonstration workspace `name` in a running product's database."""
    with pointing_at(product.variables):
        return space_of(name)


def context_of(key: str, *, space: str = "", plane: Plane | None = None, token: str = "") -> Context:
    """The Context of a signed-in person, as the gate would make it; in their own plane and workspace unless told."""
    who = person(key)
    found = sessions.find(token or session_of(key))
    assert found is not None
    home = space or (space_of(who.workspace) if who.workspace else "")
    return found.context(plane or who.plane or Plane.ADMIN, home)
