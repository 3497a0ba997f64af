"""What the database is told about acceptances: the registry of capabilities, the table of states, the rules."""

from __future__ import annotations

import json

from tenantpilot.access.capabilities import CAPABILITIES, PLANE, Capability, Plane
from tenantpilot.findings.rule_bodies import DEFAULTS
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.findings.tables import EXCEPTION_MOVES, FindingException
from tenantpilot.findings.workflow import TODO, State
from tenantpilot.store import ddl, exception_walls
from tenantpilot.store.exception_walls import Rights


def _roles(capability: Capability) -> list[str]:
    return [role.value for role, held in CAPABILITIES.items() if capability in held and PLANE[role] is Plane.ADMIN]


def install() -> list[str]:
    """Statements that make the triggers of acceptances."""
    rights = Rights(
        _roles(Capability.EXCEPTION_REQUEST), _roles(Capability.EXCEPTION_APPROVE), _roles(Capability.EXCEPTION_REVOKE)
    )
    open_states = [state.value for state in (*TODO, State.RISK_ACCEPTED)]
    return [
        *exception_walls.rules(json.dumps(DEFAULTS["exception"].written())),
        *exception_walls.asked(rights, open_states),
        *exception_walls.decided(rights, list(FindingException.model_fields), EXCEPTION_MOVES, SEVERITIES),
        *exception_walls.audited(),
        # The relay sees in which workspaces something is due, and nothing else of acceptances.
        *ddl.seen_by(ddl.RUNNER, exception_walls.TABLE, "workspace_id", "next_at"),
    ]


def remove() -> list[str]:
    """Statements that take the functions away; their triggers went with the table."""
    return [
        "drop function if exists finding_exception_rules(uuid) cascade",
        *ddl.drop_functions(*(name for name in exception_walls.FUNCTIONS if name != "finding_exception_rules")),
    ]
