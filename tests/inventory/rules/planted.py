"""Policies with a secret planted in every place and writing where operators leave them."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, quote_plus

from tenantpilot.provider.contracts.model import Contract
from tests.inventory.rules.bodies import b64, catalog, choice, compliance, contract, custom, oma, script, simple

Plant = Callable[[str], tuple[Contract, dict[str, Any]]]
# Apart, so that no file of the repository holds what looks like a key.
_KEY = "RSA PRIVATE KEY"
_BLOB = re.compile(rb"[A-Za-z0-9+/_\-]{12,}={0,2}")


def writings(secret: str) -> Iterator[bytes]:
    """The secret in the writings that could carry it."""
    for text in (secret, json.dumps(secret)[1:-1], quote(secret, safe=""), quote_plus(secret), html.escape(secret)):
        yield text.encode()
        yield text.encode("utf-16-le")
        yield base64.b64encode(text.encode())
        yield base64.b64encode(text.encode("utf-16-le"))


def survives(secret: str, output: bytes, depth: int = 0) -> bool:
    """Whether a secret can be read from an output, base64 in it opened."""
    if any(writing in output for writing in writings(secret)):
        return True
    if depth > 3:
        return False
    return any(survives(secret, inner, depth + 1) for inner in _opened(output))


def _opened(output: bytes) -> Iterator[bytes]:
    for blob in _BLOB.findall(output):
        bare = blob.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
        if len(bare) % 4 != 1:
            yield base64.b64decode(bare + b"=" * (-len(bare) % 4))


def _config(kind: str, **extra: Any) -> tuple[Contract, dict[str, Any]]:
    body = custom(**extra) | {"@odata.type": f"#microsoft.graph.{kind}"}
    return contract("device_configuration"), body


def _ps(text: str, encoding: str = "utf-8") -> tuple[Contract, dict[str, Any]]:
    return contract("powershell_scripts"), script(text, encoding)


def _plist(inner: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist><plist version="1.0"><dict>'
    return head + inner + "</dict></plist>"


DECLARED: dict[str, Plant] = {
    "settings catalog secret": lambda secret: (
        contract("settings_catalog"), catalog(simple("device_vpn_key", secret, "Secret")),
    ),
    "settings catalog secret inside a choice": lambda secret: (
        contract("settings_catalog"), catalog(choice("device_vpn", "1", simple("device_vpn_key", secret, "Secret"))),
    ),
    "settings catalog text named like one": lambda secret: (
        contract("settings_catalog"), catalog(simple("device_vendor_msft_wifi_profile_presharedkey", secret)),
    ),
    "encrypted oma": lambda secret: (contract("device_configuration"), custom(oma("x", secret, encrypted=True))),
    "wi-fi key": lambda secret: _config("windowsWifiConfiguration", preSharedKey=secret, ssid="Office"),
    "vpn secret deep inside": lambda secret: _config("iosVpnConfiguration", server={"auth": {"sharedSecret": secret}}),
    "device password of a profile": lambda secret: _config("x", adminAccountPassword=secret),
    "a list of secrets": lambda secret: _config("x", customKeys=[{"key": "apiKey", "value": secret}]),
    "app configuration by name": lambda secret: (
        contract("app_configuration_devices"),
        {"id": "a1", "displayName": "x", "settings": [{"appConfigKey": "password", "appConfigKeyValue": secret}]},
    ),
    "managed app configuration by name": lambda secret: (
        contract("app_configuration_apps"),
        {"id": "a1", "displayName": "x", "customSettings": [{"name": "proxy.client_secret", "value": secret}]},
    ),
    "unknown property named like one": lambda secret: _config("x", somethingNew={"clientSecret": secret}),
}  # fmt: skip
WRITTEN: dict[str, Plant] = {
    "powershell variable": lambda secret: _ps(f'$password = "{secret}"\nWrite-Host done\n'),
    "powershell single quotes": lambda secret: _ps(f"$adminPassword='{secret}'\n"),
    "powershell utf-16": lambda secret: _ps(f'$apiKey = "{secret}"\n', "utf-16"),
    "powershell secure string": lambda secret: _ps(f'$x = ConvertTo-SecureString "{secret}" -AsPlainText -Force\n'),
    "powershell secure string by option": lambda secret: _ps(
        f"New-LocalUser svc -Password (ConvertTo-SecureString -AsPlainText -Force '{secret}')\n"
    ),
    "powershell option": lambda secret: _ps(f'Connect-Thing -ClientSecret "{secret}"\n'),
    "powershell table": lambda secret: _ps(f'$body = @{{ client_secret = "{secret}"; grant_type = "x" }}\n'),
    "powershell encoded command": lambda secret: _ps(
        f"powershell -EncodedCommand {b64(f'$pwd = {chr(34)}{secret}{chr(34)}', 'utf-16-le')}\n"
    ),
    "json in a script": lambda secret: _ps(f'{{"user": "svc", "password": {json.dumps(secret)} }}\n'),
    "plist password": lambda secret: _config(
        "macOSCustomConfiguration",
        payload=b64(_plist(f"<key>Password</key>\n<string>{html.escape(secret, quote=False)}</string>")),
    ),
    "plist secret as data": lambda secret: _config(
        "macOSCustomConfiguration", payload=b64(_plist(f"<key>SharedSecret</key><data>{b64(secret)}</data>")),
    ),
    "wlan xml": lambda secret: (
        contract("device_configuration"),
        custom(oma("wifi", f"<sharedKey><keyMaterial>{html.escape(secret, quote=False)}</keyMaterial></sharedKey>")),
    ),
    "private key": lambda secret: _ps(
        f"$k = @'\n-----BEGIN {_KEY}-----\n{b64(secret * 3)}\n-----END {_KEY}-----\n'@\n"
    ),
    "said again in the description": lambda secret: (
        contract("device_configuration"),
        custom(description=f"uses {secret} for the network", preSharedKey=secret),
    ),
    "said again url-encoded and in base64": lambda secret: (
        contract("device_configuration"),
        custom(description=f"see {quote(secret, safe='')} or {b64(secret)}", preSharedKey=secret),
    ),
    "said again inside a script": lambda secret: (
        contract("device_compliance"),
        compliance(sharedSecret=secret, notes=b64(f"echo the thing is {secret} today, friends")),
    ),
}  # fmt: skip
# Written where a space ends the value.
WORDS: dict[str, Plant] = {
    "connection string": lambda secret: _ps(f'$c = "Server=tcp:x;User ID=sa;Password={secret};Encrypt=True"\n'),
    "storage account": lambda secret: _ps(f'$c = "AccountName=x;AccountKey={secret};EndpointSuffix=y"\n'),
    "net user": lambda secret: _ps(f"net user svc {secret} /add\n"),
    "net use": lambda secret: _ps(f"net use Z: \\\\srv\\share /user:dom\\svc {secret}\n"),
    "url with a password": lambda secret: _ps(f"git clone https://svc:{secret}@example.test/repo.git\n"),
    "shell variable": lambda secret: (
        contract("macos_shell_scripts"),
        script("") | {"scriptContent": b64(f"#!/bin/zsh\nAPI_TOKEN={secret}\nexport API_TOKEN\n")},
    ),
    "curl user": lambda secret: _ps(f"curl -s -u svc:{secret} https://example.test\n"),
    "sas": lambda secret: _ps(f'$u = "https://x.blob.core.windows.net/c?sv=2022&sp=r&sig={secret}"\n'),
    "bearer": lambda secret: _ps(f'$h = @{{ Authorization = "Bearer {secret}" }}\n'),
    "install command": lambda secret: (
        contract("apps"),
        {"id": "a1", "@odata.type": "#microsoft.graph.win32LobApp", "displayName": "x",
         "installCommandLine": f"msiexec /i x.msi LICENSEKEY={secret} /qn"},
    ),
    "oma text": lambda secret: (
        contract("device_configuration"), custom(oma("x", f'<data id="ProxyPassword" value="{secret}"/>')),
    ),
    "description": lambda secret: (contract("device_compliance"), compliance(description=f"password: {secret}")),
    "name": lambda secret: (contract("device_compliance"), compliance(displayName=f"Wi-Fi psk={secret}")),
}  # fmt: skip
