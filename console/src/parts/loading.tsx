import './loading.css'
import { percentText } from './plural.ts'

/** What comes: a whole screen with a title, the log of a run, or a part of a screen. */
export type LoadingShape = 'page' | 'board' | 'log' | 'rows' | 'cards' | 'chart' | 'lines'

type LoadingProps = {
  /** What is loaded, for screen readers, such as `Sessions`. */
  readonly what: string
  readonly shape?: LoadingShape
  /** The share that is loaded, from 0 to 1, of what is shown only when all of it is, in the shapes `log` and `rows`. */
  readonly share?: number | undefined
}

/** Widths of the bars in percent: those of texts are not the same either. */
const widths = [62, 48, 71, 55, 40, 66, 52, 74, 45, 58]

const Bar = ({ width }: { readonly width: number }) => (
  <span className="bar-line" style={{ width: `${width}%` }} />
)

const repeat = (count: number) => Array.from({ length: count }, (_, index) => index)
const widthOf = (index: number) => widths[index % widths.length] ?? 50

type ShapeProps = {
  /** How much is loaded, in the shapes that have a place for it. */
  readonly progress?: React.ReactNode
}

const Rows = ({ progress }: ShapeProps) => (
  <>
    {progress}
    <span className="bar-line alone" />
    <ul className="panel loading-rows">
      {repeat(10).map((index) => (
        <li key={index}>
          <Bar width={widthOf(index)} />
          <Bar width={100} />
        </li>
      ))}
    </ul>
  </>
)

const Cards = () => (
  <ul className="loading-cards">
    {repeat(2).map((index) => (
      <li key={index} className="panel">
        <Bar width={widthOf(index)} />
        <Bar width={35} />
      </li>
    ))}
  </ul>
)

const Lines = () => (
  <div className="loading-lines">
    {repeat(4).map((index) => (
      <Bar key={index} width={widthOf(index)} />
    ))}
  </div>
)

const Title = () => <span className="bar-line title" />

/** In the place of a run's request and facts. */
export const WaitingFacts = () => (
  <div className="run-more" aria-busy="true">
    <Bar width={40} />
    <div className="loading-facts">
      {repeat(4).map((index) => (
        <span key={index} className="bar-line" />
      ))}
    </div>
  </div>
)

const Log = ({ progress }: ShapeProps) => (
  <>
    <div className="run-header">
      <Title />
      <WaitingFacts />
    </div>
    <div className="log-toolbar">{progress}</div>
    <ul className="loading-log">
      {repeat(30).map((index) => (
        <li key={index}>
          <Bar width={100} />
          <Bar width={80} />
          <Bar width={widthOf(index)} />
        </li>
      ))}
    </ul>
  </>
)

const shapes: Readonly<Record<LoadingShape, (props: ShapeProps) => React.ReactNode>> = {
  page: () => (
    <>
      <Title />
      <Rows />
    </>
  ),
  board: () => (
    <>
      <Title />
      <span className="bar-line alone" />
      <Cards />
    </>
  ),
  log: Log,
  rows: Rows,
  cards: Cards,
  chart: () => (
    <>
      <span className="bar-line alone" />
      <div className="loading-chart" />
      <Rows />
    </>
  ),
  lines: Lines,
}

/** Classes of what takes the place of a whole screen, and so has its heading. */
const screens: Readonly<Partial<Record<LoadingShape, string>>> = {
  page: 'loading page',
  board: 'loading page',
  log: 'loading run',
}

function Share({ what, share }: { readonly what: string; readonly share: number }) {
  return (
    <p className="loading-share soft">
      <progress value={share} aria-label={`${what}: loaded`} />
      {`Reading entries: ${percentText(share)}`}
    </p>
  )
}

/** Takes the place of a screen or part of one until its first answer: bars of about its size. */
export function Loading({ what, shape = 'rows', share }: LoadingProps) {
  const Shape = shapes[shape]
  const screen = screens[shape]
  return (
    <>
      {screen && <h1 className="visually-hidden">{what}</h1>}
      <p className="visually-hidden" role="status">
        Loading {what.toLowerCase()}…
      </p>
      <div className={screen ?? 'loading'} aria-busy="true">
        <Shape progress={share === undefined ? undefined : <Share what={what} share={share} />} />
      </div>
    </>
  )
}
