"""Settings of the Settings Catalog by area. Ids and values are Microsoft's; what is chosen of them is the generator's.

A line reads `id: values`. `0|1` are the endings of a choice's values (a choice's value repeats the id), `#1-10` is a
number, `=a|b` a text, `[a|b]` a list of texts, `!` a secret. `> id: values` is a child of the line above, present when
the choice above has its last value. A line in braces opens a group whose indented lines are its children.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A subject administrators make policies about; `template` is (family, id, display name) of endpoint security."""

    name: str
    platform: str
    technologies: str
    prefix: str
    lines: str
    template: tuple[str, str, str] | None = None

    @property
    def short(self) -> str:
        """The platform as names carry it."""
        return _SHORT[self.platform]


_SHORT = {"windows10": "WIN", "macOS": "MAC", "iOS": "IOS", "linux": "LNX", "android": "AND"}

POLICY = "device_vendor_msft_policy_config_"
WINDOWS = ("windows10", "mdm")
SENSE = ("windows10", "mdm,microsoftSense")
MAC = ("macOS", "mdm,appleRemoteManagement")
IOS = ("iOS", "mdm,appleRemoteManagement")
