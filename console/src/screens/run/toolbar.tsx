import { useMemo } from 'react'
import { numberText } from '../../parts/plural.ts'
import { setSearch } from '../../shell/router.ts'
import type { Entry } from './log/entry.ts'
import { categories, isErrorAmong } from './log/filter.ts'
import type { RunLog } from './log/run-log.ts'
import { createView, type Test } from './log/view.ts'
import type { TimeMode } from './row.tsx'
import type { Find } from './use-find.ts'

/** The state of the filters of a log, and what changes it. */
export type ToolbarProps = {
  readonly log: RunLog
  readonly category: string
  readonly tool: string
  readonly errorsOnly: boolean
  readonly isWaterfall: boolean
  readonly timeMode: TimeMode
  readonly isWrapped: boolean
  readonly findText: string
  readonly find: Find
  /** The test of the filters. */
  readonly test: Test | undefined
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

/** How many rows match: each is looked at once. */
function useMatchCount({ log, test, find, findText }: ToolbarProps): number {
  const matches = useMemo(
    () => createView(log, (entry) => (!test || test(entry)) && find.isMatch(entry)),
    [log, test, find.isMatch],
  )
  return findText ? matches.length : 0
}

/** How many rows that pass the filters are errors: each is looked at once. */
function useErrorCount({ log, test, isWaterfall }: ToolbarProps): number {
  const errors = useMemo(
    () => createView(log, (entry) => (!test || test(entry)) && isErrorAmong(entry, isWaterfall)),
    [log, test, isWaterfall],
  )
  return errors.length
}

/** Filters, view and find of a log. */
export function Toolbar(props: ToolbarProps) {
  const { category, tool, errorsOnly, isWaterfall, timeMode, isWrapped, findText, find, onGo } = props
  const matches = useMatchCount(props)
  const errors = useErrorCount(props)
  const tools = [...props.log.tools].sort()
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
      <button
        className="button"
        type="button"
        disabled={errors === 0}
        onClick={() => onGo(1, (entry) => isErrorAmong(entry, isWaterfall))}
      >
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
          onKeyDown={({ key, shiftKey }) => key === 'Enter' && onGo(shiftKey ? -1 : 1, find.isMatchNow)}
        />
        {findText && (
          <>
            <button
              className="button"
              type="button"
              aria-label="Previous find"
              onClick={() => onGo(-1, find.isMatchNow)}
            >
              ↑
            </button>
            <button
              className="button"
              type="button"
              aria-label="Next find"
              onClick={() => onGo(1, find.isMatchNow)}
            >
              ↓
            </button>
            <span className="soft" role="status">
              {numberText(matches)} {matches === 1 ? 'row' : 'rows'} {find.state}
            </span>
          </>
        )}
      </search>
    </div>
  )
}
