"""Patents and code tables."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT, PUBLIC

TABLE = """
                 IA   CA   BA   BCA  INV  ENT  OP   visitor
CODE_TABLE_READ  A    A    A    A    A    A    A    A
PATENT_READ      S    S    S    S    O    P    A    PO
LIBRARY_FIGURES_READ  S  S    S    S    O    –    A    –
DOSSIER_FILE     M    S    S    S    O    –    –    –
"""
OBJECTS = {
    "Query": (PUBLIC, "node nodes"),
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
    "PatentCode": (PARENT, "kind position code title retired source rule ruleEdition"),
    "LegalEvent": (PARENT, "kind date detail"),
    "PatentViewerCan": (PARENT, "file"),
    "FilingDecision": (PARENT, "allowed reason message"),
    "Code": ("CODE_TABLE_READ", "id kind code title level retired edition parent children"),
    "CodeEdition": ("CODE_TABLE_READ", "id table name codes inForce loadedAt labelledAt"),
    "PatentConnection": (PARENT, f"{PAGE} counts"),
    "CodeConnection": (PARENT, PAGE),
    "CodeEditionConnection": (PARENT, PAGE),
    "PatentEdge": (PARENT, EDGE),
    "CodeEdge": (PARENT, EDGE),
    "CodeEditionEdge": (PARENT, EDGE),
    "PageInfo": (PARENT, "hasNextPage hasPreviousPage startCursor endCursor"),
    "PatentCount": (PARENT, "key label count"),
    "Subscription": (PUBLIC, "libraryChanged"),
    "LibraryChange": ("LIBRARY_FIGURES_READ", "publishedAt asOf"),
}
OWN = {
    "Query.patent": "PATENT_READ",
    "Query.patents": "PATENT_READ",
    "Query.codes": "CODE_TABLE_READ",
    "Query.codeTables": "CODE_TABLE_READ",
    "Subscription.libraryChanged": "LIBRARY_FIGURES_READ",
}
DECISIONS = {"PatentViewerCan.file": "DOSSIER_FILE"}
INPUTS = {
    "Query.node": "id",
    "Query.nodes": "ids",
    "Query.patent": "id applicationNumber",
    "Query.patents": f"filed campus branch search where orderBy {PAGING}",
    "Query.codes": f"kind rootsOnly where orderBy {PAGING}",
    "Query.codeTables": f"all {PAGING}",
    "Code.children": f"where orderBy {PAGING}",
    "PatentConnection.counts": "by top",
    "PatentFilter": "applicationNumber type legalStatus validAtEndOf2023 coOwned applicationDate grantDate"
    " maintenanceYears ipc industry strategicIndustry firstInventor transferredOut firstOwner"
    " filingState unit institution branch regionCode mainIpc technicalField mainIndustry"
    " mainStrategicIndustry inventors filed inventoried registered registeredAt inPortfolio"
    " inRegisteredPortfolio"
    " rating fiscalFunding maturity status statusDetail willingness willingnessDetail"
    " evaluationCount evaluationAverage newThisMonth converted transferredSinceRegistered"
    " licensedSinceRegistered inForceOn newInMonthOf registeredOn and or not",
    "PatentInventorFilter": "name and or not",
    "CodeFilter": "code title level retired and or not",
    "PatentOrder": "field direction",
    "CodeOrder": "field direction",
    "TextOperators": "eq ne in startsWith isNull",
    "BooleanOperators": "eq isNull",
    "DateOperators": "eq ne in gt gte lt lte isNull",
    "IntOperators": "eq ne in gt gte lt lte isNull",
    "CodeOperators": "in under",
    "PatentTypeOperators": "eq ne in isNull",
    "LegalStatusOperators": "eq ne in isNull",
    "FilingStateOperators": "eq ne in isNull",
}
ENUMS = {
    "PatentOrderField": "GRANT_DATE APPLICATION_DATE REGISTERED_AT APPLICATION_NUMBER EVALUATION_AVERAGE"
    " EVALUATION_COUNT",
    "CodeOrderField": "CODE",
    "PatentDimension": "TYPE LEGAL_STATUS FILING_STATE VALID_AT_END_OF_2023 CO_OWNED IPC_SECTION IPC_CLASS"
    " IPC_SUBCLASS IPC_MAIN_GROUP INDUSTRY_SECTION INDUSTRY_DIVISION INDUSTRY STRATEGIC_INDUSTRY"
    " MAINTENANCE_YEARS APPLICATION_YEAR GRANT_YEAR INSTITUTION BRANCH UNIT PROVINCE",
    "FiledFilter": "UNFILED FILED ALL",
    "Campus": "MAIN ALL",
    "CodeKind": "INDUSTRY STRATEGIC_INDUSTRY IPC REGION",
    "Direction": "ASC DESC",
}
