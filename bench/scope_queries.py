"""What is asked in each scope, beside the lists and details of `bench.workloads`."""

from bench.figure_workloads import COUNT
from bench.workloads import LIST

SEARCH = LIST.replace("$where: PatentFilter", "$search: String").replace("where: $where", "search: $search")
"""The list of patents under a keyword."""
SEVEN = ("TYPE", "LEGAL_STATUS", "FILING_STATE", "CO_OWNED", "GRANT_YEAR", "IPC_SECTION", "INDUSTRY_SECTION")
AGGREGATE = f"""
query Aggregate {{
  patents(filed: ALL, campus: ALL) {{
    totalCount
    {" ".join(f"d{place}: counts(by: {name}) {{ key count }}" for place, name in enumerate(SEVEN))}
  }}
}}
"""
"""A list counted by seven dimensions at once."""
TABLES = ("patentTypes", "industries", "strategicIndustries", "technicalFields", "colleges", "institutions")
WHOLE = f"""
query Whole {{
  dashboard {{
    pushed {COUNT} validAtEndOf2023 {COUNT} coOwned {COUNT} newThisMonth {COUNT} registered {COUNT}
    converted {COUNT} demands {COUNT} evaluations {COUNT}
    {" ".join(f"{name} {{ rows {{ code count }} }}" for name in TABLES)}
  }}
}}
"""
"""Eight figures and six tables."""
SHOWCASE = """
query Showcase($first: Int, $where: DossierFilter, $search: String) {
  showcase(first: $first, where: $where, search: $search) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id kind title memberCount rating maturity price registeredAt }
  }
}
"""
