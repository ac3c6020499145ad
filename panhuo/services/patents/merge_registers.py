"""The facts of a patent as registers: what is known and at which rank, which row wins, what stands then."""

from panhuo.services.patents.ranks import (
    FACTS,
    OWNERS,
    PUBLICATION,
    STATUS,
    entry,
    json_object,
    of_basis,
    wins,
)
from panhuo.services.patents.sql import Words

PUBLISHED = (
    "publication_number",
    "title",
    "abstract",
    "independent_claim",
    "type",
    "publication_date",
    "priority",
)
STATED = (
    *("legal_text", "application_date", "grant_date", "agency", "agent", "address", "region_code"),
    *("expiry_date", "lapse_date", "inventor_names"),
)
REGISTERS = {
    **dict.fromkeys(PUBLISHED, PUBLICATION),
    **dict.fromkeys(STATED, FACTS),
    "owner_names": OWNERS,
}
"""Column → the rank it goes by. The state has two registers of its own, see below."""
CODED = {"ipc": PUBLICATION, "industry": FACTS, "strategic_industry": FACTS}
"""Kinds of codes. They stand in a table of their own; ranks are kept of what files pushed."""
SETTLED_STATUS = "settled"

LISTS = ("owner_names", "inventor_names")
ROW_VALUES = {"lapse_date": "case when k.legal_status = 'LAPSED' then k.lapse_date end"}
PENDING = "k.legal_status = 'PENDING' and not k.is_grant"
"""A row of an application that says 审中: once the grant is known, whenever that came, it says nothing."""
ROW_STATUS = f"case when not ({PENDING}) then k.legal_status end"
SINCE_GRANT = "f.at_title like '1%'"


def known_columns(words: Words) -> str:
    """`had_x`: what is known of a fact; `rank_x`: its rank."""
    before = "k.remembered_before"
    parts = [f"{known_value(words, name)} as had_{name}" for name in REGISTERS]
    for name, column in {**REGISTERS, **CODED, "legal_status": STATUS}.items():
        default = of_basis(column, "k.basis_before")
        parts.append(f"coalesce({words.member(before, name)}, {default}) as rank_{name}")
    settled, title = words.member(before, SETTLED_STATUS), words.member(before, "title")
    granted = f"coalesce({title}, {of_basis(PUBLICATION, 'k.basis_before')}) like '1%'"
    shown = f"case when k.known_legal_status <> 'PENDING' or {granted} then k.known_legal_status end"
    pending = f"case when k.known_legal_status = 'PENDING' and not {granted} then rank_of_basis end"
    pending = pending.replace("rank_of_basis", of_basis(STATUS, "k.basis_before"))
    parts.append(f"coalesce({settled}, {shown}) as had_legal_status")
    parts.append(f"coalesce({words.member(before, 'pending')}, {pending}) as pending_before")
    parts += [f"{known_pushed(words, kind)} as had_{kind}" for kind in CODED]
    return ", ".join(parts)


def known_value(words: Words, name: str) -> str:
    if name in LISTS:
        return f"nullif(k.known_{name}, '[]')"
    if name == "lapse_date":
        hidden = words.date(words.member("k.remembered_before", "lapsed"))
        return f"coalesce(k.known_lapse_date, {hidden})"
    if name == "expiry_date":  # a computed one has no rank: any that is pushed replaces it
        return (
            "case when k.term_end is null or k.known_expiry_date <> k.term_end then k.known_expiry_date end"
        )
    return f"k.known_{name}"


def known_pushed(words: Words, kind: str) -> str:
    """Whether files pushed codes of a kind; looked up only where something follows from it."""
    default = of_basis(CODED[kind], "k.basis_before")
    matters = f"""case when k.has_{kind} then k.{CODED[kind]} <= {default}
                       else k.whole and k.facts_rank > k.basis_before end"""
    return f"""case
      when k.known_main_{kind} is null then null
      when {words.member("k.remembered_before", kind)} is not null or not ({matters}) then true
      when exists (select 1 from {words.table("patent_code")} c where c.patent_id = k.known_id
                   and c.kind = '{kind.upper()}' and c.source = 'PUSHED') then true end"""


