import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { inTurns } from '../../schema/in-turns.ts'
import { asObjects, asStoredList, asString } from '../../schema/json-readers.ts'
import { openField } from '../../schema/open-field.ts'
import { relatedList, relation } from '../../schema/relations.ts'
import { AppleAuthState } from './values.ts'

type Team = Readonly<Record<'id' | 'name' | 'type' | 'status', string | null>>

function parseTeams(value: unknown): Team[] {
  return asObjects(asStoredList(value)).map(({ team_id, name, team_type, status }) => ({
    id: asString(team_id),
    name: asString(name),
    type: asString(team_type),
    status: asString(status),
  }))
}

const AppleTeam = builder.objectRef<Team>('AppleTeam').implement({
  description: 'A developer team that an Apple account belongs to.',
  fields: (t) => ({
    teamId: t.exposeString('id', { nullable: true, description: 'Apple’s id of the team.' }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'The team’s name, as Apple shows it; null if Apple did not send one.',
    }),
    type: t.exposeString('type', {
      nullable: true,
      description: 'Apple’s type of the team: `Company` or `Individual`; null if Apple did not send one.',
    }),
    status: t.exposeString('status', {
      nullable: true,
      description:
        'Apple’s status of the team, such as `active` or `expired`; null if Apple did not send one.',
    }),
  }),
})

const stored = (name: string, column: string, description: string) => ({
  description,
  ...computed(
    'AppleCredential',
    name,
    (row) => `${ref(row, 'AppleCredential', column)} is not null`,
    Boolean,
  ),
})

builder.prismaNode('AppleCredential', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    appleId: t.string({
      nullable: true,
      description: 'The Apple account; null while nobody has signed in.',
      select: { appleId: true },
      resolve: ({ appleId }) => (appleId === 'pending' ? null : appleId),
    }),
    authState: t.field(openField(AppleAuthState, 'authState', 'How far the user’s sign-in to Apple is.')),
    authStateText: t.exposeString('authState'),
    selectedTeamId: t.exposeString('selectedTeamId', { nullable: true }),
    teamName: t.exposeString('teamName', { nullable: true }),
    availableTeams: t.field({
      type: [AppleTeam],
      description: 'The teams of the account.',
      select: { availableTeams: true },
      resolve: inTurns(({ availableTeams }) => parseTeams(availableTeams)),
    }),
    sessionExpiry: t.expose('sessionExpiry', { type: 'DateTime', nullable: true }),
    iosBundleIdentifier: t.exposeString('iosBundleIdentifier', { nullable: true }),
    iosCertificateExpiry: t.expose('iosCertificateExpiry', { type: 'DateTime', nullable: true }),
    hasSession: t.boolean(
      stored('hasSession', 'encryptedSessionData', 'Whether a session at Apple is stored.'),
    ),
    hasExpoToken: t.boolean(
      stored('hasExpoToken', 'encryptedExpoToken', 'Whether a token of the Expo build service is stored.'),
    ),
    hasAppSpecificPassword: t.boolean(
      stored(
        'hasAppSpecificPassword',
        'encryptedAppSpecificPassword',
        'Whether a password for uploading is stored.',
      ),
    ),
    hasCertificate: t.boolean(
      stored('hasCertificate', 'encryptedIosP12', 'Whether a signing certificate is stored.'),
    ),
    hasProvisioningProfile: t.boolean(
      stored(
        'hasProvisioningProfile',
        'encryptedIosProvisioningProfile',
        'Whether a provisioning profile is stored.',
      ),
    ),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(relation('User', 'userId')),
  }),
})

builder.prismaObjectFields('User', (t) => ({
  appleCredentials: t.field(
    relatedList('AppleCredential', {
      by: 'userId',
      description: 'Apple developer accounts of the user, oldest first.',
    }),
  ),
}))
