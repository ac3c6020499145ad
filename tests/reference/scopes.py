"""Who may see what, in plain loops over rows: from docs/permissions.md, sharing nothing with the program."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tests.reference.world import ENTITIES, ROLES, Row, World

MANAGERS = ("SUB", "SUB_INVENTORS", "SUB", "SUB_INVENTORS")
SEEN = ("SUB_SUBMITTED",) * 4 + ("OWN INVENTED",)
FILERS = ("OWN",) * 5 + ("", "", "")
POLICY = {
    #                    IA         CA    BA    BCA   INV  ENT  OP    anonymous
    "APPROVAL_FLOW_EDIT": ("SUB", "", "", "", "", "", "", ""),
    "APPROVAL_FLOW_READ": ("SUB", *("CHAIN",) * 4, "", "ALL", ""),
    "AUDIT_READ": ("SUB", "", "", "", "", "", "ALL", ""),
    "CODE_TABLE_READ": ("ALL",) * 8,
    "CONTACT_READ": (*SEEN, "PUBLISHED", "SUBMITTED", ""),
    "DASHBOARD_READ": ("SUB", "", "SUB", "", "", "", "ALL", ""),
    "DEMAND_CREATE": ("", "", "", "", "", "PUBLISHED", "", ""),
    "DEMAND_HANDLE": ("SUB", "", "SUB", "", "", "ENTERPRISE", "", ""),
    "DEMAND_NOTES_READ": ("SUB", "", "SUB", "", "", "", "ALL", ""),
    "DEMAND_READ": ("SUB", "", "SUB", "", "", "ENTERPRISE", "ALL", ""),
    "DOSSIER_CONTACT_EDIT": ("SUB", *FILERS[1:]),
    "DOSSIER_DELIST": ("SUB", "", "SUB", "", "", "", "", ""),
    "DOSSIER_DISCARD": FILERS,
    "DOSSIER_DRAFT_READ": FILERS,
    "DOSSIER_EDIT": FILERS,
    "DOSSIER_FILE": ("MAIN", "SUB", "SUB", "SUB", "OWN", "", "", ""),
    "DOSSIER_HANDOVER": ("SUB", "", "SUB", "", "", "", "", ""),
    "DOSSIER_READ": (*SEEN, "PUBLISHED", "SUBMITTED", "OPEN"),
    "DOSSIER_REVIEW": ("STEP",) * 4 + ("", "", "", ""),
    "DOSSIER_SUBMIT": FILERS,
    "DOSSIER_WITHDRAW": FILERS,
    "ENTERPRISE_APPROVE": ("",) * 6 + ("ALL", ""),
    "EVALUATION_READ": ("SUB",) * 4 + ("OWN INVENTED", "ENTERPRISE", "ALL", ""),
    "EVALUATION_SUMMARY_READ": (*SEEN, "PUBLISHED", "SUBMITTED", ""),
    "EVALUATION_WRITE": ("",) * 5 + ("PUBLISHED", "", ""),
    "EXPORT": (*("SUB",) * 4, "OWN INVENTED", "", "ALL", ""),
    "FILE_UPLOAD": ("OWN",) * 7 + ("",),
    "INSTITUTION_CERTIFY": ("INSTITUTION", "", "", "", "", "", "", ""),
    "JOB_CANCEL": ("OWN",) * 6 + ("ALL", ""),
    "JOB_READ": ("OWN",) * 6 + ("ALL", ""),
    "JOB_RUN": ("OWN",) * 7 + ("",),
    "LIBRARY_FIGURES_READ": ("SUB",) * 4 + ("OWN", "", "ALL", ""),
    "MATCH_CLAIM": ("OWN",) * 5 + ("", "", ""),
    "MATCH_CONFIRM": ("SUB",) * 4 + ("", "", "", ""),
    "NOTICE_READ": ("OWN",) * 7 + ("",),
    "ORG_UNIT_MANAGE": ("SUB", "", "", "", "", "", "INSTITUTIONS", ""),
    "ORG_UNIT_READ": ("SUB CHAIN",) * 4 + ("CHAIN", "PUBLISHED", "ALL", "OPEN"),
    "PATENT_READ": ("SUB",) * 4 + ("OWN", "PUBLISHED", "ALL", "OPEN"),
    "PATENT_UNIT_ASSIGN": ("SUB", "", "SUB", "", "", "", "", ""),
    "PERFORMANCE_CONFIRM": ("", "", "", "", "", "", "ALL", ""),
    "PERFORMANCE_READ": ("SUB", "", "", "", "", "", "ALL", ""),
    "PERFORMANCE_SUBMIT": ("SUB", "", "", "", "", "", "", ""),
    "PORTFOLIO_FILE": ("SUB",) * 4 + ("OWN", "", "", ""),
    "PUSH_IMPORT": ("",) * 6 + ("ALL", ""),
    "REVIEW_HISTORY_READ": (*SEEN, "", "SUBMITTED", ""),
    "SHOWCASE_READ": ("PUBLISHED",) * 7 + ("OPEN",),
    "SHOWCASE_SETTINGS": ("INSTITUTION", "", "", "", "", "", "", ""),
    "STATS_READ": ("SUB", "", "SUB", "", "", "", "ALL", ""),
    "TOKEN_MANAGE": ("OWN", "", "OWN", "", "", "ENTERPRISE", "ALL", ""),
    "USER_CREATE": (*MANAGERS, "", "ENTERPRISE_AS_MANAGER", "ALL", ""),
    "USER_MANAGE": (*MANAGERS, "", "ENTERPRISE_AS_MANAGER", "ALL", ""),
    "USER_READ": ("SUB",) * 4 + ("OWN", "ENTERPRISE", "ALL", ""),
}


@dataclass
class Ask:
    """One request: a world, the account that asks (None: a visitor), the day in China, the language."""

    world: World
    account: Row | None
    today: date
    chinese: bool = False
    cursors: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The list and the row each known cursor belongs to."""
    abilities: frozenset[str] | None = None
    """What the API token has by which the account asks; None: a session."""

    def over(self, world: World) -> "Ask":
        """The same viewer, day and language over another world."""
        return Ask(world, self.account, self.today, self.chinese, abilities=self.abilities)

    @property
    def role(self) -> str:
        return self.account["role"] if self.account else "ANONYMOUS"

    @property
    def institution_id(self) -> int | None:
        """Of a viewer inside an institution."""
        return self.account["institution_id"] if self.account else None

    def scopes(self, ability: str) -> list[str]:
        if self.abilities is not None and ability not in self.abilities:
            return []
        return POLICY[ability][ROLES.index(self.role)].split()

    def may(self, ability: str) -> bool:
        """Whether the role has the ability at all."""
        return bool(self.scopes(ability))

    def reaches(self, ability: str, type_name: str, row: Row) -> bool:
        """Whether one of the viewer's scopes of an ability holds a row."""
        return any(reached(self, scope, type_name, row) for scope in self.scopes(ability))

    def visible(self, type_name: str, row: Row | None) -> Row | None:
        """The row, where the viewer may read it."""
        return row if row and self.reaches(READ[type_name], type_name, row) else None

    def all(self, type_name: str) -> list[Row]:
        """Every row of a type that the viewer may read."""
        rows = self.world.rows(ENTITIES[type_name])
        return [row for row in rows if self.reaches(READ[type_name], type_name, row)]


