"""Which codes a row gives its patent: those it states, else what our coarse table suggests for its IPC."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from panhuo.rules.industry import normalise_strategic_industry
from panhuo.rules.names import fold_name
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import CodeKind, CodeSource
from seed.codes import code_table
from seed.labels import Label, industries_of, strategic_industries_of

SUGGESTIONS_AT_MOST = 2
"""Of one kind for one patent: the table is coarse, and further guesses are rarely right."""

GivenCode = tuple[str, int, str, str, str | None]
"""Kind, place from 1, code, source, and the rule of a suggestion: a row of patent_code."""


@dataclass(frozen=True, slots=True)
class StrategicTitles:
    """战略性新兴产业分类（2018） by title, as files often have it (S183)."""

    codes: Mapping[str, str]
    """Folded title → code."""

    @classmethod
    def known(cls, loaded: Iterable[tuple[str, str]]) -> "StrategicTitles":
        """The built-in table, and what the database's table of (code, title) adds or corrects."""
        builtin = [(entry.code, entry.title) for entry in code_table(CodeKind.STRATEGIC_INDUSTRY)]
        return cls({fold_name(title): code for code, title in (*builtin, *loaded)})

    def code_of(self, text: str) -> str | None:
        """The code behind a code, a title, or both; None for a title nobody knows."""
        given = normalise_strategic_industry(text)
        return given if given[:1].isascii() and given[:1].isdigit() else self.codes.get(fold_name(text))


@dataclass(slots=True)
class GivenCodes:
    """The codes of one row."""

    codes: list[GivenCode] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Titles of strategic industries that are in no table."""

    def add(self, kind: CodeKind, found: Iterable[Label], source: CodeSource) -> None:
        for place, (code, rule) in enumerate(found, 1):
            self.codes.append((kind.value, place, code, source.value, rule or None))


def codes_of(record: PatentRecord, titles: StrategicTitles) -> GivenCodes:
    """IPC, industry and strategic industry codes of a row, the main one of each kind first."""
    given = GivenCodes()
    strategic: list[str] = []
    for text in record.strategic_industries:
        code = titles.code_of(text)
        strategic.append(code) if code else given.unknown.append(text)
    given.add(CodeKind.IPC, pushed(record.ipc), CodeSource.PUSHED)
    add_or_suggest(given, CodeKind.INDUSTRY, record.industries, record.ipc, industries_of)
    add_or_suggest(given, CodeKind.STRATEGIC_INDUSTRY, strategic, record.ipc, strategic_industries_of)
    return given


def add_or_suggest(
    given: GivenCodes,
    kind: CodeKind,
    codes: Sequence[str],
    ipc: Sequence[str],
    labels_of: Callable[[str], list[Label]],
) -> None:
    if codes:
        given.add(kind, pushed(codes), CodeSource.PUSHED)
    else:
        given.add(kind, suggestions(ipc, labels_of), CodeSource.SUGGESTED)


def pushed(codes: Iterable[str]) -> list[Label]:
    """Each code once, in the file's order; no rule gave it."""
    return [(code, "") for code in dict.fromkeys(codes)]


def suggestions(ipc: Iterable[str], labels_of: Callable[[str], list[Label]]) -> list[Label]:
    """The best labels of the IPC codes, the main one's first, each code once."""
    found: dict[str, str] = {}
    for symbol in ipc:
        for code, rule in labels_of(symbol):
            found.setdefault(code, rule)
    return list(found.items())[:SUGGESTIONS_AT_MOST]
