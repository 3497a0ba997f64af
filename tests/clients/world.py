"""A tenant of the sandbox, other programs' clients in their own environment, and what they were seen to ask."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph.data import AppCertificate, AppRegistration, AppSecret, TenantData
from tenantpilot.sandbox.graph.demo.profiles import ADVENTURE_WORKS, READ_PERMISSIONS
from tenantpilot.sandbox.graph.demo.tenants import build
from tenantpilot.sandbox.graph.folder import load_folder
from tenantpilot.sandbox.graph.server import GraphSandbox

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".venv-clients" / "bin"
HERE = Path(__file__).parent
OBJECTS = ROOT.parent / "shared" / "graph" / "objects"
CLIENT, SECRET = "c11e7700-0000-4000-8000-000000000001", "a secret of other programs"
NO_TEMPLATE = "00000000-0000-0000-0000-000000000000"
# Encrypted values take a permission to write, in the original too.
GRANTED = READ_PERMISSIONS | {"DeviceManagementConfiguration.ReadWrite.All"}


def application(*certificates: str) -> AppRegistration:
    """The application that the clients sign in as."""
    return AppRegistration(
        CLIENT, secrets=[AppSecret(SECRET)], certificates=[AppCertificate(pem) for pem in certificates],
        granted=set(GRANTED),
    )  # fmt: skip


def demo(*certificates: str) -> TenantData:
    """The demonstration's largest tenant, known to the clients' application too."""
    data = build(ADVENTURE_WORKS, today=now())
    data.apps.append(application(*certificates))
    return data


def real() -> TenantData:
    """The objects of real tenants that stand beside the repository, as the one tenant they never were.

    What every tenant has and no file shows is added, and so are the message templates that policies name and that
    stayed in other tenants. Groups that are missing stay missing, as deleted ones do.
    """
    data = TenantData("0b1ec700-0000-4000-8000-000000000002", "Objects", "objects.example", apps=[application()])
    load_folder(OBJECTS, data)
    demonstration = build(ADVENTURE_WORKS, today=now())
    for name in ("settings", "applePushNotificationCertificate", "androidManagedStoreAccountEnterpriseSettings"):
        data.collections.setdefault(name, demonstration.collections[name])
    for id_ in _named_templates(data) - data.collections["notificationMessageTemplates"].keys():
        data.put("notificationMessageTemplates", {"id": id_, "displayName": f"Template {id_[:4]}"})
    return data


def _named_templates(data: TenantData) -> set[str]:
    policies = data.collections["deviceCompliancePolicies"].values()
    rules = [rule for policy in policies for rule in policy.get("scheduledActionsForRule", [])]
    actions = [action for rule in rules for action in rule.get("scheduledActionConfigurations", [])]
    return {action["notificationTemplateId"] for action in actions} - {NO_TEMPLATE}


@dataclass(frozen=True)
class Finished:
    """What a program left behind."""

    status: int
    output: str
    errors: str

    @property
    def found(self) -> Any:
        """Its last line, as JSON."""
        assert self.status == 0, self.errors
        return json.loads(self.output.strip().splitlines()[-1])


def run(command: list[str], **variables: str) -> Finished:
    """Run a program of the clients' environment with nothing of this process' environment but the path."""
    done = subprocess.run(
        [str(ENVIRONMENT / command[0]), *command[1:]],
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"} | variables,
        capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=240,
    )  # fmt: skip
    return Finished(done.returncode, done.stdout, done.stderr)


def program(name: str, **variables: str) -> Finished:
    """Run one of the programs that stand beside this file."""
    return run(["python", str(HERE / "programs" / f"{name}.py")], **variables)


def intunecd(sandbox: GraphSandbox, data: TenantData, out: Path, *options: str) -> Finished:
    """IntuneCD's backup, as its manual says; only where its two hosts are is changed, from outside."""
    return run(
        ["IntuneCD-startbackup", "-m", "1", "-o", "json", "-p", str(out), *options],
        PYTHONPATH=str(HERE / "shim"),
        SANDBOX_ORIGIN=sandbox.origin,
        TENANT_NAME=data.domain,
        CLIENT_ID=CLIENT,
        CLIENT_SECRET=SECRET,
    )
