"""Industries that a filer corrects (S60): known to the code table, and the patent's own once approved."""

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.vocabulary import CodeKind, DossierKind
from panhuo.services.dossiers.finding import Row

CORRECTED = {
    "industry": (CodeKind.INDUSTRY, "main_industry"),
    "strategic_industry": (CodeKind.STRATEGIC_INDUSTRY, "main_strategic_industry"),
}
"""Fields of the form: the table their codes are of, and the column of patents and holdings."""
KNOWN = """
select (select count(*) from code where kind = $1) as all_codes,
       (select count(*) from code where kind = $1 and code = $2 and not retired) as found
"""
CLEAR = "delete from patent_code where patent_id = $1 and kind = $2"
CORRECT = """
insert into patent_code (patent_id, kind, position, code, source) values ($1, $2, 1, $3, 'CORRECTED')
"""


async def require_known_codes(content: DossierContent) -> None:
    """Raise DOSSIER_INDUSTRY_UNKNOWN for a code that its table, where one is loaded, has not or no more."""
    for field, (kind, _) in CORRECTED.items():
        code = getattr(content, field)
        if code is not None:
            [found] = await run(KNOWN, kind.value, code)
            if found["all_codes"] and not found["found"]:
                raise PanhuoError(ErrorCode.DOSSIER_INDUSTRY_UNKNOWN, f"({code})", field=field)


async def correct_codes(row: Row, content: DossierContent) -> None:
    """Let the patent of a single dossier have the industries that were approved; imports leave them alone."""
    if row["kind"] != DossierKind.SINGLE:
        return
    patent = row["patent_id"]
    for field, (kind, column) in CORRECTED.items():
        code = getattr(content, field)
        if code is not None:
            await run(CLEAR, patent, kind.value)
            await run(CORRECT, patent, kind.value, code)
            await run(f"update patent set {column} = $2 where id = $1", patent, code)
            await run(f"update holding set {column} = $2 where patent_id = $1", patent, code)
