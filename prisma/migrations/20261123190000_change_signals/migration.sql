-- Says on the channel ii_gateway_changes that rows changed, so that subscriptions look again at once instead of polling.
-- One signal a statement, however many rows it wrote: the table, and the distinct keys of its rows where they are few.
-- A signal carries no data, and is sent when its transaction commits. Safe to run again;
-- "ii-gateway signals --remove" takes all of it away. Each step locks one table at most.

-- Step: functions of the triggers
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
  END LOOP;
END
$install$;

-- Step: triggers on agent_sandboxes
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "agent_sandboxes" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_agent_sandboxes();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "agent_sandboxes" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_agent_sandboxes();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "agent_sandboxes" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_agent_sandboxes();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "agent_sandboxes"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_agent_sandboxes();

-- Step: triggers on application_events
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "application_events" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_application_events();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "application_events" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_application_events();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "application_events" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_application_events();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "application_events"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_application_events();

-- Step: triggers on chat_messages
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "chat_messages" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_chat_messages();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "chat_messages" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_chat_messages();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "chat_messages" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_chat_messages();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "chat_messages"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_chat_messages();

-- Step: triggers on credit_balances
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "credit_balances" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_credit_balances();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "credit_balances" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_credit_balances();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "credit_balances" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_credit_balances();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "credit_balances"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_credit_balances();

-- Step: triggers on project_deployments
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "project_deployments" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_project_deployments();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "project_deployments" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_project_deployments();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "project_deployments" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_project_deployments();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "project_deployments"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_project_deployments();

-- Step: triggers on run_tasks
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "run_tasks" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_run_tasks();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "run_tasks" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_run_tasks();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "run_tasks" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_run_tasks();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "run_tasks"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_run_tasks();

-- Step: triggers on sessions
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "sessions" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_sessions();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "sessions" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_sessions();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "sessions" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_sessions();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "sessions"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_sessions();

-- Step: triggers on slide_contents
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "slide_contents" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_slide_contents();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "slide_contents" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_slide_contents();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "slide_contents" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_slide_contents();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "slide_contents"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_slide_contents();

-- Step: triggers on storybook_page_links
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "storybook_page_links" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_storybook_page_links();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "storybook_page_links" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_storybook_page_links();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "storybook_page_links" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_storybook_page_links();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "storybook_page_links"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_storybook_page_links();

-- Step: triggers on storybooks
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "storybooks" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_storybooks();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "storybooks" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_storybooks();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "storybooks" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_storybooks();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "storybooks"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_storybooks();

-- Step: triggers on task_logs
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "task_logs" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_task_logs();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "task_logs" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_task_logs();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "task_logs" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_task_logs();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "task_logs"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_task_logs();

-- Step: triggers on users
CREATE OR REPLACE TRIGGER ii_gateway_inserted AFTER INSERT ON "users" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_users();
CREATE OR REPLACE TRIGGER ii_gateway_updated AFTER UPDATE ON "users" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_users();
CREATE OR REPLACE TRIGGER ii_gateway_deleted AFTER DELETE ON "users" REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_users();
CREATE OR REPLACE TRIGGER ii_gateway_truncated AFTER TRUNCATE ON "users"
  FOR EACH STATEMENT EXECUTE FUNCTION ii_gateway_signal_users();
