"""Scripts that run on devices. Their bodies are configuration: people compare them, credentials in them are hidden."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts import everywhere
from tenantpilot.provider.contracts.model import Contract

_declare = partial(
    Contract, group="scripts", feature="scripts", area="intune/devices",
    read_permissions=everywhere.SCRIPTS_READ, write_permissions=everywhere.SCRIPTS_WRITE,
    parts=(everywhere.ITEM_ASSIGNED,),
    assign_path="{id}/assign", assign_property="deviceManagementScriptAssignments", assign_statuses=(200,),
    create_statuses=(201,), update_statuses=(200,), delete_statuses=(200,),
)  # fmt: skip

POWERSHELL_SCRIPTS = _declare(
    "powershell_scripts", 10, "deviceManagement/deviceManagementScripts", platform="windows",
    texts=everywhere.scripts("scriptContent"),
)  # fmt: skip

MACOS_SHELL_SCRIPTS = _declare(
    "macos_shell_scripts", 11, "deviceManagement/deviceShellScripts", platform="macos",
    texts=everywhere.scripts("scriptContent"),
)  # fmt: skip

MACOS_CUSTOM_ATTRIBUTES = _declare(
    "macos_custom_attributes", 12, "deviceManagement/deviceCustomAttributeShellScripts", platform="macos",
    texts=everywhere.scripts("scriptContent"),
)  # fmt: skip

REMEDIATIONS = _declare(
    "remediations", 13, "deviceManagement/deviceHealthScripts", platform="windows",
    assign_property="deviceHealthScriptAssignments", skip_when=(("isGlobalScript", "true"),),
    volatile=frozenset({"version", "isGlobalScript", "highestAvailableVersion", "deviceHealthScriptType"}),
    texts=everywhere.scripts("detectionScriptContent", "remediationScriptContent"),
    unordered=("detectionScriptParameters", "remediationScriptParameters"),
)  # fmt: skip

CONTRACTS = (POWERSHELL_SCRIPTS, MACOS_SHELL_SCRIPTS, MACOS_CUSTOM_ATTRIBUTES, REMEDIATIONS)
