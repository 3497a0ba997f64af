"""How bad a difference or condition is: the worst that the rules say of any of its paths.

A rule fits by kind, family and path; the workspace's rules come before what the source proposes (a baseline's part),
and that before the product's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from tenantpilot.findings import rules
from tenantpilot.findings.rule_bodies import SeverityRule
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.store.scope import Scope

_ENTRA = ("conditional_access", "named_locations", "authentication_strengths", "authentication_contexts")
_DOORS = ("security_defaults", "authorization_policy", "cross_tenant_access", "authentication_methods",
          "authentication_flows", "external_identities", "intune_role_assignments", "intune_roles")  # fmt: skip
_LABELS = ("scope_tags", "device_categories", "branding_profiles", "notification_templates", "terms_and_conditions")


def _each(severity: str, kinds: Sequence[str], families: Sequence[str] = ("",), path: str = "") -> list[SeverityRule]:
    return [
        SeverityRule.model_validate({"severity": severity, "kind": kind, "family": family, "path": path})
        for kind in kinds
        for family in families
    ]


# Whoever is let in comes first: a changed door matters more than what stands behind it.
OWN: tuple[SeverityRule, ...] = (
    *_each("high", ["consent_lost", "connection_failing"]),
    *_each("medium", ["credential_expiring", "sync_failing"]),
    *_each("low", ["covered"]),
    *_each("medium", ["unexpected"], [*_ENTRA, *_DOORS]),
    *_each("low", ["unexpected"]),
    *_each("critical", ["missing"], ["conditional_access", "security_defaults"]),
    *_each("critical", ["different"], ["conditional_access"], "state"),
    *_each("critical", ["different"], ["conditional_access"], "conditions.users"),
    *_each("critical", ["different"], ["conditional_access"], "grantControls"),
    *_each("critical", ["different"], ["security_defaults"]),
    *_each("high", ["missing", "different", "conflict"], [*_ENTRA, *_DOORS]),
    *_each("high", ["missing"], ["endpoint_security_intents", "device_compliance", "app_protection"]),
    *_each("low", ["missing", "different", "conflict"], _LABELS),
    *_each("medium", [""]),
)  # fmt: skip


def _below(path: str, prefix: str) -> bool:
    """Whether a path is the prefix or something inside it; list positions count as inside."""
    return not prefix or path == prefix or path.startswith((prefix + ".", prefix + "[", prefix + "/"))


def _fits(rule: SeverityRule, kind: str, family: str, path: str) -> bool:
    return rule.kind in ("", kind) and rule.family in ("", family) and _below(path, rule.path)


@dataclass(frozen=True)
class Severities:
    """The rules of a workspace at one version."""

    version: int
    rules: tuple[SeverityRule, ...]

    @classmethod
    def load(cls, scope: Scope) -> Self:
        """The rules in force."""
        found = rules.load(scope, "severity")
        return cls(found.version, found.body.rules)

    def of(self, kind: str, family: str, paths: Sequence[str] = (), suggested: str = "") -> str:
        """The severity of something; `suggested` is what its source says of it, if anything."""
        found = {self._at(kind, family, path, suggested) for path in (paths or ("",))}
        return min(found, key=SEVERITIES.index)

    def _at(self, kind: str, family: str, path: str, suggested: str) -> str:
        own = next((rule.severity for rule in self.rules if _fits(rule, kind, family, path)), "")
        return own or suggested or next(rule.severity for rule in OWN if _fits(rule, kind, family, path))
