// @ts-check
// Runs PGlite in a thread of its own. JavaScript, because a worker is started without the loaders of its process.
import { parentPort } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

/** @import { EmbeddedAnswer, EmbeddedOptions, EmbeddedRequest, Field, PlainError, ResultControl, Text } from './embedded-protocol.ts' */

if (!parentPort) throw new Error('This file is the entry of a worker.')
const port = parentPort

/** Characters of a message with rows: at most a megabyte, which the other thread takes a few milliseconds to copy. */
const maxPieceLength = 500_000

/**
 * PostgreSQL clears its buffers at each start, which takes longer for its default of 128 MB than everything else together, and keeps
 * that memory. Pages that do not fit are read again from the file system's cache.
 */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']

/** @type {PGlite} */
let db
/** Results of which rows remain to be sent, by the id of their request. @type {Map<number, { rows: Text[][], sent: number }>} */
const results = new Map()
/** Functions that stop listening, by the id of the request that began. @type {Map<number, () => Promise<void>>} */
const listeners = new Map()

/** @param {EmbeddedAnswer} answer */
const post = (answer) => port.postMessage(answer)

/** @param {EmbeddedOptions} options */
async function open({ dataDir, template, wasm }) {
  const loadDataDir = template && new Blob([template], { type: 'application/x-tar' })
  const extensions = { pg_trgm }
  db = await PGlite.create({ dataDir, loadDataDir, startParams, extensions, pgliteWasmModule: wasm })
  await db.exec(`SET TimeZone TO 'UTC'; SET DateStyle TO 'ISO'`)
  // Texts are cheaper to copy than values, and are counted and parsed in turns by the other thread.
  for (const type of Object.keys(db.parsers)) db.parsers[type] = String
}

/**
 * Sends the next rows of a result.
 * @param {number} id
 * @param {readonly Field[]} [fields]
 */
function sendRows(id, fields) {
  const result = results.get(id)
  if (!result) return
  const { rows, sent } = result
  let end = sent
  for (let length = 0; end < rows.length && length < maxPieceLength; end += 1)
    for (const text of rows[end] ?? []) length += text?.length ?? 0
  result.sent = end
  const isLast = end === rows.length
  if (isLast) results.delete(id)
  post({ type: 'rows', id, fields, rows: sent === 0 && isLast ? rows : rows.slice(sent, end), isLast })
}

/**
 * @param {number} id
 * @param {EmbeddedRequest} request
 */
async function run(id, request) {
  switch (request.type) {
    case 'query': {
      const { rows, fields } = await db.query(request.text, [...request.values], { rowMode: 'array' })
      results.set(id, { rows: /** @type {Text[][]} */ (/** @type {unknown} */ (rows)), sent: 0 })
      return sendRows(
        id,
        fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })),
      )
    }
    case 'script': {
      const command = (await db.exec(request.text)).at(-1)?.command
      return post({ type: 'done', id, command })
    }
    case 'open':
      await open(request)
      break
    case 'listen':
      listeners.set(id, await db.listen(request.channel, (payload) => post({ type: 'signal', id, payload })))
      break
    case 'unlisten':
      await listeners.get(request.listener)?.()
      listeners.delete(request.listener)
      break
    case 'close':
      await db.close()
  }
  post({ type: 'done', id })
}

/**
 * Returns the parts of an error that another thread can receive: without PGlite's copy of the statement and its values.
 * @param {unknown} error
 * @returns {PlainError}
 */
function toPlainError(error) {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), fields: {} }
  const { query: _query, params: _params, queryOptions: _options, ...fields } = /** @type {any} */ (error)
  return { name: error.name, message: error.message, fields }
}

/** Ends with the last request. */
let tail = Promise.resolve()

port.on('message', (/** @type {{ id: number } & (EmbeddedRequest | ResultControl)} */ { id, ...message }) => {
  if (message.type === 'more') return sendRows(id)
  if (message.type === 'drop') return void results.delete(id)
  tail = tail
    .then(() => run(id, message))
    .catch((error) => post({ type: 'error', id, error: toPlainError(error) }))
})
