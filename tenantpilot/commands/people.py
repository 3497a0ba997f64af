"""The commands that start an installation and keep its doors: people, workspaces, platform staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tenantpilot.access import accounts, suspension
from tenantpilot.commands.check import postgresql
from tenantpilot.embedded.errors import SetUpError
from tenantpilot.i18n.server import text
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.kernel.settings import settings

T = TypeVar("T")


def _told(act: Callable[[], T], ref: str = "") -> T:
    """Do something and say in words what was wrong with it.

    Raises:
        SetUpError: the database is away, or the input does not fit.
    """
    postgresql(settings())
    try:
        return act()
    except NotFoundError:
        raise SetUpError(
            f"Nobody has the id {ref!r}. `tenantpilot person list` shows who has signed in so far."
        ) from None
    except ConflictError:
        raise SetUpError(f"{ref} is deactivated. `tenantpilot person reactivate {ref}` changes that.") from None
    except InvalidInputError as error:
        wrong = "; ".join(f"{name}: {text('en', message)}" for name, message in error.fields.items())
        raise SetUpError(wrong) from None


def show(search: str) -> None:
    """Print who has signed in so far."""
    found = _told(lambda: accounts.list_accounts(search))
    for one in found:
        marks = ["platform operator"] * one.is_platform_operator + ["deactivated"] * (not one.is_active)
        marks.append(f"{one.workspaces} workspace{'' if one.workspaces == 1 else 's'}")
        print(f"{one.ref}  {one.name} <{one.email}>  {', '.join(marks)}")
        print(f"    last sign-in {one.last_sign_in or 'never'}, known to {one.issuer} as {one.subject}")
    if not found:
        print("Nobody has signed in yet." if not search else f"Nobody fits {search!r}.")


def create_workspace(name: str, owner: str, environment: str) -> None:
    """Print where the new workspace is."""
    space = _told(lambda: accounts.create_workspace(name, owner, environment), owner)
    print(f"{space}  {settings().origin}/admin/{space}")


def suspend_workspace(space: str, reason: str, *, is_suspended: bool) -> None:
    """Print how the workspace stands now.

    Raises:
        SetUpError: there is no such workspace, or it stands so already.
    """
    postgresql(settings())
    stands = "suspended" if is_suspended else "not suspended"
    try:
        suspension.set_suspended(space, reason, is_suspended=is_suspended)
    except NotFoundError:
        raise SetUpError(f"There is no workspace {space!r}.") from None
    except ConflictError:
        raise SetUpError(f"{space} is {stands} already.") from None
    except InvalidInputError:
        raise SetUpError("Give a reason of at most 500 characters.") from None
    print(f"{space} is {stands}")


def deactivate(ref: str) -> None:
    """Print how many sessions ended."""
    ended = _told(lambda: accounts.deactivate(ref), ref)
    print(f"{ref} is deactivated; sessions ended: {ended}")


def reactivate(ref: str) -> None:
    """Print that the person may come back."""
    _told(lambda: accounts.reactivate(ref), ref)
    print(f"{ref} can sign in again")


def appoint(ref: str, *, platform_operator: bool) -> None:
    """Print what the person is now."""
    _told(lambda: accounts.appoint(ref, platform_operator=platform_operator), ref)
    print(f"{ref} is {'now a' if platform_operator else 'no'} platform operator")
