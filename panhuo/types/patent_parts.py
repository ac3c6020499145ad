"""What hangs on a patent: its owners, inventors, codes and legal events."""

from panhuo.compiler.weights import Size
from panhuo.rules.vocabulary import CodeKind, CodeSource, LegalEventKind
from panhuo.types.code import edition
from panhuo.types.declare import Place, column, derived, entity, to_one
from panhuo.types.org_unit import OrgUnit
from panhuo.types.scalars import Date
from panhuo.types.user import User

NAMES = Size(5, 200)
"""As many as the import takes of one cell."""


def code_row(place: Place) -> str:
    return place.join(
        "title", "code", lambda alias: f"{alias}.kind = {place['kind']} and {alias}.code = {place['code']}"
    )


def code_title(place: Place) -> str:
    return f"{code_row(place)}.title"


def code_retired(place: Place) -> str:
    return f"coalesce({code_row(place)}.retired, false)"


def rule_edition(place: Place) -> str:
    return f"case when {place['source']} = 'SUGGESTED' then {edition(place)} end"


@entity("patent_code", None, "A classification of a patent (分类号).")
class PatentCode:
    """One code of a patent."""

    kind: CodeKind = column("The table it belongs to (分类表).")
    position: int = column("Position among the codes of its table; 1 is the main one (次序).")
    code: str = column("Code (代码).")
    title: str | None = derived("Its title, null where the table lacks the code (名称).", code_title)
    retired: bool = derived("No longer in the edition in force of its table (已停用).", code_retired)
    source: CodeSource = column("Who gave it (来源).")
    rule: str | None = column(
        "Of a suggested code: the place in the IPC whose rule suggested it, `H01M` or `H01M 8` (依据, S92)."
    )
    rule_edition: str | None = derived(
        "Of a suggested code: the edition of the concordance that has the rule (依据版本, S92).", rule_edition
    )


@entity("patent_owner", None, "An owner of a patent (专利权人).")
class PatentOwner:
    """One current owner."""

    position: int = column("Position; 1 is the first owner (第一权利人).")
    name: str = column("Name as written (名称).")
    org_unit: OrgUnit | None = to_one(
        "The institution or branch of that name, where readable (对应机构).", "OrgUnit", "org_unit_id"
    )


def confirmed_user(place: Place) -> str:
    return f"case when {place['match']} = 'CONFIRMED' then {place['user_id']} end"


@entity("patent_inventor", None, "An inventor of a patent (发明人).")
class PatentInventor:
    """One inventor."""

    position: int = column("Position; 1 is the first inventor (第一发明人).")
    name: str = column("Name as written (姓名).")
    user: User | None = to_one(
        "The account confirmed to be this inventor, where readable (账号, S191).", "User", confirmed_user
    )


@entity("legal_event", None, "A dated legal event (法律事件, S48).")
class LegalEvent:
    """One event."""

    kind: LegalEventKind = column("Kind (事件类型).")
    date: Date = column("Date (事件日期).")
    detail: str | None = column("Detail as written (说明).")
