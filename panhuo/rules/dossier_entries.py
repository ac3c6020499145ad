"""The rules of the two lists of a dossier, 实施状态 and 转化意愿 (S94–S100)."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from panhuo.rules.dossier_checks import is_amount, text_problems
from panhuo.rules.dossier_content import StatusEntry, WillingnessEntry
from panhuo.rules.dossier_options import (
    DEALS,
    SIGNED,
    STATUS_PAIRS,
    WILLINGNESS_PAIRS,
    WITH_PRODUCT,
    ImplementationDetail,
    ImplementationStatus,
    WillingnessDetail,
    is_placeholder,
)
from panhuo.rules.dossier_problems import Problem, ProblemCode

ENTRIES_AT_MOST = 30
CUSTOM_LENGTH, DETAIL_LENGTH = 100, 500
REPORT = ImplementationStatus.EVALUATION_REPORT


def status_problems(entries: Sequence[StatusEntry]) -> Iterator[Problem]:
    """What is wrong with the ticked 实施状态, or missing from them."""
    for place, entry in enumerate(entries):
        at = ("statuses", place)
        yield from second_problems(entry, STATUS_PAIRS[entry.first], at)
        own = ImplementationStatus.CUSTOM is entry.first or ImplementationDetail.CUSTOM is entry.second
        yield from custom_problems(entry.custom, own, at)
        yield from amount_problems(entry, at)
        yield from told_problems(entry, at)
    yield from list_problems([(each.first, each.second, each.custom) for each in entries], "statuses")


def willingness_problems(entries: Sequence[WillingnessEntry]) -> Iterator[Problem]:
    """What is wrong with the ticked 转化意愿, or missing from them."""
    for place, entry in enumerate(entries):
        at = ("willingness", place)
        yield from second_problems(entry, WILLINGNESS_PAIRS[entry.first], at)
        yield from custom_problems(entry.custom, WillingnessDetail.CUSTOM is entry.second, at)
    yield from list_problems([(each.first, each.second, each.custom) for each in entries], "willingness")


def second_problems(
    entry: StatusEntry | WillingnessEntry, offered: Sequence[str], at: tuple[str, int]
) -> Iterator[Problem]:
    """A second level belongs to its first; where one can be ticked, and not only written, one must be."""
    if entry.second is not None and entry.second not in offered:
        yield Problem(ProblemCode.OPTION_MISPLACED, (*at, "second"))
    elif entry.second is None and len(offered) > 1:
        yield Problem(ProblemCode.OPTION_MISSING, (*at, "second"))


def custom_problems(text: str | None, asked: bool, at: tuple[str, int]) -> Iterator[Problem]:
    """A text of one's own stands where CUSTOM is chosen and nowhere else (S62, S95)."""
    path = (*at, "custom")
    if text is None or not text.strip():
        if asked:
            yield Problem(ProblemCode.CUSTOM_MISSING, path)
        return
    if not asked:
        yield Problem(ProblemCode.CUSTOM_MISPLACED, path)
    if is_placeholder(text):
        yield Problem(ProblemCode.CUSTOM_PLACEHOLDER, path)
    yield from text_problems(text, path, CUSTOM_LENGTH)


def amount_problems(entry: StatusEntry, at: tuple[str, int]) -> Iterator[Problem]:
    """A signed deal has an amount, or a remark where it is unknown (S96, S100)."""
    path = (*at, "amount")
    if entry.amount is None:
        signed = entry.second in SIGNED or entry.first is ImplementationStatus.SELF_INDUSTRIALISED
        if signed and not entry.remark:
            yield Problem(ProblemCode.AMOUNT_MISSING, path)
    elif entry.first not in DEALS:
        yield Problem(ProblemCode.DETAIL_MISPLACED, path)
    elif not is_amount(entry.amount):
        yield Problem(ProblemCode.AMOUNT_INVALID, path)


def told_problems(entry: StatusEntry, at: tuple[str, int]) -> Iterator[Problem]:
    """Result and conclusion of a report (S97), product of what is industrialised (S98), remark."""
    report, made = entry.first is REPORT, entry.second in WITH_PRODUCT
    if report and not entry.result:
        yield Problem(ProblemCode.RESULT_MISSING, (*at, "result"))
    if made and not entry.product:
        yield Problem(ProblemCode.PRODUCT_MISSING, (*at, "product"))
    placed = {"result": report, "conclusion": report, "product": made, "remark": True}
    for name, fits in placed.items():
        text = getattr(entry, name)
        if text and not fits:
            yield Problem(ProblemCode.DETAIL_MISPLACED, (*at, name))
        yield from text_problems(text or "", (*at, name), DETAIL_LENGTH)


def list_problems(entries: Sequence[Hashable], name: str) -> Iterator[Problem]:
    if len(entries) > ENTRIES_AT_MOST:
        yield Problem(ProblemCode.OPTIONS_TOO_MANY, (name,), {"most": ENTRIES_AT_MOST})
    seen: Counter[Hashable] = Counter()
    for place, entry in enumerate(entries):
        if seen[entry]:
            yield Problem(ProblemCode.OPTION_REPEATED, (name, place))
        seen[entry] += 1
