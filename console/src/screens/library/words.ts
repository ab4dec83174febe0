import type { AssetSource, AssetType, DeploymentStatus } from '../../gql/graphql.ts'

export const fileKinds: Readonly<Record<AssetType, string>> = {
  AUDIO: 'Sound',
  CODE: 'Code',
  DOCUMENT: 'Document',
  IMAGE: 'Picture',
  OTHER: 'Other',
  UNKNOWN: 'Unknown',
  VIDEO: 'Film',
}

export const fileSources: Readonly<Record<AssetSource, string>> = {
  GENERATED: 'Made by the agent',
  SYSTEM: 'Put there by the platform',
  UNKNOWN: 'Unknown',
  USER_UPLOAD: 'Uploaded',
}

export const deploymentWords: Readonly<Record<DeploymentStatus, string>> = {
  BUILDING: 'Building',
  DEPLOYED: 'Published',
  DEPLOYING: 'Being published',
  FAILED: 'Failed',
  PENDING: 'Pending',
  UNKNOWN: 'Unknown',
}

export const deploymentTones: Readonly<Record<DeploymentStatus, string>> = {
  BUILDING: 'busy',
  DEPLOYED: 'good',
  DEPLOYING: 'busy',
  FAILED: 'bad',
  PENDING: 'busy',
  UNKNOWN: '',
}
