import type { Queryable } from '../../data/database.ts'
import { builder } from '../../schema/builder.ts'

/** Names reserved by the platform. */
export const reservedSubdomains: readonly string[] =
  `www api app admin mail email smtp pop imap ftp ssh vpn proxy cdn static assets img images js css fonts media video
docs help support status blog news shop store pay billing account login auth oauth sso dashboard console panel test dev
staging prod production demo beta alpha`.split(/\s+/)

const reserved = new Set(reservedSubdomains)
const form = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/

export const verdicts = {
  AVAILABLE: 'A project can be published under it.',
  MALFORMED: 'It must have 3 to 63 of a to z, 0 to 9 and hyphen, with no hyphen at either end.',
  RESERVED: 'The platform reserves it.',
  TAKEN: 'Another project uses it.',
} as const

/** The result of checking a subdomain. */
export type SubdomainVerdict = keyof typeof verdicts

/** Normalizes a subdomain as stored in the database. */
export function normalizeSubdomain(name: string): string {
  return name.trim().toLowerCase()
}

/**
 * Returns whether a project could use this name, according to the database: names of deleted projects remain
 * taken.
 */
export async function judgeSubdomain(name: string, sql: Queryable): Promise<SubdomainVerdict> {
  const subdomain = normalizeSubdomain(name)
  if (!form.test(subdomain)) return 'MALFORMED'
  if (reserved.has(subdomain)) return 'RESERVED'
  const taken = await sql.query(
    { name: 'subdomain_taken', text: 'select 1 from project_custom_domains where subdomain = $1' },
    [subdomain],
  )
  return taken.length > 0 ? 'TAKEN' : 'AVAILABLE'
}

const maxSuggestions = 3

/** Names like this one that a project could take now: none for a name that is free, or of which none can be made. */
async function suggestSubdomains(name: string, sql: Queryable): Promise<string[]> {
  const stem = normalizeSubdomain(name)
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 55)
  if (stem === '') return []
  const names = ['app', 'site', 'web', 'hq', '2', '3', '4'].map((ending) => `${stem}-${ending}`)
  const possible = names.filter((one) => form.test(one) && !reserved.has(one))
  const taken = await sql.query<{ subdomain: string }>(
    {
      name: 'subdomains_taken',
      text: 'select subdomain from project_custom_domains where subdomain = any($1)',
    },
    [possible],
  )
  const known = new Set(taken.map(({ subdomain }) => subdomain))
  return possible.filter((one) => !known.has(one)).slice(0, maxSuggestions)
}

const Verdict = builder.enumType('SubdomainVerdict', {
  description: 'Whether a project could be published under a name.',
  values: Object.fromEntries(
    Object.entries(verdicts).map(([name, description]) => [name, { description }]),
  ) as Record<SubdomainVerdict, { description: string }>,
})

const Availability = builder
  .objectRef<{ subdomain: string; verdict: SubdomainVerdict }>('SubdomainAvailability')
  .implement({
    description: 'Whether a subdomain is available.',
    fields: (t) => ({
      subdomain: t.exposeString('subdomain', { description: 'The name as it would be written.' }),
      isAvailable: t.boolean({
        description: 'Whether the verdict is AVAILABLE.',
        resolve: ({ verdict }) => verdict === 'AVAILABLE',
      }),
      verdict: t.expose('verdict', {
        type: Verdict,
        description: 'Whether the name is available, or why not.',
      }),
      reason: t.string({
        description: 'The verdict in words, for people.',
        resolve: ({ verdict }) => verdicts[verdict],
      }),
      baseDomain: t.string({
        nullable: true,
        description: 'The domain under which projects claim names; null where this gateway does not know it.',
        resolve: (_name, _args, { services }) => services.projectDomain ?? null,
      }),
      fullDomain: t.string({
        nullable: true,
        description: 'The name with that domain; null where it is malformed, or the domain is not known.',
        resolve: ({ subdomain, verdict }, _args, { services: { projectDomain } }) =>
          projectDomain && verdict !== 'MALFORMED' ? `${subdomain}.${projectDomain}` : null,
      }),
      suggestions: t.stringList({
        description: `Up to ${maxSuggestions} names like it that are free now; empty for a name that is.`,
        resolve: ({ subdomain, verdict }, _args, { sql }) =>
          verdict === 'AVAILABLE' ? [] : suggestSubdomains(subdomain, sql),
      }),
    }),
  })

builder.queryFields((t) => ({
  subdomainAvailability: t.field({
    type: Availability,
    description: 'Whether a project could be published under this name. Requires sign-in.',
    authScopes: { signedIn: true },
    args: {
      name: t.arg.string({
        required: true,
        description: 'The name to judge, without a domain, in upper or lower case.',
      }),
    },
    resolve: async (_root, { name }, { sql }) => ({
      subdomain: normalizeSubdomain(name),
      verdict: await judgeSubdomain(name, sql),
    }),
  }),
  reservedSubdomains: t.stringList({
    description: 'The names that no project can claim.',
    resolve: () => [...reservedSubdomains],
  }),
}))
