"""What an enterprise says in a demand, as it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.errors.messages import Detail
from panhuo.rules.account_name import unprintable
from panhuo.rules.contact import MAX_NAME, clean_phone, clean_text
from panhuo.rules.dossier_options import WillingnessDetail
from panhuo.rules.vocabulary import CodeKind

TOPIC_AT_MOST, DESCRIPTION_AT_MOST, CUSTOM_AT_MOST = 200, 2_000, 100
KEYWORD_AT_MOST, WORDS_AT_MOST = 40, 8
KNOWN = """
select (select count(*) from code where kind = $1) as all_codes,
       (select count(*) from code where kind = $1 and code = $2) as found
"""


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of working together; CUSTOM says it in words of its own."""

    mode: WillingnessDetail
    custom: str | None = None


@dataclass(frozen=True, slots=True)
class DemandContent:
    """What was filled in."""

    modes: Sequence[Mode]
    region: str
    contact: str
    phone: str
    description: str | None = None
    topic: str | None = None
    """Of a general demand: what is looked for, as `keywords` and `classes`."""
    keywords: Sequence[str] = ()
    classes: Sequence[tuple[CodeKind, str]] = ()


async def cleaned(given: DemandContent, general: bool) -> DemandContent:
    """The content as it is kept. Raises INVALID_VALUE at the first field that cannot be."""
    words = await general_words(given) if general else without_words(given)
    return DemandContent(
        modes=cleaned_modes(given.modes),
        region=await known_code(CodeKind.REGION, given.region, "region"),
        contact=text(given.contact, MAX_NAME, "contact"),
        phone=clean_phone(given.phone) or refuse("phone"),
        description=long_text(given.description, DESCRIPTION_AT_MOST, "description"),
        **words,
    )


async def general_words(given: DemandContent) -> dict[str, Any]:
    """Topic, keywords and classes of a general demand; it has a keyword or a class."""
    if not len(given.keywords) + len(given.classes) > 0 or max(len(given.keywords), len(given.classes)) > (
        WORDS_AT_MOST
    ):
        raise PanhuoError(ErrorCode.INVALID_VALUE, WORDS, field="keywords")
    return {
        "topic": text(given.topic or "", TOPIC_AT_MOST, "topic"),
        "keywords": tuple(dict.fromkeys(text(each, KEYWORD_AT_MOST, "keywords") for each in given.keywords)),
        "classes": tuple(
            dict.fromkeys([(kind, await known_code(kind, code, "classes")) for kind, code in given.classes])
        ),
    }


def without_words(given: DemandContent) -> dict[str, Any]:
    if given.topic or given.keywords or given.classes:
        raise PanhuoError(ErrorCode.INVALID_VALUE, DIRECTED, field="topic")
    return {}


def cleaned_modes(given: Sequence[Mode]) -> tuple[Mode, ...]:
    """At least one, none twice; a text of one's own where, and only where, CUSTOM is named."""
    modes = tuple(
        Mode(each.mode, text(each.custom or "", CUSTOM_AT_MOST, "cooperation"))
        if each.mode is WillingnessDetail.CUSTOM
        else each
        for each in given
    )
    misplaced = any(each.custom for each in modes if each.mode is not WillingnessDetail.CUSTOM)
    if not modes or misplaced or len({each.mode for each in modes}) < len(modes):
        raise PanhuoError(ErrorCode.INVALID_VALUE, MODES, field="cooperation")
    return modes


async def known_code(kind: CodeKind, typed: str, field: str) -> str:
    """A code that its table has, where one is loaded."""
    code = text(typed, 16, field)
    [found] = await run(KNOWN, kind.value, code)
    if found["all_codes"] and not found["found"]:
        refuse(field)
    return code


def text(typed: str, at_most: int, field: str) -> str:
    """A line of text without outer spaces."""
    return clean_text(typed, at_most) or refuse(field, str(at_most))


def long_text(typed: str | None, at_most: int, field: str) -> str | None:
    """Text of several lines, or none."""
    kept = (typed or "").strip()
    if len(kept) > at_most or any(unprintable(each) for each in kept if each != "\n"):
        refuse(field, str(at_most))
    return kept or None


def refuse(field: str, detail: Detail = "") -> str:
    raise PanhuoError(ErrorCode.INVALID_VALUE, detail, field=field)


WORDS = (
    f"A general demand names 1–{WORDS_AT_MOST} keywords, or as many classes.",
    f"未定向的需求须填写 1–{WORDS_AT_MOST} 个关键词或分类。",
)
DIRECTED = (
    "A demand directed to a dossier takes its title; topic, keywords and classes are a general one's.",
    "定向需求以档案名称为准，主题、关键词、分类仅用于未定向的需求。",
)
MODES = (
    "Name at least one way of working together, none twice; only CUSTOM has a text of its own.",
    "请至少选择一种合作方式，不可重复；仅自定义项可填写内容。",
)
