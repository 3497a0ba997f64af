"""Platform scripts, shell scripts, custom attributes, remediations and compliance scripts."""

from __future__ import annotations

from collections.abc import Iterator

from tenantpilot.sandbox.graph.data import Json
from tenantpilot.sandbox.graph.demo import planted
from tenantpilot.sandbox.graph.demo.maker import Made, Maker, encoded, numbered

_POWERSHELL = (
    ("Map department drives", 'New-PSDrive -Name "G" -PSProvider FileSystem -Root "\\\\files\\dept" -Persist'),
    ("Remove consumer apps", 'Get-AppxPackage -AllUsers *Solitaire* | Remove-AppxPackage -AllUsers'),
    ("Set time zone by site", 'Set-TimeZone -Id "W. Europe Standard Time"'),
    ("Enable long paths", 'New-ItemProperty "HKLM:\\SYSTEM\\CurrentControlSet\\Control\\FileSystem" LongPaths 1'),
    (
        "Join label printers",
        f'$account = "labels"; $password = "{planted.SCRIPT_PASSWORD}"\n'
        'Add-Printer -ConnectionName "\\\\print01\\labels"',
    ),
    ("Copy support tools", 'Copy-Item "\\\\files\\tools\\*" "C:\\Support" -Recurse -Force'),
    ("Rename by serial number", 'Rename-Computer -NewName ("WS" + (Get-CimInstance Win32_BIOS).SerialNumber)'),
    ("Install root certificates", 'Import-Certificate root.cer Cert:\\LocalMachine\\Root'),
)  # fmt: skip
_SHELL = (
    ("Install printer queues", "lpadmin -p office -E -v ipp://print01/office"),
    ("Set desktop picture", "defaults write com.apple.desktop Background /Library/Desktop/company.png"),
    ("Register with asset service", f"curl -s -H 'X-Key: {planted.SHELL_API_KEY}' https://assets.corp.example/register"),
    ("Rotate local logs", "newsyslog -v"),
    ("Dock layout", "defaults write com.apple.dock persistent-apps -array"),
)  # fmt: skip
_ATTRIBUTES = (
    ("Rosetta present", "string", "/usr/bin/pgrep -q oahd && echo yes || echo no"),
    ("Battery cycles", "integer", "system_profiler SPPowerDataType | awk '/Cycle Count/{print $3}'"),
    ("Last backup", "dateTime", "tmutil latestbackup"),
)
_REMEDIATIONS = (
    ("Restart stuck print spooler", "Get-Service Spooler", "Restart-Service Spooler"),
    ("Clear Teams cache", "Test-Path $env:APPDATA\\Teams", "Remove-Item $env:APPDATA\\Teams\\Cache -Recurse"),
    ("Low disk space", "(Get-PSDrive C).Free", "cleanmgr /sagerun:1"),
    ("Time service drift", "w32tm /query /status", "w32tm /resync"),
    ("Stale profiles", "Get-CimInstance Win32_UserProfile", "Remove-CimInstance -InputObject $stale"),
    (
        "Report warranty state",
        "exit 1",
        f'Invoke-RestMethod https://warranty.corp.example -Headers @{{token="{planted.REMEDIATION_TOKEN}"}}',
    ),
    ("BitLocker key escrow", "Get-BitLockerVolume C:", "BackupToAAD-BitLockerKeyProtector -MountPoint C:"),
    ("Firewall profile off", "Get-NetFirewallProfile", "Set-NetFirewallProfile -All -Enabled True"),
)  # fmt: skip


def platform_scripts(maker: Maker, count: int) -> Iterator[Made]:
    """PowerShell scripts that run once per device or person."""
    for index, (subject, body) in numbered(count, _POWERSHELL):
        turn = index // len(_POWERSHELL)
        header = maker.header("WIN", subject, turn)
        yield (
            "deviceManagementScripts",
            {
                **header,
                "enforceSignatureCheck": maker.chance(0.3),
                "fileName": subject.lower().replace(" ", "-") + ".ps1",
                "runAs32Bit": False,
                "runAsAccount": maker.pick(("system", "user")),
                "scriptContent": _script(maker, subject, body, turn),
                "assignments": maker.assignments(header["id"], "windows10"),
            },
        )


