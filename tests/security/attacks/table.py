"""Handlers x attacks, counted; shown at the end of a run."""

from __future__ import annotations

from collections import Counter

INPUTS = (
    "as is",
    "missing",
    "extra",
    "null",
    "list",
    "dict",
    "wrong type",
    "oversized",
    "raw id",
    "foreign handle",
    "replayed handle",
    "stale handle",
    "sequence",
    "address",
)


class Table:
    """How often which handler was attacked by whom and how."""

    def __init__(self) -> None:
        self.by_input: Counter[tuple[str, str]] = Counter()
        self.by_attacker: Counter[tuple[str, str]] = Counter()
        self.wrong: list[str] = []

    def count(self, handler: str, attacker: str, kind: str, number: int = 1) -> None:
        """One attack that was answered."""
        self.by_input[handler, kind] += number
        self.by_attacker[handler, attacker] += number

    def fail(self, handler: str, attacker: str, kind: str, said: object) -> None:
        """An attack that got somewhere."""
        self.wrong.append(f"{handler} / {attacker} / {kind}: {str(said)[:600]}")

    @property
    def total(self) -> int:
        """All attacks."""
        return self.by_input.total()

    def text(self) -> str:
        """The two tables."""
        attackers = list(dict.fromkeys(a for _, a in self.by_attacker))
        inputs = [i for i in INPUTS if any(k[1] == i for k in self.by_input)]
        return "\n".join([*_lines(self.by_attacker, attackers), "", *_lines(self.by_input, inputs)])


def _lines(counts: Counter[tuple[str, str]], columns: list[str]) -> list[str]:
    handlers = sorted({h for h, _ in counts})
    width = max([len(h) for h in handlers] + [8])
    lines = [f"{'handler':<{width}} " + " ".join(f"{c:>{max(len(c), 5)}}" for c in columns) + "   all"]
    for handler in [*handlers, "all"]:
        rows = handlers if handler == "all" else [handler]
        cells = [sum(counts[h, c] for h in rows) for c in columns]
        lines.append(
            f"{handler:<{width}} "
            + " ".join(f"{n:>{max(len(c), 5)}}" for n, c in zip(cells, columns, strict=True))
            + f" {sum(cells):>5}"
        )
    return lines


def report(wrong: list[str]) -> str:
    """What a failing test says: how many attacks got somewhere, and the first of them."""
    return "\n".join([f"{len(wrong)} attacks got somewhere:", *wrong[:12]])