IN_USE: Row = {"name": "挂件", "origins": ["https://a.example"], "expires_at": 4_102_444_800_000}
"""The token of whoever asks by one."""
READ = {
    "ApiToken": "TOKEN_MANAGE",
    "ApprovalFlow": "APPROVAL_FLOW_READ",
    "AuditEntry": "AUDIT_READ",
    "Code": "CODE_TABLE_READ",
    "CodeEdition": "CODE_TABLE_READ",
    "Demand": "DEMAND_READ",
    "Dossier": "DOSSIER_READ",
    "ContactAccess": "AUDIT_READ",
    "EnterpriseApplication": "ENTERPRISE_APPROVE",
    "Evaluation": "EVALUATION_READ",
    "FileUpload": "FILE_UPLOAD",
    "InventorClaim": "MATCH_CONFIRM",
    "InventorMatch": "MATCH_CLAIM",
    "Job": "JOB_READ",
    "JobFile": "JOB_READ",
    "JobRow": "JOB_READ",
    "Notice": "NOTICE_READ",
    "OrgUnit": "ORG_UNIT_READ",
    "Push": "PUSH_IMPORT",
    "Patent": "PATENT_READ",
    "Performance": "PERFORMANCE_READ",
    "User": "USER_READ",
}
"""What each type asks of its reader."""


Reached = Callable[["Ask", str, Row], bool]
SHOWN = {"PUBLISHED": "published", "OPEN": "open_showcase"}
"""The column of a patent that says whether it is shown."""


