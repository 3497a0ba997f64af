"""The demonstration people: who may sign in at the sandbox provider, and what the seed makes of them.

The provider knows only names, addresses and subjects. Role, workspace and plane are here so that the seed and the
people page tell the same story; nothing of it travels in a token.
"""

from __future__ import annotations

from dataclasses import dataclass

from tenantpilot.access.capabilities import PLANE, Plane, Role

NORTHWIND = "northwind"
FABRIKAM = "fabrikam"
WORKSPACE_NAMES = {NORTHWIND: "Northwind MSP", FABRIKAM: "Fabrikam IT"}
TENANT_NAMES = {
    NORTHWIND: ("Adventure Works", "Contoso Manufacturing"),
    FABRIKAM: ("Litware Finance", "Wide World Importers"),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Which tenants a membership names, by their place in TENANT_NAMES, and after how many days it ends."""

    mode: str = "all"
    tenants: tuple[int, ...] = ()
    days: int | None = None


EVERYTHING = Reach()


@dataclass(frozen=True, slots=True)
class Person:
    """One demonstration person; `key` names the person in tests and in the demo's output."""

    key: str
    name: str
    email: str
    role: Role | None
    workspace: str | None
    reach: Reach = EVERYTHING
    also: tuple[tuple[str, Role], ...] = ()

    @property
    def subject(self) -> str:
        """The provider's stable subject, which is the only thing a user is matched by."""
        return f"sandbox-{self.key}"

    @property
    def plane(self) -> Plane | None:
        """The plane this person works in, None for somebody who was never invited anywhere."""
        return PLANE[self.role] if self.role else None

    @property
    def initials(self) -> str:
        """Two letters for the avatar."""
        first, *rest = self.name.split()
        return (first[0] + rest[-1][0]).upper() if rest else first[:2].upper()


def _team(workspace: str, domain: str, names: dict[Role, str]) -> tuple[Person, ...]:
    return tuple(
        Person(
            key=f"{workspace}-{role.value.replace('_', '-')}",
            name=name,
            email=f"{name.lower().replace(' ', '.')}@{domain}",
            role=role,
            workspace=workspace,
            reach=Reach("only", (0,)) if role is Role.CUSTOMER_VIEWER else EVERYTHING,
        )
        for role, name in names.items()
    )


_NORTHWIND_PEOPLE = _team(
    NORTHWIND,
    "northwind.example",
    {
        Role.OWNER: "Priya Raman",
        Role.MANAGER: "Jonas Albrecht",
        Role.OPERATOR: "Jana Petersen",
        Role.APPROVER: "Martin Vogel",
        Role.READ_ONLY: "Lena Brandt",
        Role.CUSTOMER_VIEWER: "Claudia Reinhardt",
    },
)
# Beyond one person per role: narrowed, temporary, and at home in two workspaces.
_NORTHWIND_OTHERS = (
    Person(
        "northwind-temporary",
        "Oskar Lind",
        "oskar.lind@partner.example",
        Role.OPERATOR,
        NORTHWIND,
        Reach("only", (0,), days=30),
    ),
    Person(
        "both-workspaces",
        "Nadia Haddad",
        "nadia.haddad@partner.example",
        Role.OPERATOR,
        NORTHWIND,
        also=((FABRIKAM, Role.READ_ONLY),),
    ),
)
_FABRIKAM_PEOPLE = _team(
    FABRIKAM,
    "fabrikam.example",
    {
        Role.OWNER: "Tomas Herrera",
        Role.MANAGER: "Ingrid Solberg",
        Role.OPERATOR: "Daniel Okafor",
        Role.APPROVER: "Mei Lin",
        Role.READ_ONLY: "Hannah Weiss",
        Role.CUSTOMER_VIEWER: "Paolo Conti",
    },
)
_FABRIKAM_OTHERS = (
    Person(
        "fabrikam-narrowed",
        "Emil Novak",
        "emil.novak@fabrikam.example",
        Role.OPERATOR,
        FABRIKAM,
        Reach("except", (1,)),
    ),
)
_PLATFORM_PEOPLE = (
    Person("platform-operator", "Aiko Tanaka", "aiko.tanaka@platform.example", Role.PLATFORM_OPERATOR, None),
    Person("newcomer", "Robin Kessler", "robin.kessler@elsewhere.example", None, None),
)

# Not on the people page: one was removed, the other's time is over. They live in the log and in ended memberships.
REMOVED = Person("northwind-removed", "Greta Olsen", "greta.olsen@northwind.example", Role.MANAGER, NORTHWIND)
EXPIRED = Person(
    "northwind-expired", "Viktor Hahn", "viktor.hahn@partner.example", Role.OPERATOR, NORTHWIND, Reach(days=-1)
)
FORMER = (REMOVED, EXPIRED)

PEOPLE: tuple[Person, ...] = (
    *_NORTHWIND_PEOPLE,
    *_NORTHWIND_OTHERS,
    *_FABRIKAM_PEOPLE,
    *_FABRIKAM_OTHERS,
    *_PLATFORM_PEOPLE,
)


def person(key: str) -> Person:
    """The person called `key`.

    Raises:
        KeyError: nobody is called that.
    """
    for candidate in PEOPLE:
        if candidate.key == key:
            return candidate
    raise KeyError(key)
