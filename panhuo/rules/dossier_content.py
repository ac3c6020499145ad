"""What a dossier says (S59–S65, S80): a value, its canonical JSON, and how a saved form changes it.

In a form a key that is absent leaves its field as it is, null empties it. In the value there is no such
difference: None, or nothing in a tuple, is what nobody has filled in; the canonical JSON leaves it out.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from panhuo.rules.dossier_options import (
    ImplementationDetail,
    ImplementationStatus,
    Maturity,
    PriceRange,
    Willingness,
    WillingnessDetail,
    bits_of,
)

YUAN = 10_000
"""In one 万元, the unit of amounts; what is kept is a whole number of yuan."""


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """One ticked 实施状态 with what it asks for (S96–S98)."""

    first: ImplementationStatus
    second: ImplementationDetail | None = None
    custom: str | None = None
    """The text of one's own where either level is CUSTOM."""
    amount: Decimal | None = None
    """万元."""
    result: str | None = None
    """Of a 专利权评价报告."""
    conclusion: str | None = None
    product: str | None = None
    remark: str | None = None
    """Such as how it is paid, where there is no figure."""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        second, amount = row.get("second"), row.get("amount")
        return cls(
            first=ImplementationStatus(row["first"]),
            second=None if second is None else ImplementationDetail(second),
            amount=None if amount is None else Decimal(amount),
            **{name: row.get(name) for name in ("custom", "result", "conclusion", "product", "remark")},
        )


@dataclass(frozen=True, slots=True)
class WillingnessEntry:
    """One ticked 转化意愿."""

    first: Willingness
    second: WillingnessDetail | None = None
    custom: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        second = row.get("second")
        return cls(
            Willingness(row["first"]),
            None if second is None else WillingnessDetail(second),
            row.get("custom"),
        )


@dataclass(frozen=True, slots=True)
class DossierContent:
    """Everything a filer says of a patent, or of a portfolio of them."""

    fiscal_funding: bool | None = None
    """是否属于财政资助科研项目形成专利."""
    statuses: tuple[StatusEntry, ...] = ()
    willingness: tuple[WillingnessEntry, ...] = ()
    fee_standard: Decimal | None = None
    """费用标准, 万元."""
    cities: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    price: PriceRange | None = None
    contact: str | None = None
    phone: str | None = None
    maturity: Maturity | None = None
    rating: int | None = None
    """自评, 1–5 stars."""
    advantages: str | None = None
    """本专利对应的产品、技术优势、性能指标."""
    prospects: str | None = None
    """产业化前景描述."""
    industry: str | None = None
    """A corrected 国民经济行业 code; None keeps what the patent has (S60)."""
    strategic_industry: str | None = None
    name: str | None = None
    """组合专利名称; of a portfolio alone, as the two below."""
    description: str | None = None
    members: tuple[int, ...] = ()
    """Ids of the patents, in order; a single dossier has one."""

    @property
    def status_bits(self) -> int:
        """The first levels ticked of 实施状态, one bit each in the order of the options."""
        return bits(ImplementationStatus, (each.first for each in self.statuses))

    @property
    def willingness_bits(self) -> int:
        """The same of 转化意愿."""
        return bits(Willingness, (each.first for each in self.willingness))

    def json(self) -> str:
        """The canonical form: sorted keys, nothing that is not filled in."""
        return json.dumps(self.filled(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def filled(self) -> dict[str, Any]:
        """The fields that are filled in, as JSON has them."""
        found = {name: told(value) for name, value in asdict(self).items()}
        return {name: value for name, value in found.items() if value is not None and value != []}

    @classmethod
    def parse(cls, text: str) -> Self:
        """The value of a canonical form."""
        return cls().merged(json.loads(text))

    def merged(self, changes: Mapping[str, Any]) -> Self:
        """With the fields of a form: those it has replace, null empties, what it leaves out stays.

        Raises KeyError or ValueError for a field or an option that does not exist.
        """
        unknown = changes.keys() - NAMES
        if unknown:
            raise KeyError(min(unknown))
        return replace(self, **{name: read(name, value) for name, value in changes.items()})


def bits(options: type[StrEnum], ticked: Iterable[StrEnum]) -> int:
    """A bit for each option that is ticked, 1 for the first."""
    of = bits_of(options)
    return sum(of[each] for each in set(ticked))


NAMES = frozenset(field.name for field in fields(DossierContent))
LISTS = frozenset({"cities", "companies", "members"})
TEXTS = frozenset(
    ("contact", "phone", "advantages", "prospects", "industry", "strategic_industry", "name", "description")
)


def told(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict):
        return {name: told(inner) for name, inner in value.items() if inner is not None}
    return [told(each) for each in value] if isinstance(value, tuple | list) else value


def plain(amount: Decimal) -> str:
    """`12.5` of `12.50`; `100` of `1E+2`."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read(name: str, value: Any) -> Any:
    """A field of a form as the content keeps it: texts without outer spaces, an empty one as none."""
    if name in ("statuses", "willingness"):
        entry: Any = StatusEntry if name == "statuses" else WillingnessEntry
        return tuple(entry.of(each) for each in value or ())
    if name in LISTS:
        return tuple(each.strip() if isinstance(each, str) else each for each in value or ())
    if value is None:
        return None
    if name in TEXTS:
        return value.strip() or None
    return KINDS[name](value)


KINDS: Mapping[str, Any] = {
    "fiscal_funding": bool,
    "fee_standard": Decimal,
    "price": PriceRange,
    "maturity": Maturity,
    "rating": int,
}


def yuan(amount: Decimal | None) -> int | None:
    """An amount of 万元 in yuan."""
    return None if amount is None else int(amount * YUAN)
