-- A user's newest files are read from this index instead of sorting all of the user's files.

-- Step: index on user_assets
CREATE INDEX IF NOT EXISTS "idx_user_assets_user_created" ON "user_assets"("user_id", "created_at");
