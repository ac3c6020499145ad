"""The columns the generated world fills, table by table."""

from collections.abc import Mapping

# fmt: off
FACTS = (
    "application_number", "publication_number", "title", "abstract", "independent_claim", "type",
    "legal_status", "application_date", "publication_date", "grant_date", "expiry_date", "lapse_date",
    "legal_text", "agency", "agent", "address", "region_code", "priority",
)
"""Columns of a patent that a record holds as they are."""
SHARED = (
    "valid_at_2023_end", "co_owned", "main_ipc", "main_industry", "main_strategic_industry",
    "application_sort", "grant_sort",
)
"""Columns a holding repeats from its patent, type and legal status aside."""
PATENT_TABLES: Mapping[str, tuple[str, ...]] = {
    "patent": (
        "id", "as_of", "owner_names", "inventor_names", "first_inventor", "institution_id", "branch_id",
        "unit_id", "filing_state", "registered_at", "registered_sort", "published", "open_showcase",
        *SHARED, *FACTS,
    ),
    "patent_owner": ("patent_id", "position", "name", "folded", "org_unit_id"),
    "holding": (
        "patent_id", "rank", "current", "institution_id", "branch_id", "unit_id", "assigned", "filing_state",
        "registered_sort", "type", "legal_status", *SHARED,
    ),
    "patent_inventor": ("patent_id", "position", "name", "folded", "user_id", "match"),
    "inventor_match": ("patent_id", "user_id", "state", "folded", "nth", "changed_at"),
    "patent_code": ("patent_id", "kind", "position", "code", "source", "rule", "edition_id"),
    "legal_event": ("patent_id", "kind", "date", "detail"),
    "patent_text": ("patent_id", "tokens"),
}
"""In the order in which they are filled; those of dossiers follow."""
DOSSIER_TABLES = (
    "dossier", "dossier_version", "dossier_choice", "dossier_patent", "review_step", "review", "evaluation",
    "evaluation_version", "demand", "demand_mode", "demand_step", "performance", "performance_deal",
    "performance_option", "performance_patent", "performance_step",
)
"""Of dossiers, and of what follows from them; their rows name their columns."""
PUSH = ("file_name", "as_of", "started_at", "published_at")
ORG_UNIT = (
    "id", "kind", "institution_type", "name", "parent_id", "institution_id", "branch_id", "position",
    "open_showcase", "activated_at",
)
OWNER_ALIAS = ("org_unit_id", "name", "folded")
USER_ACCOUNT = (
    "id", "username", "role", "name", "folded", "job_title", "phone", "email", "institution_id", "branch_id",
    "unit_id", "enterprise_id", "created_at",
)
SESSION = ("token_hash", "user_id", "created_at", "expires_at")
APPROVAL_FLOW = (
    "id", "college", "branch_college", "branch", "college_days", "branch_college_days", "branch_days",
    "institution_days",
)
CODE = ("kind", "code", "title", "level", "parent_code")
# fmt: on
