/**
 * Browser script that runs before GraphiQL: configures the editor's workers, and starts GraphiQL with the
 * options in the page. Both addresses are relative to the browser's location, because a proxy may add a
 * prefix. GraphiQL stores tabs with their headers; an outdated token of this page in them is replaced.
 * GraphiQL opens the tab whose query, variables and headers equal those stored beside the tabs, or else a new
 * one; so those of the last active tab are stored there, or those that the URL names. Without stored tabs it would put the URL's
 * query into the first example, under that one's title: it is a tab before the examples.
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
if (asked !== null && tabs.length === 0)
  options.defaultTabs.unshift({ query: asked, variables: variables ?? '', headers: options.headers })
for (const name of last ? ['query', 'variables', 'headers'] : [])
  localStorage.setItem(stored(name), last[name] ?? '')
addEventListener('DOMContentLoaded', () => YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), options))
`
