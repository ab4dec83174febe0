import type { KeyboardEvent } from 'react'
import { copyRows } from './copy.ts'
import type { View } from './log/view.ts'
import type { Collapsing } from './use-collapsed.ts'
import type { Following } from './use-follow.ts'
import type { Rows } from './use-rows.ts'
import type { Selecting } from './use-selection.ts'
import { rowPx, type Viewport } from './viewport.ts'

/** What the keys of a log act on. */
export type Keyboard = {
  readonly viewport: Viewport
  readonly view: View
  readonly rows: Rows
  readonly following: Following
  readonly selecting: Selecting
  readonly collapsing: Collapsing | undefined
}

/** Moves the selection, copies it, expands and collapses what it is on, or follows the end. */
export function handleKey(event: KeyboardEvent, keyboard: Keyboard): void {
  const { viewport, view, rows, following, selecting, collapsing } = keyboard
  const { selection } = selecting
  const isCommand = event.ctrlKey || event.metaKey
  if (isCommand && event.key.toLowerCase() === 'c' && selection && !getSelection()?.toString()) {
    event.preventDefault()
    void copyRows(view, selection)
    return
  }

  function moveTo(index: number): void {
    if (view.length === 0) return
    const place = Math.min(view.length - 1, Math.max(0, index))
    const entry = view.at(place)
    following.release()
    if (entry) selecting.select(entry, event.shiftKey)
    // A row that is not loaded yet is read when it is scrolled to.
    rows.scrollToIndex(place)
  }
  const focus = selection ? view.indexOf(selection.focus) : -1
  const current = focus >= 0 ? focus : view.length
  const page = Math.max(1, Math.floor(viewport.height / rowPx) - 1)

  /** As in every tree grid: right expands, then goes to the first child; left collapses, or goes to the parent. */
  function moveInTree(isRight: boolean): void {
    const entry = selection?.focus
    if (!entry || focus < 0 || !collapsing) return
    const parent = entry.parent ? view.indexOf(entry.parent) : -1
    const isCollapsed = collapsing.collapsed.has(entry)
    if (entry.children > 0 && isCollapsed === isRight) collapsing.setCollapsed(entry, !isRight)
    else if (isRight && entry.children > 0) moveTo(focus + 1)
    else if (!isRight && parent >= 0) moveTo(parent)
  }
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => moveTo(current + 1),
    ArrowUp: () => moveTo(current - 1),
    PageDown: () => moveTo(current + page),
    PageUp: () => moveTo(current - page),
    ArrowRight: () => moveInTree(true),
    ArrowLeft: () => moveInTree(false),
    Home: () => moveTo(0),
    End: () => (event.shiftKey ? moveTo(view.length - 1) : following.follow()),
    Escape: () => selecting.clear(),
  }
  const move = isCommand || event.altKey ? undefined : moves[event.key]
  if (!move) return
  event.preventDefault()
  move()
}
