"""The dashboard."""

from tests.matrix.stated.words import PARENT

TABLE = """
                IA   CA   BA   BCA  INV  ENT  OP   visitor
DASHBOARD_READ  S    –    S    –    –    –    A    –
"""
OBJECTS = {
    "Dashboard": (
        PARENT,
        "asOf pushed validAtEndOf2023 coOwned newThisMonth registered registeredSingly registeredInPortfolio"
        " converted demands evaluations ownValid dealtSinceRegistered transferredSinceRegistered"
        " licensedSinceRegistered filing filingOf2023",
    ),
    "DashboardFigure": (PARENT, "count definition list listArguments"),
    "DashboardProgress": (PARENT, "done all ratio"),
}
OWN = {"Query.dashboard": "DASHBOARD_READ"}
INPUTS = {"Query.dashboard": "unit"}
