-- A user's newest sessions are read from this index instead of sorting all of the user's sessions.

-- Step: index on sessions
CREATE INDEX IF NOT EXISTS "idx_sessions_user_created" ON "sessions"("user_id", "created_at");
