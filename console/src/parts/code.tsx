import './blocks.css'
import { Fragment, type ReactNode, useEffect, useState } from 'react'

type Nodes = readonly {
  readonly type: string
  readonly value?: string
  readonly properties?: { readonly className?: unknown }
  readonly children?: Nodes
}[]

type Highlight = (text: string, language: string) => Nodes | undefined

let loading: Promise<Highlight> | undefined

async function load(): Promise<Highlight> {
  const { common, createLowlight } = await import('lowlight')
  const lowlight = createLowlight(common)
  return (text, language) =>
    lowlight.registered(language) ? (lowlight.highlight(language, text).children as Nodes) : undefined
}

const maxHighlighted = 20_000

/** Code, coloured once the highlighter is loaded, where it knows the language. */
export function Code({ text, language }: { readonly text: string; readonly language?: string | undefined }) {
  const [nodes, setNodes] = useState<Nodes>()
  useEffect(() => {
    setNodes(undefined)
    if (!language || text.length > maxHighlighted) return
    let isShown = true
    loading ??= load()
    loading.then(
      (highlight) => isShown && setNodes(highlight(text, language.toLowerCase())),
      () => {
        loading = undefined
      },
    )
    return () => {
      isShown = false
    }
  }, [text, language])
  return <pre className="text-block">{nodes ? render(nodes) : text}</pre>
}

function render(nodes: Nodes): ReactNode {
  return nodes.map(({ value, properties, children = [] }, index) => {
    const classes = properties?.className
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no identity but their order.
    if (!Array.isArray(classes)) return <Fragment key={index}>{value ?? render(children)}</Fragment>
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no identity but their order.
      <span key={index} className={classes.join(' ')}>
        {render(children)}
      </span>
    )
  })
}
