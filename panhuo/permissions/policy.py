"""Who may do what: ability × role → scopes (S26–S35, widened to every actor).

This table, and `MAY_CREATE` below it, are all that grants anything. A column a role, in the order of
COLUMNS; a cell is a set of scopes, OR-ed; `no` is never.
"""

from collections.abc import Mapping

from panhuo.permissions.ability import Ability as A
from panhuo.permissions.ability import Scope
from panhuo.permissions.rights import NEVER_BY_TOKEN, Rights
from panhuo.rules.vocabulary import Role

Cell = frozenset[Scope]

COLUMNS = (
    Role.INSTITUTION_ADMIN,
    Role.COLLEGE_ADMIN,
    Role.BRANCH_ADMIN,
    Role.BRANCH_COLLEGE_ADMIN,
    Role.INVENTOR,
    Role.ENTERPRISE,
    Role.PLATFORM_OPERATOR,
    Role.ANONYMOUS,
)


def cell(*scopes: Scope) -> Cell:
    return frozenset(scopes)


no = cell()
every = cell(Scope.ALL)
sub = cell(Scope.SUBTREE)
main = cell(Scope.MAIN_CAMPUS)
own = cell(Scope.OWN)
chain = cell(Scope.OWN_CHAIN)
tree = cell(Scope.SUBTREE, Scope.OWN_CHAIN)
step = cell(Scope.AT_MY_STEP)
firm = cell(Scope.ENTERPRISE)
boss = cell(Scope.ENTERPRISE_AS_MANAGER)
publ = cell(Scope.PUBLISHED)
open_ = cell(Scope.PUBLISHED_OPEN)
seen = cell(Scope.SUBTREE_SUBMITTED)
mine = cell(Scope.OWN, Scope.INVENTED)
sent = cell(Scope.SUBMITTED)
invs = cell(Scope.SUBTREE_INVENTORS)
inst = cell(Scope.OWN_INSTITUTION)
roots = cell(Scope.INSTITUTIONS)

