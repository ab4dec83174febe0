import { useState } from 'react'
import { isMissing } from '../../data/errors.ts'
import { useShownOperation } from '../../data/operation.ts'
import { useQuery } from '../../data/use-query.ts'
import { ConsolePresentationDocument, ConsoleSlideDocument } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Picture } from '../../parts/markdown.tsx'
import { titleText } from '../../parts/names.ts'
import { SlideFrame } from '../../parts/slide-frame.tsx'
import { Empty, ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { Ago } from '../../parts/time.tsx'
import { usePlace } from '../../shell/router.ts'
import type { ScreenProps } from '../../shell/screens.tsx'
import { ItemPage } from './library.tsx'
import { PageTurner, usePageNumber } from './page-turner.tsx'
import { presentationPlace } from './places.ts'
import { ShowPictures } from './show-pictures.tsx'

/** A presentation: the titles of its slides, and one slide at a time. */
export default function Presentation({ params: [session = ''] }: ScreenProps) {
  const name = usePlace().search.get('name') ?? ''
  const { data, error, partial, reload } = useQuery(ConsolePresentationDocument, { session, name })
  useShownOperation(ConsolePresentationDocument, { session, name })
  const slides = data?.session?.presentation?.slides ?? []
  const number = usePageNumber('slide', slides.length)
  const slide = slides[number - 1]
  const [hasPictures, setPictures] = useState(false)

  if (!data) {
    if (isMissing(error)) return <NotFound />
    return error ? <ErrorState error={error} onRetry={reload} /> : <Loading what="Slides" shape="page" />
  }
  if (!data.session?.presentation)
    return partial.length > 0 ? <PartialNotice errors={partial} /> : <NotFound />
  return (
    <ItemPage tab="slides" title={name} session={data.session}>
      <PartialNotice errors={partial} />
      {!slide && <Empty title="No slides yet" />}
      {slide && (
        <div className="slide-columns">
          <nav aria-label="Slides">
            <ol className="panel slide-list">
              {slides.map(({ id, slideTitle }, index) => (
                <li key={id}>
                  <Link
                    to={`${presentationPlace(session, name)}&slide=${index + 1}`}
                    aria-current={index === number - 1 ? 'page' : undefined}
                  >
                    {`${index + 1}. ${titleText(slideTitle, 'Untitled slide')}`}
                  </Link>
                </li>
              ))}
            </ol>
          </nav>
          <div className="slide-main">
            <div className="toolbar">
              <PageTurner what="slide" number={number} count={slides.length} />
              <ShowPictures isOn={hasPictures} onChange={setPictures} />
            </div>
            <Slide id={slide.id} title={slide.slideTitle || `Slide ${number}`} hasPictures={hasPictures} />
          </div>
        </div>
      )}
    </ItemPage>
  )
}

type SlideProps = { readonly id: string; readonly title: string; readonly hasPictures: boolean }

function Slide({ id, title, hasPictures }: SlideProps) {
  const { data, error, partial, reload } = useQuery(ConsoleSlideDocument, { id })
  const slide = data?.node && 'slideContent' in data.node ? data.node : undefined
  if (!data)
    return error ? <ErrorState error={error} onRetry={reload} /> : <Loading what="Slide" shape="chart" />
  if (!slide) return <Empty title="This slide is gone" />
  const versions = slide.versions?.nodes ?? []
  return (
    <>
      <PartialNotice errors={partial} />
      {slide.imageUrl ? (
        <Picture key={String(hasPictures)} address={slide.imageUrl} label={title} isOpen={hasPictures} />
      ) : (
        <SlideFrame title={title} html={slide.slideContent} hasPictures={hasPictures} />
      )}
      {versions.length > 0 && (
        <section aria-labelledby="versions">
          <h2 id="versions">Versions</h2>
          <ul className="panel item-rows versions">
            {versions.map(({ id, version, imageUrl, editSummary, createdAt }) => (
              <li key={id}>
                <span>{`Version ${version ?? 1}`}</span>
                <span className="soft">{editSummary}</span>
                <span className="soft item-time">
                  <Ago at={createdAt} />
                </span>
                <Picture
                  key={String(hasPictures)}
                  address={imageUrl}
                  label={`Version ${version ?? 1}`}
                  isOpen={hasPictures}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
