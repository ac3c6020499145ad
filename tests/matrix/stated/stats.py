"""Statistics in groups."""

from tests.matrix.stated.words import PARENT

TABLE = """
            IA   CA   BA   BCA  INV  ENT  OP   visitor
STATS_READ  S    –    S    –    –    –    A    –
"""
OBJECTS = {
    "Stats": (PARENT, "groups total rest"),
    "StatsGroup": (PARENT, "keys period count values list listArguments"),
    "StatsKey": (PARENT, "dimension key label"),
    "StatsTotal": (PARENT, "groups count values"),
    "StatsValue": (PARENT, "metric value"),
}
OWN = {"Query.stats": "STATS_READ"}
KINDS = ("Patent", "Dossier", "Demand", "Evaluation", "Performance")
INPUTS = {
    "Query.stats": "of top",
    "StatsOf": "patents dossiers resources demands evaluations performances",
    **dict.fromkeys((f"{kind}Stats" for kind in KINDS), "where groupBy metrics over orderBy direction"),
    **dict.fromkeys((f"{kind}Series" for kind in KINDS), "date by top"),
}
