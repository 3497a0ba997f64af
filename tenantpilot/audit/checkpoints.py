"""Taking checkpoints: whatever has been added since the last one is checked first, so nothing false gets signed."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy.exc import OperationalError

from tenantpilot.audit import chain_queries as queries
from tenantpilot.audit.links import Break, Kind, Link, start
from tenantpilot.audit.signing import Checkpoint, key_id, make_checkpoint, public_key
from tenantpilot.audit.verification import Chain, Report, check_checkpoints, check_entries, check_extent, verify
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.store.transaction import transaction

log = logging.getLogger(__name__)
EVERY = timedelta(hours=1)


class BrokenChainError(Exception):
    """The chain does not hold, so nothing about it is signed."""

    def __init__(self, chain: str, fault: Break) -> None:
        super().__init__(f"{chain}: {fault.kind} at entry {fault.seq}")
        self.chain, self.fault = chain, fault


@dataclass(frozen=True)
class Taken:
    """What became of one chain: a new checkpoint, or the fault that forbids one."""

    chain: str
    checkpoint: Checkpoint | None
    fault: Break | None


def take(chain: Chain, at: Link | None = None) -> Checkpoint | None:
    """Sign how the chain stands (or stood at `at`), None for a chain without entries.

    The checkpoint of an unchanged chain is not made again.

    Raises:
        BrokenChainError: the part since the newest checkpoint is not sound, or does not continue what was signed.
    """
    head, fault = check_extent(chain)
    last = queries.newest_checkpoint(chain.session, chain.workspace_id)
    fault = fault or (check_checkpoints(chain, head, [last]) if last else None)
    fault = fault or check_entries(chain, last.link.seq + 1 if last else 1, head.seq)
    if fault:
        raise BrokenChainError(chain.name, fault)
    wanted = at or head
    if wanted.seq == 0:
        return None
    if last and last.link == wanted and last.key_id == key_id(public_key()):
        return last
    moment = queries.database_now(chain.session)
    made = make_checkpoint(chain.name, wanted, moment)
    if wanted == head:
        queries.keep_checkpoint(chain.session, chain.workspace_id, made, moment)
    return made


def take_now(workspace_id: UUID, name: str) -> Checkpoint | None:
    """`take` in a transaction of its own that sees all tenants; a checkpoint tells nothing about any entry.

    Raises:
        BrokenChainError: as take.
    """
    with transaction(workspace_id=workspace_id) as session:
        return take(Chain(session, workspace_id, name))


def _attempt(workspace_id: UUID, name: str) -> Taken:
    try:
        made = take_now(workspace_id, name)
    except BrokenChainError as error:
        log.error("audit chain broken, no checkpoint: %s", error)  # noqa: TRY400 - the fault is the whole story
        return Taken(name, None, error.fault)
    if made:
        # The line leaves the database with the logs: what a checkpoint is for.
        log.info("audit checkpoint: %s", made.record())
    return Taken(name, made, None)


def take_due(every: timedelta = EVERY) -> list[Taken]:
    """Sign every chain that grew since its newest checkpoint and has none younger than `every`; for a timer."""
    with transaction(group_role="tenantpilot_runner") as session:
        due = queries.unsigned_chains(session, now() - every, key_id(public_key()))
    return [_attempt(workspace_id, name) for workspace_id, name in due]


def _chains(wanted: str) -> list[tuple[UUID, str]]:
    try:
        with transaction(group_role="tenantpilot_runner") as session:
            return [one for one in queries.chains(session) if wanted in ("", one[1])]
    except OperationalError as error:
        raise ConfigurationError(f"DATABASE_URL: the server does not answer: {error.orig}") from None


def take_all(wanted: str = "") -> list[Taken]:
    """Sign every chain, or the one called `wanted`, now; chains that did not grow answer with what they have."""
    return [_attempt(workspace_id, name) for workspace_id, name in _chains(wanted)]


def verify_all(wanted: str = "", outside: Sequence[Checkpoint] = ()) -> Iterator[Report]:
    """Check every chain of the installation, or the one called `wanted`, also against checkpoints kept outside."""
    known = _chains(wanted)
    for workspace_id, name in known:
        with transaction(workspace_id=workspace_id) as session:
            report = verify(Chain(session, workspace_id, name), outside)
        # Making a workspace is an entry, so a log without any was emptied.
        emptied = report.is_sound and report.head.seq == 0
        yield replace(report, fault=Break(Kind.CUT_OFF, 1)) if emptied else report
    gone = {one.chain for one in outside} - {name for _, name in known}
    for name in sorted(gone):
        if wanted in ("", name):
            yield Report(name, start(name), Break(Kind.CUT_OFF, 1))
