"""The commands that stop operations and let them go on."""

from __future__ import annotations

from tenantpilot.commands.check import postgresql
from tenantpilot.embedded.errors import SetUpError
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import catalogue, controls_command

ALL = "all"


def show() -> None:
    """Print what is stopped now."""
    postgresql(settings())
    found = controls_command.list_stops()
    for one in found:
        print(f"{one.kind or ALL}  {one.space or 'installation'}  since {one.since}  {one.reason}")
    if not found:
        print("Nothing is stopped.")


def change(operation: str, space: str, reason: str, *, is_stopped: bool) -> None:
    """Print how the operation stands now.

    Raises:
        SetUpError: there is no such operation or workspace, it stands so already, or the reason is missing.
    """
    postgresql(settings())
    kind = "" if operation == ALL else operation
    if kind and kind not in catalogue.load():
        raise SetUpError(f"There is no operation {operation!r}. Known: {ALL}, {', '.join(sorted(catalogue.load()))}.")
    stands = "stopped" if is_stopped else "not stopped"
    place = space or "the installation"
    try:
        controls_command.set_stopped(space, kind, reason, is_stopped=is_stopped)
    except NotFoundError:
        raise SetUpError(f"There is no workspace {space!r}.") from None
    except ConflictError:
        raise SetUpError(f"{operation} is {stands} in {place} already.") from None
    except InvalidInputError:
        raise SetUpError("Give a reason of at most 500 characters.") from None
    print(f"{operation} is {stands} in {place}")
