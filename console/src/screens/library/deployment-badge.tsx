import type { DeploymentStatus } from '../../gql/graphql.ts'
import { deploymentTones, deploymentWords } from './words.ts'

export function DeploymentBadge({ status }: { readonly status: DeploymentStatus }) {
  return <span className={`badge ${deploymentTones[status]}`}>{deploymentWords[status]}</span>
}
