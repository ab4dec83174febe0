-- 0 rows
select 1 from project_custom_domains where subdomain = $1;

-- 1 row
select 1 from project_custom_domains where subdomain = $1;

-- 0 rows
select subdomain from project_custom_domains where subdomain = any($1);
