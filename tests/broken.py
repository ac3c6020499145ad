"""What holds in any world that services could have left, as queries for what breaks it."""

BROKEN = {
    "published is registered, valid and held": """
        select p.id from patent p where p.published
          and (p.filing_state <> 'REGISTERED' or p.legal_status <> 'VALID' or p.institution_id is null)""",
    "open where published by an open institution": """
        select p.id from patent p left join org_unit o on o.id = p.institution_id
        where p.open_showcase <> (p.published and coalesce(o.open_showcase, false))""",
    "registered patents have a time, others none": """
        select p.id from patent p where (p.filing_state = 'REGISTERED') <> (p.registered_at is not null)
          or p.registered_sort <> coalesce(p.registered_at, 0)""",
    "the first owner's holding tells the same": """
        select p.id from patent p join holding h on h.patent_id = p.id and h.institution_id = p.institution_id
        where h.filing_state <> p.filing_state or h.registered_sort <> p.registered_sort
          or h.unit_id <> p.unit_id or coalesce(h.branch_id, 0) <> coalesce(p.branch_id, 0)
          or not h.current or h.rank <> 1""",
    "nobody files what others own first": """
        select h.id from holding h join patent p on p.id = h.patent_id
        where h.current and h.rank > 1 and h.filing_state <> 'UNFILED' and p.filing_state <> 'REGISTERED'""",
    "units lie in the holding institution": """
        select h.id from holding h join org_unit u on u.id = h.unit_id
        where u.institution_id <> h.institution_id""",
    "what people assigned stands at a college and has no confirmed inventor of the institution": """
        select h.id from holding h join org_unit u on u.id = h.unit_id
        where h.assigned and (u.kind not in ('COLLEGE', 'BRANCH_COLLEGE') or exists (
          select 1 from patent_inventor i join user_account a on a.id = i.user_id
          where i.patent_id = h.patent_id and i.match = 'CONFIRMED'
            and a.institution_id = h.institution_id))""",
    "a patent tells of its own dossier": """
        select p.id from patent p left join dossier d on d.patent_id = p.id and d.kind = 'SINGLE'
          and d.institution_id = p.institution_id and d.base_id is null
        where p.institution_id is not null and p.filing_state <> case
          when d.id is null then 'UNFILED' when d.state = 'REGISTERED' then 'REGISTERED'
          when d.state in ('INVENTORIED', 'DELISTED') then 'INVENTORIED' else 'FILED' end""",
    "a dossier is published where it is registered and nothing is wrong with its patents": """
        select d.id from dossier d where d.published <> (d.state = 'REGISTERED' and not d.flagged)
          or d.flagged <> exists (select 1 from dossier_patent m
                                  where m.dossier_id = d.id and m.current and m.flag is not null)""",
    "members are flagged where they lapsed or were sold": """
        select m.id from dossier_patent m join dossier d on d.id = m.dossier_id
        join patent p on p.id = m.patent_id
        where m.current and (m.flag is not null) <> (p.legal_status <> 'VALID'
          or not exists (select 1 from holding h where h.patent_id = p.id and h.current
                         and h.institution_id = d.institution_id))""",
    "what waits names a step that reviews, nothing else names one": """
        select d.id from dossier d left join review_step s on s.dossier_id = d.id
          and s.submission = d.submission and s.position = d.step
        where (d.state = 'PENDING') <> (s.id is not null and s.outcome = 'REVIEWS')
          or (s.id is not null and s.unit_id <> d.step_unit_id)""",
    "the last review of a dossier led where it stands": """
        select d.id from dossier d join review r on r.id = (
          select max(l.id) from review l where l.dossier_id = d.id and l.act <> 'FLAG')
        where r.to_state <> d.state""",
    "nobody reviews their own": """
        select r.id from review r join dossier d on d.id = r.dossier_id
        where r.act in ('APPROVE', 'RETURN') and r.by_id = d.filer_id""",
    "matches are by name": """
        select i.id from patent_inventor i join user_account a on a.id = i.user_id where a.name <> i.name""",
    "a dossier's own columns follow what it says": """
        select d.id from dossier d left join dossier_version v on v.id = coalesce(d.content_id, d.draft_id)
        where v.id is null or v.dossier_id <> d.id or v.frozen <> d.submitted
          or coalesce(d.price, '') <> coalesce(v.price, '')
          or coalesce(d.maturity, '') <> coalesce(v.maturity, '') or d.rating <> coalesce(v.rating, 0)
          or coalesce(d.fiscal_funding, false) <> coalesce(v.fiscal_funding, false)
          or d.status_bits <> coalesce((
            select sum(distinct case c.first_level when 'NOT_IMPLEMENTED' then 1 when 'LICENSED' then 2
                when 'ASSIGNED' then 4 when 'SELF_INDUSTRIALISED' then 8 when 'EVALUATION_REPORT' then 16
                when 'TO_BE_ABANDONED' then 32 when 'OWNERSHIP_DISPUTE' then 64 when 'UNSUITABLE' then 128
                when 'CUSTOM' then 256 end)
            from dossier_choice c where c.version_id = v.id and c.kind = 'STATUS'), 0)
          or d.willingness_bits <> coalesce((
            select sum(distinct case c.first_level when 'TO_LICENSE' then 1 when 'TO_ASSIGN' then 2
                when 'TO_APPLY' then 4 end)
            from dossier_choice c where c.version_id = v.id and c.kind = 'WILLINGNESS'), 0)
          or d.title <> case when d.kind = 'PORTFOLIO' then v.name
                             else (select p.title from patent p where p.id = d.patent_id) end
          or d.members <> (select count(*) from dossier_patent m where m.version_id = v.id and m.current)
          or d.patent_id <> (select m.patent_id from dossier_patent m
                             where m.version_id = v.id and m.position = 1)""",
    "dates of a dossier are those of its history": """
        select d.id from dossier d
        where d.created_at <> (select min(r.at) from review r where r.dossier_id = d.id)
          or d.updated_at <> (select max(r.at) from review r where r.dossier_id = d.id and r.act <> 'FLAG')
          or coalesce(d.submitted_at, 0) <> coalesce((
            select max(r.at) from review r where r.dossier_id = d.id and r.act = 'SUBMIT'), 0)
          or d.waiting_since <> case when d.state = 'PENDING' then d.updated_at else 0 end
          or (d.state = 'REGISTERED') <> (d.registered_at is not null)
          or d.registered_sort <> coalesce(d.registered_at, 0)""",
    "each review goes on from the one before": """
        select r.id from review r where coalesce(r.from_state, '') <> coalesce((
          select b.to_state from review b where b.id < r.id and b.dossier_id = r.dossier_id
          order by b.id desc limit 1), '')""",
    "a dossier repeats what its evaluations come to": """
        select d.id from dossier d left join (
          select e.dossier_id, count(*) as n, sum(e.rating) as stars from evaluation e group by e.dossier_id
        ) e on e.dossier_id = d.id
        where d.evaluation_count <> coalesce(e.n, 0) or d.evaluation_stars <> coalesce(e.stars, 0)
          or d.evaluated <> (e.n is not null)
          or d.evaluation_average <> coalesce((200 * e.stars + e.n) / (2 * e.n), 0)""",
    "an evaluation says what its last version says": """
        select e.id from evaluation e left join evaluation_version v
          on v.evaluation_id = e.id and v.number = e.version
        where v.id is null or v.rating <> e.rating
          or coalesce(v.prospects, '') <> coalesce(e.prospects, '')""",
    "the last step of a demand led where it stands": """
        select d.id from demand d left join demand_step s on s.id = (
          select max(l.id) from demand_step l where l.demand_id = d.id)
        where s.id is null or s.to_state <> d.state""",
    "a demand stands where its dossier does": """
        select d.id from demand d join dossier o on o.id = d.dossier_id
        where d.institution_id <> o.institution_id or d.patent_id <> o.patent_id or d.kind <> o.kind""",
    "the last step of a report led where it stands": """
        select p.id from performance p left join performance_step s on s.id = (
          select max(l.id) from performance_step l where l.performance_id = p.id)
        where s.id is null or s.to_state <> p.state
          or (p.state = 'SUBMITTED') <> (p.decided_at is null)""",
}
