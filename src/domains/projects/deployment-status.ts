import { openEnum } from '../../schema/open-enum.ts'

/** The status of a deployment, in order of progress; it may fail at any step. */
export const DeploymentStatus = openEnum('DeploymentStatus', 'The status of a deployment.', {
  pending: 'Requested, not started yet.',
  building: 'The application is being built.',
  deploying: 'The application is being put in place.',
  deployed: 'The application is published.',
  failed: 'Ended with an error.',
})

export const DeploymentProvider = openEnum('DeploymentProvider', 'The service that an application runs on.', {
  cloud_run: 'Google Cloud Run.',
  vercel: 'Vercel.',
})
