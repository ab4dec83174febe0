-- Says on the channel ii_gateway_changes that rows changed, so that subscriptions look again at once instead of polling.
-- One signal a statement, however many rows it wrote: the table, and the distinct keys of its rows where they are few.
-- A signal carries no data, and is sent when its transaction commits. Safe to run again;
-- "ii-gateway signals --remove" takes all of it away.
DO $install$
DECLARE
  watched record;
  key_columns text;
  key_object text;
BEGIN
  FOR watched IN
    SELECT * FROM (VALUES
      ('agent_sandboxes', ARRAY['session_id']),
      ('application_events', ARRAY['run_id', 'session_id']),
      ('chat_messages', ARRAY['session_id']),
      ('credit_balances', ARRAY['user_id']),
      ('project_deployments', ARRAY['project_id']),
      ('run_tasks', ARRAY['id', 'session_id']),
      ('sessions', ARRAY['id', 'user_id']),
      ('slide_contents', ARRAY['session_id']),
      ('storybook_page_links', ARRAY['storybook_id']),
      ('storybooks', ARRAY['id', 'session_id']),
      ('task_logs', ARRAY['task_id']),
      ('users', ARRAY['id'])
    ) AS tables (name, keys)
  LOOP
    SELECT string_agg(format('%I', key), ', '),
           string_agg(format('%L, array_agg(DISTINCT %2$I) FILTER (WHERE %2$I IS NOT NULL)', key, key), ', ')
      INTO key_columns, key_object
      FROM unnest(watched.keys) AS key;

    EXECUTE format($function$
      CREATE OR REPLACE FUNCTION %1$I() RETURNS trigger LANGUAGE plpgsql AS $signal$
      DECLARE
        keys jsonb;
        message text;
      BEGIN
        IF TG_OP = 'INSERT' THEN
          SELECT jsonb_build_object(%3$s) INTO keys FROM new_rows HAVING count(*) > 0;
        ELSIF TG_OP = 'UPDATE' THEN
          SELECT jsonb_build_object(%3$s) INTO keys
            FROM (SELECT %4$s FROM old_rows UNION SELECT %4$s FROM new_rows) AS changed HAVING count(*) > 0;
        ELSIF TG_OP = 'DELETE' THEN
          SELECT jsonb_build_object(%3$s) INTO keys FROM old_rows HAVING count(*) > 0;
        END IF;
        IF keys IS NULL AND TG_OP <> 'TRUNCATE' THEN
          RETURN NULL;
        END IF;
        message := jsonb_build_object('table', %2$L, 'keys', keys)::text;
        -- A longer message would make the writer's statement fail: without keys it stands for every row of the table.
        IF octet_length(message) > 7000 THEN
          message := jsonb_build_object('table', %2$L, 'keys', NULL)::text;
        END IF;
        PERFORM pg_notify('ii_gateway_changes', message);
        RETURN NULL;
      END
      $signal$
    $function$, 'ii_gateway_signal_' || watched.name, watched.name, key_object, key_columns);

    EXECUTE format('CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION %I()', watched.name, 'ii_gateway_signal_' || watched.name);
    EXECUTE format('CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON %I
      REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION %I()', watched.name, 'ii_gateway_signal_' || watched.name);
    EXECUTE format('CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION %I()', watched.name, 'ii_gateway_signal_' || watched.name);
    EXECUTE format('CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION %I()', watched.name, 'ii_gateway_signal_' || watched.name);
  END LOOP;
END
$install$;
