import { describe, expect, it } from 'vitest'
import { uuid } from '../../../src/demo/uuid.ts'
import { testDatabases } from '../../support/database.ts'
import { setUpWriters, viewers, writerOf } from '../../support/writes.ts'

const [roastery, brewTimer, nightTrains, old, pho] = [
  'project roastery',
  'project brew-timer',
  'project night-trains',
  'project old-portfolio',
  'project pho',
].map(uuid)

describe.each(testDatabases)('writes of projects, on $kind', ({ open }) => {
  const { database, demo, maria, admin } = setUpWriters(open, { projectDomain: 'apps.example' })

  const project = async (id: string | undefined) =>
    (await database.query<Record<string, unknown>>('select * from projects where id = $1', [id]))[0]
  const domains = (projectId: string | undefined) =>
    database.query<Record<string, unknown>>('select * from project_custom_domains where project_id = $1', [
      projectId,
    ])

  it('renames and describes, each alone too', async () => {
    const input = { id: roastery, name: 'Roastery <2>', description: 'Two\nlines' }
    const outcome = await demo.write('updateProject', input, 'project { name description }')
    expect(outcome.project).toEqual({ name: 'Roastery <2>', description: 'Two\nlines' })
    for (const nothing of ['', null]) {
      await demo.write('updateProject', { id: roastery, description: 'Two' })
      await demo.write('updateProject', { id: roastery, description: nothing })
      expect(await project(roastery)).toMatchObject({ name: 'Roastery <2>', description: null })
    }
    expect(await demo.write('updateProject', { id: roastery, name: null })).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: 'name' }],
    })
    expect(
      await demo.write('updateProject', { id: roastery, name: 'x'.repeat(201), description: 'a\u0000' }),
    ).toMatchObject({ __typename: 'ValidationError', issues: [{ path: 'name' }, { path: 'description' }] })
  })

  it('deletes softly, and once', async () => {
    expect((await demo.write('deleteProject', { id: nightTrains })).__typename).toBe('DeleteProjectSuccess')
    expect((await project(nightTrains))?.deleted_at).not.toBeNull()
    for (const id of [nightTrains, old, pho, 'nonsense']) {
      expect((await demo.write('deleteProject', { id })).__typename).toBe('NotFoundError')
      expect((await demo.write('updateProject', { id, name: 'x' })).__typename).toBe('NotFoundError')
    }
  })

  it('claims a free subdomain for one project, and releases it', async () => {
    const input = { projectId: brewTimer, subdomain: 'Brew-Timer' }
    const outcome = await demo.write('claimSubdomain', input, 'domain { subdomain fullDomain }')
    expect(outcome.domain).toEqual({ subdomain: 'brew-timer', fullDomain: 'https://brew-timer.apps.example' })
    expect(await domains(brewTimer)).toMatchObject([
      { claimed_by_user_id: viewers.demo.id, dns_status: 'pending', ssl_status: 'pending' },
    ])
    const second = await demo.write('claimSubdomain', { ...input, subdomain: 'another' })
    expect(second).toMatchObject({
      __typename: 'ConflictError',
      conflicting: { __typename: 'ProjectCustomDomain' },
    })
    const released = await demo.write('releaseSubdomain', { projectId: brewTimer }, 'releasedIds')
    expect(released.releasedIds).toHaveLength(1)
    expect(await domains(brewTimer)).toEqual([])
    const again = await demo.write('releaseSubdomain', { projectId: brewTimer }, 'releasedIds')
    expect(again.releasedIds).toEqual([])
  })

  it('refuses a subdomain that is taken, without a word about whose it is', async () => {
    const taken = await demo.write('claimSubdomain', { projectId: brewTimer, subdomain: 'pho-for-twenty' })
    expect(taken).toMatchObject({ __typename: 'ConflictError', conflicting: null })
    for (const subdomain of ['ab', '-abc', 'abc-', 'a_b_c', 'www', 'x'.repeat(64)]) {
      const wrong = await demo.write('claimSubdomain', { projectId: brewTimer, subdomain })
      expect(wrong).toMatchObject({ __typename: 'ValidationError', issues: [{ path: 'subdomain' }] })
    }
    expect(await domains(brewTimer)).toEqual([])
  })

  it('gives one name to one of two who want it at once', async () => {
    await maria.write('releaseSubdomain', { projectId: pho })
    const outcomes = await Promise.all([
      demo.write('claimSubdomain', { projectId: brewTimer, subdomain: 'wanted' }),
      maria.write('claimSubdomain', { projectId: pho, subdomain: 'wanted' }),
    ])
    const kinds = outcomes.map(({ __typename }) => __typename).sort()
    expect(kinds).toEqual(['ClaimSubdomainSuccess', 'ConflictError'])
  })

  it('lets an admin release the subdomain of anyone, of a deleted project too', async () => {
    await maria.write('releaseSubdomain', { projectId: pho })
    await maria.write('claimSubdomain', { projectId: pho, subdomain: 'squatted' })
    await database.query('update projects set deleted_at = now() where id = $1', [pho])
    expect((await maria.write('releaseSubdomain', { projectId: pho })).__typename).toBe('NotFoundError')
    const { releasedIds } = await admin.write('releaseSubdomain', { projectId: pho }, 'releasedIds')
    expect(releasedIds).toHaveLength(1)
    expect(await domains(pho)).toEqual([])
    await database.query('update projects set deleted_at = null where id = $1', [pho])
  })

  it('touches no project of someone else, and needs the domain of the projects', async () => {
    const before = await domains(roastery)
    expect((await maria.write('releaseSubdomain', { projectId: roastery })).__typename).toBe('NotFoundError')
    const claim = { projectId: roastery, subdomain: 'stolen' }
    expect((await maria.write('claimSubdomain', claim)).__typename).toBe('NotFoundError')
    expect(await domains(roastery)).toEqual(before)
    const nowhere = writerOf(database, viewers.demo)
    expect((await nowhere.write('claimSubdomain', claim)).__typename).toBe('UnavailableError')
  })
})
