import { createServer } from 'node:http'
import pg from 'pg'
import type { CaseName } from '../cases.ts'
import { limitDocuments } from '../documents/limit.ts'

// The limit: PostgreSQL builds the whole answer in one prepared statement, and node:http passes its text on.

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL_SIZE),
})

createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (chunk: string) => {
    body += chunk
  })
  request.on('end', async () => {
    const { operationName, variables } = JSON.parse(body) as { operationName: CaseName; variables: object }
    if (!Object.hasOwn(limitDocuments, operationName)) return void response.writeHead(404).end()
    const query = {
      name: operationName,
      text: limitDocuments[operationName],
      values: Object.values(variables),
    }
    const { rows } = await pool.query<{ json: string }>(query)
    response.setHeader('content-type', 'application/json').end(rows[0]?.json)
  })
}).listen(Number(process.env.PORT), '127.0.0.1')
