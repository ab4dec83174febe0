import { always } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { deleteRows, insertRow, statementTimestamp } from '../../data/write.ts'
import { idInput, inputField, singleLine, text } from '../../schema/inputs.ts'
import { mutation } from '../../schema/mutation.ts'
import { encodeNodeId } from '../../schema/node-id.ts'
import { lockRow, updateOwnRow } from '../../schema/own-rows.ts'
import { UnavailableError, ValidationError } from '../../schema/write-errors.ts'
import { judgeSubdomain, normalizeSubdomain, verdicts } from './subdomain.ts'

const noun = 'project'
const maxNameLength = 200

mutation('updateProject', {
  description: 'Changes the name or description of a project. Fields that the input leaves out are kept.',
  input: {
    id: idInput('Project'),
    name: inputField(
      'String',
      singleLine(maxNameLength).optional(),
      `The new name, one line of at most ${maxNameLength} characters.`,
    ),
    description: inputField(
      'String',
      text(10_000, 0).nullish(),
      'The new description; null or an empty text removes it.',
    ),
  },
  payload: { project: 'Project' },
  errors: ['NotFoundError'],
  update: ({ id, name, description }) => ({
    noun,
    key: id,
    set: { name, description: description === undefined ? undefined : description || null },
  }),
})

mutation('deleteProject', {
  description: 'Deletes a project: nobody sees it any more. Its deployments stay online.',
  input: { id: idInput('Project') },
  returns: { deletedId: { type: 'ID', description: 'The global id, for a cache to forget.' } },
  errors: ['NotFoundError'],
  resolve: async ({ input: { id }, ...write }) => ({
    deletedId: encodeNodeId(
      'Project',
      await updateOwnRow(write, 'Project', id, { deletedAt: statementTimestamp }, { noun }),
    ),
  }),
})

mutation('claimSubdomain', {
  description: 'Claims a free subdomain for a project that has none. The platform makes it reachable.',
  input: {
    projectId: idInput('Project', 'A project of your own.'),
    subdomain: inputField(
      'String',
      singleLine(63),
      '3 to 63 of a to z, 0 to 9 and hyphen; see `subdomainAvailability`.',
    ),
  },
  payload: { domain: 'ProjectCustomDomain', project: 'Project' },
  errors: ['NotFoundError', 'UnavailableError'],
  idempotent: true,
  resolve: async ({ input: { projectId, ...input }, ...write }) => {
    await lockRow(write, 'Project', projectId, { noun })
    const { projectDomain } = write.context.services
    if (!projectDomain) throw new UnavailableError('This gateway does not know the domain of the projects.')
    const subdomain = normalizeSubdomain(input.subdomain)
    const verdict = await judgeSubdomain(subdomain, write.sql)
    // A name that is taken is detected by the insertion, also under concurrency.
    if (verdict === 'MALFORMED' || verdict === 'RESERVED') {
      throw new ValidationError([{ path: 'subdomain', message: verdicts[verdict] }])
    }
    const domain = await insertRow(write.sql, 'ProjectCustomDomain', {
      projectId,
      subdomain,
      fullDomain: `https://${subdomain}.${projectDomain}`,
      claimedAt: statementTimestamp,
      claimedByUserId: write.viewer.id,
    })
    return { domain: domain?.id ?? null, project: projectId }
  },
})

mutation('releaseSubdomain', {
  description:
    'Releases the subdomain of a project, so that others may claim it. Admins may do so for any project.',
  input: { projectId: idInput('Project', 'A project of your own; for an admin, any.') },
  payload: { project: 'Project' },
  returns: {
    releasedIds: {
      type: ['ID'],
      description: 'The global id of what is gone; none where the project had none.',
    },
  },
  errors: ['NotFoundError'],
  transaction: true,
  resolve: async ({ input: { projectId }, ...write }) => {
    const rows = write.viewer.isAdmin ? always : undefined
    await lockRow(write, 'Project', projectId, { noun, rows })
    const ofProject = equals('ProjectCustomDomain', 'projectId', projectId)
    const gone = await deleteRows(write.sql, 'ProjectCustomDomain', ofProject)
    const releasedIds = gone.map(({ id }) => encodeNodeId('ProjectCustomDomain', id ?? ''))
    return { project: projectId, releasedIds }
  },
})
