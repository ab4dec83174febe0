import type { ComponentType } from 'react'
import { NotFound } from '../parts/states.tsx'
import { lazyScreen } from './lazy-screen.tsx'

const lazy = lazyScreen<ScreenProps>

/** What a screen is rendered with. */
export type ScreenProps = {
  /** The parts of the address that `:` stands for, in order. */
  readonly params: readonly string[]
}

type Route = { readonly path: string; readonly title: string; readonly Screen: ComponentType<ScreenProps> }

const Sessions = lazy(() => import('../screens/sessions/sessions.tsx'))
const Storybooks = lazy(() => import('../screens/library/storybooks.tsx'))

/** Every screen, by its address below `/console`: `:` stands for one segment. Each is loaded when it is first opened. */
const routes: readonly Route[] = [
  { path: '', title: 'Sessions', Screen: Sessions },
  { path: 'sessions', title: 'Sessions', Screen: Sessions },
  { path: 'usage', title: 'Usage', Screen: lazy(() => import('../screens/usage/usage.tsx')) },
  { path: 'board', title: 'Board', Screen: lazy(() => import('../screens/board/board.tsx'), 'board') },
  { path: 'compare', title: 'Compare', Screen: lazy(() => import('../screens/compare/compare.tsx')) },
  { path: 'library', title: 'Library', Screen: Storybooks },
  { path: 'library/storybooks', title: 'Storybooks', Screen: Storybooks },
  {
    path: 'library/storybooks/:',
    title: 'Storybook',
    Screen: lazy(() => import('../screens/library/storybook.tsx')),
  },
  {
    path: 'library/slides',
    title: 'Slides',
    Screen: lazy(() => import('../screens/library/presentations.tsx')),
  },
  {
    path: 'library/slides/:',
    title: 'Presentation',
    Screen: lazy(() => import('../screens/library/presentation.tsx')),
  },
  { path: 'library/files', title: 'Files', Screen: lazy(() => import('../screens/library/files.tsx')) },
  { path: 'library/files/:', title: 'File', Screen: lazy(() => import('../screens/library/file.tsx')) },
  {
    path: 'library/projects',
    title: 'Projects',
    Screen: lazy(() => import('../screens/library/projects.tsx')),
  },
  {
    path: 'library/projects/:',
    title: 'Project',
    Screen: lazy(() => import('../screens/library/project.tsx')),
  },
  {
    path: 'runs/:/replay',
    title: 'Replay',
    Screen: lazy(() => import('../screens/replay/replay.tsx'), 'log'),
  },
  { path: 'runs/:', title: 'Run', Screen: lazy(() => import('../screens/run/run.tsx'), 'log') },
  { path: 'sessions/:', title: 'Session', Screen: lazy(() => import('../screens/session/session.tsx')) },
]

const unknown: Route = { path: '', title: 'Not found', Screen: NotFound }

/** The screen of an address below `/console`, with the values of its `:` segments; the one for unknown addresses otherwise. */
export function findScreen(segments: readonly string[]): Route & ScreenProps {
  for (const route of routes) {
    const pattern = route.path.split('/').filter(Boolean)
    if (pattern.length !== segments.length) continue
    if (!pattern.every((part, index) => part === ':' || part === segments[index])) continue
    return { ...route, params: segments.filter((_segment, index) => pattern[index] === ':') }
  }
  return { ...unknown, params: [] }
}
