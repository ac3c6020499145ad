"""Dossiers as they are read: what they say, where they stand, their history, lists and figures."""

from tests.matrix.stated.words import EDGE, PAGE, PAGING, PARENT

TABLE = """
                      IA   CA   BA   BCA  INV  ENT  OP   visitor
DOSSIER_READ          SS   SS   SS   SS   O+V  P    AS   PO
CONTACT_READ          SS   SS   SS   SS   O+V  P    AS   –
REVIEW_HISTORY_READ   SS   SS   SS   SS   O+V  –    AS   –
DOSSIER_DRAFT_READ    O    O    O    O    O    –    –    –
DOSSIER_REVIEW        T    T    T    T    –    –    –    –
PORTFOLIO_FILE        S    S    S    S    O    –    –    –
DOSSIER_EDIT          O    O    O    O    O    –    –    –
DOSSIER_SUBMIT        O    O    O    O    O    –    –    –
DOSSIER_WITHDRAW      O    O    O    O    O    –    –    –
DOSSIER_DISCARD       O    O    O    O    O    –    –    –
DOSSIER_DELIST        S    –    S    –    –    –    –    –
DOSSIER_HANDOVER      S    –    S    –    –    –    –    –
DOSSIER_CONTACT_EDIT  S    O    O    O    O    –    –    –
"""
FORM = (
    "savedAt fiscalFunding statuses willingness feeStandard cities companies price maturity rating advantages"
    " prospects industry strategicIndustry name description members"
)
ENTRY = "first firstLabel second secondLabel custom"
OBJECTS = {
    "Dossier": (
        "DOSSIER_READ",
        "id kind state title memberCount version fiscalFunding price maturity rating flagged published"
        " createdAt updatedAt submittedAt inventoriedAt registeredAt delistedAt waitingSince dueAt filer"
        " institution branch unit patent content members outcome revisionOf openRevision viewerCan"
        " availableActions",
    ),
    "DossierForm": (PARENT, FORM),
    "DossierContent": (PARENT, FORM),
    "DossierDraft": (PARENT, f"{FORM} contact phone missing problems outcome"),
    "ImplementationEntry": (PARENT, f"{ENTRY} amount result conclusion product remark"),
    "WillingnessEntry": (PARENT, ENTRY),
    "DossierMember": (PARENT, "position flag facts patent"),
    "MemberPatent": (
        PARENT,
        "patentId applicationNumber title type legalStatus applicationDate grantDate maintenanceYears"
        " validAtEndOf2023 coOwned ownerNames inventorNames firstInventor mainIpc mainIndustry"
        " mainStrategicIndustry",
    ),
    "DossierProblem": (PARENT, "code field missing message"),
    "DossierOutcome": (PARENT, "state reasons"),
    "UnfitDetail": (PARENT, "code message"),
    "ReviewStep": (PARENT, "position kind outcome unitName unit waiting"),
    "Review": (
        PARENT,
        "at act revision fromState toState submission step unitName byName onBehalf reason receiverName",
    ),
    "DossierVersion": (PARENT, "number savedAt authorName content differences"),
    "DossierDifference": (PARENT, "field before after"),
    "DossierViewerCan": (
        PARENT,
        "edit submit withdraw discard approve return delist handOver revise changeContact",
    ),
    "DossierDecision": (PARENT, "allowed reason message"),
    "DossierConnection": (PARENT, f"{PAGE} counts"),
    "DossierEdge": (PARENT, EDGE),
    "DossierCount": (PARENT, "key count"),
    "Patent": ("PATENT_READ", "filerName inPortfolio dossier portfolios availableActions"),
    "PatentViewerCan": (PARENT, "filePortfolio"),
    "LibraryFigures": (
        PARENT,
        "pushed coOwned newThisMonth registered registeredSingly registeredInPortfolio converted fileable"
        " fileableRegistered asOf progress",
    ),
    "LibraryFigure": (PARENT, "count listArguments"),
}
OWN = {
    "Dossier.contact": "CONTACT_READ",
    "Dossier.phone": "CONTACT_READ",
    "Dossier.draft": "DOSSIER_DRAFT_READ",
    "Dossier.reason": "REVIEW_HISTORY_READ",
    "Dossier.filerName": "REVIEW_HISTORY_READ",
    "Dossier.route": "REVIEW_HISTORY_READ",
    "Dossier.reviews": "REVIEW_HISTORY_READ",
    "Dossier.versions": "REVIEW_HISTORY_READ",
    "Query.dossier": "DOSSIER_READ",
    "Query.myDossiers": "DOSSIER_DRAFT_READ",
    "Query.reviewQueue": "DOSSIER_REVIEW",
    "Query.reviewed": "DOSSIER_REVIEW",
    "Query.resources": "DOSSIER_READ",
    "Query.dossiers": "DOSSIER_READ",
    "Query.libraryFigures": "LIBRARY_FIGURES_READ",
}
DECISIONS = {
    "PatentViewerCan.filePortfolio": "PORTFOLIO_FILE",
    "DossierViewerCan.edit": "DOSSIER_EDIT",
    "DossierViewerCan.submit": "DOSSIER_SUBMIT",
    "DossierViewerCan.withdraw": "DOSSIER_WITHDRAW",
    "DossierViewerCan.discard": "DOSSIER_DISCARD",
    "DossierViewerCan.approve": "DOSSIER_REVIEW",
    "DossierViewerCan.return": "DOSSIER_REVIEW",
    "DossierViewerCan.delist": "DOSSIER_DELIST",
    "DossierViewerCan.handOver": "DOSSIER_HANDOVER",
    "DossierViewerCan.revise": "DOSSIER_EDIT",
    "DossierViewerCan.changeContact": "DOSSIER_CONTACT_EDIT",
}
LISTED = f"kind search where orderBy {PAGING}"
COMPARED = "eq ne in isNull"
INPUTS = {
    "Query.dossier": "id",
    "Query.myDossiers": f"state {LISTED}",
    "Query.reviewQueue": LISTED,
    "Query.reviewed": f"state {LISTED}",
    "Query.resources": LISTED,
    "Query.dossiers": LISTED,
    "Query.libraryFigures": "branch campus",
    "Patent.portfolios": LISTED,
    "DossierConnection.counts": "by top",
    "DossierFilter": "kind state rating maturity price fiscalFunding status statusDetail willingness"
    " willingnessDetail unit institution registeredAt submittedAt waitingSince overdue flagged members"
    " evaluationCount evaluationAverage and or not",
    "MemberFilter": "applicationNumber type legalStatus validAtEndOf2023 coOwned applicationDate grantDate"
    " maintenanceYears ipc industry strategicIndustry firstInventor and or not",
    "DossierOrder": "field direction",
    "DossierKindOperators": COMPARED,
    "DossierStateOperators": COMPARED,
    "MaturityOperators": COMPARED,
    "PriceRangeOperators": COMPARED,
    "ImplementationStatusChoices": "eq in",
    "ImplementationDetailChoices": "eq in",
    "WillingnessChoices": "eq in",
    "WillingnessDetailChoices": "eq in",
}
ENUMS = {
    "DossierOrderField": "REGISTERED_AT UPDATED_AT WAITING_SINCE GRANT_DATE RATING EVALUATION_AVERAGE"
    " EVALUATION_COUNT",
    "DossierDimension": "KIND STATE RATING MATURITY PRICE FISCAL_FUNDING FLAGGED INSTITUTION UNIT",
    "DossierKind": "SINGLE PORTFOLIO",
    "DossierState": "DRAFT PENDING REJECTED INVENTORIED REGISTERED DELISTED",
    "ReviewedState": "REJECTED DELISTED",
}
