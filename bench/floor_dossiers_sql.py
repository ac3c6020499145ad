"""The statements of the hand-written server about dossiers, for an institution's administrator.

Institution and account are $1 and $2 (in the detail $2 and $3): what was never submitted is its filer's.
"""

OWN = (
    "d.patent_id = {patent} and d.institution_id = {institution} and d.kind = 'SINGLE' and d.base_id is null"
    " and (d.submitted or d.filer_id = {me})"
)
FILED_COLUMNS = (
    ", d.id as dossier_id, d.state, nullif(d.rating, 0) as rating, d.maturity, d.price, d.updated_at"
)
FILED_JOIN = f"\nleft join dossier d on {OWN.format(patent='p.id', institution='$1', me='$2')}"
HOLDING_OWN = OWN.format(patent="h.patent_id", institution="$1", me="$2")
FILED_CONDITIONS = {
    "registered": " and (h.filing_state = 'REGISTERED') = {}",
    "ratingFrom": f" and exists (select 1 from dossier d where {HOLDING_OWN} and d.rating >= {{}})",
    "willingness": (
        " and exists (select 1 from dossier d join dossier_choice c on c.version_id = d.content_id"
        f" where {HOLDING_OWN} and c.kind = 'WILLINGNESS' and c.first_level = {{}})"
    ),
}
"""Filters by what was filed."""

DETAIL = f"""
select p.id, p.application_number, p.publication_number, p.title, p.type, p.legal_status, p.application_date,
       p.publication_date, p.grant_date, p.expiry_date, p.first_inventor, p.inventor_names, p.main_ipc,
       p.valid_at_2023_end, p.co_owned, h.filing_state, u.id as unit_id, u.name as unit_name,
       d.id as dossier_id, d.kind, d.state, d.version, nullif(d.rating, 0) as rating, d.maturity, d.price,
       d.fiscal_funding, d.created_at, d.updated_at, d.submitted_at, d.registered_at, d.reason,
       f.name as filer_name, v.id as content_id, v.contact, v.phone, v.advantages, v.prospects, v.cities,
       v.companies
from holding h
join patent p on p.id = h.patent_id
left join org_unit u on u.id = p.unit_id and u.institution_id = $2
left join dossier d on {OWN.format(patent="p.id", institution="$2", me="$3")}
left join user_account f on f.id = d.filer_id
left join dossier_version v on v.id = d.content_id
where h.patent_id = $1 and h.institution_id = $2
"""
STATUSES = """
select first_level as first, second_level as second, amount, product from dossier_choice
where version_id = $1 and kind = 'STATUS' order by position
"""
WILLINGNESS = """
select first_level as first, second_level as second from dossier_choice
where version_id = $1 and kind = 'WILLINGNESS' order by position
"""
REVIEWS = """
select r.at, r.act, r.from_state as "fromState", r.to_state as "toState", u.name as "unitName",
       r.by_name as "byName", r.reason
from review r left join org_unit u on u.id = r.unit_id where r.dossier_id = $1 order by r.id
"""

PAGE = """
with page as (
  select d.id, {sort} as sort from dossier d where {where} order by {sort}{way}, d.id{way} limit $4
)
select t.total, d.id, d.kind, d.state, d.title, d.members, nullif(d.rating, 0) as rating, d.maturity, d.price,
       d.flagged, d.updated_at, d.submitted_at, d.registered_at, nullif(d.waiting_since, 0) as waiting_since,
       d.waiting_since + 86400000::bigint * case s.kind when 'COLLEGE' then a.college_days
         when 'BRANCH_COLLEGE' then a.branch_college_days when 'BRANCH' then a.branch_days
         when 'INSTITUTION' then a.institution_days end as due_at,
       f.name as filer_name, d.reason, u.id as unit_id, u.name as unit_name, p.id as patent_id,
       p.application_number, p.title as patent_title, p.type, p.legal_status, p.grant_date, p.first_inventor,
       p.inventor_names, p.main_ipc, p.co_owned
from (select count(*) as total from dossier d where {where}) t
left join page on true
left join dossier d on d.id = page.id
left join approval_flow a on a.id = d.institution_id
left join org_unit s on s.id = d.step_unit_id
left join user_account f on f.id = d.filer_id
left join org_unit u on u.id = d.unit_id and u.institution_id = $1
left join patent p on p.id = d.patent_id
  and exists (select 1 from holding h where h.patent_id = p.id and h.institution_id = $1)
order by page.sort{way}, page.id{way}
"""
UNSTAFFED = (
    "not exists (select 1 from user_account x where x.unit_id = d.step_unit_id and x.active"
    " and x.role in ('INSTITUTION_ADMIN', 'COLLEGE_ADMIN', 'BRANCH_ADMIN', 'BRANCH_COLLEGE_ADMIN'))"
)
READABLE = "d.institution_id = $1 and (d.submitted or d.filer_id = $2)"
QUEUE = PAGE.format(
    sort="d.waiting_since",
    way="",
    where=f"{READABLE} and d.state = 'PENDING' and (d.step_unit_id = $3 or {UNSTAFFED})",
)
"""What waits for the institution, or at a level that has lost its administrator."""
MINE = PAGE.format(
    sort="d.updated_at", way=" desc", where="d.institution_id = $1 and d.filer_id = $2 and $3 > 0"
)
RESOURCES = PAGE.format(
    sort="d.registered_sort",
    way=" desc",
    where=f"{READABLE} and d.registered_sort > 0 and d.state = 'REGISTERED' and d.base_id is null and $3 > 0",
)

HELD = """h.patent_id in (select m.patent_id from dossier_patent m join dossier d on d.id = m.dossier_id
  where m.current and d.kind = 'PORTFOLIO' and d.base_id is null
    and d.state = 'REGISTERED' and d.institution_id = $1 and (d.submitted or d.filer_id = $2))"""
REPORTED = """h.patent_id in (select m.patent_id from performance_patent m
  join performance r on r.id = m.performance_id{deal}
  where r.institution_id = $1 and r.state <> 'RETURNED')"""
CONVERTED = f"""(h.patent_id in (select e.patent_id from legal_event e
    where e.kind in ('TRANSFER', 'LICENCE') and e.date >= '2023-10-19') or {REPORTED.format(deal="")})"""
FIGURES = f"""
with day as materialized (
  select date_trunc('month', max(as_of))::date as first,
         (date_trunc('month', max(as_of)) + interval '1 month')::date as after
  from push where published_at is not null
), h as (
  select h.legal_status = 'VALID' and h.current as valid, h.co_owned,
         (h.grant_sort >= day.first and h.grant_sort < day.after)
         or h.patent_id in (select e.patent_id from legal_event e, day where e.kind = 'TRANSFER'
                            and e.date >= day.first and e.date < day.after) as new,
         h.filing_state = 'REGISTERED' as registered, {HELD} as held,
         {CONVERTED} as converted,
         h.legal_status = 'VALID' and h.current and h.rank = 1 as fileable
  from holding h, day where h.institution_id = $1 and h.branch_id is null
)
select count(*) filter (where valid) as pushed, count(*) filter (where valid and co_owned) as co_owned,
       count(*) filter (where valid and new) as new_this_month,
       count(*) filter (where registered or held) as registered,
       count(*) filter (where registered) as registered_singly,
       count(*) filter (where held and not registered) as registered_in_portfolio,
       count(*) filter (where converted) as converted, count(*) filter (where fileable) as fileable,
       count(*) filter (where fileable and registered) as fileable_registered
from h
"""
