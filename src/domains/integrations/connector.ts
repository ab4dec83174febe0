import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { asObject, asStoredList, asString, asStrings } from '../../schema/json-readers.ts'
import { openField } from '../../schema/open-field.ts'
import { relatedList, relation } from '../../schema/relations.ts'
import { ConnectorType } from './values.ts'

type Account = Readonly<Record<'login' | 'name' | 'email' | 'avatarUrl' | 'appType', string | null>> & {
  readonly scopes: string[]
}

/** Reads the account information of a service, whose keys differ between services. */
function parseAccount(value: unknown): Account | null {
  const given = asObject(value)
  return (
    given && {
      login: asString(given.login),
      name: asString(given.name),
      email: asString(given.email) ?? asString(given.user_email),
      avatarUrl: asString(given.avatar_url),
      appType: asString(given.app_type),
      scopes: asStrings(asStoredList(given.scopes_granted ?? given.scopes)),
    }
  )
}

const Account = builder.objectRef<Account>('ConnectorAccount').implement({
  description: 'The account at a connected service, as far as the service sent data about it.',
  fields: (t) => ({
    login: t.exposeString('login', {
      nullable: true,
      description: 'The user name at the service; null if the service did not send one.',
    }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'The name of the account’s holder; null if the service did not send one.',
    }),
    email: t.exposeString('email', {
      nullable: true,
      description: 'The e-mail address of the account; null if the service did not send one.',
    }),
    avatarUrl: t.exposeString('avatarUrl', {
      nullable: true,
      description: 'The address of the account’s picture.',
    }),
    appType: t.exposeString('appType', {
      nullable: true,
      description:
        'How GitHub was connected: `github_app_installation`, `github_app_not_installed` or `oauth_app`.',
    }),
    scopes: t.exposeStringList('scopes', { description: 'The scopes that the user granted.' }),
  }),
})

const accountKeys = [
  'login',
  'name',
  'email',
  'user_email',
  'avatar_url',
  'app_type',
  'scopes_granted',
  'scopes',
]

function accountText(row: string): string {
  const metadata = ref(row, 'Connector', 'metadata')
  const pairs = accountKeys.map((key) => `'${key}', ${metadata}->'${key}'`)
  return `case when jsonb_typeof(${metadata}) = 'object' then jsonb_build_object(${pairs.join(', ')}) end`
}

const isExpired = (tokenExpiry: string | null) =>
  tokenExpiry !== null && Date.parse(tokenExpiry) <= Date.now()

const hasRefreshToken = computed(
  'Connector',
  'hasRefreshToken',
  (row) => `${ref(row, 'Connector', 'refreshToken')} is not null`,
  Boolean,
)

// For a GitHub App the platform makes new tokens from the number of its installation, without a refresh token.
const canRenew = computed(
  'Connector',
  'canRenewToken',
  (row) => `(${ref(row, 'Connector', 'refreshToken')} is not null
or ${ref(row, 'Connector', 'metadata')}->>'installation_id' is not null)`,
  Boolean,
)

builder.prismaNode('Connector', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    type: t.field(openField(ConnectorType, 'connectorType', 'The service.')),
    typeText: t.exposeString('connectorType'),
    isConnected: t.boolean({
      description:
        'Whether the access token is valid by its time, or the platform can renew it: with a refresh token, or for the installation of a GitHub App.',
      extensions: canRenew.extensions,
      select: { tokenExpiry: true },
      resolve: (row, args, context) => !isExpired(row.tokenExpiry) || canRenew.resolve(row, args, context),
    }),
    isTokenExpired: t.boolean({
      description: 'Whether the access token has expired. The platform renews it if it can.',
      select: { tokenExpiry: true },
      resolve: ({ tokenExpiry }) => isExpired(tokenExpiry),
    }),
    tokenExpiry: t.expose('tokenExpiry', { type: 'DateTime', nullable: true }),
    hasRefreshToken: t.boolean({
      description: 'Whether a token is stored that renews the access token.',
      ...hasRefreshToken,
    }),
    account: t.field({
      type: Account,
      nullable: true,
      description: 'The account at the service; null if the service sent no data about it.',
      ...computed('Connector', 'account', accountText, parseAccount),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(relation('User', 'userId')),
  }),
})

builder.prismaObjectFields('User', (t) => ({
  connectors: t.field(
    relatedList('Connector', {
      by: 'userId',
      description: 'Outside services that the user connected, at most one of a type, oldest first.',
    }),
  ),
}))
