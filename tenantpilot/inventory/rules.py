"""What is no change, as data: the noise of the provider, per family, versioned and listable.

Properties are kept unless a rule here or the family's contract leaves them out; lists are sets unless a rule says that
their order means something. `RULES_VERSION` grows with every edit: contents made under another version are made anew
before they are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tenantpilot.provider.contracts.model import Contract

RULES_VERSION = 1
Kind = Literal["ignore", "ignore_null", "twin", "copy", "label", "ordered"]
Why = Literal[
    "provider_clock", "provider_state", "position", "annotation", "copy", "reference_name", "order", "contract"
]


@dataclass(frozen=True)
class Rule:
    """One rule: what happens at `path` in `family` (`*`: all), and why. A `twin` gives way when `other` is there."""

    kind: Kind
    path: str
    why: Why
    family: str = "*"
    other: str = ""

    @property
    def code(self) -> str:
        """What names the rule in a list of them."""
        return f"{self.family}:{self.kind}:{self.path}"


def _all(kind: Kind, why: Why, *paths: str, family: str = "*") -> tuple[Rule, ...]:
    return tuple(Rule(kind, path, why, family) for path in paths)


_CLOCKS = _all(
    "ignore", "provider_clock", "**.createdDateTime", "**.lastModifiedDateTime", "**.modifiedDateTime",
    "deletedDateTime",
)  # fmt: skip
_STATE = _all(
    "ignore", "provider_state", "version", "isAssigned", "supportsScopeTags", "settingCount", "creationSource",
    "priorityMetaData", "**.auditRuleInformation", "apps[].version", "deployedAppCount", "isBuiltInRoleDefinition",
)  # fmt: skip
_POSITIONS = _all(
    "ignore", "position", "id", "settings[].id", "assignments[].id", "assignments[].source", "assignments[].sourceId",
    "scheduledActionsForRule[].id", "scheduledActionsForRule[].scheduledActionConfigurations[].id",
    "localizedNotificationMessages[].id", "definitionValues[].id", "definitionValues[].presentationValues[].id",
    "combinationConfigurations[].id", "detectionScriptParameters[].id",
)  # fmt: skip
# Names of what an id points at: they change with the other object, never with this one.
_NAMES = _all(
    "ignore", "reference_name", "**.groupDisplayName", "**.groupName", "**.roleScopeTagNames",
    "**.deviceAndAppManagementAssignmentFilterDisplayName", "**.deviceAndAppManagementAssignmentFilterName",
    "**.assignmentFilterDisplayName", "**.assignmentFilterName",
)  # fmt: skip
_LABELS = _all(
    "label", "reference_name", "templateReference.templateDisplayName", "definitionValues[].definition.displayName",
    "definitionValues[].presentationValues[].presentation.label", "targetedMobileApps[].displayName",
    "items[].displayName",
)  # fmt: skip
_COPIES = (
    *_all("ignore", "copy", "templateReference.templateDisplayVersion", "definitionValues[].definition.version",
          "definitionValues[].definition.explainText", "definitionValues[].definition.supportedOn",
          "definitionValues[].definition.hasRelatedDefinitions", "definitionValues[].definition.groupPolicyCategoryId",
          "definitionValues[].definition.minDeviceCspVersion", "definitionValues[].definition.minUserCspVersion"),
    Rule("copy", "definitionValues[].presentationValues[].presentation", "copy"),
)  # fmt: skip
_TWINS = (
    Rule("twin", "outOfBoxExperienceSettings", "copy", other="outOfBoxExperienceSetting"),
    Rule("twin", "extractHardwareHash", "copy", other="hardwareHashExtractionEnabled"),
    Rule("twin", "enableWhiteGlove", "copy", other="preprovisioningAllowed"),
    Rule("twin", "language", "copy", other="locale"),
)
_ORDERED = _all(
    "ordered", "order", "homeScreenPages", "homeScreenPages[].icons", "homeScreenDockIcons",
    "homeScreenPages[].icons[].pages", "homeScreenPages[].icons[].pages[].apps", "dnsServers", "servers", "server",
    "cipherSuites", "passwordHistory",
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_CLOCKS, *_STATE, *_POSITIONS, *_NAMES, *_LABELS, *_COPIES, *_TWINS, *_ORDERED)


def rules_of(contract: Contract) -> tuple[Rule, ...]:
    """Every rule that holds for a family, those of its contract included."""
    own = (rule for rule in RULES if rule.family in ("*", contract.family))
    return tuple(dict.fromkeys((*own, *_declared(contract), *_twin_names(contract))))


def _declared(contract: Contract) -> Iterator[Rule]:
    for path in sorted(contract.volatile):
        yield Rule("ignore", path, "contract", contract.family)
    for path in sorted(contract.volatile_when_null):
        yield Rule("ignore_null", path, "contract", contract.family)
    for path, other in contract.twins:
        yield Rule("twin", path, "contract", contract.family, other)
    for path in contract.copies:
        yield Rule("copy", path, "contract", contract.family)


def _twin_names(contract: Contract) -> Iterator[Rule]:
    for path, _ in id_properties(contract):
        for name in names_of(path):
            yield Rule("ignore", name, "reference_name", contract.family)


@lru_cache(maxsize=256)
def id_properties(contract: Contract) -> tuple[tuple[str, str], ...]:
    """Paths of single ids that a name may stand for, with the kind of what they point at."""
    return tuple((item.path, item.kind) for item in contract.references if item.path.endswith("Id"))


def names_of(path: str) -> tuple[str, ...]:
    """Where the name stands that goes with the id at `path`."""
    base = path[: -len("Id")]
    return base + "Name", base + "DisplayName"
