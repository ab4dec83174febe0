import { createServer } from 'node:http'
import pg from 'pg'
import { sqlQueries } from './sql-queries.ts'

// The limit: PostgreSQL builds the whole answer in one prepared statement, and node:http passes its text on.

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE) })

createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (chunk: string) => {
    body += chunk
  })
  request.on('end', async () => {
    const { operationName, variables } = JSON.parse(body) as { operationName: string; variables: object }
    const text = sqlQueries[operationName]
    const { rows } = await pool.query({ name: operationName, text, values: Object.values(variables) })
    response.setHeader('content-type', 'application/json')
    response.end(rows[0].json)
  })
}).listen(Number(process.env.PORT), '127.0.0.1')
