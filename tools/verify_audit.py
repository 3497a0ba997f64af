#!/usr/bin/env python3
"""Checks an exported TenantPilot audit log, offline and without TenantPilot.

Needs Python 3.11 and the package `cryptography`. The format is described in TenantPilot's docs/audit-log.md.

    python verify_audit.py audit-wsp_….jsonl --key public-key.pem --checkpoints kept.jsonl

Exit status: 0 the file is what was exported, 1 it is not (the first wrong line is named), 2 it cannot be checked.
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from struct import pack
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

FORMAT, VERSION = "tenantpilot-audit-export", 1
SIGNED_AS = b"tenantpilot audit export v1\n"
# The fields of an entry in the order in which they are hashed.
TEXTS = (
    "tenant_ref", "actor_kind", "actor_ref", "plane", "action", "subject_kind",
    "subject_ref", "before", "after", "reason", "run_ref", "request_ref",
)  # fmt: skip
SHOWN = frozenset({"seq", "at", "salt", "hash", *TEXTS})
WITHHELD = frozenset({"seq", "digest", "hash"})
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class TamperedError(Exception):
    """The file is not what was exported."""


class UnusableError(Exception):
    """This is no such file, or an option is wrong."""


def framed(text: str) -> bytes:
    """A text as it is hashed: four bytes of length, then UTF-8."""
    raw = text.encode()
    return pack(">I", len(raw)) + raw


def of_size(text: str, size: int) -> bytes:
    """Bytes from their hexadecimal form, exactly so many."""
    raw = bytes.fromhex(text)
    if len(raw) != size:
        raise ValueError("wrong length")
    return raw


def key_id(key: Ed25519PublicKey) -> str:
    """The short name of a key."""
    return sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


@dataclass
class Keys:
    """Keys that count. With none given, the one in the file is believed, and the verdict says so."""

    given: dict[str, Ed25519PublicKey]
    is_own: bool = False

    def check(self, name: str, signature: str, message: bytes, where: str) -> None:
        """Refuse a signature that no known key made."""
        key = self.given.get(name)
        if key is None:
            raise TamperedError(f"{where}: signed with the key {name}, which is none of yours")
        try:
            key.verify(base64.b64decode(signature, validate=True), message)
        except (InvalidSignature, ValueError):
            raise TamperedError(f"{where}: the signature does not fit") from None


def statement(checkpoint: dict[str, Any]) -> bytes:
    """The text a checkpoint's signature covers."""
    lines = ["tenantpilot audit checkpoint v1", *(str(checkpoint[name]) for name in ("chain", "seq", "hash", "at"))]
    return "".join(f"{line}\n" for line in lines).encode()


