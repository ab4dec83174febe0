import { cutWithEllipsis } from './cut-with-ellipsis.ts'
import './blocks.css'
import { useState } from 'react'
import { numberText } from './plural.ts'

type JsonTreeProps = { readonly value: unknown; readonly name?: string; readonly isOpen?: boolean }

const pageSize = 100
const maxText = 2_000

/** Any JSON, folded: what is inside an object or a list is made when it is unfolded, a hundred members at a time. */
export function JsonTree({ value, name, isOpen = false }: JsonTreeProps) {
  const [isUnfolded, setUnfolded] = useState(isOpen)
  const [shown, setShown] = useState(pageSize)
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="json-leaf">
        {name !== undefined && <span className="json-name">{name}: </span>}
        <Leaf value={value} />
      </div>
    )
  }
  const members = Object.entries(value)
  const brackets = Array.isArray(value) ? `[${members.length}]` : `{${members.length}}`
  return (
    <div className="json-tree">
      <button
        className="json-fold"
        type="button"
        aria-expanded={isUnfolded}
        onClick={() => setUnfolded(!isUnfolded)}
      >
        <span aria-hidden="true">{isUnfolded ? '▾' : '▸'}</span>
        {name !== undefined && <span className="json-name">{name}</span>}{' '}
        <span className="soft">{brackets}</span>
      </button>
      {isUnfolded && (
        <div className="json-members">
          {members.slice(0, shown).map(([key, member]) => (
            <JsonTree key={key} name={key} value={member} />
          ))}
          {members.length > shown && (
            <button className="button" type="button" onClick={() => setShown(shown + pageSize)}>
              {`${numberText(members.length - shown)} more`}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

function Leaf({ value }: { readonly value: unknown }) {
  const [isWhole, setWhole] = useState(false)
  if (typeof value !== 'string') return <span className="json-value">{String(value)}</span>
  const isLong = value.length > maxText && !isWhole
  return (
    <>
      <span className="json-text">{isLong ? cutWithEllipsis(value, maxText) : value}</span>
      {isLong && (
        <button className="button" type="button" onClick={() => setWhole(true)}>
          {`All ${numberText(value.length)} characters`}
        </button>
      )}
    </>
  )
}
