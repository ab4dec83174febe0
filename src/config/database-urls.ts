import { z } from 'zod'
import { ConnectionStringError } from './connection-string/keywords.ts'
import { readConnectionString } from './connection-string/targets.ts'

/** A connection string of PostgreSQL, as libpq reads it. The message names the problem without the password. */
export const databaseUrl = z.string().superRefine((text, context) => {
  try {
    readConnectionString(text)
  } catch (error) {
    if (!(error instanceof ConnectionStringError)) throw error
    context.addIssue({ code: 'custom', message: error.message })
  }
})

/** Several URLs, separated by commas. A comma also separates the hosts of one URL. */
export const databaseUrls = z
  .string()
  .refine((text) => !/:\/\/[^/]*\/[^?]*,(?!\s*[a-z+\d]+:\/\/)/.test(text), {
    error: 'must be PostgreSQL URLs with commas between them (a comma inside of a name is written %2C)',
  })
  .transform((text) => text.split(/,\s*(?=[a-z+\d]+:\/\/)/).map((url) => url.trim()))
  .pipe(z.array(databaseUrl))
