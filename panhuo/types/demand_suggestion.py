"""Patents that a general demand may mean, and why."""

from dataclasses import dataclass
from enum import StrEnum

import strawberry

from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.types.declare import declared

MOST = 50
SUGGESTIONS, REASONS = Size(20, MOST), Size(3, 16)


class SuggestionReason(StrEnum):
    """Why a patent is suggested."""

    KEYWORD = "KEYWORD"
    CLASS = "CLASS"


described(
    SuggestionReason,
    "Why a patent is suggested (推荐理由).",
    {
        "KEYWORD": "Its title, abstract or people bear the keyword; counts 2 (关键词).",
        "CLASS": "One of its codes lies in the class; counts 3 (分类).",
    },
)


@strawberry.type(description="Something that speaks for a patent (推荐理由).")
class DemandSuggestionReason:
    """A reason."""

    reason: SuggestionReason = declared(None, "Keyword or class (理由类型).")
    detail: str = declared(None, "The keyword, or the class as `IPC:H01M` (内容).")


@strawberry.type(description="A registered patent that a general demand may mean (推荐专利).")
class DemandSuggestion:
    """A suggestion: public facts of the patent, and its ids."""

    patent_id: strawberry.ID = declared(None, "Id of the patent (专利编号).")
    title: str = declared(None, "Title (专利名称).")
    application_number: str = declared(None, "Application number (申请号).")
    first_inventor: str | None = declared(None, "First inventor (第一发明人).")
    institution_name: str | None = declared(None, "Whose it is (所属院校).")
    score: int = declared(None, "What its reasons count together (匹配度).")
    reasons: list[DemandSuggestionReason] = declared(
        None, "Why, in the demand's order, keywords first (推荐理由).", size=REASONS
    )


@dataclass(frozen=True)
class Reason:
    reason: str
    detail: str


@dataclass(frozen=True)
class Suggestion:
    patent_id: str
    title: str
    application_number: str
    first_inventor: str | None
    institution_name: str | None
    score: int
    reasons: tuple[Reason, ...]
