"""Secrets that stand in the demonstration's policies. Tests search for them where none may ever appear."""

from __future__ import annotations

OMA_SETTING = "Tiger-Lantern-4471-oma"
OMA_SETTING_LATER = "Tiger-Lantern-9902-oma"
WIFI_KEY = "walnut-orbit-wifi-psk-83"
WIFI_KEY_LATER = "walnut-orbit-wifi-psk-84"
VPN_SHARED_SECRET = "copper-meadow-vpn-517"  # noqa: S105 - planted on purpose
SCRIPT_PASSWORD = "Sc1pt-Harbour-Velvet!29"  # noqa: S105 - planted on purpose
REMEDIATION_TOKEN = "rem-token-quartz-60518f"  # noqa: S105 - planted on purpose
SHELL_API_KEY = "shell-key-maple-drift-7742"
CATALOG_SECRET = "catalog-onboarding-blob-juniper-3308"  # noqa: S105 - planted on purpose
APP_CONFIGURATION_KEY = "appcfg-licence-falcon-1195"
ENROLLMENT_TOKEN = "ENRLTKNPLUMSPARROW5521"  # noqa: S105 - planted on purpose
LOCAL_ADMIN_PASSWORD = "Setup-Birch-Anchor-0417"  # noqa: S105 - planted on purpose
VPP_TOKEN = "vpp-token-cobalt-heron-2264"  # noqa: S105 - planted on purpose

PLANTED: tuple[str, ...] = (
    OMA_SETTING,
    OMA_SETTING_LATER,
    WIFI_KEY,
    WIFI_KEY_LATER,
    VPN_SHARED_SECRET,
    SCRIPT_PASSWORD,
    REMEDIATION_TOKEN,
    SHELL_API_KEY,
    CATALOG_SECRET,
    APP_CONFIGURATION_KEY,
    ENROLLMENT_TOKEN,
    LOCAL_ADMIN_PASSWORD,
    VPP_TOKEN,
)
"""Some stand in base64 (scripts, payloads): search for those too."""