def reached(ask: Ask, scope: str, type_name: str, row: Row) -> bool:
    if type_name == "JobFile":
        return job_file_reached(ask, scope, row)
    if type_name == "JobRow":
        return bool(row["ready"] and ask.account and row["owner_id"] == ask.account["id"])
    return scope == "ALL" or REACHED[type_name](ask, scope, row)


def patent_reached(ask: Ask, scope: str, patent: Row) -> bool:
    holdings = ask.world.of_patent("holding", patent["id"])
    if scope == "SUB":
        return any(below_viewer(ask, holding) for holding in holdings)
    if scope == "MAIN":
        return any(
            (holding["institution_id"], holding["branch_id"]) == (ask.institution_id, None)
            for holding in holdings
        )
    if scope in ("OWN", "INVENTED"):
        return any(
            is_mine(ask, inventor) for inventor in ask.world.of_patent("patent_inventor", patent["id"])
        )
    return bool(patent[SHOWN[scope]])


def unit_reached(ask: Ask, scope: str, unit: Row) -> bool:
    if scope in ("SUB", "SUB_INVENTORS"):
        own = ask.account["unit_id"] if ask.account else None
        return own in [above["id"] for above in chain(ask.world, unit)]
    if scope == "CHAIN":
        own_unit = ask.world.get("org_unit", ask.account["unit_id"] if ask.account else None)
        return unit in chain(ask.world, own_unit)
    if scope == "INSTITUTIONS":
        return bool(unit["kind"] == "INSTITUTION")
    if scope == "INSTITUTION":
        return bool(unit["id"] == ask.institution_id)
    if scope == "ENTERPRISE_AS_MANAGER":
        return False  # it has no units
    return any(patent[SHOWN[scope]] and stands_below(patent, unit) for patent in ask.world.rows("patent"))


def flow_reached(ask: Ask, scope: str, flow: Row) -> bool:
    """It stands where its institution stands."""
    return unit_reached(ask, scope, ask.world.tables["org_unit"][flow["id"]])


def entry_reached(ask: Ask, scope: str, entry: Row) -> bool:
    assert scope == "SUB", scope
    return below_viewer(ask, entry)


def demand_reached(ask: Ask, scope: str, demand: Row) -> bool:
    """Of the enterprise that sent it, or below the viewer; a general one lies below nobody."""
    if scope == "ENTERPRISE":
        return bool(ask.account and demand["enterprise_id"] == ask.account["enterprise_id"])
    assert scope == "SUB", scope
    return below_viewer(ask, demand)


def report_reached(ask: Ask, scope: str, report: Row) -> bool:
    """It stands at its institution itself."""
    assert scope == "SUB", scope
    return bool(ask.account and report["institution_id"] == ask.account["unit_id"])


def match_reached(ask: Ask, scope: str, match: Row) -> bool:
    """One's own as long as it stands; of accounts below, what they claim, or once did."""
    if scope == "OWN":
        return bool(ask.account and match["user_id"] == ask.account["id"] and match["standing"])
    account = ask.world.tables["user_account"][match["user_id"]]
    return match["state"] not in ("PROPOSED", "DECLINED") and below_viewer(ask, account)


def dossier_reached(ask: Ask, scope: str, dossier: Row) -> bool:
    """Before it is submitted it is its filer's alone; whoever reviews it has it while it waits for them."""
    if scope in SHOWN:
        return bool(dossier[SHOWN[scope]])
    if scope == "SUBMITTED":
        return bool(dossier["submitted"])
    assert ask.account
    filed = bool(dossier["filer_id"] == ask.account["id"])
    if scope == "OWN":
        return filed
    if scope == "STEP":
        return waits_for_me(ask, dossier)
    if scope == "INVENTED":
        return bool(dossier["submitted"]) and invented(ask, dossier)
    assert scope in ("SUB", "SUB_SUBMITTED"), scope
    return below_viewer(ask, dossier) and (scope == "SUB" or filed or bool(dossier["submitted"]))


def evaluation_reached(ask: Ask, scope: str, evaluation: Row) -> bool:
    """An enterprise's own; to everybody else where the dossier stands, whose it is, who invented it."""
    if scope == "ENTERPRISE":
        return bool(ask.account and evaluation["enterprise_id"] == ask.account["enterprise_id"])
    return dossier_reached(ask, scope, ask.world.tables["dossier"][evaluation["dossier_id"]])


