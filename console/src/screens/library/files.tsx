import { useShownOperation } from '../../data/operation.ts'
import { useConnection } from '../../data/use-connection.ts'
import {
  type AssetOrder,
  type AssetType,
  ConsoleFilesDocument,
  type ConsoleFilesQuery,
  type FileRowFragment,
} from '../../gql/graphql.ts'
import { Choice, readChoice } from '../../parts/choice.tsx'
import { Link } from '../../parts/link.tsx'
import { Loading } from '../../parts/loading.tsx'
import { More } from '../../parts/more.tsx'
import { titleText } from '../../parts/names.ts'
import { SearchField } from '../../parts/search-field.tsx'
import { sizeText } from '../../parts/size.ts'
import { Empty, ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { Ago } from '../../parts/time.tsx'
import { setSearch, usePlace } from '../../shell/router.ts'
import { Library } from './library.tsx'
import { fileKinds } from './words.ts'

const kinds: readonly [readonly ['', string], ...(readonly (readonly [AssetType, string])[])] = [
  ['', 'All kinds'],
  ['IMAGE', fileKinds.IMAGE],
  ['DOCUMENT', fileKinds.DOCUMENT],
  ['CODE', fileKinds.CODE],
  ['AUDIO', fileKinds.AUDIO],
  ['VIDEO', fileKinds.VIDEO],
  ['OTHER', fileKinds.OTHER],
]

const orders: readonly [readonly [AssetOrder, string], ...(readonly (readonly [AssetOrder, string])[])] = [
  ['NEWEST', 'Newest first'],
  ['OLDEST', 'Oldest first'],
  ['NAME', 'By name'],
  ['LARGEST', 'Largest first'],
  ['SMALLEST', 'Smallest first'],
]

const selectFiles = ({ viewer }: ConsoleFilesQuery) => viewer?.assets

/** The viewer's files, searched by name and kind, in five orders. */
export default function Files() {
  const { search } = usePlace()
  const name = search.get('name') ?? ''
  const kind = readChoice<AssetType | ''>(kinds, search.get('kind'))
  const orderBy = readChoice(orders, search.get('order'))
  const variables = { filter: { name: name || null, types: kind ? [kind] : null }, orderBy }
  const connection = useConnection(ConsoleFilesDocument, variables, selectFiles)
  useShownOperation(ConsoleFilesDocument, variables)
  const { list, error, partial, refresh } = connection
  const isFiltered = Boolean(name || kind)

  return (
    <Library tab="files">
      <search className="toolbar">
        <SearchField
          key={name}
          label="File name contains"
          value={name}
          onSearch={(text) => setSearch({ name: text })}
        />
        <Choice<AssetType | ''>
          label="Kind"
          value={kind}
          options={kinds}
          onChoose={(value) => setSearch({ kind: value })}
        />
        <Choice
          label="Order"
          value={orderBy}
          options={orders}
          onChoose={(value) => setSearch({ order: value })}
        />
      </search>
      <PartialNotice errors={partial} />
      {list === undefined &&
        (error ? <ErrorState error={error} onRetry={refresh} /> : <Loading what="Files" />)}
      {list === null && <NotFound />}
      {list?.nodes.length === 0 && (
        <Empty title={isFiltered ? 'No files match' : 'No files yet'}>
          <p>
            {isFiltered ? 'Search for another name or kind.' : 'They appear here when a session has some.'}
          </p>
        </Empty>
      )}
      {list && list.nodes.length > 0 && (
        <>
          <p className="soft" role="status">{`${list.totalCount} in all`}</p>
          <ul className="panel item-rows">
            {list.nodes.map((file) => (
              <FileRow key={file.id} file={file} />
            ))}
          </ul>
        </>
      )}
      <More what="files" connection={connection} />
    </Library>
  )
}

function FileRow({ file }: { readonly file: FileRowFragment }) {
  return (
    <li>
      <Link className="item-name" to={`library/files/${file.id}`}>
        <span className="clamped">{titleText(file.fileName, 'Unnamed file')}</span>
      </Link>
      <span className="toolbar">
        {file.uploadStatus === 'FAILED' && <span className="badge bad">Upload failed</span>}
        {file.uploadStatus === 'PENDING' && <span className="badge busy">Uploading</span>}
        <span className="badge">{fileKinds[file.assetType]}</span>
      </span>
      <span className="soft">{sizeText(file.fileSize)}</span>
      <span className="soft item-time">
        <Ago at={file.createdAt} />
      </span>
    </li>
  )
}
