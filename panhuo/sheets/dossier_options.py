"""The options of a dossier's form as cells of workbooks write them: in any width, spacing or form."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from panhuo.rules.dossier_options import (
    DETAIL_LABELS,
    MATURITY_LABELS,
    OLDER_MATURITY,
    PRICE_LABELS,
    RATING_LABELS,
    STATUS_LABELS,
    WILLINGNESS_DETAIL_LABELS,
    WILLINGNESS_LABELS,
    ImplementationDetail,
    ImplementationStatus,
    Maturity,
    PriceRange,
    WillingnessDetail,
    is_placeholder,
)

Option = TypeVar("Option")
PUNCTUATION = str.maketrans(
    {"、": ",", ";": ",", "—": "-", "–": "-", "−": "-", "~": "-", "～": "-", "至": "-"}
)
CUSTOM = re.compile(r"自定义(?:[（(]请勿勾选[，,]请直接填写[）)]\s*[：:]?|[：:])\s*(?=\S)")
"""What may stand before a text of one's own; the writer puts it before one that reads as something else."""
CUSTOM_PREFIX = "自定义："
SIMILAR = 0.75
"""How much of a text an option has in common with it (0 to 1) to be thought meant."""

STARS = {
    star: number for number, stars in enumerate(("1一", "2二两", "3三", "4四", "5五"), 1) for star in stars
}
STARRED = re.compile(rf"([{''.join(STARS)}])(?:\.0+)?(?:颗?星级?|级|分)?(?:[:,.()\-]?(.*))")


def folded(text: str) -> str:
    """The form in which two spellings of one option are equal."""
    compatible = unicodedata.normalize("NFKC", text).translate(PUNCTUATION)
    return "".join(compatible.split()).casefold().strip(",.。:")


def named(labels: Mapping[Option, str]) -> dict[str, Option]:
    """The options by their folded labels; CUSTOM is none that can be named."""
    return {folded(label): option for option, label in labels.items() if option != "CUSTOM"}


REPORT_WORDS = ("专利权评价报告", "已有专利权评价报告", "实用新型、外观设计专利已有专利权评价报告")
STATUSES = {
    **named(STATUS_LABELS),
    **{folded(words): ImplementationStatus.EVALUATION_REPORT for words in REPORT_WORDS},
}
DETAILS = named(DETAIL_LABELS)
WILLINGNESS, WILLINGNESS_DETAILS = named(WILLINGNESS_LABELS), named(WILLINGNESS_DETAIL_LABELS)
MATURITIES, OLDER = named(MATURITY_LABELS), {folded(label): found for label, found in OLDER_MATURITY.items()}
MEANINGS = {folded(label): stars for stars, label in RATING_LABELS.items()}


def price_spellings() -> Iterator[tuple[str, PriceRange]]:
    for option, label in PRICE_LABELS.items():
        plain = folded(label)
        bounds = plain.removesuffix("万")
        yield plain, option
        yield bounds, option
        yield plain.replace("万", "万元"), option
        yield bounds.replace("-", "万-") + "万", option
        yield bounds.replace("-", "万元-") + "万元", option
    yield from dict.fromkeys(("面议", "价格面议"), PriceRange.NEGOTIABLE).items()
    yield from dict.fromkeys((">100万", "大于100万", "100以上"), PriceRange.ABOVE_100).items()


PRICES = dict(price_spellings())


class Own(NamedTuple):
    """What a cell says that takes an option or a text of one's own."""

    option: StrEnum | None
    custom: str | None = None


def status_said(text: str) -> Own:
    """一级实施状态."""
    return option_or_own(text, STATUSES, ImplementationStatus.CUSTOM)


def detail_said(text: str) -> Own:
    """二级状态描述."""
    return option_or_own(text, DETAILS, ImplementationDetail.CUSTOM)


def willingness_detail_said(text: str) -> Own:
    """转化意愿, second level."""
    return option_or_own(text, WILLINGNESS_DETAILS, WillingnessDetail.CUSTOM)


def option_or_own(text: str, options: Mapping[str, StrEnum], own: StrEnum) -> Own:
    """An option, or a text of one's own; neither where it is the form's invitation to write one."""
    if invites(text):
        return Own(None)
    if option := options.get(folded(text)):
        return Own(option)
    return Own(own, CUSTOM.sub("", text, count=1) if CUSTOM.match(text) else text)


def invites(text: str) -> bool:
    """Whether a text is the form's own invitation to write one, in any width."""
    return is_placeholder(unicodedata.normalize("NFKC", text).replace(",", "，"))


def resembled(text: str, options: Mapping[str, StrEnum]) -> bool:
    """Whether a text of one's own looks like an option that was mistyped."""
    return bool(difflib.get_close_matches(folded(text)[:60], options, 1, SIMILAR))


def maturity_said(text: str) -> tuple[Maturity | None, bool]:
    """技术成熟度, and whether it was one of the older list."""
    key = folded(text)
    older = OLDER.get(key)
    return MATURITIES.get(key) or older, older is not None


def rating_said(text: str) -> int | None:
    """自评 in stars: `一星`, `1星`, `1`, `★★★`, with or without what it means; None for anything else."""
    key = folded(text)
    filled, empty = key.count("★"), key.count("☆")
    if filled and filled + empty == len(key):
        return filled if filled <= 5 else None
    if empty and empty == len(key):
        return empty if empty <= 5 else None
    if key in MEANINGS:
        return MEANINGS[key]
    found = STARRED.fullmatch(key)
    if found is None:
        return None
    stars, meaning = STARS[found[1]], found[2].strip("()")
    return stars if not meaning or MEANINGS.get(meaning) == stars else None
