"""What each role may do with each coordinate of the schema, written out by hand from the decisions.

Nothing here comes from `panhuo.permissions`: TABLE is the table of docs/permissions.md for the abilities
that the schema speaks of, WORDS says which relation of an object to the viewer each letter means, and
OBJECTS, INPUTS and ENUMS say what every coordinate asks for. A coordinate that stands nowhere here fails.
"""

from enum import StrEnum


class Outcome(StrEnum):
    """What a viewer meets at a coordinate of one object."""

    VISIBLE = "VISIBLE"
    ABSENT = "ABSENT"
    """Not found, not listed, not counted."""
    MASKED = "MASKED"
    """Null in this row, without an error."""
    DENIED = "DENIED"
    """Null everywhere, with one error for the coordinate."""


ROLES = ("IA", "CA", "BA", "BCA", "INV", "ENT", "OP", "visitor")
TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
CODE_TABLE_READ  A    A    A    A    A    A    A    A
PATENT_READ      S    S    S    S    O    P    A    PO
LIBRARY_FIGURES_READ  S  S    S    S    O    –    A    –
ORG_UNIT_READ    S+C  S+C  S+C  S+C  C    P    A    PO
ORG_UNIT_MANAGE  S    –    –    –    –    –    R    –
USER_READ        S    S    S    S    O    E    A    –
DOSSIER_FILE     M    S    S    S    O    –    –    –
EXPLAIN_ACCESS   S    –    S    –    –    –    A    –
FILE_UPLOAD      O    O    O    O    O    O    O    –
"""
WORDS = {
    "A": {"anything"},
    "S": {"own unit", "below"},
    "C": {"own unit", "above"},
    "M": {"main campus"},
    "O": {"self", "confirmed inventor"},
    "E": {"own enterprise"},
    "P": {"published"},
    "PO": {"published, open"},
    "R": {"institution"},
    "–": set(),
}
"""Letter → the relations it reaches. Others (sibling, other institution, merely proposed …) are absent."""

CELLS = {
    (line.split()[0], role): letters
    for line in TABLE.strip().splitlines()[1:]
    for role, letters in zip(ROLES, line.split()[1:], strict=True)
}

PUBLIC = "PUBLIC"
"""Asks for nothing."""
PARENT = "PARENT"
"""Asks for what the object asks on which it stands."""

OBJECTS: dict[str, tuple[str, str]] = {
    "Query": (PUBLIC, "viewer node nodes can"),
    "Mutation": (PUBLIC, "login logout"),
    "Node": (PARENT, "id"),
    "Patent": (
        "PATENT_READ",
        "id applicationNumber publicationNumber title abstract independentClaim type legalStatus legalText"
        " applicationDate publicationDate grantDate expiryDate lapseDate agency agent address regionCode"
        " priority validAtEndOf2023 coOwned asOf ownerNames coOwnerNames inventorNames firstInventor"
        " affiliation firstOwner transferredOut mainIpc technicalField mainIndustry mainStrategicIndustry"
        " maintenanceYears maintenanceDays filingState registeredAt unit institution branch owners inventors"
        " codes legalEvents viewerCan",
    ),
    "PatentOwner": (PARENT, "position name orgUnit"),
    "PatentInventor": (PARENT, "position name user"),
    "PatentCode": (PARENT, "kind position code title source rule"),
    "LegalEvent": (PARENT, "kind date detail"),
    "PatentViewerCan": (PARENT, "file"),
    "FilingDecision": (PARENT, "allowed reason message"),
    "OrgUnit": (
        "ORG_UNIT_READ",
        "id kind institutionType name position archived openShowcase activatedAt parent institution branch"
        " children ownerAliases patents",
    ),
    "OwnerAlias": (PARENT, "name"),
    "User": (
        "USER_READ",
        "id username name role jobTitle phone email active isManager enterpriseName unit institution can",
    ),
    "Code": ("CODE_TABLE_READ", "id kind code title level parent children"),
    "FileUpload": ("FILE_UPLOAD", "id name mediaType size createdAt expiresAt"),
    "PatentConnection": (PARENT, "nodes edges pageInfo totalCount counts"),
    "OrgUnitConnection": (PARENT, "nodes edges pageInfo totalCount"),
    "CodeConnection": (PARENT, "nodes edges pageInfo totalCount"),
    "FileUploadConnection": (PARENT, "nodes edges pageInfo totalCount"),
    "PatentEdge": (PARENT, "cursor node"),
    "OrgUnitEdge": (PARENT, "cursor node"),
    "CodeEdge": (PARENT, "cursor node"),
    "FileUploadEdge": (PARENT, "cursor node"),
    "PageInfo": (PARENT, "hasNextPage hasPreviousPage startCursor endCursor"),
    "PatentCount": (PARENT, "key label count"),
    "LoginPayload": (PUBLIC, "token expiresAt viewer retryAfter userErrors"),
    "LogoutPayload": (PUBLIC, "signedOut userErrors"),
    "Permission": (PARENT, "ability allowed scopes message"),
    "AccessExplanation": (PARENT, "decision coordinate role decidedBy demands message"),
    "AccessDemand": (PARENT, "coordinate ability met scopes"),
    "AccessScope": (PARENT, "scope holds message"),
    "Subscription": (PUBLIC, "libraryChanged"),
    "LibraryChange": ("LIBRARY_FIGURES_READ", "publishedAt asOf"),
    "UploadFilePayload": (PARENT, "upload userErrors"),
    "DiscardUploadPayload": (PARENT, "discardedId userErrors"),
    "UserError": (PUBLIC, "code field message"),
}
"""Type → what it asks for, and its fields, which ask for the same unless OWN says otherwise."""

OWN = {
    "Query.patent": "PATENT_READ",
    "Query.patents": "PATENT_READ",
    "Query.orgUnit": "ORG_UNIT_READ",
    "Query.orgUnits": "ORG_UNIT_READ",
    "Query.codes": "CODE_TABLE_READ",
    "Query.explainAccess": "EXPLAIN_ACCESS",
    "Query.uploads": "FILE_UPLOAD",
    "Subscription.libraryChanged": "LIBRARY_FIGURES_READ",
    "Mutation.uploadFile": "FILE_UPLOAD",
    "Mutation.discardUpload": "FILE_UPLOAD",
    "OrgUnit.ownerAliases": "ORG_UNIT_MANAGE",
}
"""Fields with an ability of their own, beside that of the object they stand on."""

DECISIONS = {"PatentViewerCan.file": "DOSSIER_FILE"}
"""Fields that tell everybody who sees the object whether the viewer has another ability."""

PAGING = "first after last before"
INPUTS: dict[str, str] = {
    "Query.node": "id",
    "Query.nodes": "ids",
    "Query.patent": "id applicationNumber",
    "Query.orgUnit": "id",
    "Query.explainAccess": "user coordinate id",
    "Query.patents": f"filed campus branch search where orderBy {PAGING}",
    "Query.orgUnits": f"where orderBy {PAGING}",
    "Query.codes": f"kind rootsOnly where orderBy {PAGING}",
    "Query.uploads": PAGING,
    "OrgUnit.patents": f"filed campus branch search where orderBy {PAGING}",
    "OrgUnit.children": f"where orderBy {PAGING}",
    "Code.children": f"where orderBy {PAGING}",
    "PatentConnection.counts": "by top",
    "Mutation.login": "input",
    "Mutation.uploadFile": "input",
    "Mutation.discardUpload": "input",
    "UploadFileInput": "file",
    "DiscardUploadInput": "id",
    "LoginInput": "username password cookie",
    "PatentFilter": "applicationNumber type legalStatus validAtEndOf2023 coOwned applicationDate grantDate"
    " maintenanceYears ipc industry strategicIndustry firstInventor transferredOut firstOwner filingState"
    " unit and or not",
    "OrgUnitFilter": "kind institutionType name archived institution unit and or not",
    "CodeFilter": "code title level and or not",
    "PatentOrder": "field direction",
    "OrgUnitOrder": "field direction",
    "CodeOrder": "field direction",
    "TextOperators": "eq ne in startsWith isNull",
    "BooleanOperators": "eq isNull",
    "DateOperators": "eq ne in gt gte lt lte isNull",
    "IntOperators": "eq ne in gt gte lt lte isNull",
    "CodeOperators": "in under",
    "OrgUnitOperators": "eq in under",
    "PatentTypeOperators": "eq ne in isNull",
    "LegalStatusOperators": "eq ne in isNull",
    "FilingStateOperators": "eq ne in isNull",
    "OrgUnitKindOperators": "eq ne in isNull",
    "InstitutionTypeOperators": "eq ne in isNull",
}
"""Arguments and input fields: they choose among what the viewer may read, and never reach beyond it.
What names a unit (`branch`, OrgUnitOperators) finds nothing at a unit that the viewer may not read."""

ENUMS: dict[str, str] = {
    "PatentOrderField": "GRANT_DATE APPLICATION_DATE REGISTERED_AT APPLICATION_NUMBER",
    "OrgUnitOrderField": "NAME POSITION",
    "CodeOrderField": "CODE",
    "PatentDimension": "TYPE LEGAL_STATUS FILING_STATE VALID_AT_END_OF_2023 CO_OWNED IPC_SECTION IPC_SUBCLASS"
    " IPC_MAIN_GROUP INDUSTRY_SECTION INDUSTRY_DIVISION STRATEGIC_INDUSTRY MAINTENANCE_YEARS APPLICATION_YEAR"
    " GRANT_YEAR",
    "FiledFilter": "UNFILED FILED ALL",
    "Campus": "MAIN ALL",
    "CodeKind": "INDUSTRY STRATEGIC_INDUSTRY IPC REGION",
    "Direction": "ASC DESC",
}
"""Sorts, dimensions and default filters: order, count or choose within what the viewer may read."""


CHANGES: dict[str, dict[str, int]] = {
    "login": {"session": 1},
    "logout": {},
    "uploadFile": {"upload": 1},
    "discardUpload": {"upload": -1},
}
"""Mutation → rows more by table once it is done."""


def has(ability: str, role: str, words: set[str]) -> bool:
    """Whether a role has an ability over an object that stands so to the viewer."""
    return any(WORDS[letter] & words for letter in CELLS[ability, role].split("+"))


def never(ability: str, role: str) -> bool:
    return CELLS[ability, role] == "–"


def stated() -> set[str]:
    """Every coordinate with an expectation."""
    fields = {f"{name}.{field}" for name, (_, fields) in OBJECTS.items() for field in fields.split()}
    places = {name: "." in name for name in INPUTS}
    inputs = {
        f"{name}({each}:)" if places[name] else f"{name}.{each}"
        for name, members in INPUTS.items()
        for each in members.split()
    }
    return (
        fields
        | set(OWN)
        | inputs
        | {f"{n}.{each}" for n, members in ENUMS.items() for each in members.split()}
    )
