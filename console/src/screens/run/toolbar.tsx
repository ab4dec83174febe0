import { useMemo } from 'react'
import { setSearch } from '../../shell/router.ts'
import type { Entry } from './log/entry.ts'
import { categories } from './log/filter.ts'
import type { RunLog } from './log/run-log.ts'
import type { View } from './log/view.ts'
import type { TimeMode } from './log-list.tsx'
import type { Find } from './use-find.ts'

export type ToolbarProps = {
  readonly log: RunLog
  readonly version: number
  readonly category: string
  readonly tool: string
  readonly errorsOnly: boolean
  readonly isWaterfall: boolean
  readonly timeMode: TimeMode
  readonly isWrapped: boolean
  readonly findText: string
  readonly find: Find
  readonly view: View
  readonly onTimeMode: (mode: TimeMode) => void
  readonly onWrap: (isWrapped: boolean) => void
  readonly onFind: (text: string) => void
  readonly onGo: (step: 1 | -1, matches: (entry: Entry) => boolean) => void
  readonly onCopy: (() => void) | undefined
}

const timeModes: readonly (readonly [TimeMode, string])[] = [
  ['wall', 'Time of day'],
  ['relative', 'Since the start'],
  ['delta', 'Since the last row'],
]

/** How many rows match; counted anew when the rows or the text change. */
function useMatchCount({ find, findText, view, version }: ToolbarProps): number {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is made anew for each version of the log.
  return useMemo(() => {
    if (!findText) return 0
    let count = 0
    for (let index = 0; index < view.length; index += 1) {
      const entry = view.at(index)
      if (entry && find.isMatch(entry)) count += 1
    }
    return count
  }, [find.isMatch, findText, version, view.length])
}

/** Names of the tools that the log has so far. */
function useTools({ log, version }: ToolbarProps): readonly string[] {
  // Once a hundred versions: new tools are rare, and logs are long.
  const era = Math.floor(version / 100) + (version < 100 ? version / 1_000 : 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `era` stands for what the log has.
  return useMemo(() => {
    const tools = new Set<string>()
    for (const part of [log.head, log.tail]) for (const { tool } of part) if (tool) tools.add(tool)
    return [...tools].sort()
  }, [log, era])
}

export function Toolbar(props: ToolbarProps) {
  const { category, tool, errorsOnly, isWaterfall, timeMode, isWrapped, findText, find, onGo } = props
  const matches = useMatchCount(props)
  const tools = useTools(props)
  return (
    <div className="toolbar log-toolbar">
      <select
        className="field"
        aria-label="Kind"
        value={category}
        onChange={({ target }) => setSearch({ kind: target.value || undefined })}
      >
        <option value="">All kinds</option>
        {Object.entries(categories).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <select
        className="field tools"
        aria-label="Tool"
        value={tool}
        onChange={({ target }) => setSearch({ tool: target.value || undefined })}
      >
        <option value="">All tools</option>
        {tool && !tools.includes(tool) && <option value={tool}>{tool}</option>}
        {tools.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <button
        className="button"
        type="button"
        aria-pressed={errorsOnly}
        onClick={() => setSearch({ errors: errorsOnly ? undefined : '1' })}
      >
        Errors
      </button>
      <button className="button" type="button" onClick={() => onGo(1, ({ isError }) => isError)}>
        Next error
      </button>
      <button
        className="button"
        type="button"
        aria-pressed={isWaterfall}
        onClick={() => setSearch({ view: isWaterfall ? undefined : 'waterfall' })}
      >
        Waterfall
      </button>
      <button
        className="button"
        type="button"
        aria-pressed={isWrapped}
        onClick={() => props.onWrap(!isWrapped)}
      >
        Wrap
      </button>
      <select
        className="field"
        aria-label="Times"
        value={timeMode}
        onChange={({ target }) => props.onTimeMode(target.value as TimeMode)}
      >
        {timeModes.map(([mode, label]) => (
          <option key={mode} value={mode}>
            {label}
          </option>
        ))}
      </select>
      {props.onCopy && (
        <button className="button" type="button" onClick={props.onCopy}>
          Copy rows
        </button>
      )}
      <search className="find">
        <input
          className="field"
          type="search"
          aria-label="Find in everything"
          placeholder="Find in everything…"
          value={findText}
          onChange={({ target }) => props.onFind(target.value)}
          onKeyDown={({ key, shiftKey }) => key === 'Enter' && onGo(shiftKey ? -1 : 1, find.isMatch)}
        />
        {findText && (
          <>
            <button
              className="button"
              type="button"
              aria-label="Previous find"
              onClick={() => onGo(-1, find.isMatch)}
            >
              ↑
            </button>
            <button
              className="button"
              type="button"
              aria-label="Next find"
              onClick={() => onGo(1, find.isMatch)}
            >
              ↓
            </button>
            <span className="soft" role="status">
              {matches.toLocaleString()} {matches === 1 ? 'row' : 'rows'} {find.state}
            </span>
          </>
        )}
      </search>
    </div>
  )
}
