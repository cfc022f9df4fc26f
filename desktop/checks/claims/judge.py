"""A statement against the cell that it means, and against the further readings that would fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.checks.claims.cells import Amount
from desktop.checks.claims.model import Quantity, Relation, plain


def judge(
    check: str, q: Quantity, exact: Amount | None, others: Iterable[tuple[Amount | None, str]], whose: str, severity: str
) -> Iterator[Relation]:
    """A statement against the cell meant; ``others`` are further readings with what to say when one of them fits, worked
    out only when the statement is not the cell."""
    if exact is None:
        return
    if q.value == exact.value:
        yield Relation(check, "right", (q,), facts=exact.facts, working=exact.working)
        return
    for amount, how in others:
        if amount is None or amount.value != q.value:
            continue
        state = "right" if how == "right" else "wrong"
        yield Relation(check, state, (q,), how if how != "right" else "notice", "reading", 0.6,  # type: ignore[arg-type]
                       plain(exact.value), plain(q.value), amount.working, facts=exact.facts[:8],
                       texts=_texts(q, exact, amount))
        return
    if any(f.readings for f in exact.facts):
        severity = "notice"
    message = "default"
    if whose == "narrow":
        severity, message = "notice", "scope"
    yield Relation(check, "wrong", (q,), severity, message, 0.5 if severity == "notice" else 0.88,  # type: ignore[arg-type]
                   plain(exact.value), plain(q.value), exact.working or None or "", facts=exact.facts[:8],
                   texts=_texts(q, exact, None))


def _texts(q: Quantity, exact: Amount, fits: Amount | None) -> dict[str, str]:
    how = f"（{exact.working}）" if exact.working else ""
    return {"said": plain(q.value) + q.unit, "name": exact.name, "cell": plain(exact.value) + how,
            "fits": fits.name if fits else "", "sum": f"（{fits.working}）" if fits and fits.working else ""}
