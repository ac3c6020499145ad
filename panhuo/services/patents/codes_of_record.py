"""Which codes a row gives its patent: those it states, else what concordances suggest for its IPC (S92)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from panhuo.rules.industry import normalise_strategic_industry
from panhuo.rules.names import fold_name
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import CodeKind, CodeSource
from panhuo.services.code_tables.labels import Label, Labels, builtin_labels
from seed.codes import code_table

GivenCode = tuple[str, int, str, str, str | None, int | None]
"""Kind, place from 1, code, source, and of a suggestion its rule and edition: a row of patent_code."""


@dataclass(frozen=True, slots=True)
class CodesKnown:
    """What an import knows of codes when it begins."""

    titles: Mapping[str, str]
    """战略性新兴产业分类（2018） by title, as files often have it (S183): folded title → code."""
    labels: Labels
    """The concordances in force."""

    @classmethod
    def of(cls, loaded: Iterable[tuple[str, str]] = (), labels: Labels | None = None) -> "CodesKnown":
        """The built-in tables, and what the database's (code, title) and concordances add or correct."""
        builtin = [(entry.code, entry.title) for entry in code_table(CodeKind.STRATEGIC_INDUSTRY)]
        titles = {fold_name(title): code for code, title in (*builtin, *loaded)}
        return cls(titles, labels or builtin_labels())

    def code_of(self, text: str) -> str | None:
        """The code behind a code, a title, or both; None for a title nobody knows."""
        given = normalise_strategic_industry(text)
        return given if given[:1].isascii() and given[:1].isdigit() else self.titles.get(fold_name(text))


@dataclass(slots=True)
class GivenCodes:
    """The codes of one row."""

    codes: list[GivenCode] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Titles of strategic industries that are in no table."""

    def add(self, kind: CodeKind, found: Iterable[Label], source: CodeSource) -> None:
        for place, (code, rule, edition) in enumerate(found, 1):
            self.codes.append((kind.value, place, code, source.value, rule or None, edition))


def codes_of(record: PatentRecord, known: CodesKnown) -> GivenCodes:
    """IPC, industry and strategic industry codes of a row, the main one of each kind first."""
    given = GivenCodes()
    strategic: list[str] = []
    for text in record.strategic_industries:
        code = known.code_of(text)
        strategic.append(code) if code else given.unknown.append(text)
    given.add(CodeKind.IPC, pushed(record.ipc), CodeSource.PUSHED)
    stated = {CodeKind.INDUSTRY: record.industries, CodeKind.STRATEGIC_INDUSTRY: strategic}
    for kind, codes in stated.items():
        if codes:
            given.add(kind, pushed(codes), CodeSource.PUSHED)
        else:
            given.add(kind, known.labels.suggested(kind, record.ipc), CodeSource.SUGGESTED)
    return given


def pushed(codes: Iterable[str]) -> list[Label]:
    """Each code once, in the file's order; no rule gave it."""
    return [Label(code, "", None) for code in dict.fromkeys(codes)]
