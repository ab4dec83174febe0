import { isMissing } from '../../data/errors.ts'
import { useShownOperation } from '../../data/operation.ts'
import { useQuery } from '../../data/use-query.ts'
import { ConsoleFileDocument } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Picture, SafeLink } from '../../parts/markdown.tsx'
import { titleText } from '../../parts/names.ts'
import { sizeText } from '../../parts/size.ts'
import { ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { FullTime } from '../../parts/time.tsx'
import type { ScreenProps } from '../../shell/screens.tsx'
import { ItemPage } from './library.tsx'
import { fileKinds, fileSources } from './words.ts'

/** A file: what it is, where it opens, and the sessions that use it. */
export default function File({ params: [id = ''] }: ScreenProps) {
  const { data, error, partial, reload } = useQuery(ConsoleFileDocument, { id })
  useShownOperation(ConsoleFileDocument, { id })
  if (!data) {
    if (isMissing(error)) return <NotFound />
    return error ? <ErrorState error={error} onRetry={reload} /> : <Loading what="File" shape="page" />
  }
  const file = data.node && 'fileName' in data.node ? data.node : undefined
  if (!file) return partial.length > 0 ? <PartialNotice errors={partial} /> : <NotFound />
  const facts = [
    ['Kind', [fileKinds[file.assetType], file.contentType].filter(Boolean).join(', ')],
    ['Size', sizeText(file.fileSize) || 'Unknown'],
    ['From', fileSources[file.source]],
    ['Created', <FullTime key="created" at={file.createdAt} />],
    ['Seen by', file.isPublic ? 'All who may see a session with it' : 'You alone'],
  ] as const
  return (
    <ItemPage tab="files" title={file.fileName}>
      <PartialNotice errors={partial} />
      {file.uploadStatus === 'FAILED' && <p className="notice bad">Its upload failed: it has no bytes.</p>}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {file.url ? (
        <p className="toolbar">
          <SafeLink href={file.url}>Open the file</SafeLink>
          {file.urlExpiresAt && (
            <span className="soft">
              This link works until <FullTime at={file.urlExpiresAt} />
            </span>
          )}
        </p>
      ) : (
        <p className="soft">The platform has no open link to it at the moment.</p>
      )}
      {file.url && file.assetType === 'IMAGE' && <Picture address={file.url} label={file.fileName} />}
      <section aria-labelledby="uses">
        <h2 id="uses">Sessions that use it</h2>
        {file.sessions?.nodes.length === 0 && <p className="soft">None.</p>}
        <ul>
          {file.sessions?.nodes.map(({ id, databaseId, name }) => (
            <li key={id}>
              <Link to={`sessions/${databaseId}`}>{titleText(name)}</Link>
            </li>
          ))}
        </ul>
      </section>
    </ItemPage>
  )
}