@dataclass
class Verifier:
    """Reads a file line by line; memory does not grow with it."""

    keys: Keys
    kept: list[dict[str, Any]] = field(default_factory=list)
    line: int = 0
    header: dict[str, Any] = field(default_factory=dict)
    chain: bytes = b""
    seq: int = 0
    hash: bytes = b""
    total: bytes = sha256(SIGNED_AS).digest()
    entries: int = 0
    withheld: int = 0
    notes: list[str] = field(default_factory=list)
    wanted: dict[int, str] = field(default_factory=dict)

    def run(self, file: BinaryIO) -> None:
        """Check the whole file.

        Raises:
            TamperedError: it was changed; the text names the line.
            UnusableError: it is not an export.
        """
        closing: list[tuple[str, dict[str, Any]]] = []
        for raw in file:
            self.line += 1
            record = self._parse(raw)
            if self.line == 1:
                self._begin(record)
            elif "seq" in record:
                if closing:
                    raise TamperedError(f"{self._here}: an entry after the end of the entries")
                self._entry(record)
            else:
                closing.append((self._here, record))
            if "manifest" not in record:
                self.total = sha256(self.total + raw).digest()
        if not self.line:
            raise UnusableError("the file is empty")
        self._close(closing)

    @property
    def _here(self) -> str:
        return f"line {self.line}"

    def _parse(self, raw: bytes) -> dict[str, Any]:
        try:
            record = json.loads(raw)
        except ValueError:
            record = None
        if isinstance(record, dict) and raw.endswith(b"\n"):
            return record
        if self.line == 1:
            raise UnusableError("this is not an exported audit log")
        raise TamperedError(f"{self._here}: not readable")

    def _begin(self, header: dict[str, Any]) -> None:
        if header.get("format") != FORMAT:
            raise UnusableError("this is not an exported audit log")
        if header.get("version") != VERSION:
            raise UnusableError(f"version {header.get('version')} of the format is unknown to this verifier")
        try:
            self.header, self.chain = header, framed(header["chain"])
            self.seq, self.hash = int(header["first"]) - 1, bytes.fromhex(header["previous"])
        except (KeyError, TypeError, ValueError, AttributeError):
            raise TamperedError("line 1: a field is missing or not what it should be") from None
        if self.seq == 0 and self.hash != sha256(self.chain).digest():
            raise TamperedError("line 1: not the beginning of this workspace's chain")
        for one in self.kept:
            if one["chain"] == header["chain"]:
                self.wanted[int(one["seq"])] = str(one["hash"])
        self._compare()

    def _compare(self) -> None:
        known = self.wanted.pop(self.seq, None)
        if known is not None and known != self.hash.hex():
            raise TamperedError(f"{self._here} (entry {self.seq}): rewritten, the checkpoint you kept says otherwise")

    def _entry(self, record: dict[str, Any]) -> None:
        due, where = self.seq + 1, f"{self._here} (entry {record['seq']})"
        if type(record["seq"]) is not int or record["seq"] != due:
            raise TamperedError(f"{where}: entry {due} should be here; entries are missing, repeated or out of order")
        try:
            if record.keys() == SHOWN:
                said = self._digest(record)
                self.entries += 1
            elif record.keys() == WITHHELD:
                said = of_size(record["digest"], 32)
                self.withheld += 1
            else:
                raise TamperedError(f"{where}: fields are missing or were added")
            stored = bytes.fromhex(record["hash"])
        except (TypeError, ValueError, AttributeError):
            raise TamperedError(f"{where}: a field is not what it should be") from None
        self.hash = sha256(self.hash + pack(">q", due) + said).digest()
        if stored != self.hash:
            raise TamperedError(f"{where}: altered, or it does not follow the entry before it")
        self.seq = due
        if self.wanted:
            self._compare()

    def _digest(self, record: dict[str, Any]) -> bytes:
        at = record["at"]
        if len(at) != 27 or at[-1] != "Z":
            raise ValueError("not a time")
        microseconds = (datetime.fromisoformat(at) - EPOCH) // MICROSECOND
        parts = [of_size(record["salt"], 16), self.chain, pack(">q", microseconds)]
        for name in TEXTS:
            raw = record[name].encode()
            parts += (pack(">I", len(raw)), raw)
        return sha256(b"".join(parts)).digest()

    def _close(self, closing: list[tuple[str, dict[str, Any]]]) -> None:
        names = [next(iter(record), "") for _, record in closing]
        if names != ["names", "checkpoint", "manifest"]:
            raise TamperedError(f"{self._here}: the file ends without its closing lines; it was cut, or never finished")
        (_, _), (checkpoint_at, checkpoint), (manifest_at, manifest) = closing
        try:
            self._own_key(manifest)
            self._checkpoint(checkpoint_at, checkpoint["checkpoint"])
            self._manifest(manifest_at, manifest)
            self._newer()
        except (KeyError, TypeError, ValueError, AttributeError):
            raise TamperedError(f"line {self.line}: the closing lines are damaged") from None

    def _own_key(self, closing: dict[str, Any]) -> None:
        if self.keys.given:
            return
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(closing["public_key"], validate=True))
        self.keys = Keys({key_id(key): key}, is_own=True)

    def _checkpoint(self, where: str, checkpoint: dict[str, Any] | None) -> None:
        if checkpoint is None:
            if self.seq:
                raise TamperedError(f"{where}: the checkpoint is missing")
            return
        self.keys.check(checkpoint["key"], checkpoint["signature"], statement(checkpoint), where)
        if checkpoint["chain"] != self.header["chain"]:
            raise TamperedError(f"{where}: the checkpoint is of another chain")
        if checkpoint["seq"] != self.seq:
            raise TamperedError(f"{where}: the checkpoint is of entry {checkpoint['seq']}, the file ends at {self.seq}")
        if checkpoint["hash"] != self.hash.hex():
            raise TamperedError(f"{where}: the entries are not those that were signed; the chain was rewritten")

    def _manifest(self, where: str, closing: dict[str, Any]) -> None:
        manifest = closing["manifest"]
        signed = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
        self.keys.check(closing["key"], closing["signature"], SIGNED_AS + signed, where)
        counted = {
            "chain": self.header["chain"],
            "made_at": self.header["made_at"],
            "first": self.header["first"],
            "last": self.seq,
            "lines": self.line - 1,
            "entries": self.entries,
            "withheld": self.withheld,
            "total": self.total.hex(),
        }
        wrong = [name for name, value in counted.items() if manifest.get(name) != value]
        if wrong:
            raise TamperedError(f"{where}: the file is not the one that was signed ({', '.join(wrong)})")

    def _newer(self) -> None:
        """Judge the kept checkpoints that lie outside the file."""
        for one in self.kept:
            if one["chain"] != self.header["chain"]:
                self.notes.append(f"A kept checkpoint is of another chain ({one['chain']}) and was not used.")
            elif one["seq"] < self.header["first"] - 1:
                self.notes.append(f"A kept checkpoint (entry {one['seq']}) lies before this export.")
            elif one["seq"] > self.seq:
                if one["at"] <= self.header["made_at"] and not self.header["filters"].get("until"):
                    raise TamperedError(
                        f"line {self.line}: the file ends at entry {self.seq}, but entry {one['seq']} existed when it"
                        " was made: the newest entries were cut off"
                    )
                self.notes.append(f"A kept checkpoint (entry {one['seq']}) lies after this export.")


