"""What a performance report says, as it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.rules.account_name import unprintable
from panhuo.rules.contact import clean_text
from panhuo.rules.dossier_checks import is_amount
from panhuo.rules.dossier_options import ImplementationDetail
from panhuo.rules.performance_options import PERFORMANCE_LABELS, ConversionMode

NAME_AT_MOST, REMARK_AT_MOST, TERMS_AT_MOST, PATENTS_AT_MOST = 200, 500, 2_000, 50


@dataclass(frozen=True, slots=True)
class Deal:
    """One way of conversion."""

    mode: ConversionMode
    options: Sequence[ImplementationDetail]
    amount: Decimal | None = None
    """万元; NaN for a text that is no amount."""
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class PerformanceContent:
    """What was filled in."""

    name: str
    patents: Sequence[int]
    deals: Sequence[Deal]
    demand: int | None = None
    partner: str | None = None
    signed_on: date | None = None
    ends_on: date | None = None
    terms: str | None = None
    linked: frozenset[int] = field(default_factory=frozenset)
    """Patents the report names already, which may have left the library since."""


def cleaned(given: PerformanceContent) -> PerformanceContent:
    """The content as it is kept.

    Raises INVALID_VALUE, PERFORMANCE_OPTIONS_UNFIT, PERFORMANCE_AMOUNT_MISSING at the first field that cannot
    be.
    """
    if not 0 < len(set(given.patents)) == len(given.patents) <= PATENTS_AT_MOST:
        raise PanhuoError(ErrorCode.INVALID_VALUE, HOW_MANY, field="patents")
    if given.signed_on and given.ends_on and given.ends_on < given.signed_on:
        raise PanhuoError(ErrorCode.INVALID_VALUE, field="endsOn")
    if not given.deals:
        raise PanhuoError(ErrorCode.INVALID_VALUE, NO_DEAL, field="licence")
    return PerformanceContent(
        name=clean_text(given.name, NAME_AT_MOST) or refuse("name"),
        patents=tuple(given.patents),
        deals=tuple(cleaned_deal(each) for each in given.deals),
        demand=given.demand,
        partner=long_text(given.partner, NAME_AT_MOST, "partner"),
        signed_on=given.signed_on,
        ends_on=given.ends_on,
        terms=long_text(given.terms, TERMS_AT_MOST, "terms"),
    )


def cleaned_deal(deal: Deal) -> Deal:
    """At least one option of the mode; an amount, or a remark where there is no figure (S154, S156)."""
    place, offered = deal.mode.value.lower(), PERFORMANCE_LABELS[deal.mode]
    if not 0 < len(set(deal.options)) == len(deal.options) or set(deal.options) - offered.keys():
        raise PanhuoError(ErrorCode.PERFORMANCE_OPTIONS_UNFIT, field=place)
    remark = long_text(deal.remark, REMARK_AT_MOST, place)
    if deal.amount is not None and not is_amount(deal.amount):
        raise PanhuoError(ErrorCode.DOSSIER_AMOUNT_INVALID, field=place)
    if deal.amount is None and remark is None:
        raise PanhuoError(ErrorCode.PERFORMANCE_AMOUNT_MISSING, field=place)
    ordered = tuple(option for option in offered if option in deal.options)
    return Deal(deal.mode, ordered, deal.amount, remark)


def long_text(typed: str | None, at_most: int, field: str) -> str | None:
    """Text of several lines, or none."""
    kept = (typed or "").strip()
    if len(kept) > at_most or any(unprintable(each) for each in kept if each != "\n"):
        refuse(field)
    return kept or None


def refuse(field: str) -> str:
    raise PanhuoError(ErrorCode.INVALID_VALUE, field=field)


HOW_MANY = (
    f"Link 1–{PATENTS_AT_MOST} patents, none twice.",
    f"请关联 1–{PATENTS_AT_MOST} 件专利，不可重复。",
)
NO_DEAL = ("Report a licence, a transfer, or both.", "请填写已许可或已转让，可同时填写。")
