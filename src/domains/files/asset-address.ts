import { builder, type RowOf } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { toModelKey } from '../../schema/nodes.ts'

type Signed = Pick<RowOf<'UserAsset'>, 'signedUrl' | 'signedUrlExpiresAt'>

/** Whether the stored address still opens the file. One without a time to end at is not known to. */
function isSigned({ signedUrl, signedUrlExpiresAt }: Signed): boolean {
  const isAddress = signedUrl !== null && /^https?:\/\//i.test(signedUrl)
  return isAddress && signedUrlExpiresAt !== null && Date.parse(signedUrlExpiresAt) > Date.now()
}

/** Returns the stored address of a file while it is valid; null otherwise. */
export const getSignedUrl = (file: Signed): string | null => (isSigned(file) ? file.signedUrl : null)

/** The platform's route for a file: the owner's own, or that of a public session. */
function downloadPath(id: string, session: string | null, isOwner: boolean): string | null {
  if (isOwner) return `/v1/assets/${id}/download`
  return session && `/v1/public/sessions/${session}/assets/${id}`
}

const isOwn = (userId: string, { viewer }: Context) => viewer?.id === userId

builder.prismaObjectFields('UserAsset', (t) => ({
  url: t.string({
    nullable: true,
    description:
      'The address that the platform signed last: it opens the file without signing in, so keep it as you keep the file. Null once it has ended; the platform signs another (`POST /v1/assets/download-urls`).',
    select: { signedUrl: true, signedUrlExpiresAt: true },
    resolve: getSignedUrl,
  }),
  urlExpiresAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When `url` stops opening the file; null where `url` is.',
    select: { signedUrl: true, signedUrlExpiresAt: true },
    resolve: (row) => (isSigned(row) ? row.signedUrlExpiresAt : null),
  }),
  downloadPath: t.string({
    nullable: true,
    description:
      'The path under the platform’s own address that answers the bytes: with your token where the file is yours; for others without one, and only with the `session` that shows them the file. Null for a file whose bytes have not arrived.',
    args: {
      session: t.arg.id({ description: 'The public session that the file is used in: global id or uuid.' }),
    },
    select: { id: true, userId: true, uploadStatus: true },
    resolve: ({ id, userId, uploadStatus }, { session }, context) =>
      uploadStatus === 'complete'
        ? downloadPath(
            id,
            toModelKey('Session', session == null ? null : String(session)),
            isOwn(userId, context),
          )
        : null,
  }),
}))