def read_keys(given: Iterable[str]) -> dict[str, Ed25519PublicKey]:
    """Keys from PEM files or from their base64 text.

    Raises:
        UnusableError: one is neither.
    """
    keys = {}
    for one in given:
        try:
            if Path(one).is_file():
                key = load_pem_public_key(Path(one).read_bytes())
            else:
                key = Ed25519PublicKey.from_public_bytes(base64.b64decode(one, validate=True))
        except (ValueError, OSError):
            raise UnusableError(f"{one} is neither a key file nor a key") from None
        if not isinstance(key, Ed25519PublicKey):
            raise UnusableError(f"{one} is not an Ed25519 key")
        keys[key_id(key)] = key
    return keys


def read_checkpoints(path: str | None, keys: Keys) -> list[dict[str, Any]]:
    """Checkpoints that were kept, one JSON object per line, each with a good signature.

    Raises:
        UnusableError: they cannot be read, or no key was given to check them with.
        TamperedError: one has no good signature.
    """
    if path is None:
        return []
    if not keys.given:
        raise UnusableError("--checkpoints needs --key: a key from the file would prove nothing")
    kept = []
    for number, text in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
        if not text.strip():
            continue
        where = f"kept checkpoint in line {number}"
        try:
            found = json.loads(text)
            found = found.get("checkpoint", found)
            keys.check(found["key"], found["signature"], statement(found), where)
            kept.append(found)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UnusableError(f"{where}: not a checkpoint") from None
    return kept


def verdict(done: Verifier) -> str:
    """What to tell whoever asked."""
    header, (key,) = done.header, list(done.keys.given)[:1]
    lines = [
        f"Sound: chain {header['chain']}, entries {header['first']} to {done.seq}, made {header['made_at']}.",
        f"Shown in full: {done.entries}. Left out, proven by their digest only: {done.withheld}.",
    ]
    if header["filters"]:
        lines.append(f"Filters: {json.dumps(header['filters'], ensure_ascii=False)}")
    if header["reach"] == "tenants":
        lines.append(f"The person who exported it may read these tenants only: {', '.join(header['tenants'])}")
    if done.keys.is_own:
        lines.append(f"The key came from the file itself. Compare its short name, {key}, with the one you were given.")
    return "\n".join([*lines, *done.notes])


def main(arguments: list[str] | None = None) -> int:
    """Run as a command."""
    parser = argparse.ArgumentParser(description="Check an exported TenantPilot audit log.")
    parser.add_argument("export", help="the exported file")
    parser.add_argument("--key", action="append", default=[], help="public key: a PEM file or base64; may be repeated")
    parser.add_argument("--checkpoints", help="file of checkpoints that were kept, one JSON object per line")
    chosen = parser.parse_args(arguments)
    try:
        keys = Keys(read_keys(chosen.key))
        verifier = Verifier(keys, read_checkpoints(chosen.checkpoints, keys))
        with Path(chosen.export).open("rb") as file:
            verifier.run(file)
    except TamperedError as error:
        print(f"TAMPERED: {error}")
        return 1
    except (UnusableError, OSError, UnicodeDecodeError) as error:
        print(f"Cannot be checked: {error}", file=sys.stderr)
        return 2
    print(verdict(verifier))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
