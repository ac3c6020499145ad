"""The statements of the hand-written server, for an institution's administrator."""

SESSION = """
select u.id, u.institution_id, u.unit_id
from session s join user_account u on u.id = s.user_id
where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and u.active
"""

LIST = """
with page as (
  select h.patent_id, h.grant_sort, h.filing_state
  from holding h
  where h.institution_id = $1{conditions}{keyset}
  order by h.grant_sort desc, h.patent_id desc
  limit {limit}
)
select t.total, page.grant_sort, p.id, p.application_number, p.publication_number, p.title, p.type,
       p.legal_status, p.application_date, p.publication_date, p.grant_date, p.expiry_date, p.first_inventor,
       p.inventor_names, p.main_ipc, p.valid_at_2023_end, p.co_owned, page.filing_state, u.id as unit_id,
       u.name as unit_name{columns}
from (select count(*) as total from holding h where h.institution_id = $1{conditions}) t
left join page on true
left join patent p on p.id = page.patent_id
left join org_unit u on u.id = p.unit_id and u.institution_id = $1{joins}
order by page.grant_sort desc, page.patent_id desc
"""
CONDITIONS = {
    "type": " and h.type = {}",
    "validAtEndOf2023": " and h.valid_at_2023_end = {}",
    "grantedFrom": " and h.grant_sort >= {}",
    "ipcUnder": (
        " and exists (select 1 from patent_code c where c.patent_id = h.patent_id and c.kind = 'IPC'"
        " and c.code >= {0} and c.code < {0} || U&'\\+10FFFF')"
    ),
}
"""Filters by name, each with one parameter."""
KEYSET = " and (h.grant_sort, h.patent_id) < ({}, {})"

DETAIL = """
select p.id, p.application_number, p.publication_number, p.title, p.abstract, p.independent_claim, p.type,
       p.legal_status, p.legal_text, p.application_date, p.publication_date, p.grant_date, p.expiry_date,
       p.agency, p.valid_at_2023_end, p.co_owned, p.as_of, p.owner_names, p.inventor_names, p.first_inventor,
       p.main_ipc, p.lapse_date, p.main_industry, p.main_strategic_industry, h.filing_state,
       p.institution_id is not distinct from $2 as first_owner, a.name as affiliation,
       u.id as unit_id, u.name as unit_name, i.id as institution_id, i.name as institution_name
from holding h
join patent p on p.id = h.patent_id
left join org_unit u on u.id = p.unit_id and u.institution_id = $2
left join org_unit i on i.id = p.institution_id and i.id = $2
left join org_unit a on a.id = coalesce(p.branch_id, p.institution_id)
where h.patent_id = $1 and h.institution_id = $2
"""
OWNERS = "select position, name from patent_owner where patent_id = $1 order by position"
INVENTORS = "select position, name from patent_inventor where patent_id = $1 order by position"
CODES = """
select c.kind, c.position, c.code, t.title, c.source
from patent_code c left join code t on t.kind = c.kind and t.code = c.code
where c.patent_id = $1
order by c.position, c.id
"""
