"""The policy against the decisions it was made from, written out again.

TABLE is the table of decisions in its own words: **S** the viewer's unit and everything below, **M** main
campus, **O** own, **T** pending at a step that is mine, **E** own enterprise, **P** published, **A** all,
`chain` the viewer's unit and those above it; P¹ where the institution allows visitors, S² and A² once
submitted, O³ the filer, and confirmed inventors once submitted. `policy.py` is checked against it, never
the other way round.
"""

import pytest

from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.policy import COLUMNS, MAY_CREATE, POLICY, cell_of
from panhuo.rules.vocabulary import Role

TABLE = """
ability                   IA        CA        BA        BCA       INV    ENT          OP            anon
CODE_TABLE_READ           A         A         A         A         A      A            A             A
PATENT_READ               S         S         S         S         O      P            A             P¹
LIBRARY_FIGURES_READ      S         S         S         S         O      –            A             –
ORG_UNIT_READ             S+chain   S+chain   S+chain   S+chain   chain  P            A             P¹
ORG_UNIT_MANAGE           S         –         –         –         –      –            institutions  –
INSTITUTION_CERTIFY       own       –         –         –         –      –            –             –
PROFILE_EDIT              self      self      self      self      self   self         self          –
USER_READ                 S         S         S         S         self   E            A             –
USER_CREATE               S         INV-in-S  S         INV-in-S  –      E,if-manager A             –
USER_MANAGE               S         INV-in-S  S         INV-in-S  –      E,if-manager A             –
MATCH_CLAIM               O         O         O         O         O      –            –             –
MATCH_CONFIRM             S         S         S         S         –      –            –             –
PATENT_UNIT_ASSIGN        S         –         S         –         –      –            –             –
APPROVAL_FLOW_READ        S         chain     chain     chain     chain  –            A             –
APPROVAL_FLOW_EDIT        S         –         –         –         –      –            –             –
DOSSIER_READ              S²        S²        S²        S²        O³     P            A²            P¹
DOSSIER_DRAFT_READ        O         O         O         O         O      –            –             –
DOSSIER_FILE              M         S         S         S         O      –            –             –
PORTFOLIO_FILE            S         S         S         S         O      –            –             –
DOSSIER_EDIT              O         O         O         O         O      –            –             –
DOSSIER_SUBMIT            O         O         O         O         O      –            –             –
DOSSIER_WITHDRAW          O         O         O         O         O      –            –             –
DOSSIER_DISCARD           O         O         O         O         O      –            –             –
DOSSIER_REVIEW            T         T         T         T         –      –            –             –
DOSSIER_CONTACT_EDIT      S         O         O         O         O      –            –             –
DOSSIER_DELIST            S         –         S         –         –      –            –             –
DOSSIER_HANDOVER          S         –         S         –         –      –            –             –
DOSSIER_UPLOAD            M         S         S         S         O      –            –             –
DOSSIER_UPLOAD_DIRECT     M         –         S         –         –      –            –             –
CONTACT_READ              S²        S²        S²        S²        O³     P            A²            –
REVIEW_HISTORY_READ       S²        S²        S²        S²        O³     –            A²            –
ENTERPRISE_APPROVE        –         –         –         –         –      –            A             –
EVALUATION_READ           S         S         S         S         O³     E            A             –
EVALUATION_SUMMARY_READ   S²        S²        S²        S²        O³     P            A²            –
EVALUATION_WRITE          –         –         –         –         –      P            –             –
DEMAND_READ               S         –         S         –         –      E            A             –
DEMAND_CREATE             –         –         –         –         –      P            –             –
DEMAND_NOTES_READ         S         –         S         –         –      –            A             –
DEMAND_HANDLE             S         –         S         –         –      E            –             –
PERFORMANCE_READ          S         –         –         –         –      –            A             –
PERFORMANCE_SUBMIT        S         –         –         –         –      –            –             –
PERFORMANCE_CONFIRM       –         –         –         –         –      –            A             –
DASHBOARD_READ            S         –         S         –         –      –            A             –
STATS_READ                S         –         S         –         –      –            A             –
EXPORT                    S         S         S         S         O³     –            A             –
FILE_UPLOAD               O         O         O         O         O      O            O             –
PUSH_IMPORT               –         –         –         –         –      –            A             –
CODES_LOAD                –         –         –         –         –      –            A             –
JOB_READ                  O         O         O         O         O      O            A             –
JOB_CANCEL                O         O         O         O         O      O            A             –
JOB_RUN                   O         O         O         O         O      O            O             –
NOTICE_READ               O         O         O         O         O      O            O             –
AUDIT_READ                S         –         –         –         –      –            A             –
EXPLAIN_ACCESS            S         –         S         –         –      –            A             –
TOKEN_MANAGE              O         –         O         –         –      E            A             –
SHOWCASE_READ             P         P         P         P         P      P            P             P¹
SHOWCASE_SETTINGS         own       –         –         –         –      –            –             –
"""
"""USER_CREATE: how far; for whom is CREATES."""

