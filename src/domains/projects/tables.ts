import { isNull } from '../../data/batching/conditions.ts'
import { inside, ofOwnSession, own } from '../../tables/access-rule.ts'
import { newestFirst, oldestFirst, type TableDeclarations } from '../../tables/declaration.ts'

/** The tables of projects and their deployments. */
export const projectTables = {
  Project: {
    access: { ...own, live: isNull('Project', 'deletedAt') },
    unique: { uq_projects_session_id: { unreachable: 'the session of a project is never written' } },
    writes: ['UPDATE'],
    watchedBy: ['id', 'sessionId', 'userId'],
  },
  ProjectDeployment: {
    access: inside('Project', 'projectId'),
    noun: 'deployment',
    watchedBy: ['deployedByUserId', 'id', 'projectId'],
    order: newestFirst,
  },
  ProjectCustomDomain: {
    access: inside('Project', 'projectId'),
    noun: 'custom domain',
    unique: {
      project_custom_domains_project_id_key: 'The project has a subdomain already: release it first.',
      project_custom_domains_subdomain_key: 'The subdomain is taken.',
    },
    writes: ['INSERT', 'DELETE'],
    watchedBy: ['deploymentId', 'projectId'],
    order: oldestFirst,
  },
  ProjectDatabase: { access: ofOwnSession, watchedBy: ['sessionId'], order: newestFirst },
} satisfies TableDeclarations