def winning_columns() -> str:
    """`wins_x`: the row's value stands; `at_x`: the rank at which one stands then."""
    parts = []
    for name, column in REGISTERS.items():
        value = ROW_VALUES.get(name, f"k.{name}")
        won = wins(value, f"k.had_{name}", f"k.{column}", f"k.rank_{name}")
        if name == "owner_names":
            won = f"case when k.base_rank is not null then true else {won} end"
        parts += [f"{won} as wins_{name}", f"{at(name, column, won, f'k.had_{name}')} as at_{name}"]
    for kind, column in CODED.items():
        won = wins(f"nullif(k.has_{kind}, false)", f"k.had_{kind}", f"k.{column}", f"k.rank_{kind}")
        parts += [f"{won} as wins_{kind}", f"{at(kind, column, won, f'k.had_{kind}')} as at_{kind}"]
    won = wins(ROW_STATUS, "k.had_legal_status", f"k.{STATUS}", "k.rank_legal_status")
    later = f"k.pending_before is null or k.{STATUS} > k.pending_before"
    return ", ".join([
        *parts,
        f"case when {won} then {ROW_STATUS} else k.had_legal_status end as settled",
        f"{at('legal_status', STATUS, won, 'k.had_legal_status')} as at_legal_status",
        f"case when {PENDING} and ({later}) then k.{STATUS} else k.pending_before end as at_pending",
        f"""case when not k.whole then k.basis_before
                 when k.basis_before is null or {FACTS} > k.basis_before then k.{FACTS}
                 else k.basis_before end as basis_after""",
    ])  # fmt: skip


def at(name: str, column: str, won: str, known: str) -> str:
    return f"case when {won} then k.{column} when {known} is not null then k.rank_{name} end"


FINAL_STATUS = f"""case
  when f.settled is null then 'PENDING'
  when {SINCE_GRANT} or f.at_pending is null or f.at_legal_status >= f.at_pending then f.settled
  else 'PENDING' end"""
LAPSED_ON = "case when f.wins_lapse_date then f.lapse_date else f.had_lapse_date end"


def final_columns(words: Words) -> str:
    """Every column as it shall be."""
    columns = {name: f"case when f.wins_{name} then f.{name} else f.had_{name} end" for name in REGISTERS}
    columns |= {name: f"case when f.wins_{name} then f.{name} else f.known_{name} end" for name in LISTS}
    columns |= {
        "legal_status": FINAL_STATUS,
        "lapse_date": f"case when {FINAL_STATUS} = 'LAPSED' then {LAPSED_ON} end",
        "expiry_date": f"coalesce({columns['expiry_date']}, f.term_end, f.known_expiry_date)",
        "co_owned": "case when f.wins_owner_names then f.co_owned else f.known_co_owned end",
        "first_inventor": """case
          when f.wins_inventor_names then f.first_inventor else f.known_first_inventor end""",
        "as_of": "case when f.as_of < f.known_as_of then f.known_as_of else f.as_of end",
        "basis": "f.basis_after",
        "remembered": remembered(words),
    }
    return ", ".join(f"{expression} as {name}" for name, expression in columns.items())


def remembered(words: Words) -> str:
    """Ranks that the basis does not tell, and what is known but not shown."""
    ranks = {**REGISTERS, **CODED, "legal_status": STATUS}
    entries = [
        entry(name, f"f.at_{name} <> {of_basis(column, 'f.basis_after')}", f"f.at_{name}")
        for name, column in ranks.items()
        if name != "owner_names"
    ]
    owned = "coalesce(f.base_rank, f.at_owner_names)"
    entries.append(entry("owner_names", f"{owned} <> {of_basis(OWNERS, 'f.basis_after')}", owned))
    entries.append(entry("base", "f.base is not null", "f.base", quote=""))
    known = "f.settled is not null or f.at_pending <> " + of_basis(STATUS, "f.basis_after")
    entries.append(
        entry("pending", f"f.at_pending is not null and not ({SINCE_GRANT}) and ({known})", "f.at_pending")
    )
    entries.append(entry(SETTLED_STATUS, f"f.settled <> {FINAL_STATUS}", "f.settled"))
    hidden = f"{FINAL_STATUS} <> 'LAPSED' and {LAPSED_ON} is not null"
    entries.append(entry("lapsed", hidden, words.text(LAPSED_ON)))
    return json_object(entries)
