"""The audit log from the server's command line: check it, sign it, hand out the public key."""

from __future__ import annotations

import json
from pathlib import Path

from tenantpilot.audit import checkpoints
from tenantpilot.audit.links import Kind
from tenantpilot.audit.signing import Checkpoint, parse_checkpoints, public_key_base64, public_key_pem
from tenantpilot.audit.verification import Report
from tenantpilot.embedded.errors import SetUpError

FAULTS = {
    Kind.ALTERED: "does not say what it said when it was written",
    Kind.UNLINKED: "does not follow the entry before it",
    Kind.MISSING: "is gone",
    Kind.REPEATED: "is there twice, or where no entry can be",
    Kind.CUT_OFF: "and everything after it were cut off",
    Kind.HEAD: "and the head of the chain disagree",
    Kind.REWRITTEN: "is not the one that was signed: the chain was rewritten before it",
    Kind.FORGED: "has a checkpoint that no known key signed",
}


def verify(workspace: str, kept: Path | None) -> None:
    """Check chains and print one line each; exit status 1 when one is broken.

    Raises:
        SetUpError: there is no such chain, or the kept checkpoints cannot be read.
    """
    reports = list(_reports(workspace, kept))
    for report in reports:
        print(_sentence(report))
    if any(not report.is_sound for report in reports):
        raise SystemExit(1)


def _reports(workspace: str, kept: Path | None) -> list[Report]:
    try:
        outside = parse_checkpoints(kept.read_text(encoding="utf-8")) if kept else []
    except (OSError, ValueError) as error:
        raise SetUpError(f"{kept}: {error}") from None
    reports = list(checkpoints.verify_all(workspace, outside))
    if workspace and not reports:
        raise SetUpError(f"There is no chain {workspace}.")
    return reports


def _sentence(report: Report) -> str:
    if report.fault:
        return f"{report.chain}: BROKEN ({report.fault.kind}): entry {report.fault.seq} {FAULTS[report.fault.kind]}"
    signed = f"signed up to {report.signed.seq}" if report.signed else "no checkpoint yet"
    return f"{report.chain}: sound, {report.head.seq} entries, {signed}"


def checkpoint(workspace: str) -> None:
    """Sign how chains stand and print one JSON object per chain, to be kept outside; exit status 1 if one is broken.

    Raises:
        SetUpError: there is no such chain.
    """
    taken = checkpoints.take_all(workspace)
    if workspace and not taken:
        raise SetUpError(f"There is no chain {workspace}.")
    for one in taken:
        if one.checkpoint:
            print(_record(one.checkpoint))
    broken = [f"{one.chain}: entry {one.fault.seq} {FAULTS[one.fault.kind]}" for one in taken if one.fault]
    if broken:
        raise SetUpError("Not signed, because the chain is broken:\n" + "\n".join(broken))


def _record(one: Checkpoint) -> str:
    return json.dumps(one.record())


def public_key(*, short: bool) -> None:
    """Print the key that verifies checkpoints and exports: PEM for files, short for variables and options."""
    print(public_key_base64() if short else public_key_pem(), end="\n" if short else "")
