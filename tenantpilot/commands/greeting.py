"""What the demonstration says when it is ready: where it is, who one can be, what to do first."""

from __future__ import annotations

from tenantpilot.sandbox.people import PEOPLE, Person


def greet(port: int, seconds: float) -> str:
    """The text for the terminal."""
    address = f"http://localhost:{port}"
    lines = ["", f"TenantPilot is ready at {address} ({seconds:.0f} s).", ""]
    lines += [f"Open {address}, sign in and pick a person; there are no passwords:", ""]
    lines += [f"  {person.name:20} {_role(person):22} {person.workspace or ''}".rstrip() for person in PEOPLE]
    return "\n".join([*lines, "", "Ctrl-C stops everything; the data stays for next time. --reset starts afresh."])


def _role(person: Person) -> str:
    return person.role.value.replace("_", " ") if person.role else "not invited anywhere"
