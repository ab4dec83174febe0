import { useLive } from '@ii-agent/gateway-client/react'
import { useGateway } from '../../data/gateway.ts'
import { useShownOperation } from '../../data/operation.ts'
import { useConnection, useRefreshOn } from '../../data/use-connection.ts'
import {
  ConsoleProjectChangesDocument,
  ConsoleProjectsDocument,
  type ConsoleProjectsQuery,
} from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { Loading } from '../../parts/loading.tsx'
import { More } from '../../parts/more.tsx'
import { titleText } from '../../parts/names.ts'
import { Empty, ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { Ago } from '../../parts/time.tsx'
import { DeploymentBadge } from './deployment-badge.tsx'
import { Library } from './library.tsx'

const noVariables = {}
const selectProjects = ({ viewer }: ConsoleProjectsQuery) => viewer?.projects

/** The viewer's projects with the state of the newest attempt to publish each, live. */
export default function Projects() {
  const connection = useConnection(ConsoleProjectsDocument, noVariables, selectProjects)
  const changes = useLive(useGateway(), ConsoleProjectChangesDocument, noVariables).data
  useShownOperation(ConsoleProjectsDocument, noVariables)
  const { list, error, partial, refresh } = connection
  useRefreshOn(changes, refresh)

  return (
    <Library tab="projects">
      <PartialNotice errors={partial} />
      {list === undefined &&
        (error ? <ErrorState error={error} onRetry={refresh} /> : <Loading what="Projects" />)}
      {list === null && <NotFound />}
      {list?.nodes.length === 0 && (
        <Empty title="No projects yet">
          <p>They appear here when a session builds one.</p>
        </Empty>
      )}
      {list && list.nodes.length > 0 && (
        <ul className="panel item-rows">
          {list.nodes.map(({ id, databaseId, name, framework, updatedAt, latestDeployment }) => (
            <li key={id}>
              <Link className="item-name" to={`library/projects/${databaseId}`}>
                <span className="clamped">{titleText(name, 'Untitled project')}</span>
              </Link>
              {latestDeployment ? (
                <DeploymentBadge status={latestDeployment.status} />
              ) : (
                <span className="soft">Never published</span>
              )}
              <span className="soft">{framework}</span>
              <span className="soft item-time">
                <Ago at={updatedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <More what="projects" connection={connection} />
    </Library>
  )
}
