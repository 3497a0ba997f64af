"""Tokens by msal, with a secret and with a certificate, and what the login service says to wrong ones."""

import json
import os
from pathlib import Path

import msal
import requests

ORIGIN, TENANT, CLIENT = os.environ["ORIGIN"], os.environ["TENANT"], os.environ["CLIENT"]
SCOPE = ["https://graph.microsoft.com/.default"]
KEY, PUBLIC = Path(os.environ["KEY"]).read_text(), Path(os.environ["PUBLIC"]).read_text()


def application(credential, tenant=TENANT):
    """A confidential client whose authority is the sandbox."""
    return msal.ConfidentialClientApplication(
        CLIENT, client_credential=credential, authority=f"{ORIGIN}/{tenant}", instance_discovery=False
    )


def read(app):
    """The policies that a token of the application leads to."""
    token = app.acquire_token_for_client(SCOPE)["access_token"]
    answer = requests.get(
        f"{ORIGIN}/v1.0/deviceManagement/deviceConfigurations",
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    )
    answer.raise_for_status()
    return len(answer.json()["value"]), token


by_secret = application(os.environ["SECRET"])
first, second = read(by_secret), read(by_secret)
by_thumbprint = application({"thumbprint": os.environ["THUMBPRINT"], "private_key": KEY})
by_certificate = application({"private_key": KEY, "public_certificate": PUBLIC})
refused = application("not the secret").acquire_token_for_client(SCOPE)
print(
    json.dumps(
        {
            "secret": first[0],
            "is_cached": first[1] == second[1],
            "thumbprint": read(by_thumbprint)[0],
            "certificate": read(by_certificate)[0],
            "refused": [refused["error"], refused["error_codes"], refused["error_description"][:13]],
        }
    )
)
