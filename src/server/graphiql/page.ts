import type { GraphiQLOptions } from 'graphql-yoga'
import { examples } from './examples.ts'
import { pageStyles } from './styles.ts'

/** Allows the page's own files only. (The editor sets styles on its elements.) */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What a page of GraphiQL shows. Addresses are relative to the page. */
export type PageOptions = {
  /** The folder of its files. */
  readonly assets: string
  /** The console; undefined if it is off. */
  readonly console?: string | undefined
  /** Set in the visible headers of each tab, where it can be edited. */
  readonly token?: string | undefined
}

/** Renders the page of GraphiQL, with the statements panel and a link to the console below it. */
export function renderPage({ assets, console, token }: PageOptions): string {
  const headers = token && JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2)
  const options: GraphiQLOptions = {
    // For subscriptions too, which GraphiQL would send with GET, without CSRF protection.
    method: 'POST',
    title: 'II-Agent GraphQL',
    headers,
    // The headers, with the token, are in the adjacent tab.
    defaultEditorToolsVisibility: 'variables',
    defaultTabs: examples.map((example) => ({ ...example, headers })),
  }
  const data = JSON.stringify({ token, options }).replaceAll('<', '\\u003c')
  const link = console ? `\n      <a id="console-link" href="${console}">Console</a>` : ''
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>II-Agent GraphQL</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${assets}/graphiql.css">
    <style>${pageStyles}</style>
    <script type="application/json" id="options">${data}</script>
    <script src="${assets}/boot.js"></script>
    <script src="${assets}/statements.js" defer></script>
    <script src="${assets}/graphiql.js" defer></script>
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
    <footer id="tools" class="graphiql-container" aria-label="Tools">
      <details id="statements">
        <summary>Statements<span id="statements-summary" role="status"></span></summary>
        <div id="statements-content" role="region" aria-label="Statements" tabindex="0"></div>
      </details>${link}
    </footer>
  </body>
</html>
`
}