# fmt: off
ROWS: dict[A, tuple[Cell, ...]] = {
    #                         IA     CA     BA     BCA    INV    ENT    OP     anonymous
    A.APPROVAL_FLOW_EDIT:    (sub,   no,    no,    no,    no,    no,    no,    no),
    A.APPROVAL_FLOW_READ:    (sub,   chain, chain, chain, chain, no,    every, no),
    A.AUDIT_READ:            (sub,   no,    no,    no,    no,    no,    every, no),
    A.CODES_LOAD:            (no,    no,    no,    no,    no,    no,    every, no),
    A.CODE_TABLE_READ:       (every, every, every, every, every, every, every, every),
    A.CONTACT_READ:          (seen,  seen,  seen,  seen,  mine,  publ,  sent,  no),
    A.DASHBOARD_READ:        (sub,   no,    sub,   no,    no,    no,    every, no),
    A.DEMAND_CREATE:         (no,    no,    no,    no,    no,    publ,  no,    no),
    A.DEMAND_HANDLE:         (sub,   no,    sub,   no,    no,    firm,  no,    no),
    A.DEMAND_NOTES_READ:     (sub,   no,    sub,   no,    no,    no,    every, no),
    A.DEMAND_READ:           (sub,   no,    sub,   no,    no,    firm,  every, no),
    A.DOSSIER_CONTACT_EDIT:  (sub,   own,   own,   own,   own,   no,    no,    no),
    A.DOSSIER_DELIST:        (sub,   no,    sub,   no,    no,    no,    no,    no),
    A.DOSSIER_DISCARD:       (own,   own,   own,   own,   own,   no,    no,    no),
    A.DOSSIER_DRAFT_READ:    (own,   own,   own,   own,   own,   no,    no,    no),
    A.DOSSIER_EDIT:          (own,   own,   own,   own,   own,   no,    no,    no),
    A.DOSSIER_FILE:          (main,  sub,   sub,   sub,   own,   no,    no,    no),
    A.DOSSIER_HANDOVER:      (sub,   no,    sub,   no,    no,    no,    no,    no),
    A.DOSSIER_READ:          (seen,  seen,  seen,  seen,  mine,  publ,  sent,  open_),
    A.DOSSIER_REVIEW:        (step,  step,  step,  step,  no,    no,    no,    no),
    A.DOSSIER_SUBMIT:        (own,   own,   own,   own,   own,   no,    no,    no),
    A.DOSSIER_UPLOAD:        (main,  sub,   sub,   sub,   own,   no,    no,    no),
    A.DOSSIER_UPLOAD_DIRECT: (main,  no,    sub,   no,    no,    no,    no,    no),
    A.DOSSIER_WITHDRAW:      (own,   own,   own,   own,   own,   no,    no,    no),
    A.ENTERPRISE_APPROVE:    (no,    no,    no,    no,    no,    no,    every, no),
    A.EVALUATION_READ:       (sub,   sub,   sub,   sub,   mine,  firm,  every, no),
    A.EVALUATION_SUMMARY_READ: (seen, seen, seen, seen, mine, publ, sent, no),
    A.EVALUATION_WRITE:      (no,    no,    no,    no,    no,    publ,  no,    no),
    A.EXPLAIN_ACCESS:        (sub,   no,    sub,   no,    no,    no,    every, no),
    A.EXPORT:                (sub,   sub,   sub,   sub,   mine,  no,    every, no),
    A.FILE_UPLOAD:           (own,   own,   own,   own,   own,   own,   own,   no),
    A.INSTITUTION_CERTIFY:   (inst,  no,    no,    no,    no,    no,    no,    no),
    A.JOB_CANCEL:            (own,   own,   own,   own,   own,   own,   every, no),
    A.JOB_READ:              (own,   own,   own,   own,   own,   own,   every, no),
    A.JOB_RUN:               (own,   own,   own,   own,   own,   own,   own,   no),
    A.LIBRARY_FIGURES_READ:  (sub,   sub,   sub,   sub,   own,   no,    every, no),
    A.MATCH_CLAIM:           (own,   own,   own,   own,   own,   no,    no,    no),
    A.MATCH_CONFIRM:         (sub,   sub,   sub,   sub,   no,    no,    no,    no),
    A.NOTICE_READ:           (own,   own,   own,   own,   own,   own,   own,   no),
    A.ORG_UNIT_MANAGE:       (sub,   no,    no,    no,    no,    no,    roots, no),
    A.ORG_UNIT_READ:         (tree,  tree,  tree,  tree,  chain, publ,  every, open_),
    A.PATENT_READ:           (sub,   sub,   sub,   sub,   own,   publ,  every, open_),
    A.PATENT_UNIT_ASSIGN:    (sub,   no,    sub,   no,    no,    no,    no,    no),
    A.PERFORMANCE_CONFIRM:   (no,    no,    no,    no,    no,    no,    every, no),
    A.PERFORMANCE_READ:      (sub,   no,    no,    no,    no,    no,    every, no),
    A.PERFORMANCE_SUBMIT:    (sub,   no,    no,    no,    no,    no,    no,    no),
    A.PORTFOLIO_FILE:        (sub,   sub,   sub,   sub,   own,   no,    no,    no),
    A.PROFILE_EDIT:          (own,   own,   own,   own,   own,   own,   own,   no),
    A.PUSH_IMPORT:           (no,    no,    no,    no,    no,    no,    every, no),
    A.REVIEW_HISTORY_READ:   (seen,  seen,  seen,  seen,  mine,  no,    sent,  no),
    A.SHOWCASE_READ:         (publ,  publ,  publ,  publ,  publ,  publ,  publ,  open_),
    A.SHOWCASE_SETTINGS:     (inst,  no,    no,    no,    no,    no,    no,    no),
    A.STATS_READ:            (sub,   no,    sub,   no,    no,    no,    every, no),
    A.TOKEN_MANAGE:          (own,   no,    own,   no,    no,    firm,  every, no),
    A.USER_CREATE:           (sub,   invs,  sub,   invs,  no,    boss,  every, no),
    A.USER_MANAGE:           (sub,   invs,  sub,   invs,  no,    boss,  every, no),
    A.USER_READ:             (sub,   sub,   sub,   sub,   own,   firm,  every, no),
}
# fmt: on

POLICY: Mapping[tuple[A, Role], Cell] = {
    (ability, role): cell for ability, row in ROWS.items() for role, cell in zip(COLUMNS, row, strict=True)
}

MAY_CREATE: Mapping[Role, frozenset[Role]] = {
    Role.INSTITUTION_ADMIN: frozenset({Role.COLLEGE_ADMIN, Role.BRANCH_ADMIN, Role.INVENTOR}),
    Role.COLLEGE_ADMIN: frozenset({Role.INVENTOR}),
    Role.BRANCH_ADMIN: frozenset({Role.BRANCH_COLLEGE_ADMIN, Role.INVENTOR}),
    Role.BRANCH_COLLEGE_ADMIN: frozenset({Role.INVENTOR}),
    Role.ENTERPRISE: frozenset({Role.ENTERPRISE}),
    Role.PLATFORM_OPERATOR: frozenset({Role.INSTITUTION_ADMIN, Role.ENTERPRISE, Role.PLATFORM_OPERATOR}),
}
"""Whom each role may open accounts for (S37–S41): the second table."""


def cell_of(ability: A, role: Role) -> Cell:
    """The cell of the policy: what is said of a role, of whom nobody asks anything."""
    return POLICY[ability, role]


def scopes_of(ability: A, rights: Rights) -> Cell:
    """How far an ability reaches for whoever asks: the cell of its role, unless a token leaves it out."""
    return POLICY[ability, rights.role] if rights.include(ability) else no


def grantable(role: Role) -> frozenset[A]:
    """What a token of an account of a role may be given."""
    return frozenset(each for each in A if POLICY[each, role]) - NEVER_BY_TOKEN
