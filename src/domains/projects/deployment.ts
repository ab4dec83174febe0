import { scrubTextOrNull } from '../../auth/secret-patterns.ts'
import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { createdWithin } from '../../schema/created-within.ts'
import { optionalIntFromBigint, toInt } from '../../schema/int-from-bigint.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { maskedText } from '../../schema/masked-text.ts'
import { openField } from '../../schema/open-field.ts'
import { connection, relatedConnection, relatedList, relation } from '../../schema/relations.ts'
import { DeploymentProvider, DeploymentStatus } from './deployment-status.ts'

builder.prismaNode('ProjectDeployment', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    version: t.int({
      description: 'The number of the deployment within its project: 1, 2, 3, …',
      select: { version: true },
      resolve: ({ version }) => toInt(version),
    }),
    environment: t.exposeString('environment'),
    status: t.field(openField(DeploymentStatus, 'deploymentStatus', 'How far the deployment is.')),
    statusText: t.exposeString('deploymentStatus', {
      description: 'The status of the deployment as stored, also if the enum does not list it.',
    }),
    provider: t.field(openField(DeploymentProvider, 'provider', 'The service that the application runs on.')),
    providerText: t.exposeString('provider', {
      description: 'The provider of the deployment as stored, also if the enum does not list it.',
    }),
    deploymentUrl: t.exposeString('deploymentUrl', { nullable: true }),
    snapshotId: t.exposeString('snapshotId', { nullable: true }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    deployedAt: t.expose('deployedAt', { type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    deployDurationMs: t.field(
      optionalIntFromBigint(
        'deployDurationMs',
        'The duration of the whole deployment in milliseconds; null if it was not recorded.',
      ),
    ),
    uploadDurationMs: t.field(
      optionalIntFromBigint(
        'uploadDurationMs',
        'The duration of the upload in milliseconds; null if it was not recorded.',
      ),
    ),
    buildDurationMs: t.field(
      optionalIntFromBigint(
        'buildDurationMs',
        'The duration of the build in milliseconds; null if it was not recorded.',
      ),
    ),
    errorPhase: t.exposeString('errorPhase', { nullable: true }),
    errorMessage: t.field(
      maskedText(
        'errorMessage',
        'The error message, often long output of a build; credentials in it are hidden.',
      ),
    ),
    errorCode: t.string({
      nullable: true,
      description: 'The provider’s or the platform’s name of the error.',
      ...computed(
        'ProjectDeployment',
        'errorCode',
        (row) => `${ref(row, 'ProjectDeployment', 'errorDetails')}->>'code'`,
        scrubTextOrNull,
      ),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    project: t.field(relation('Project', 'projectId')),
    deployedBy: t.field(
      relation('User', 'deployedByUserId', {
        description: 'The user who deployed it; null for other viewers than that user.',
      }),
    ),
    customDomains: t.field(
      relatedList('ProjectCustomDomain', {
        by: 'deploymentId',
        description: 'The subdomains that serve the deployment.',
      }),
    ),
  }),
})

const filter = defineFilter('DeploymentFilter', 'Restricts a list of deployments.', {
  statuses: {
    type: [DeploymentStatus.ref],
    description: 'Only those with any of these statuses.',
    where: DeploymentStatus.where('ProjectDeployment', 'deploymentStatus'),
  },
  providers: {
    type: [DeploymentProvider.ref],
    description: 'Only deployments at any of these providers.',
    where: DeploymentProvider.where('ProjectDeployment', 'provider'),
  },
  ...createdWithin('ProjectDeployment'),
})

builder.prismaObjectField('User', 'deployments', (t) =>
  t.field(
    relatedConnection('ProjectDeployment', {
      by: 'deployedByUserId',
      filter,
      description: 'The user’s deployments, newest first.',
    }),
  ),
)

builder.queryField('deployments', (t) =>
  t.field({
    ...connection('ProjectDeployment', {
      filter,
      description: 'Deployments of all projects, newest first; for admins.',
    }),
    authScopes: { admin: true },
  }),
)
