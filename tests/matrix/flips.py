"""Wrong policies: each cell of the policy with a scope taken away, or another one added."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from panhuo.compiler.operation import PLANS
from panhuo.permissions import policy
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.explain import permissions
from panhuo.permissions.reach import REACH
from panhuo.rules.vocabulary import Role
from tests.matrix.expectation import CELLS, ROLES
from tests.matrix.facts import VIEWERS, role_of

OF_DOSSIERS = (
    *("DOSSIER_READ", "CONTACT_READ", "REVIEW_HISTORY_READ", "DOSSIER_DRAFT_READ", "DOSSIER_REVIEW"),
    *("DOSSIER_EDIT", "DOSSIER_SUBMIT", "DOSSIER_WITHDRAW", "DOSSIER_DISCARD", "DOSSIER_DELIST"),
    *("DOSSIER_HANDOVER", "DOSSIER_CONTACT_EDIT"),
)
TABLES = {
    "CODE_TABLE_READ": "code",
    "PATENT_READ": "patent",
    "ORG_UNIT_READ": "org_unit",
    "ORG_UNIT_MANAGE": "org_unit",
    "USER_READ": "user_account",
    "DOSSIER_FILE": "patent",
    "EXPLAIN_ACCESS": "patent",
    "FILE_UPLOAD": "upload",
    "JOB_CANCEL": "job",
    "JOB_READ": "job job_file",
    "JOB_RUN": "job",
    "PUSH_IMPORT": "job",
    "LIBRARY_FIGURES_READ": "data_version",
    "NOTICE_READ": "notice",
    "MATCH_CLAIM": "inventor_match",
    "MATCH_CONFIRM": "inventor_match",
    "AUDIT_READ": "audit_entry",
    "APPROVAL_FLOW_READ": "approval_flow org_unit",
    "APPROVAL_FLOW_EDIT": "approval_flow",
    "USER_CREATE": "org_unit",
    "USER_MANAGE": "user_account org_unit",
    "PROFILE_EDIT": "user_account",
    "INSTITUTION_CERTIFY": "org_unit",
    "SHOWCASE_SETTINGS": "org_unit",
    "PATENT_UNIT_ASSIGN": "org_unit patent",
    "PORTFOLIO_FILE": "patent",
    **dict.fromkeys(OF_DOSSIERS, "dossier"),
}
"""The tables each ability of the schema is asked on; a scope that one cannot express stops the build."""
COLUMNS = dict(zip(ROLES, policy.COLUMNS, strict=True))


@dataclass(frozen=True)
class Flip:
    """One scope more or less in one cell."""

    ability: str
    role: str
    scope: Scope
    adds: bool

    def __str__(self) -> str:
        return f"{self.ability} {self.role} {'+' if self.adds else '-'}{self.scope}"

    @property
    def key(self) -> tuple[Ability, Role]:
        return Ability[self.ability], COLUMNS[self.role]

    @property
    def viewers(self) -> list[str]:
        return [viewer for viewer in VIEWERS if role_of(viewer) == self.role]

    def apply(self, patch: pytest.MonkeyPatch) -> None:
        """Change the policy until the patch is undone, and forget what was planned."""
        cell = policy.POLICY[self.key]
        flipped = cell | {self.scope} if self.adds else cell - {self.scope}
        patch.setattr(policy, "POLICY", {**policy.POLICY, self.key: flipped})
        forget_plans()


def forget_plans() -> None:
    permissions.cache_clear()
    PLANS.entries.clear()
    PLANS.weight = 0


def every_flip() -> Iterator[Flip]:
    for ability, role in CELLS:
        cell = policy.POLICY[Ability[ability], COLUMNS[role]]
        expressed = [{*REACH[table]} for table in TABLES[ability].split()]
        for scope in sorted(cell.union(set.intersection(*expressed))):
            yield Flip(ability, role, scope, scope not in cell)


EVERYTHING = "the cell reaches everything already"
NOBODY = "no viewer of the role has what the scope asks for, or stands where it reaches"
WITHIN = "the scope reaches only what another one of the cell reaches"
UNSEEN = "what it would add lies on objects that the role cannot see (their type's ability stands before it)"
BESIDE = "something else decides the same: whom a role opens accounts for, or what a kind of job asks"
ITSELF = "it is asked of nothing but the viewer's own account"

SAME = {
    EVERYTHING: """
        LIBRARY_FIGURES_READ OP +SUBTREE +OWN
        PATENT_READ OP +SUBTREE +MAIN_CAMPUS +OWN +PUBLISHED +PUBLISHED_OPEN
        ORG_UNIT_READ OP +SUBTREE +OWN_CHAIN +OWN_INSTITUTION +INSTITUTIONS +PUBLISHED +PUBLISHED_OPEN
        ORG_UNIT_READ OP +SUBTREE_INVENTORS
        USER_READ OP +SUBTREE +SUBTREE_INVENTORS +OWN +ENTERPRISE +ENTERPRISE_AS_MANAGER
        EXPLAIN_ACCESS OP +SUBTREE +MAIN_CAMPUS +OWN +PUBLISHED +PUBLISHED_OPEN
        USER_CREATE OP +SUBTREE +SUBTREE_INVENTORS +OWN_CHAIN +OWN_INSTITUTION +INSTITUTIONS
        USER_CREATE OP +PUBLISHED +PUBLISHED_OPEN
        USER_MANAGE OP +SUBTREE +SUBTREE_INVENTORS
        JOB_READ OP +OWN
        JOB_CANCEL OP +OWN
        AUDIT_READ OP +SUBTREE
        APPROVAL_FLOW_READ OP +SUBTREE +OWN_CHAIN
    """,
    NOBODY: """
        LIBRARY_FIGURES_READ INV +SUBTREE
        PATENT_READ INV +SUBTREE
        PATENT_READ ENT +SUBTREE +MAIN_CAMPUS +OWN
        PATENT_READ visitor +SUBTREE +MAIN_CAMPUS +OWN
        ORG_UNIT_READ INV +SUBTREE +SUBTREE_INVENTORS
        ORG_UNIT_READ ENT +SUBTREE +SUBTREE_INVENTORS +OWN_CHAIN +OWN_INSTITUTION
        ORG_UNIT_READ visitor +SUBTREE +SUBTREE_INVENTORS +OWN_CHAIN +OWN_INSTITUTION
        ORG_UNIT_MANAGE OP +SUBTREE +SUBTREE_INVENTORS +OWN_CHAIN +OWN_INSTITUTION
        USER_MANAGE ENT +SUBTREE +SUBTREE_INVENTORS
        MATCH_CLAIM INV +SUBTREE
        APPROVAL_FLOW_READ INV +SUBTREE
        USER_READ IA +ENTERPRISE +ENTERPRISE_AS_MANAGER
        USER_READ CA +ENTERPRISE +ENTERPRISE_AS_MANAGER
        USER_READ BA +ENTERPRISE +ENTERPRISE_AS_MANAGER
        USER_READ BCA +ENTERPRISE +ENTERPRISE_AS_MANAGER
        USER_READ INV +SUBTREE +SUBTREE_INVENTORS +ENTERPRISE +ENTERPRISE_AS_MANAGER
        USER_READ ENT +SUBTREE +SUBTREE_INVENTORS
        DOSSIER_FILE INV +SUBTREE
    """,
    WITHIN: """
        LIBRARY_FIGURES_READ IA +OWN
        PATENT_READ IA +MAIN_CAMPUS +OWN
        PATENT_READ ENT +PUBLISHED_OPEN
        ORG_UNIT_READ IA -OWN_CHAIN +SUBTREE_INVENTORS +OWN_INSTITUTION
        ORG_UNIT_READ CA -SUBTREE +SUBTREE_INVENTORS +OWN_INSTITUTION
        ORG_UNIT_READ BA +SUBTREE_INVENTORS +OWN_INSTITUTION
        ORG_UNIT_READ BCA -SUBTREE +SUBTREE_INVENTORS +OWN_INSTITUTION
        ORG_UNIT_READ INV +OWN_INSTITUTION
        ORG_UNIT_READ ENT +PUBLISHED_OPEN
        ORG_UNIT_MANAGE IA +SUBTREE_INVENTORS +OWN_CHAIN +OWN_INSTITUTION
        INSTITUTION_CERTIFY IA +OWN_CHAIN
        SHOWCASE_SETTINGS IA +OWN_CHAIN
        APPROVAL_FLOW_READ IA +OWN_CHAIN
        APPROVAL_FLOW_EDIT IA +OWN_CHAIN
        APPROVAL_FLOW_READ CA +SUBTREE
        APPROVAL_FLOW_READ BCA +SUBTREE
        USER_CREATE IA +SUBTREE_INVENTORS +OWN_CHAIN +OWN_INSTITUTION
        USER_CREATE CA +SUBTREE
        USER_CREATE BA +SUBTREE_INVENTORS
        USER_CREATE BCA +SUBTREE
        USER_MANAGE IA +SUBTREE_INVENTORS
        USER_MANAGE BA +SUBTREE_INVENTORS
        USER_READ IA +SUBTREE_INVENTORS +OWN
        USER_READ CA +SUBTREE_INVENTORS +OWN
        USER_READ BA +SUBTREE_INVENTORS +OWN
        USER_READ BCA +SUBTREE_INVENTORS +OWN
        USER_READ ENT +OWN +ENTERPRISE_AS_MANAGER
    """,
    UNSEEN: """
        EXPLAIN_ACCESS IA +ALL +MAIN_CAMPUS +OWN +PUBLISHED +PUBLISHED_OPEN
        EXPLAIN_ACCESS BA +MAIN_CAMPUS +OWN
        DOSSIER_FILE CA +ALL +MAIN_CAMPUS +OWN +PUBLISHED +PUBLISHED_OPEN
        DOSSIER_FILE BA +ALL +MAIN_CAMPUS +OWN +PUBLISHED +PUBLISHED_OPEN
        DOSSIER_FILE BCA +ALL +MAIN_CAMPUS +OWN +PUBLISHED +PUBLISHED_OPEN
        DOSSIER_FILE INV +ALL +MAIN_CAMPUS +PUBLISHED +PUBLISHED_OPEN
    """,
    BESIDE: """
        USER_CREATE INV +ALL +SUBTREE +SUBTREE_INVENTORS +OWN_CHAIN +OWN_INSTITUTION +INSTITUTIONS
        USER_CREATE INV +PUBLISHED +PUBLISHED_OPEN
        USER_CREATE ENT +ALL +SUBTREE +SUBTREE_INVENTORS +OWN_CHAIN +OWN_INSTITUTION +INSTITUTIONS
        USER_CREATE ENT +PUBLISHED +PUBLISHED_OPEN
        JOB_RUN visitor +ALL
        PUSH_IMPORT OP +OWN
    """,
    ITSELF: """
        PROFILE_EDIT IA +ALL +SUBTREE +SUBTREE_INVENTORS +ENTERPRISE +ENTERPRISE_AS_MANAGER
        PROFILE_EDIT CA +ALL +SUBTREE +SUBTREE_INVENTORS +ENTERPRISE +ENTERPRISE_AS_MANAGER
        PROFILE_EDIT BA +ALL +SUBTREE +SUBTREE_INVENTORS +ENTERPRISE +ENTERPRISE_AS_MANAGER
        PROFILE_EDIT BCA +ALL +SUBTREE +SUBTREE_INVENTORS +ENTERPRISE +ENTERPRISE_AS_MANAGER
        PROFILE_EDIT INV +ALL +SUBTREE +SUBTREE_INVENTORS +ENTERPRISE +ENTERPRISE_AS_MANAGER
        PROFILE_EDIT ENT +ALL +SUBTREE +SUBTREE_INVENTORS +ENTERPRISE +ENTERPRISE_AS_MANAGER
        PROFILE_EDIT OP +ALL +SUBTREE +SUBTREE_INVENTORS +ENTERPRISE +ENTERPRISE_AS_MANAGER
    """,
}
"""Flips that change nothing that anybody could see today, by why; every other one must be noticed."""

INVISIBLE = {
    f"{ability} {role} {change}": reason
    for reason, text in SAME.items()
    for ability, role, *changes in map(str.split, text.strip().splitlines())
    for change in changes
}
