import { useEffect, useRef, useState } from 'react'
import type { RunLog } from './log/run-log.ts'

const everyMs = 10_000

/** Tells screen readers now and then how much was added, instead of reading every row. */
export function Announcer({ log }: { readonly log: RunLog }) {
  const told = useRef(log.appended)
  const [text, setText] = useState('')
  useEffect(() => {
    const timer = setInterval(() => {
      const added = log.appended - told.current
      told.current = log.appended
      if (added > 0) setText(`${added} new entries, ${log.loaded} in all.`)
    }, everyMs)
    return () => clearInterval(timer)
  }, [log])
  return (
    <p className="visually-hidden" role="status">
      {text}
    </p>
  )
}
