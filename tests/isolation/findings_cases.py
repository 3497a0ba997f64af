"""How the services of findings are called by the generated attacks."""

from __future__ import annotations

from tenantpilot.access.capabilities import Capability
from tenantpilot.findings import comments, moves, ownership
from tenantpilot.findings.events import KIND
from tests.isolation.calling import Case, by_handle

C = Capability
OPEN = "is_open"
DECISIONS = (
    *(Case("findings.moves.move", "workspace",
           by_handle(moves.move, KIND, name, version=1, reason="why", other="F-1"), (made.capability,),
           aims="finding", where=OPEN, note=name)
      for name, made in moves.BY_HAND.items() if made.capability),
    Case("findings.ownership.assign", "workspace", by_handle(ownership.assign, KIND, "", version=1),
         (C.FINDING_ASSIGN,), aims="finding", where=OPEN),
    Case("findings.ownership.own", "workspace", by_handle(ownership.own, KIND, "", version=1),
         (C.FINDING_ASSIGN,), aims="finding", where=OPEN),
    Case("findings.ownership.claim", "workspace", by_handle(ownership.claim, KIND, version=1),
         (C.FINDING_WORK,), aims="finding", where=OPEN),
    Case("findings.ownership.release", "workspace", by_handle(ownership.release, KIND, version=1),
         (C.FINDING_WORK,), aims="finding", where=OPEN),
    Case("findings.comments.comment", "workspace", by_handle(comments.comment, KIND, "said"),
         (C.FINDING_COMMENT,), aims="finding"),
)  # fmt: skip
