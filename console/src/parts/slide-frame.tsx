import { useEffect, useRef, useState } from 'react'
import { gatewayRoot } from '../shell/options.ts'

type SlideFrameProps = {
  readonly title: string
  /** Untrusted HTML. */
  readonly html: string
  /** Whether pictures of other servers are loaded. */
  readonly hasPictures: boolean
}

/** The policy that stands before a slide: its own styles, no script, and no request but for pictures where they are asked for. */
const policyOf = (hasPictures: boolean) =>
  `<!doctype html><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:${hasPictures ? ' https:' : ''}"><meta name="referrer" content="no-referrer">`

/**
 * The HTML without what the policy would refuse anyway, but Chromium connects for before it asks the policy (nested
 * frames), and without links, which lead nowhere out of a sandbox. Parsed by `page`, as the console's own policy lets no
 * text become HTML; nothing in a parsed document is run or loaded.
 */
function withoutConnections(html: string, page: Document): string {
  const parsed = page.implementation.createHTMLDocument()
  parsed.documentElement.innerHTML = html
  for (const element of parsed.querySelectorAll('iframe, frame, object, embed, link, base, meta, script'))
    element.remove()
  for (const link of parsed.querySelectorAll('a, area')) {
    for (const name of ['href', 'xlink:href', 'ping']) link.removeAttribute(name)
  }
  return parsed.documentElement.outerHTML
}

/**
 * HTML out of the database, in a frame with an origin of its own and without scripts. That frame stands in an empty page of
 * the gateway, whose policy allows inline styles: frames inherit the policy of the page that makes them, and the console's
 * allows none.
 */
export function SlideFrame({ title, html, hasPictures }: SlideFrameProps) {
  const outer = useRef<HTMLIFrameElement>(null)
  const [isReady, setReady] = useState(false)

  useEffect(() => {
    const page = outer.current?.contentDocument
    if (!isReady || !page) return
    const inner = page.createElement('iframe')
    inner.setAttribute('sandbox', '')
    inner.title = title
    inner.srcdoc = policyOf(hasPictures) + withoutConnections(html, page)
    page.body.replaceChildren(inner)
  }, [isReady, title, html, hasPictures])

  return (
    <iframe
      ref={outer}
      className="slide-frame"
      title={title}
      src={`${gatewayRoot}console/frame`}
      onLoad={() => setReady(true)}
    />
  )
}
