-- 3 rows
select status, count(*)::int as count, min(created_at) as "oldestAt" from run_tasks
where status in ('pending', 'running', 'paused', 'waiting_for_input', 'aborting') group by status
order by status collate "C";

-- 22 rows
with steps as (
  select generate_series(date_trunc($1, $2::timestamptz, 'UTC'), $3::timestamptz - interval '1 microsecond',
    ('1 ' || $1)::interval) as start
  ), counts as (
  select date_trunc($1, created_at, 'UTC') as start, task_type, status, count(*)::int as count,
  avg(extract(epoch from updated_at - created_at))::float8 as average
  
  from run_tasks
  where created_at >= $2::timestamptz
    and created_at < $3::timestamptz group by 1, 2, 3
  )
select s.start, coalesce(jsonb_agg(jsonb_build_object('taskType', c.task_type, 'status', c.status, 'count', c.count,
      'averageSeconds', round(c.average::numeric, 3))
    order by c.task_type collate "C", c.status collate "C")
  filter (where c.count is not null), '[]') as counts
from steps s left join counts c on c.start = s.start group by s.start order by s.start;
