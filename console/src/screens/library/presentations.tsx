import { useLive } from '@ii-agent/gateway-client/react'
import { useGateway } from '../../data/gateway.ts'
import { useShownOperation } from '../../data/operation.ts'
import { useConnection, useRefreshOn } from '../../data/use-connection.ts'
import {
  ConsolePresentationChangesDocument,
  ConsolePresentationsDocument,
  type ConsolePresentationsQuery,
} from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { titleText } from '../../parts/names.ts'
import { countText } from '../../parts/plural.ts'
import { Ago } from '../../parts/time.tsx'
import { Library } from './library.tsx'
import { presentationPlace } from './places.ts'
import { SessionGroups } from './session-groups.tsx'

const noVariables = {}
const selectSessions = ({ viewer }: ConsolePresentationsQuery) => viewer?.sessions

/** The viewer's presentations, live. */
export default function Presentations() {
  const connection = useConnection(ConsolePresentationsDocument, noVariables, selectSessions)
  const changes = useLive(useGateway(), ConsolePresentationChangesDocument, noVariables).data
  useRefreshOn(changes, connection.refresh)
  useShownOperation(ConsolePresentationsDocument, noVariables)
  return (
    <Library tab="slides">
      <SessionGroups
        what="slides"
        connection={connection}
        rowsOf={({ databaseId, presentations }) =>
          presentations.map(({ name, slideCount, lastUpdatedAt }) => (
            <li key={name}>
              <Link className="item-name" to={presentationPlace(databaseId, name)}>
                <span className="clamped">{titleText(name, 'Untitled presentation')}</span>
              </Link>
              <span />
              <span className="soft">{countText(slideCount, 'slide')}</span>
              <span className="soft item-time">
                <Ago at={lastUpdatedAt} />
              </span>
            </li>
          ))
        }
      />
    </Library>
  )
}
