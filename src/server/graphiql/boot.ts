/**
 * Runs in the browser before GraphiQL does: tells the editor where its workers are, and starts GraphiQL on the options
 * that stand in the page. Both addresses are those that the browser knows, as a proxy may show them under a prefix. GraphiQL keeps tabs and their headers in the browser: where those hold an older token that
 * this page gave, the new one takes its place. It opens the tab that has the query, variables and headers kept beside the
 * tabs, and a new one where none has: so those of the tab that was left are put there, or those
 * that the address names.
 */
export const bootScript = `'use strict'
const { token, options } = JSON.parse(document.getElementById('options').textContent)
const assets = new URL('.', document.currentScript.src).href
options.endpoint = location.pathname
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => assets + label + '.worker.js',
}
const tokenKey = 'ii-agent:token'
const oldToken = localStorage.getItem(tokenKey)
if (token && oldToken && oldToken !== token) {
  for (const [key, value] of Object.entries(localStorage)) localStorage.setItem(key, value.replaceAll(oldToken, token))
}
if (token) localStorage.setItem(tokenKey, token)
const stored = (name) => 'graphiql:' + name
const { tabs = [], activeTabIndex } = JSON.parse(localStorage.getItem(stored('tabState')) ?? '{}')
const search = new URL(location.href).searchParams
const asked = search.get('query')
const variables = search.get('variables')
const last =
  asked === null ? tabs[activeTabIndex]
  : variables === null ? tabs.find(({ query }) => query === asked)
  : { query: asked, variables, headers: options.headers }
for (const name of last ? ['query', 'variables', 'headers'] : [])
  localStorage.setItem(stored(name), last[name] ?? '')
addEventListener('DOMContentLoaded', () => YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), options))
`