LETTERS = {
    "A": {Scope.ALL},
    "A²": {Scope.SUBMITTED},
    "S": {Scope.SUBTREE},
    "S²": {Scope.SUBTREE_SUBMITTED},
    "INV-in-S": {Scope.SUBTREE_INVENTORS},
    "M": {Scope.MAIN_CAMPUS},
    "O": {Scope.OWN},
    "O³": {Scope.OWN, Scope.INVENTED},
    "self": {Scope.OWN},
    "own": {Scope.OWN_INSTITUTION},
    "chain": {Scope.OWN_CHAIN},
    "T": {Scope.AT_MY_STEP},
    "E": {Scope.ENTERPRISE},
    "E,if-manager": {Scope.ENTERPRISE_AS_MANAGER},
    "P": {Scope.PUBLISHED},
    "P¹": {Scope.PUBLISHED_OPEN},
    "institutions": {Scope.INSTITUTIONS},
    "–": set(),
}
ROLES = {
    "IA": Role.INSTITUTION_ADMIN,
    "CA": Role.COLLEGE_ADMIN,
    "BA": Role.BRANCH_ADMIN,
    "BCA": Role.BRANCH_COLLEGE_ADMIN,
    "INV": Role.INVENTOR,
    "ENT": Role.ENTERPRISE,
    "OP": Role.PLATFORM_OPERATOR,
    "anon": Role.ANONYMOUS,
}
CREATES = {
    "IA": "CA BA INV",
    "CA": "INV",
    "BA": "BCA INV",
    "BCA": "INV",
    "INV": "",
    "ENT": "ENT",
    "OP": "IA ENT OP",
    "anon": "",
}
"""Whom each role opens accounts for: S37 (S41: no branch college admins), S38, S39, S40; enterprises and the
operator by decision."""

HEAD, *LINES = [line.split() for line in TABLE.split("\n") if line]
EXPECTED = {
    (line[0], role): {scope for letter in cell.split("+") for scope in LETTERS[letter]}
    for line in LINES
    for role, cell in zip(HEAD[1:], line[1:], strict=True)
}


def test_the_table_and_the_policy_speak_of_the_same() -> None:
    assert {line[0] for line in LINES} == set(Ability)
    assert len(LINES) == len(Ability)
    assert set(ROLES.values()) == set(COLUMNS) == set(Role)
    assert set(POLICY) == {(ability, role) for ability in Ability for role in Role}


@pytest.mark.req("S27", "S28", "S30")
@pytest.mark.parametrize("role", ROLES)
def test_every_cell_is_as_decided(role: str) -> None:
    cells = {ability: cell_of(ability, ROLES[role]) for ability in Ability}

    assert cells == {ability: EXPECTED[ability, role] for ability in Ability}


@pytest.mark.req("S31", "S32", "S33")
def test_what_the_manual_gives_to_some_admins_only() -> None:
    """Demands and dashboards: institution and branch. Results of transfers: the institution alone."""
    admins = {role for role in Role if role.name.endswith("ADMIN")}

    def holders(ability: Ability) -> set[Role]:
        return {role for role in {*admins, Role.INVENTOR} if cell_of(ability, role)}

    assert holders(Ability.DEMAND_READ) == {Role.INSTITUTION_ADMIN, Role.BRANCH_ADMIN}
    assert holders(Ability.PERFORMANCE_SUBMIT) == {Role.INSTITUTION_ADMIN}
    assert holders(Ability.DASHBOARD_READ) == {Role.INSTITUTION_ADMIN, Role.BRANCH_ADMIN}


@pytest.mark.req("S29")
def test_an_inventor_never_reviews() -> None:
    assert {role for role in Role if cell_of(Ability.DOSSIER_REVIEW, role)} == {
        Role.INSTITUTION_ADMIN,
        Role.COLLEGE_ADMIN,
        Role.BRANCH_ADMIN,
        Role.BRANCH_COLLEGE_ADMIN,
    }


@pytest.mark.req("S37", "S38", "S39")
@pytest.mark.parametrize("role", ROLES)
def test_whom_a_role_opens_accounts_for(role: str) -> None:
    assert MAY_CREATE.get(ROLES[role], frozenset()) == {ROLES[name] for name in CREATES[role].split()}


@pytest.mark.req("S40", "S41")
def test_only_a_branch_opens_accounts_for_its_colleges_admins() -> None:
    creators = {role for role, created in MAY_CREATE.items() if Role.BRANCH_COLLEGE_ADMIN in created}

    assert creators == {Role.BRANCH_ADMIN}
    assert MAY_CREATE[Role.BRANCH_COLLEGE_ADMIN] == {Role.INVENTOR}


def test_whoever_opens_accounts_has_the_ability() -> None:
    able = {role for role in Role if cell_of(Ability.USER_CREATE, role)}

    assert able == {role for role, created in MAY_CREATE.items() if created}


def test_a_visitor_reads_what_is_open_and_does_nothing() -> None:
    granted = {ability for ability in Ability if cell_of(ability, Role.ANONYMOUS)}

    assert granted == {
        Ability.CODE_TABLE_READ,
        Ability.DOSSIER_READ,
        Ability.ORG_UNIT_READ,
        Ability.PATENT_READ,
        Ability.SHOWCASE_READ,
    }
