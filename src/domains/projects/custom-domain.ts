import { contains } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { builder } from '../../schema/builder.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { openEnum } from '../../schema/open-enum.ts'
import { openField } from '../../schema/open-field.ts'
import { connection, readRow, relation } from '../../schema/relations.ts'

const DnsStatus = openEnum('DnsStatus', 'Whether the DNS record of a subdomain is active.', {
  pending: 'Requested, not started yet.',
  propagating: 'Created, but not visible everywhere yet.',
  active: 'Active.',
  failed: 'Failed.',
})

const SslStatus = openEnum('SslStatus', 'Whether the TLS certificate of a subdomain is active.', {
  pending: 'Requested, not started yet.',
  provisioning: 'Being made.',
  active: 'Active.',
  failed: 'Failed.',
})

builder.prismaNode('ProjectCustomDomain', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    subdomain: t.exposeString('subdomain'),
    fullDomain: t.exposeString('fullDomain'),
    dnsStatus: t.field(
      openField(DnsStatus, 'dnsStatus', 'Whether the DNS record of the subdomain is active.'),
    ),
    dnsStatusText: t.exposeString('dnsStatus', {
      description: 'The status of the custom domain as stored, also if the enum does not list it.',
    }),
    sslStatus: t.field(
      openField(SslStatus, 'sslStatus', 'Whether the TLS certificate of the subdomain is active.'),
    ),
    sslStatusText: t.exposeString('sslStatus', {
      description: 'The status of the custom domain as stored, also if the enum does not list it.',
    }),
    claimedAt: t.expose('claimedAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    project: t.field(relation('Project', 'projectId')),
    deployment: t.field(
      relation('ProjectDeployment', 'deploymentId', {
        description: 'The deployment that the subdomain serves.',
      }),
    ),
    claimedBy: t.field(
      relation('User', 'claimedByUserId', {
        description: 'The user who claimed it; null for other viewers than that user.',
      }),
    ),
  }),
})

const filter = defineFilter('CustomDomainFilter', 'Restricts a list of subdomains.', {
  search: {
    type: 'String',
    description: 'The subdomain contains this, in upper or lower case.',
    where: (text: string) => contains('ProjectCustomDomain', ['subdomain'], text),
  },
})

builder.queryFields((t) => ({
  customDomain: t.field({
    type: 'ProjectCustomDomain',
    nullable: true,
    description: 'The subdomain of one of your own projects.',
    args: {
      subdomain: t.arg.string({
        description: 'The name alone, without the domain of the platform.',
        required: true,
      }),
    },
    resolve: (_root, { subdomain }, context, info) =>
      subdomain.includes('\0')
        ? null
        : readRow(context, info, 'ProjectCustomDomain', 'subdomain', subdomain.trim().toLowerCase()),
  }),
  customDomains: t.field({
    ...connection('ProjectCustomDomain', {
      filter,
      order: orderBy('ProjectCustomDomain', ['subdomain'], 'asc'),
      description: 'The subdomains of all projects; for admins.',
    }),
    authScopes: { admin: true },
  }),
}))
