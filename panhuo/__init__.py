"""Panhuo: patent inventory for universities and institutes (盘活行动), as one GraphQL API."""