def shell_scripts(maker: Maker, count: int) -> Iterator[Made]:
    """Scripts for Macs."""
    for index, (subject, body) in numbered(count, _SHELL):
        turn = index // len(_SHELL)
        header = maker.header("MAC", subject, turn)
        yield (
            "deviceShellScripts",
            {
                **header,
                "blockExecutionNotifications": True,
                "executionFrequency": maker.pick(("PT0S", "PT1H", "P1D")),
                "fileName": subject.lower().replace(" ", "-") + ".sh",
                "retryCount": maker.number(1, 3),
                "runAsAccount": "system",
                "scriptContent": _script(maker, subject, body, turn),
                "assignments": maker.assignments(header["id"], "macOS"),
            },
        )


def custom_attributes(maker: Maker, count: int) -> Iterator[Made]:
    """What Macs are asked about."""
    for index, (subject, kind, body) in numbered(count, _ATTRIBUTES):
        header = maker.header("MAC", subject, index // len(_ATTRIBUTES))
        yield (
            "deviceCustomAttributeShellScripts",
            {
                **header,
                "customAttributeName": subject,
                "customAttributeType": kind,
                "fileName": subject.lower().replace(" ", "-") + ".sh",
                "runAsAccount": "system",
                "scriptContent": _script(maker, subject, body, index),
                "assignments": maker.assignments(header["id"], "macOS"),
            },
        )


def remediations(maker: Maker, count: int) -> Iterator[Made]:
    """Detection with remediation; the last two are Microsoft's own, which exist in every tenant."""
    for index, (subject, detect, cure) in numbered(count, _REMEDIATIONS):
        turn = index // len(_REMEDIATIONS)
        header = maker.header("WIN", subject, turn)
        yield (
            "deviceHealthScripts",
            {
                **header,
                "publisher": maker.profile.display_name,
                "version": "1.0",
                "detectionScriptContent": _script(maker, subject, detect, turn),
                "remediationScriptContent": _script(maker, subject, cure, turn),
                "detectionScriptParameters": [],
                "remediationScriptParameters": [],
                "deviceHealthScriptType": "deviceHealthScript",
                "enforceSignatureCheck": False,
                "highestAvailableVersion": None,
                "isGlobalScript": False,
                "runAs32Bit": maker.chance(0.2),
                "runAsAccount": "system",
                "assignments": [
                    {**one, "runRemediationScript": True, "runSchedule": _schedule(maker)}
                    for one in maker.assignments(header["id"], "windows10")
                ],
            },
        )
    for subject in ("Update stale Group Policies", "Restart Office Click-to-run service"):
        made = maker.dates()
        yield (
            "deviceHealthScripts",
            {
                "id": maker.guid(),
                "displayName": subject,
                "description": "",
                **made,
                "roleScopeTagIds": ["0"],
                "publisher": "Microsoft",
                "version": "1.0",
                "detectionScriptContent": "",
                "remediationScriptContent": "",
                "isGlobalScript": True,
                "highestAvailableVersion": "1.1",
                "deviceHealthScriptType": "managedInstallerScript" if "Office" in subject else "deviceHealthScript",
                "runAsAccount": "system",
                "assignments": [],
            },
        )


def compliance_scripts(maker: Maker, count: int) -> Iterator[Made]:
    """Discovery scripts that compliance policies refer to."""
    for index in range(count):
        header = maker.header("WIN", "Agent running", index)
        yield (
            "deviceComplianceScripts",
            {
                **header,
                "publisher": maker.profile.display_name,
                "version": "1",
                "detectionScriptContent": _script(maker, "Agent running", "Get-Service AgentSvc", index),
                "enforceSignatureCheck": False,
                "runAs32Bit": False,
                "runAsAccount": "system",
                "assignments": [],
            },
        )


def _schedule(maker: Maker) -> Json:
    return {
        "@odata.type": "#microsoft.graph.deviceHealthScriptDailySchedule",
        "interval": maker.number(1, 3),
        "useUtc": False,
        "time": f"{maker.number(7, 18):02d}:00:00.0000000",
    }


def _script(maker: Maker, subject: str, body: str, turn: int) -> str:
    return encoded(f"# {subject}\n# {maker.profile.display_name}, revision {turn + 1}\n{body}\nexit 0\n")
