"""Tokens by azure-identity, with a secret and with a certificate, and its own errors."""

import json
import os
import re
from urllib.parse import urlsplit

import requests
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import CertificateCredential, ClientSecretCredential

ORIGIN, TENANT, CLIENT = os.environ["ORIGIN"], os.environ["TENANT"], os.environ["CLIENT"]
SCOPE = "https://graph.microsoft.com/.default"
SANDBOX = {
    "authority": urlsplit(ORIGIN).netloc,
    "disable_instance_discovery": True,
    "connection_verify": os.environ["AUTHORITIES"],
}


def read(credential):
    """The policies that the credential leads to."""
    answer = requests.get(
        f"{ORIGIN}/v1.0/deviceManagement/deviceConfigurations",
        headers={"Authorization": f"Bearer {credential.get_token(SCOPE).token}"},
        timeout=30,
    )
    answer.raise_for_status()
    return len(answer.json()["value"])


def refusal(**wrong):
    """What somebody with something wrong is told."""
    known = {"tenant_id": TENANT, "client_id": CLIENT, "client_secret": os.environ["SECRET"]} | wrong
    try:
        ClientSecretCredential(**known, **SANDBOX).get_token(SCOPE)
    except ClientAuthenticationError as error:
        return re.search("AADSTS[0-9]+", error.message)[0]
    return ""


print(
    json.dumps(
        {
            "secret": read(ClientSecretCredential(TENANT, CLIENT, os.environ["SECRET"], **SANDBOX)),
            "certificate": read(CertificateCredential(TENANT, CLIENT, os.environ["BOTH"], **SANDBOX)),
            "wrong_secret": refusal(client_secret="not the secret"),
            "wrong_application": refusal(client_id="ffffffff-0000-4000-8000-000000000001"),
        }
    )
)
