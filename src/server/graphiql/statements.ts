/**
 * Browser script of the statements panel below GraphiQL. While the panel is open, requests ask for
 * `extensions.explain`, which the gateway grants to admins, and to everyone on the embedded database; the panel
 * takes it out of the answer. Also sets the link to the console to the screen that the URL names.
 */
export const statementsScript = `'use strict'
const panel = document.getElementById('statements')
const summary = document.getElementById('statements-summary')
const content = document.getElementById('statements-content')
const openKey = 'ii-agent:statements'

const element = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text })
const count = (number, unit) => number.toLocaleString('en') + ' ' + unit + (number === 1 ? '' : 's')
const milliseconds = (number) => number.toFixed(number < 10 ? 2 : 0) + ' ms'

function say(text) {
  summary.textContent = ''
  content.replaceChildren(element('p', '', text))
}

function row({ path, sql, durationMs, rows }) {
  const details = element('details', 'statement')
  const line = element('summary', '')
  line.append(
    element('span', 'path', path ?? 'no field'),
    element('code', '', sql.replace(/\\s+/g, ' ')),
    element('span', 'number', milliseconds(durationMs)),
    element('span', 'number', count(rows, 'row')),
  )
  details.append(line, element('pre', '', sql))
  const item = element('li', '')
  item.append(details)
  return item
}

function show({ cost, maxCost, statements }) {
  const total = statements.reduce((sum, { durationMs }) => sum + durationMs, 0)
  summary.textContent = [
    count(statements.length, 'statement'),
    milliseconds(total),
    'cost ' + cost.toLocaleString('en') + ' of ' + maxCost.toLocaleString('en'),
  ].join(' · ')
  const list = element('ol', '')
  list.append(...statements.map(row))
  content.replaceChildren(statements.length ? list : element('p', '', 'No statement was needed.'))
}

// Returns the answer without its explanation, which the panel shows.
async function read(response) {
  if (!/json/.test(response.headers.get('content-type') ?? '')) {
    say('Statements of subscriptions are not shown.')
    return response
  }
  const { data, extensions: { explain, ...extensions } = {}, ...rest } = await response.json()
  if (explain) show(explain)
  else if (data === undefined) say('The operation was refused before any statement.')
  else say('Statements are shown to administrators, and on the embedded database to everyone.')
  const answer = { data, ...rest, ...(Object.keys(extensions).length > 0 && { extensions }) }
  return new Response(JSON.stringify(answer), { status: response.status, headers: response.headers })
}

// GraphiQL reads this property for each request.
const { fetch } = self
self.fetch = async (url, init) => {
  if (!panel.open || /query IntrospectionQuery/.test(init?.body)) return fetch(url, init)
  const headers = new Headers(init.headers)
  headers.set('x-explain', '1')
  return read(await fetch(url, { ...init, headers }))
}

say('Run an operation to see its statements.')
panel.open = localStorage.getItem(openKey) === 'open'
panel.addEventListener('toggle', () => localStorage.setItem(openKey, panel.open ? 'open' : 'closed'))

const link = document.getElementById('console-link')
if (link && search.has('screen')) {
  const base = link.href + '/'
  const screen = URL.canParse(search.get('screen'), base) ? new URL(search.get('screen'), base).href : ''
  if (screen.startsWith(base)) link.href = screen
}
`