def invented(ask: Ask, dossier: Row) -> bool:
    """Whether the viewer is confirmed inventor of a patent in it, in the institution that files it (S71)."""
    members = [
        row["patent_id"] for row in ask.world.of_dossier("dossier_patent", dossier["id"]) if row["current"]
    ]
    inventors = [row for id in members for row in ask.world.of_patent("patent_inventor", id)]
    here = dossier["institution_id"] == ask.institution_id
    return here and any(is_mine(ask, inventor) for inventor in inventors)


def waits_for_me(ask: Ask, dossier: Row) -> bool:
    """At the viewer's unit; an institution acts for a level that has no active administrator any more."""
    assert ask.account
    if dossier["state"] != "PENDING":
        return False
    if dossier["step_unit_id"] == ask.account["unit_id"]:
        return True
    if ask.role != "INSTITUTION_ADMIN" or dossier["institution_id"] != ask.institution_id:
        return False
    there = ask.world.rows("user_account", unit_id=dossier["step_unit_id"], active=True)
    return not any(account["role"].endswith("_ADMIN") for account in there)


def owned(column: str) -> Reached:
    """The viewer's own rows, by the column that names their account."""
    return lambda ask, scope, row: bool(ask.account and row[column] == ask.account["id"])


def token_reached(ask: Ask, scope: str, token: Row) -> bool:
    """One's own, or the enterprise's."""
    column = {"OWN": "owner_id", "ENTERPRISE": "enterprise_id"}[scope]
    return bool(ask.account and token[column] == ask.account[{"owner_id": "id"}.get(column, column)])


def upload_reached(ask: Ask, scope: str, upload: Row) -> bool:
    """One's own, while it waits: whole, not used, and not expired."""
    over = upload["consumed_at"] is not None or upload["expires_at"] < 1_900_000_000_000
    return bool(ask.account and upload["owner_id"] == ask.account["id"] and upload["stored"] and not over)


def job_file_reached(ask: Ask, scope: str, file: Row) -> bool:
    """One's own, shown and not expired, whatever the scope."""
    if not file["ready"] or file["expires_at"] < 1_900_000_000_000:
        return False
    return bool(ask.account and file["owner_id"] == ask.account["id"])


def user_reached(ask: Ask, scope: str, user: Row) -> bool:
    assert ask.account
    if scope in ("SUB", "SUB_INVENTORS"):
        return below_viewer(ask, user) and (scope == "SUB" or user["role"] == "INVENTOR")
    if scope == "OWN":
        return bool(user["id"] == ask.account["id"])
    assert scope in ("ENTERPRISE", "ENTERPRISE_AS_MANAGER"), scope
    if scope == "ENTERPRISE_AS_MANAGER" and not ask.account["is_manager"]:
        return False
    return bool(user["enterprise_id"] == ask.account["enterprise_id"])


def below_viewer(ask: Ask, row: Row) -> bool:
    """Whether a row's place lies at the viewer's own unit or below."""
    assert ask.account
    unit = ask.world.tables["org_unit"][ask.account["unit_id"]]
    column = {"INSTITUTION": "institution_id", "BRANCH": "branch_id"}.get(unit["kind"], "unit_id")
    return bool(row[column] == unit["id"])


def is_mine(ask: Ask, inventor: Row) -> bool:
    assert ask.account
    return bool(inventor["match"] == "CONFIRMED" and inventor["user_id"] == ask.account["id"])


def chain(world: World, unit: Row | None) -> list[Row]:
    """A unit and the units above it."""
    return [unit, *chain(world, world.get("org_unit", unit["parent_id"]))] if unit else []


def stands_below(patent: Row, unit: Row) -> bool:
    """Whether a unit is the one a patent stands at, or above it."""
    return unit["id"] in (patent["unit_id"], patent["branch_id"], patent["institution_id"])


REACHED: dict[str, Reached] = {
    "ApiToken": token_reached,
    "ApprovalFlow": flow_reached,
    "AuditEntry": entry_reached,
    "Demand": demand_reached,
    "Dossier": dossier_reached,
    "ContactAccess": entry_reached,
    "Evaluation": evaluation_reached,
    "FileUpload": upload_reached,
    "InventorClaim": match_reached,
    "InventorMatch": match_reached,
    "Job": owned("owner_id"),
    "Notice": owned("user_id"),
    "OrgUnit": unit_reached,
    "Patent": patent_reached,
    "Performance": report_reached,
    "User": user_reached,
}
"""What the scopes but ALL hold of each type."""
