import { useShownOperation } from '../../data/operation.ts'
import { useConnection } from '../../data/use-connection.ts'
import { ConsoleStorybooksDocument, type ConsoleStorybooksQuery } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { titleText } from '../../parts/names.ts'
import { countText } from '../../parts/plural.ts'
import { Ago } from '../../parts/time.tsx'
import { Library } from './library.tsx'
import { SessionGroups } from './session-groups.tsx'

const noVariables = {}
const selectSessions = ({ viewer }: ConsoleStorybooksQuery) => viewer?.sessions

/** The viewer's storybooks, the newest version of each. */
export default function Storybooks() {
  const connection = useConnection(ConsoleStorybooksDocument, noVariables, selectSessions)
  useShownOperation(ConsoleStorybooksDocument, noVariables)
  return (
    <Library tab="storybooks">
      <SessionGroups
        what="storybooks"
        connection={connection}
        rowsOf={({ storybooks }) =>
          (storybooks?.nodes ?? []).map((book) => (
            <li key={book.id}>
              <Link className="item-name" to={`library/storybooks/${book.databaseId}`}>
                <span className="clamped">{titleText(book.name, 'Untitled storybook')}</span>
              </Link>
              <span className="toolbar">
                {!book.isComplete && <span className="badge warning">Unfinished</span>}
                <span className="badge">{`Version ${book.version ?? 1}`}</span>
              </span>
              <span className="soft">{countText(book.pageCount, 'page')}</span>
              <span className="soft item-time">
                <Ago at={book.updatedAt} />
              </span>
            </li>
          ))
        }
      />
    </Library>
  )
}
