import type { DeploymentStatus } from '../../gql/graphql.ts'
import { deploymentTones, deploymentWords } from './words.ts'

/** The status of a deployment as a coloured badge. */
export function DeploymentBadge({ status }: { readonly status: DeploymentStatus }) {
  return <span className={`badge ${deploymentTones[status]}`}>{deploymentWords[status]}</span>
}
