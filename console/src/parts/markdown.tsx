import { cutWithEllipsis } from './cut-with-ellipsis.ts'
import './blocks.css'
import { lexer, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode, useState } from 'react'
import { Code } from './code.tsx'
import { isParsable } from './markdown-bounds.ts'

const maxLength = 100_000

/**
 * Markdown as React elements; text that would take long to parse is shown as it is. There is no HTML in it: tags are shown as the text that they are, links lead to web and mail
 * addresses alone, and pictures are loaded only on a click.
 */
export function Markdown({ text }: { readonly text: string }) {
  const shown = cutWithEllipsis(text, maxLength)
  if (!isParsable(shown)) return <pre className="text-block">{shown}</pre>
  return <div className="markdown">{renderAll(lexer(shown, { gfm: true }))}</div>
}

function renderAll(tokens: readonly Token[] | undefined): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a text have no identity but their order.
  return tokens?.map((token, index) => <Fragment key={index}>{render(token)}</Fragment>)
}

const inline = ({ tokens, text }: { tokens?: Token[]; text: string }): ReactNode =>
  tokens ? renderAll(tokens) : text

function render(token: Token): ReactNode {
  switch (token.type) {
    case 'space':
      return null
    case 'heading':
      return <p className="heading">{inline(token as Tokens.Heading)}</p>
    case 'paragraph':
      return <p>{inline(token as Tokens.Paragraph)}</p>
    case 'text':
      return inline(token as Tokens.Text)
    case 'escape':
      return token.text
    case 'strong':
      return <strong>{inline(token as Tokens.Strong)}</strong>
    case 'em':
      return <em>{inline(token as Tokens.Em)}</em>
    case 'del':
      return <del>{inline(token as Tokens.Del)}</del>
    case 'br':
      return <br />
    case 'hr':
      return <hr />
    case 'codespan':
      return <code>{token.text}</code>
    case 'code':
      return <Code text={token.text} language={token.lang} />
    case 'blockquote':
      return <blockquote>{renderAll(token.tokens)}</blockquote>
    case 'list':
      return <List token={token as Tokens.List} />
    case 'table':
      return <Table token={token as Tokens.Table} />
    case 'link':
      return <SafeLink href={token.href}>{inline(token as Tokens.Link)}</SafeLink>
    case 'image':
      return <Picture address={token.href} label={token.text} />
    default:
      // HTML among them.
      return token.raw
  }
}

function List({ token: { ordered, start, items } }: { readonly token: Tokens.List }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the items of a text have no identity but their order.
  const children = items.map((item, index) => <li key={index}>{renderAll(item.tokens)}</li>)
  return ordered ? <ol start={Number(start) || 1}>{children}</ol> : <ul>{children}</ul>
}

function Table({ token: { header, rows } }: { readonly token: Tokens.Table }) {
  return (
    <div className="table-frame">
      <table>
        <thead>
          <tr>
            {header.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a text have no identity but their order.
              <th key={index}>{renderAll(cell.tokens)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a text have no identity but their order.
            <tr key={index}>
              {row.map((cell, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a text have no identity but their order.
                <td key={place}>{renderAll(cell.tokens)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The address as a browser reads it, if its protocol is one of these. */
function readAddress(text: string, protocols: readonly string[]): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, href } = new URL(text)
  return protocols.includes(protocol) ? href : undefined
}

/** A link out of untrusted text; plain text where it leads to no web or mail address. */
export function SafeLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const address = readAddress(href, ['https:', 'http:', 'mailto:'])
  if (!address) return <span title={href}>{children}</span>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow" title={address}>
      {children}
    </a>
  )
}

type PictureProps = {
  readonly address: string
  readonly label: string
  /** Whether the click was on a button for several pictures already. */
  readonly isOpen?: boolean
}

/** A picture out of untrusted text: https and data alone, and not before a click, as a request would reveal the reader to its server. */
export function Picture({ address, label, isOpen = false }: PictureProps) {
  const [isClicked, setClicked] = useState(false)
  const source = readAddress(address, ['https:', 'data:'])
  if (!source || (source.startsWith('data:') && !source.startsWith('data:image/')))
    return <span className="soft">{`[picture: ${label || address}]`}</span>
  if (isClicked || isOpen)
    return <img className="picture" src={source} alt={label} referrerPolicy="no-referrer" />
  const origin = source.startsWith('data:') ? 'in the text' : new URL(source).host
  return (
    <button className="button picture-button" type="button" onClick={() => setClicked(true)}>
      {`Show picture${label ? ` “${cutWithEllipsis(label, 80)}”` : ''} (${origin})`}
    </button>
  )
}
