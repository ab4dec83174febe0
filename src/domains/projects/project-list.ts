import { condition } from '../../data/batching/condition.ts'
import { contains, equals, isNotNull, isNull } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { ref } from '../../data/batching/table.ts'
import { defineFilter, defineOrders, type Filter } from '../../schema/list-args.ts'
import { toModelKey } from '../../schema/nodes.ts'

const deployed = (wanted: boolean) =>
  condition(
    [],
    (row) => `${wanted ? '' : 'not '}exists (select from project_deployments d
where d.project_id = ${ref(row, 'Project', 'id')} and d.deployment_status = 'deployed')`,
  )

const narrowing = {
  status: {
    type: 'String',
    description: 'Only projects with exactly this status, such as `active`.',
    where: (status: string) => equals('Project', 'status', status),
  },
  framework: {
    type: 'String',
    description: 'Only projects that were started from the template of this exact name.',
    where: (framework: string) => equals('Project', 'framework', framework),
  },
  isDeployed: {
    type: 'Boolean',
    description: 'Only projects with a successful deployment, or only those without.',
    where: deployed,
  },
  name: {
    type: 'String',
    description: 'The name contains this, in upper or lower case.',
    where: (text: string) => contains('Project', ['name'], text),
  },
} satisfies Parameters<typeof defineFilter>[2]

export const ProjectFilter: Filter = defineFilter('ProjectFilter', 'Restricts a list of projects.', narrowing)

export const AnyProjectFilter: Filter = defineFilter(
  'AnyProjectFilter',
  'Restricts a list of the projects of all users.',
  {
    ...narrowing,
    user: {
      type: 'ID',
      description: 'Projects of this user.',
      where: (id: string) => equals('Project', 'userId', toModelKey('User', id)),
    },
    isDeleted: {
      type: 'Boolean',
      description:
        'Only deleted ones, or only those that are not. The list contains deleted ones only with `withDeleted`.',
      where: (wanted: boolean) => (wanted ? isNotNull : isNull)('Project', 'deletedAt'),
    },
  },
)

export const ProjectOrder = defineOrders('ProjectOrder', 'The order of a list of projects.', {
  UPDATED: { description: 'Most recently changed first.', order: orderBy('Project', ['updatedAt'], 'desc') },
  NEWEST: { description: 'Newest first.', order: orderBy('Project', ['createdAt'], 'desc') },
  NAME: { description: 'By name.', order: orderBy('Project', ['name'], 'asc') },
})
