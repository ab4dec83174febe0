/**
 * Runs in the browser before GraphiQL does: tells the editor where its workers are, and starts GraphiQL on the options
 * that stand in the page. Both addresses are those that the browser knows, as a proxy may show them under a prefix. GraphiQL keeps tabs and their headers in the browser: where those hold an older token that
 * this page gave, the new one takes its place.
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
addEventListener('DOMContentLoaded', () => YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), options))
`
