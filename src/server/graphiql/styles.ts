// GraphiQL moves a pressed tab away from the pointer, so that the first click on a tab would be lost.
const tabsStay = '.graphiql-tab { transform: none !important }'
// Beside the documentation, the title would take two lines, of which the first is above the page.
const titleInOneLine = '.graphiql-logo { white-space: nowrap }'
// On a phone, the response is below the query, and the documentation or history takes the place of both. GraphiQL moves
// a closed pane out of sight with an absolute position.
const onPhones = `@media (max-width: 700px) {
  #graphiql-session { flex-direction: column }
  #graphiql-session > * { min-height: 0; overflow: hidden }
  .graphiql-logo, .graphiql-horizontal-drag-bar { display: none }
  .graphiql-plugin:not([style*='absolute']) { min-width: 100% !important }
  .graphiql-plugin:not([style*='absolute']) ~ .graphiql-sessions { display: none }
}`
// The tools below GraphiQL have its class for the sake of its colours and fonts.
const tools = `body { display: flex; flex-direction: column; height: 100dvh }
#root { flex: 1; min-height: 0 }
#root .graphiql-container { height: 100% }
#tools {
  position: relative; width: 100%; height: auto; flex: none; font: 14px/20px var(--font-family);
  color: hsl(var(--color-neutral)); border-top: 1px solid hsla(var(--color-neutral), var(--alpha-background-heavy));
}
#tools summary { cursor: pointer }
#tools :focus-visible { outline: 2px solid hsl(var(--color-primary)); outline-offset: -2px }
#statements { flex: 1; min-width: 0 }
#statements > summary {
  padding: 8px 112px 8px 16px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis;
}
#statements-summary { margin-left: 12px; font-variant-numeric: tabular-nums }
#statements-content { max-height: 36vh; overflow: auto; padding: 0 16px 8px }
#statements-content p { margin: 4px 0 }
#statements-content ol { list-style: none; margin: 0; padding: 0 }
.statement { border-top: 1px solid hsla(var(--color-neutral), var(--alpha-background-heavy)) }
.statement > summary {
  display: grid; grid-template-columns: minmax(140px, 22%) minmax(0, 1fr) 80px 88px; gap: 12px; padding: 4px 8px; margin: 0 -8px;
}
.statement > summary > * { overflow: hidden; white-space: nowrap; text-overflow: ellipsis }
.statement .path, #statements-summary { color: hsl(var(--color-neutral)); font-weight: 500 }
.statement code, .statement pre { font: 13px/20px var(--font-family-mono) }
.statement .number { text-align: right; font-variant-numeric: tabular-nums }
.statement pre { margin: 4px 0 8px; white-space: pre-wrap; overflow-wrap: anywhere }
.statement[open] code { visibility: hidden }
#console-link {
  position: absolute; top: 0; right: 0; padding: 8px 16px; color: inherit; font-weight: 500; text-underline-offset: 3px;
}
@media (max-width: 700px) {
  .statement > summary { grid-template-columns: minmax(0, 1fr) auto auto }
  #statements-content { max-height: 28vh }
  .statement > summary { row-gap: 0 }
  .statement code { grid-row: 2; grid-column: 1 / -1 }
  .statement[open] code { display: none }
}`

/** Styles of the page around and in GraphiQL. */
export const pageStyles = [tabsStay, titleInOneLine, onPhones, tools].join('\n')
