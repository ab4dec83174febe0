import { useSyncExternalStore } from 'react'
import { gatewayRoot } from './options.ts'

const rootPath = new URL(gatewayRoot).pathname

/** An address of the console. */
export type Place = {
  /** The segments behind `/console`; none for the home screen. */
  readonly segments: readonly string[]
  readonly search: URLSearchParams
}

/** The path of the address in the browser to a place of the console, such as `runs/<id>?at=…`. */
export const pathTo = (place: string) =>
  `${rootPath}console${place && !place.startsWith('?') ? '/' : ''}${place}`

const listeners = new Set<() => void>()
let current = readPlace()

function readPlace(): Place {
  const path = location.pathname.slice(rootPath.length).replace(/^console\/?/, '')
  return { segments: path.split('/').filter(Boolean), search: new URLSearchParams(location.search) }
}

function changed(): void {
  current = readPlace()
  for (const listener of listeners) listener()
}

addEventListener('popstate', changed)

/** What Back, Forward and a reload restore of a place: how far it was scrolled, and how many nodes each of its lists had. */
export type PlaceMemory = { top: number; readonly loaded: Record<string, number> }

const storageKey = 'ii-agent:console:places'
/** The number of newest places that are kept over a reload. */
const maxKept = 50
const memories = new Map<string, PlaceMemory>(JSON.parse(sessionStorage.getItem(storageKey) ?? '[]'))
addEventListener('pagehide', () =>
  sessionStorage.setItem(storageKey, JSON.stringify([...memories].slice(-maxKept))),
)
let entries = 0
/** The state of a new entry of the history. Its name is unique over reloads, after which the history remains. */
function newEntry(): { entry: string } {
  entries += 1
  return { entry: `${performance.timeOrigin} ${entries}` }
}
if (!history.state) history.replaceState(newEntry(), '')

/** The memory of the present entry of the history. */
export function placeMemory(): PlaceMemory {
  const entry: string = history.state?.entry ?? ''
  const memory = memories.get(entry) ?? { top: 0, loaded: {} }
  memories.set(entry, memory)
  return memory
}

/** Goes to another place; with `replace`, Back does not return to the present one. */
export function navigate(place: string, { replace = false } = {}): void {
  if (replace) history.replaceState(history.state, '', pathTo(place))
  else history.pushState(newEntry(), '', pathTo(place))
  changed()
}

/** Sets or (with undefined) removes parameters of the present place, without an entry in the history. */
export function setSearch(values: Readonly<Record<string, string | undefined>>): void {
  const search = new URLSearchParams(current.search)
  for (const [name, value] of Object.entries(values)) {
    if (value) search.set(name, value)
    else search.delete(name)
  }
  const query = search.size > 0 ? `?${search}` : ''
  navigate(`${current.segments.join('/')}${query}`, { replace: true })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The present place; renders again when it changes. */
export const usePlace = () => useSyncExternalStore(subscribe, () => current)
