"""Suggesting industries by the IPC: the rules in force, whether loaded or built in (S92)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from panhuo.rules.code_table import CONCORDANCES
from panhuo.rules.ipc_prefix import prefixes
from panhuo.rules.vocabulary import CodeKind
from panhuo.services.code_tables.checking import Rules
from panhuo.services.patents.bulk import Bulk
from seed.labels import builtin_rules

SUGGESTIONS_AT_MOST = 2
"""Of one kind for one patent: concordances are coarse, and further guesses are rarely right."""

EDITIONS = "select id, code_table from code_edition where in_force"
RULES = """
select r.prefix, r.code from code_rule r
where r.edition_id = {edition} and not exists (
  select 1 from code c where c.kind = '{kind}' and c.code = r.code and c.retired)
order by r.prefix, r.position
"""


class Label(NamedTuple):
    """A suggested code, the place in the IPC whose rule suggests it, and the edition that has the rule."""

    code: str
    rule: str
    edition: int | None
    """None for the built-in one of a database that no edition was loaded into."""


@dataclass
class Labels:
    """The concordances in force."""

    rules: Mapping[CodeKind, Rules]
    editions: Mapping[CodeKind, int | None]
    known: dict[tuple[CodeKind, str], Sequence[Label]] = field(default_factory=dict)
    """What was looked up."""

    def of(self, kind: CodeKind, ipc: str) -> Sequence[Label]:
        """The labels of one IPC code: of its narrowest place that has a rule, the likeliest first."""
        if (kind, ipc) not in self.known:
            rules, edition = self.rules[kind], self.editions[kind]
            rule = next((prefix for prefix in prefixes(ipc) if prefix in rules), None)
            codes = rules[rule] if rule is not None else ()
            self.known[kind, ipc] = [Label(code, rule or "", edition) for code in codes]
        return self.known[kind, ipc]

    def suggested(self, kind: CodeKind, ipc: Iterable[str]) -> list[Label]:
        """The best labels of a patent's IPC codes, the main one's first, each code once."""
        found: dict[str, Label] = {}
        for symbol in ipc:
            for label in self.of(kind, symbol):
                found.setdefault(label.code, label)
        return list(found.values())[:SUGGESTIONS_AT_MOST]


def builtin_labels() -> Labels:
    """The concordances that come with the program."""
    return Labels(
        {kind: builtin_rules()[kind] for kind in CONCORDANCES.values()}, dict.fromkeys(CONCORDANCES.values())
    )


async def labels_in_force(bulk: Bulk) -> Labels:
    """The concordances in force; the built-in one for a kind of which none was loaded.

    A rule whose code was retired suggests nothing.
    """
    found = builtin_labels()
    rules, editions = dict(found.rules), dict(found.editions)
    for row in await bulk.rows(EDITIONS):
        kind = next((kind for table, kind in CONCORDANCES.items() if table == row[1]), None)
        if kind is not None:
            rules[kind] = await rules_in_force(bulk, kind, int(row[0]))
            editions[kind] = int(row[0])
    return Labels(rules, editions)


async def rules_in_force(bulk: Bulk, kind: CodeKind, edition: int) -> Rules:
    found: dict[str, list[str]] = {}
    for row in await bulk.rows(RULES.format(edition=edition, kind=kind.value)):
        found.setdefault(row[0], []).append(row[1])
    return found
