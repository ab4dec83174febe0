// Writes all that is made from the schema, in one process, as it takes seconds to build the schema.
import './print-schema.ts'
import './generate-cache-keys.ts'
import './generate-writes-page.ts'
