import { titleText } from '../../parts/names.ts'
import './library.css'
import type { ReactNode } from 'react'
import { Link } from '../../parts/link.tsx'

const tabs = [
  ['storybooks', 'Storybooks'],
  ['slides', 'Slides'],
  ['files', 'Files'],
  ['projects', 'Projects'],
] as const

type LibraryProps = {
  readonly tab: (typeof tabs)[number][0]
  readonly children: ReactNode
}

/** The page of a library's tab. */
export function Library({ tab, children }: LibraryProps) {
  return (
    <div className="page library">
      <h1>Library</h1>
      <nav className="toolbar tabs" aria-label="Library">
        {tabs.map(([to, label]) => (
          <Link
            key={to}
            className="button"
            to={`library/${to}`}
            aria-current={to === tab ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  )
}

type ItemPageProps = LibraryProps & {
  readonly title: string
  readonly session?: { readonly databaseId: string; readonly name: string | null } | null
}

/** The page of one item, with the way back to its tab and to the session that it was made in. */
export function ItemPage({ tab, title, session, children }: ItemPageProps) {
  const label = tabs.find(([to]) => to === tab)?.[1]
  return (
    <div className="page library">
      <nav className="toolbar" aria-label="Library">
        <Link to={`library/${tab}`}>{`All ${label?.toLowerCase()}`}</Link>
        {session && (
          <span className="soft item-session">
            Session: <Link to={`sessions/${session.databaseId}`}>{titleText(session.name)}</Link>
          </span>
        )}
      </nav>
      <h1>{titleText(title, 'Untitled')}</h1>
      {children}
    </div>
  )
}
