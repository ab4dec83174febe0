-- The messages that a file was sent along with are read from this index. It holds messages with files alone, so that writing
-- any other message costs nothing.

-- Step: index on chat_messages
CREATE INDEX IF NOT EXISTS "idx_chat_messages_files" ON "chat_messages" USING GIN ("file_ids") WHERE "file_ids" <> '{}';
