import type { MessageOutputFragment } from '../../gql/graphql.ts'
import { AnsiText } from '../../parts/ansi.tsx'
import { JsonTree } from '../../parts/json-tree.tsx'
import { Picture } from '../../parts/markdown.tsx'
import { toWords } from '../../parts/names.ts'

type OutputProps = { readonly name: string; readonly output: MessageOutputFragment }

/** What a tool gave back: folded, as it may be long. */
export function Output({ name, output }: OutputProps) {
  const isError = 'isError' in output && output.isError === true
  return (
    <details>
      <summary>
        Result: {name} {isError && <span className="badge bad">Error</span>}
      </summary>
      <Content output={output} />
    </details>
  )
}

function Content({ output }: { readonly output: MessageOutputFragment }) {
  switch (output.__typename) {
    case 'ToolTextOutput':
      return <AnsiText text={output.text} />
    case 'ToolJsonOutput':
      return <JsonTree value={output.data} isOpen />
    case 'ToolDenial':
      return <p>Denied{output.reason ? `: ${output.reason}` : ''}</p>
    case 'ToolContentOutput':
      return (
        <ul>
          {output.items.map(({ type, text, url, fileName }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the items of a result have no identity but their order.
            <li key={index}>
              {text && <AnsiText text={text} />}
              {url && <Picture address={url} label={fileName ?? type ?? ''} />}
            </li>
          ))}
        </ul>
      )
    case 'StorybookProgressOutput':
      return (
        <>
          <p>
            {`${output.completedPages ?? 0} of ${output.totalPages ?? '?'} pages are drawn. ${output.errorMessage ?? ''}`}
          </p>
          <Pages pages={output.pages} />
        </>
      )
    case 'StorybookOutput':
      return <Pages pages={output.pages} />
    default:
      return <JsonTree name={toWords(output.type ?? 'Result')} value={output.value} />
  }
}

type Page = {
  readonly pageNumber?: number | null
  readonly text?: string | null
  readonly imageUrl?: string | null
}

function Pages({ pages }: { readonly pages: readonly Page[] }) {
  return (
    <ol className="story">
      {pages.map(({ pageNumber, text, imageUrl }, index) => {
        const label = `Page ${pageNumber ?? index + 1}`
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pages of a story have no identity but their order.
          <li key={index}>
            <strong>{label}</strong> {text} {imageUrl && <Picture address={imageUrl} label={label} />}
          </li>
        )
      })}
    </ol>
  )
}
