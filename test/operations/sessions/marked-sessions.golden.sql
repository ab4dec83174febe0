-- 2 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join session_pins t on t."session_id" = p.id
where true
  and (t."user_id" = $2::uuid) is true
  and t."user_id" = $3::uuid group by p.id;

-- 2 rows
select p.id as "$parent", count(*)::int as "count" from unnest((select $1::uuid[])::uuid[]) p(id)
join session_wishlists t on t."session_id" = p.id
where true
  and (t."user_id" = $2::uuid) is true
  and t."user_id" = $3::uuid group by p.id;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."name" as "name"
  from sessions t
  where t."user_id" = p.id
    and (t."user_id" = $2::uuid
      and not t."is_deleted")
    and exists (select
    from session_pins x
    where x.session_id = t.id
      and x.user_id = t.user_id)
  order by t."created_at" desc, t."id" desc limit (select 20)) t;

-- 2 rows
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."name" as "name"
  from sessions t
  where t."user_id" = p.id
    and (t."user_id" = $2::uuid
      and not t."is_deleted")
    and exists (select
    from session_wishlists x
    where x.session_id = t.id
      and x.user_id = t.user_id)
  order by t."created_at" desc, t."id" desc limit (select 20)) t;

-- 1 row
select p.place as "$parent", t.* from (select p.id, p.place::int
  from unnest((select $1::uuid[])::uuid[]) with ordinality p(id, place)) p
cross
  join lateral (select t."created_at" as "createdAt",
    t."id" as "id",
    t."name" as "name",
    t."parent_session_id" as "parentSessionId"
  from sessions t
  where t."user_id" = p.id
    and (t."user_id" = $2::uuid
      and not t."is_deleted")
    and t."parent_session_id" is not null
  order by t."created_at" desc, t."id" desc limit (select 20)) t;

-- 1 row
select t."id" as "id", t."name" as "name", t."id" as "$key" from sessions t
where t."id" = any((select $1::uuid[])::uuid[])
  and (((t."user_id" = $2::uuid
        or t."is_public")
      and not t."is_deleted")) is true;
