"""The types of the schema that have objects, and how each object stands to each viewer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.matrix import belongings as has
from tests.matrix.demands import DEMANDS, demand_words
from tests.matrix.dossiers import DOSSIERS, dossier_words, filer_of
from tests.matrix.enterprises import APPLICATIONS, application_words
from tests.matrix.evaluations import EVALUATIONS, evaluation_words
from tests.matrix.facts import (
    ACCOUNTS,
    CHAINS,
    CODES,
    EDITIONS,
    PAPERS,
    VIEWERS,
    account_words,
    chain_of,
    paper_words,
    unit_words,
)
from tests.matrix.looks import LOOKS, look_words
from tests.matrix.matches import MATCHES, account_of, claim_words, match_words
from tests.matrix.performances import PERFORMANCES, performance_words
from tests.matrix.tokens import TOKENS, token_words

Words = Callable[[str, str], set[str]]
"""Of a viewer and an object."""


@dataclass(frozen=True)
class Kind:
    """A type of the schema with its objects' names."""

    ability: str
    names: tuple[str, ...]
    words: dict[tuple[str, str], frozenset[str]] = field(repr=False)
    witness: Callable[[str], str] = field(repr=False)
    """Of an object, somebody who sees every field of it, if anybody sees it."""


def manager(unit: str) -> str:
    """Who sees the certified profile of a unit."""
    itself = f"IA {CHAINS[unit][0]}"
    return itself if itself in ACCOUNTS else "OP"


def kind(
    ability: str, names: tuple[str, ...], words: Words, witness: Callable[[str], str] = lambda name: "OP"
) -> Kind:
    """A type, with how each of its objects stands to each viewer."""
    met = {(viewer, name): frozenset(words(viewer, name)) for viewer in VIEWERS for name in names}
    return Kind(ability, names, met, witness)


KINDS = {
    "Patent": kind("PATENT_READ", tuple(PAPERS), paper_words),
    "OrgUnit": kind("ORG_UNIT_READ", tuple(CHAINS), unit_words, manager),
    "User": kind("USER_READ", ACCOUNTS, account_words),
    "Code": kind("CODE_TABLE_READ", tuple(CODES), lambda viewer, name: {"anything"}),
    "CodeEdition": kind("CODE_TABLE_READ", EDITIONS, lambda viewer, name: {"anything"}),
    "FileUpload": kind("FILE_UPLOAD", has.UPLOADS, has.upload_words, has.owner_of),
    "ApiToken": kind("TOKEN_MANAGE", TOKENS, token_words),
    "Job": kind("JOB_READ", has.JOBS, has.owned_words, has.owner_of),
    "JobFile": kind("JOB_READ", has.FILES, has.file_words, has.owner_of),
    "JobRow": kind("JOB_READ", has.ROWS, has.file_words, has.owner_of),
    "Notice": kind("NOTICE_READ", has.NOTICES, has.owned_words, has.owner_of),
    "AuditEntry": kind("AUDIT_READ", has.ENTRIES, has.entry_words),
    "Push": kind("PUSH_IMPORT", has.PUSHES, has.push_words),
    "InventorMatch": kind("MATCH_CLAIM", tuple(MATCHES), match_words, account_of),
    "InventorClaim": kind(
        "MATCH_CONFIRM", tuple(MATCHES), claim_words, lambda name: f"IA {chain_of(account_of(name))[0]}"
    ),
    "Dossier": kind("DOSSIER_READ", tuple(DOSSIERS), dossier_words, filer_of),
    "Demand": kind("DEMAND_READ", tuple(DEMANDS), demand_words),
    "Performance": kind("PERFORMANCE_READ", tuple(PERFORMANCES), performance_words),
    "ContactAccess": kind("AUDIT_READ", tuple(LOOKS), look_words),
    "EnterpriseApplication": kind("ENTERPRISE_APPROVE", tuple(APPLICATIONS), application_words),
    "Evaluation": kind("EVALUATION_READ", tuple(EVALUATIONS), evaluation_words),
    "ApprovalFlow": kind("APPROVAL_FLOW_READ", has.FLOWS, has.flow_words),
}
