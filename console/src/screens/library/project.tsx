import { useLive } from '@ii-agent/gateway-client/react'
import { isMissing } from '../../data/errors.ts'
import { useGateway } from '../../data/gateway.ts'
import { useShownOperation } from '../../data/operation.ts'
import { ConsoleProjectDocument, type ConsoleProjectSubscription } from '../../gql/graphql.ts'
import { AnsiText } from '../../parts/ansi.tsx'
import { Loading } from '../../parts/loading.tsx'
import { SafeLink } from '../../parts/markdown.tsx'
import { titleText } from '../../parts/names.ts'
import { ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { Ago } from '../../parts/time.tsx'
import { durationText } from '../../parts/time-text.ts'
import type { ScreenProps } from '../../shell/screens.tsx'
import { DeploymentBadge } from './deployment-badge.tsx'
import { ItemPage } from './library.tsx'

type Deployments = NonNullable<ConsoleProjectSubscription['deploymentStatus']['deployments']>

/** A project, live: where it is published, and all attempts to publish it. */
export default function Project({ params: [id = ''] }: ScreenProps) {
  const { data, error, errors } = useLive(useGateway(), ConsoleProjectDocument, { id })
  useShownOperation(ConsoleProjectDocument, { id })
  if (!data && isMissing(error)) return <NotFound />
  if (!data)
    return error ? (
      <ErrorState error={error} onRetry={() => location.reload()} />
    ) : (
      <Loading what="Project" shape="page" />
    )
  const { name, description, framework, createdAt, productionUrl, session, deployments } =
    data.deploymentStatus
  return (
    <ItemPage tab="projects" title={titleText(name, 'Untitled project')} session={session}>
      <PartialNotice errors={errors} />
      {error && <p className="notice bad">{`This is not followed any longer: ${error.message}`}</p>}
      {description && <p>{description}</p>}
      <p className="toolbar">
        {framework && <span className="badge">{framework}</span>}
        <span className="soft">
          Started <Ago at={createdAt} />
        </span>
        {productionUrl && <SafeLink href={productionUrl}>{productionUrl}</SafeLink>}
      </p>
      {deployments && <DeploymentList deployments={deployments} />}
    </ItemPage>
  )
}

function DeploymentList({ deployments: { nodes, totalCount } }: { readonly deployments: Deployments }) {
  return (
    <section aria-labelledby="deployments">
      <h2 id="deployments">Deployments</h2>
      {nodes.length === 0 && <p className="soft">It was never published.</p>}
      {totalCount > nodes.length && <p className="soft">{`The newest ${nodes.length} of ${totalCount}`}</p>}
      <ul className="panel item-rows">
        {nodes.map((each) => (
          <li key={each.id}>
            <span>
              {`Version ${each.version}, ${each.environment} `}
              {each.deploymentUrl && <SafeLink href={each.deploymentUrl}>{each.deploymentUrl}</SafeLink>}
            </span>
            <DeploymentBadge status={each.status} />
            <span className="soft">
              {each.deployDurationMs == null ? '' : durationText(each.deployDurationMs)}
            </span>
            <span className="soft item-time">
              <Ago at={each.createdAt} />
            </span>
            {each.errorMessage && (
              <details className="deployment-error">
                <summary>{each.errorPhase ? `Failed in ${each.errorPhase}` : 'What went wrong'}</summary>
                <AnsiText text={each.errorMessage} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
