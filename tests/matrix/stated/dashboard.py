"""The dashboard."""

from tests.matrix.stated.words import PARENT

TABLE = """
                IA   CA   BA   BCA  INV  ENT  OP   visitor
DASHBOARD_READ  S    –    S    –    –    –    A    –
"""
OBJECTS = {
    "Dashboard": (
        PARENT,
        "countedOn asOf pushed validAtEndOf2023 coOwned newThisMonth registered registeredSingly"
        " registeredInPortfolio converted demands evaluations ownValid dealtSinceRegistered"
        " transferredSinceRegistered licensedSinceRegistered filing filingOf2023 ticks industries"
        " strategicIndustries technicalFields patentTypes maintenanceYears inventors colleges"
        " institutions",
    ),
    "DashboardFigure": (PARENT, "count unknown definition list listArguments"),
    "DashboardProgress": (PARENT, "done all ratio"),
    "DashboardRow": (PARENT, "item code label count listArguments"),
    "DashboardTable": (PARENT, "definition unknown rows"),
}
OWN = {"Query.dashboard": "DASHBOARD_READ"}
INPUTS = {"Query.dashboard": "unit asOf rankBy top", "DayOperators": "eq"}
ENUMS = {
    "DashboardRanking": "PUSHED VALID_AT_END_OF_2023 CO_OWNED NEW_THIS_MONTH REGISTERED REGISTERED_SINGLY"
    " REGISTERED_IN_PORTFOLIO CONVERTED OWN_VALID DEALT_SINCE_REGISTERED TRANSFERRED_SINCE_REGISTERED"
    " LICENSED_SINCE_REGISTERED",
}
