"""What happened to the tenants, line by line in a file, so that a sandbox that starts again is where it was."""

from __future__ import annotations

import copy
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tenantpilot.sandbox.graph import deeds
from tenantpilot.sandbox.graph.data import AppRegistration, Json
from tenantpilot.sandbox.graph.tenant import Tenant

_LOGS = {"auditEvents": "audit_events", "directoryAudits": "directory_audits"}


class Journal:
    """Appends to `path`; what a former process wrote is replayed when its tenant is added."""

    def __init__(self, path: Path) -> None:
        self._former: dict[str, list[Json]] = defaultdict(list)
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    self._read(line)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a", encoding="utf-8")

    def _read(self, line: str) -> None:
        try:
            entry = json.loads(line)
        except ValueError:
            return  # the last line of a process that was killed while it wrote
        if entry["kind"] == "reset":
            self._former.pop(entry["tenant"], None)
        else:
            self._former[entry["tenant"]].append(entry)

    def write(self, tenant_id: str, kind: str, **values: Any) -> None:
        """Append one line at once."""
        self._file.write(json.dumps({"tenant": tenant_id, "kind": kind, **values}, ensure_ascii=False) + "\n")
        self._file.flush()

    def state(self, tenant: Tenant) -> None:
        """Write down everything about a tenant that is no object."""
        self.write(
            tenant.data.tenant_id,
            "state",
            is_gone=tenant.is_gone,
            applied=tenant.applied,
            licences=sorted(tenant.licences),
            unsupported=sorted(tenant.unsupported),
            apps=[
                {
                    "client_id": app.client_id,
                    "granted": sorted(app.granted),
                    "consented": app.consented,
                    "disabled": app.disabled,
                }
                for app in tenant.apps
            ],
        )

    def replay(self, tenant: Tenant, registrations: Mapping[str, AppRegistration]) -> None:
        """Do again what a former process wrote down about the tenant."""
        for entry in self._former.pop(tenant.data.tenant_id, []):
            if entry["kind"] == "state":
                _restore_state(tenant, entry, registrations)
            else:
                _restore_object(tenant, entry)
        tenant.store.forget_bytes()

    def close(self) -> None:
        """Nothing is written after this."""
        self._file.close()


def _restore_object(tenant: Tenant, entry: Json) -> None:
    store = tenant.store
    if entry["kind"] == "event":
        getattr(store, _LOGS[entry["log"]]).append(entry["event"])
        return
    kept = store.deleted if entry["kind"] == "deleted" else store.objects
    if entry["object"] is None:
        kept.get(entry["collection"], {}).pop(entry["id"], None)
    else:
        kept.setdefault(entry["collection"], {})[entry["id"]] = entry["object"]


def _restore_state(tenant: Tenant, entry: Json, registrations: Mapping[str, AppRegistration]) -> None:
    tenant.is_gone = entry["is_gone"]
    deeds.advance_by(tenant, entry["applied"] - tenant.applied)
    tenant.licences, tenant.unsupported = frozenset(entry["licences"]), frozenset(entry["unsupported"])
    for known in entry["apps"]:
        app = tenant.app(known["client_id"])
        if app is None and known["client_id"] in registrations:
            app = copy.deepcopy(registrations[known["client_id"]])
            tenant.apps.append(app)
        if app is not None:
            app.granted = set(known["granted"])
            app.consented, app.disabled = known["consented"], known["disabled"]
