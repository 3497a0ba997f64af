"""Readable words for the provider's names: `passwordMinimumLength` becomes "Password minimum length"."""

from __future__ import annotations

import re
from functools import lru_cache

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+(?:\.\d+)*")
_STEP = re.compile(r"(@odata\.type|[^.\[\]]+)|\[([^\]]*)\]")
# Beginnings of setting ids that say where a setting is applied, not which one it is.
_VENDOR = re.compile(
    r"^(?:(?:device|user)_)?vendor_msft_(?:policy_config_)?|^com\.apple\.|^linux_(?:mdatp_)?|^enrollment_autopilot_dpp_"
    r"|^ade_|^admx_"
)
# Steps that only carry a value, or are there for every policy.
_CARRIERS = frozenset({
    "settings", "settingInstance", "choiceSettingValue", "simpleSettingValue", "groupSettingValue", "value", "children",
    "simpleSettingCollectionValue", "choiceSettingCollectionValue", "groupSettingCollectionValue", "definitionValues",
})  # fmt: skip
_ABBREVIATIONS = {
    "id": "ID", "ids": "IDs", "os": "OS", "ip": "IP", "url": "URL", "urls": "URLs", "uri": "URI", "vpn": "VPN",
    "wifi": "Wi-Fi", "pin": "PIN", "usb": "USB", "mdm": "MDM", "mam": "MAM", "tpm": "TPM", "dns": "DNS", "oma": "OMA",
    "tls": "TLS", "ssl": "SSL", "xml": "XML", "sdk": "SDK", "api": "API", "ios": "iOS", "macos": "macOS", "cpu": "CPU",
    "eap": "EAP", "nfc": "NFC", "sms": "SMS", "ui": "UI", "smb": "SMB", "rpc": "RPC", "rdp": "RDP", "ntlm": "NTLM",
    "laps": "LAPS", "bitlocker": "BitLocker", "asr": "ASR", "edr": "EDR", "onedrive": "OneDrive",
}  # fmt: skip
_LONGEST = 160


@lru_cache(maxsize=8192)
def words_of(name: str) -> str:
    """A property's or setting's name in words, the first one with a capital letter."""
    bare = _VENDOR.sub("", name.removeprefix("#microsoft.graph.").removeprefix("@odata."))
    last = re.split(r"[~/\\]", bare)[-1] or bare
    parts = [_word(part) for part in _PARTS.findall(last)]
    if not parts:
        return name[:_LONGEST]
    text = " ".join(parts)
    return (text[0].upper() + text[1:] if text[:3] not in ("iOS", "mac") else text)[:_LONGEST]


def path_words(path: str, family: str = "") -> tuple[str, ...]:
    """The readable way to a technical path, without steps that only carry a value and without positions on the way."""
    found: list[str] = []
    steps = _STEP.findall(path)
    for place, (name, member) in enumerate(steps, start=1):
        if member.isdigit() and place < len(steps):
            continue
        if member:
            found.append(member if member.isdigit() or not _is_name(member) else words_of(member))
        elif name and name not in _CARRIERS:
            found.append(words_of(name))
    return tuple(found) or (words_of(path.rpartition(".")[2]),)


def _word(part: str) -> str:
    return _ABBREVIATIONS.get(part.lower(), part if part.isupper() and len(part) > 1 else part.lower())


def _is_name(text: str) -> bool:
    return " " not in text and "_" in text
