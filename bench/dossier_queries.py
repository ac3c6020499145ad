"""What clients ask of dossiers: patents with theirs, one with its content and history, lists of dossiers."""

from bench.workloads import LIST

DOSSIER = "dossier { id state rating maturity price updatedAt }"
FILED = LIST.replace("unit { id name }", f"unit {{ id name }} {DOSSIER}").replace("query List", "query Filed")
"""The list of patents, each with its own dossier."""
FILED_DETAIL = """
query FiledDetail($id: ID!) {
  patent(id: $id) {
    id applicationNumber publicationNumber title type legalStatus applicationDate publicationDate grantDate
    expiryDate firstInventor inventorNames mainIpc validAtEndOf2023 coOwned filingState
    unit { id name }
    dossier {
      id kind state version rating maturity price fiscalFunding contact phone filerName createdAt updatedAt
      submittedAt registeredAt reason
      content {
        advantages prospects cities companies
        statuses { first second amount product }
        willingness { first second }
      }
      reviews { at act fromState toState unitName byName reason }
    }
  }
}
"""
NODE = """
      id kind state title memberCount rating maturity price flagged updatedAt submittedAt registeredAt
      waitingSince dueAt filerName reason
      unit { id name }
      patent {
        id applicationNumber title type legalStatus grantDate firstInventor inventorNames mainIpc coOwned
      }
"""


def dossiers(field: str) -> str:
    """A list of dossiers with facts of their patents, and its total."""
    return f"""
query Dossiers($first: Int, $after: String) {{
  {field}(first: $first, after: $after) {{
    totalCount
    pageInfo {{ hasNextPage endCursor }}
    nodes {{{NODE}    }}
  }}
}}
"""


FIGURES = """
query Figures {
  libraryFigures {
    pushed { count } co_owned: coOwned { count } new_this_month: newThisMonth { count }
    registered { count } registered_singly: registeredSingly { count }
    registered_in_portfolio: registeredInPortfolio { count } converted { count } fileable { count }
    fileable_registered: fileableRegistered { count } progress
  }
}
"""
