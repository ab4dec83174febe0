import { type Connection, connection } from '../data/gateway.ts'
import { graphiqlAddress, shownOperation } from '../data/operation.ts'
import { useStore } from '../data/store.ts'
import { Link } from '../parts/link.tsx'
import { Account } from './account.tsx'
import { isGraphiQLServed } from './options.ts'
import { usePlace } from './router.ts'

const words: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting…',
  connected: 'Connected',
  away: 'Trying again…',
}

const tones = { connecting: 'busy', connected: 'good', away: 'warning' } as const

const sections = [
  { to: 'sessions', label: 'Sessions', roots: [undefined, 'sessions', 'runs', 'compare'] },
  { to: 'library', label: 'Library', roots: ['library'] },
  { to: 'board', label: 'Board', roots: ['board'] },
  { to: 'usage', label: 'Usage', roots: ['usage'] },
]

/** Navigation, state of the connection, the query of the screen, and the account. */
export function Header() {
  const state = useStore(connection)
  const operation = useStore(shownOperation)
  const [section] = usePlace().segments
  return (
    <header>
      <Link className="brand" to="">
        II-Agent<span className="wide"> console</span>
      </Link>
      <nav aria-label="Sections">
        {sections.map(({ to, label, roots }) => (
          <Link key={to} to={to} aria-current={roots.includes(section) ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      <span className={`badge status ${tones[state]}`}>{words[state]}</span>
      {operation && isGraphiQLServed && (
        <a
          className="button query"
          href={graphiqlAddress(operation, location.href)}
          target="_blank"
          rel="noopener noreferrer"
        >
          Query
        </a>
      )}
      <Account />
    </header>
  )
}
