import { useLive } from '@ii-agent/gateway-client/react'
import { useState } from 'react'
import { isMissing } from '../../data/errors.ts'
import { useGateway } from '../../data/gateway.ts'
import { useShownOperation } from '../../data/operation.ts'
import { ConsoleStorybookDocument, type ConsoleStorybookSubscription } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Picture, SafeLink } from '../../parts/markdown.tsx'
import { Empty, ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { Ago } from '../../parts/time.tsx'
import type { ScreenProps } from '../../shell/screens.tsx'
import { ItemPage } from './library.tsx'
import { PageTurner, usePageNumber } from './page-turner.tsx'
import { ShowPictures } from './show-pictures.tsx'

type Book = ConsoleStorybookSubscription['storybookProgress']

/** A storybook as it is made: one page at a time, its versions, how far it is. */
export default function Storybook({ params: [id = ''] }: ScreenProps) {
  const { data, error, errors } = useLive(useGateway(), ConsoleStorybookDocument, { id })
  useShownOperation(ConsoleStorybookDocument, { id })
  if (!data && isMissing(error)) return <NotFound />
  if (!data)
    return error ? (
      <ErrorState error={error} onRetry={() => location.reload()} />
    ) : (
      <Loading what="Storybook" shape="page" />
    )
  const book = data.storybookProgress
  return (
    <ItemPage tab="storybooks" title={book.name} session={book.session}>
      <PartialNotice errors={errors} />
      {error && <p className="notice bad">{`This is not followed any longer: ${error.message}`}</p>}
      <Versions book={book} />
      <Progress book={book} />
      {book.pages.length === 0 ? <Empty title="No pages yet" /> : <Pages key={book.id} pages={book.pages} />}
    </ItemPage>
  )
}

function Versions({ book: { databaseId, versions } }: { readonly book: Book }) {
  const nodes = versions?.nodes ?? []
  return (
    <nav className="toolbar" aria-label="Versions">
      {nodes.map((each) => (
        <Link
          key={each.id}
          className="button"
          to={`library/storybooks/${each.databaseId}`}
          aria-current={each.databaseId === databaseId ? 'page' : undefined}
        >
          <span>
            {`Version ${each.version ?? 1}`},{' '}
            <span className="soft">
              <Ago at={each.createdAt} />
            </span>
          </span>
        </Link>
      ))}
    </nav>
  )
}

function Progress({ book: { isComplete, generation } }: { readonly book: Book }) {
  if (isComplete || !generation) return null
  const { completedPages, totalPages, errorMessage, isCancelled } = generation
  if (isCancelled) return <p className="notice">Its making was cancelled.</p>
  return (
    <p className={`notice ${errorMessage ? 'bad' : ''}`} role="status">
      {`${completedPages ?? 0} of ${totalPages ?? '?'} pages are made. ${errorMessage ?? ''}`}
    </p>
  )
}

function Pages({ pages }: { readonly pages: Book['pages'] }) {
  const [hasPictures, setPictures] = useState(false)
  const number = usePageNumber('page', pages.length)
  const page = pages[number - 1]
  if (!page) return null
  const { imageUrl, textContent, audioLink } = page
  return (
    <>
      <div className="toolbar">
        <PageTurner what="page" number={number} count={pages.length} />
        <ShowPictures isOn={hasPictures} onChange={setPictures} />
      </div>
      <article className="panel book-page" aria-label={`Page ${number}`}>
        {imageUrl && (
          <Picture
            key={`${page.id} ${hasPictures}`}
            address={imageUrl}
            label={`Page ${number}`}
            isOpen={hasPictures}
          />
        )}
        {textContent && <p className="book-text">{textContent}</p>}
        {!imageUrl && !textContent && <p className="soft">This page is not made yet.</p>}
        {audioLink && <SafeLink href={audioLink}>Read aloud</SafeLink>}
      </article>
    </>
  )
}
