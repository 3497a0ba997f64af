"""Signed checkpoints: short texts that people can keep anywhere, and the installation's key that signs them."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tenantpilot.audit.links import Link
from tenantpilot.kernel.crypto import signing_key
from tenantpilot.kernel.settings import settings

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(microseconds: int) -> str:
    """A time in the one form that is signed and exported, always with six digits."""
    return (EPOCH + timedelta(microseconds=microseconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def microseconds(at: datetime) -> int:
    """Microseconds since 1970, exactly."""
    return (at - EPOCH) // timedelta(microseconds=1)


def raw(key: Ed25519PublicKey) -> bytes:
    """A public key's 32 bytes."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_id(key: Ed25519PublicKey) -> str:
    """A short name of a public key, for people to compare."""
    return sha256(raw(key)).hexdigest()[:16]


def public_key() -> Ed25519PublicKey:
    """The key that verifies what this installation signs now."""
    return signing_key().public_key()


def public_key_pem() -> str:
    """The public key as the text that auditors are given."""
    return public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def public_key_base64() -> str:
    """The public key as one word, for configuration variables and command lines."""
    return base64.b64encode(raw(public_key())).decode()


@lru_cache(maxsize=4)
def _known(current: bytes, former: tuple[bytes, ...]) -> dict[str, Ed25519PublicKey]:
    keys = (Ed25519PublicKey.from_public_bytes(one) for one in (current, *former))
    return {key_id(key): key for key in keys}


def known_keys() -> dict[str, Ed25519PublicKey]:
    """Keys whose signatures count: the present one and the former ones of the configuration, by their short names."""
    return _known(raw(public_key()), settings().former_audit_keys)


def sign(message: bytes) -> bytes:
    """The installation's signature."""
    return signing_key().sign(message)


def is_signed(message: bytes, signature: bytes, key: str) -> bool:
    """Whether a known key with this short name signed the message."""
    public = known_keys().get(key)
    if public is None:
        return False
    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return True


@dataclass(frozen=True)
class Checkpoint:
    """ "At this time this chain had this number and this hash", signed."""

    chain: str
    link: Link
    at: str
    key_id: str
    signature: bytes = b""

    @property
    def statement(self) -> bytes:
        """The bytes that are signed: five lines of plain text."""
        lines = ("tenantpilot audit checkpoint v1", self.chain, str(self.link.seq), self.link.hash.hex(), self.at)
        return "".join(f"{line}\n" for line in lines).encode()

    @property
    def is_genuine(self) -> bool:
        """Whether a known key signed exactly this."""
        return is_signed(self.statement, self.signature, self.key_id)

    def record(self) -> dict[str, str | int]:
        """The checkpoint as it stands in files."""
        return {
            "chain": self.chain,
            "seq": self.link.seq,
            "hash": self.link.hash.hex(),
            "at": self.at,
            "key": self.key_id,
            "signature": base64.b64encode(self.signature).decode(),
        }

    @classmethod
    def from_record(cls, found: Any) -> Checkpoint:
        """Read a checkpoint from a file.

        Raises:
            ValueError: it has not the form of one.
        """
        try:
            link = Link(int(found["seq"]), bytes.fromhex(found["hash"]))
            signature = base64.b64decode(found["signature"], validate=True)
            return cls(str(found["chain"]), link, str(found["at"]), str(found["key"]), signature)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a checkpoint") from error


def make_checkpoint(chain: str, link: Link, at: datetime) -> Checkpoint:
    """Sign that `chain` stood at `link` at this moment."""
    bare = Checkpoint(chain, link, moment(microseconds(at)), key_id(public_key()))
    return Checkpoint(bare.chain, bare.link, bare.at, bare.key_id, sign(bare.statement))


def parse_checkpoints(text: str) -> list[Checkpoint]:
    """Checkpoints as `tenantpilot audit checkpoint` prints them, one JSON object per line; empty lines are fine.

    Raises:
        ValueError: a line is not a checkpoint; the text names the line.
    """
    made = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
            made.append(Checkpoint.from_record(found.get("checkpoint", found)))
        except (ValueError, AttributeError) as error:
            raise ValueError(f"line {number} is not a checkpoint") from error
    return made
