import { useEffect, useRef, useState } from 'react'
import { numberText } from '../../parts/plural.ts'
import type { RunLog } from './log/run-log.ts'
import { summarize } from './log/words.ts'

const everyMs = 10_000

/** Summarizes for screen readers, now and then, what was added to the log, instead of reading every row. */
export function Announcer({ log }: { readonly log: RunLog }) {
  const announced = useRef(log.appended)
  const [text, setText] = useState('')
  useEffect(() => {
    const timer = setInterval(() => {
      const added = log.appended - announced.current
      announced.current = log.appended
      if (added > 0) setText(`${summarize(log.tail.slice(-added))} ${numberText(log.loaded)} in all.`)
    }, everyMs)
    return () => clearInterval(timer)
  }, [log])
  return (
    <p className="visually-hidden" role="status">
      {text}
    </p>
  )
}
