"""The four demonstration tenants: whose they are, how big, what may be read there, and who works in them."""

from __future__ import annotations

from dataclasses import dataclass

from tenantpilot.sandbox.graph.data import ALL_LICENCES, INTUNE, WINDOWS_365

READ_PERMISSIONS = frozenset(
    {
        "Agreement.Read.All",
        "Application.Read.All",
        "AuditLog.Read.All",
        "AuthenticationContext.Read.All",
        "CloudPC.Read.All",
        "DeviceManagementApps.Read.All",
        "DeviceManagementConfiguration.Read.All",
        "DeviceManagementManagedDevices.Read.All",
        "DeviceManagementRBAC.Read.All",
        "DeviceManagementScripts.Read.All",
        "DeviceManagementServiceConfig.Read.All",
        "Directory.Read.All",
        "Group.Read.All",
        "GroupMember.Read.All",
        "Organization.Read.All",
        "Policy.Read.All",
        "Policy.Read.AuthenticationMethod",
        "RoleManagement.Read.Directory",
        "User.Read.All",
    }
)

# One application per workspace, known to each of its tenants. The secrets open nothing but the sandbox.
NORTHWIND_CLIENT = "7c1d6a52-0e0b-4b57-9a35-5b6a1c9d2e10"
FABRIKAM_CLIENT = "b3f0a9d4-6c38-4c0e-8f21-90d7e45a3b62"


@dataclass(frozen=True, slots=True)
class Profile:
    """One demonstration tenant; `key` names it, `seed` decides everything that is chosen for it.

    `policies` is about how many objects the tenant has; `changes` how many its year holds. `style` says how its
    administrators name things; `people` are their user principal names, `robot` an application that changes things.
    The product signs in with a certificate, or with a secret that is said to end in `secret_days`.
    """

    key: str
    display_name: str
    tenant_id: str
    domain: str
    client_id: str
    secret: str
    seed: int
    policies: int
    changes: int
    short: str
    style: str
    sites: tuple[str, ...]
    teams: tuple[str, ...]
    people: tuple[str, ...]
    robot: str
    granted: frozenset[str] = READ_PERMISSIONS
    licences: frozenset[str] = ALL_LICENCES
    throttles_conditional_access: bool = False
    has_certificate: bool = False
    secret_days: int = 80

    @property
    def is_big(self) -> bool:
        """Whether a year of history and hundreds of policies belong to it."""
        return self.policies >= BIG


BIG = 400

ADVENTURE_WORKS = Profile(
    key="adventure-works",
    display_name="Adventure Works",
    tenant_id="4f8e2b1c-93d6-4a0f-b7c5-2d61e8a9f034",
    domain="adventureworks.example",
    client_id=NORTHWIND_CLIENT,
    secret="sandbox-adventure-works",  # noqa: S106 - opens the sandbox only
    seed=1101,
    policies=520,
    changes=156,
    short="AW",
    style="dashes",
    sites=("Dresden", "Lyon", "Portland", "Werk Süd", "Haifa", "Kraków"),
    teams=("Assembly", "Retail", "Engineering", "Finance", "Field Service", "Kiosk"),
    people=(
        "katrin.holm@adventureworks.example",
        "samir.elamin@adventureworks.example",
        "jana.petersen@northwind.example",
        "priya.raman@northwind.example",
        "bastian.koch@adventureworks.example",
    ),
    robot="Endpoint Pipeline",
)
CONTOSO = Profile(
    key="contoso-manufacturing",
    display_name="Contoso Manufacturing",
    tenant_id="a25c70d9-1b64-4e83-9f0a-6c3db8572e41",
    domain="contosomanufacturing.example",
    client_id=NORTHWIND_CLIENT,
    secret="sandbox-contoso-manufacturing",  # noqa: S106 - opens the sandbox only
    seed=1102,
    policies=40,
    changes=24,
    short="CM",
    style="plain",
    sites=("Plant 1", "Plant 2", "Head Office"),
    teams=("Production", "Office", "Warehouse"),
    people=("olga.marsh@contosomanufacturing.example", "jana.petersen@northwind.example"),
    robot="Device Onboarding",
    secret_days=24,
    throttles_conditional_access=True,
)
LITWARE = Profile(
    key="litware-finance",
    display_name="Litware Finance",
    tenant_id="d90b3f57-28ae-4c16-8e4d-7f15a6c0b982",
    domain="litwarefinance.example",
    client_id=FABRIKAM_CLIENT,
    secret="sandbox-litware-finance",  # noqa: S106 - opens the sandbox only
    seed=2201,
    policies=460,
    changes=150,
    short="LIT",
    style="pipes",
    sites=("London", "Zürich", "Singapore", "Dubai", "Toronto"),
    teams=("Trading", "Private Banking", "Risk", "Branches", "Contractors"),
    people=(
        "amara.osei@litwarefinance.example",
        "reto.zollinger@litwarefinance.example",
        "daniel.okafor@fabrikam.example",
        "ingrid.solberg@fabrikam.example",
    ),
    robot="Configuration as Code",
    has_certificate=True,
    granted=READ_PERMISSIONS - {"DeviceManagementScripts.Read.All", "CloudPC.Read.All"},
)
WIDE_WORLD = Profile(
    key="wide-world-importers",
    display_name="Wide World Importers",
    tenant_id="68d1e4fa-c07b-45f2-a3b8-09e67d2c51f6",
    domain="wideworldimporters.example",
    client_id=FABRIKAM_CLIENT,
    secret="sandbox-wide-world-importers",  # noqa: S106 - opens the sandbox only
    seed=2202,
    policies=40,
    changes=20,
    short="WWI",
    style="plain",
    sites=("Hamburg", "Rotterdam"),
    teams=("Logistics", "Sales", "Customs"),
    people=("femke.dejong@wideworldimporters.example", "daniel.okafor@fabrikam.example"),
    robot="Configuration as Code",
    secret_days=11,
    licences=ALL_LICENCES - {INTUNE, WINDOWS_365},
)

PROFILES = (ADVENTURE_WORKS, CONTOSO, LITWARE, WIDE_WORLD)


def profile(key: str) -> Profile:
    """The demonstration tenant called `key`.

    Raises:
        KeyError: none is called that.
    """
    for candidate in PROFILES:
        if candidate.key == key:
            return candidate
    raise KeyError(key)
