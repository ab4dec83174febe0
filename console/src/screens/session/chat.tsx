import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { ChatRole, MessageFragment, MessagePageFragment } from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { modelText } from '../../parts/names.ts'
import { numberText } from '../../parts/plural.ts'
import { Ago } from '../../parts/time.tsx'
import { Part } from './part.tsx'
import { useMessages } from './use-messages.ts'

const roles: Readonly<Record<ChatRole, string>> = {
  ASSISTANT: 'Assistant',
  SYSTEM: 'System',
  TOOL: 'Tool',
  UNKNOWN: 'Unknown',
  USER: 'User',
}

type ChatProps = { readonly session: string; readonly newest: MessagePageFragment }

/** A chat, newest message last; older ones are read when they are asked for. */
export function Chat({ session, newest }: ChatProps) {
  const { messages, hasOlder, problem, isLoading, loadOlder } = useMessages(session, newest)
  const list = useRef<HTMLOListElement>(null)
  useKeptPlace(list, messages[0]?.id)
  return (
    <section aria-labelledby="chat">
      <h2 id="chat">Chat</h2>
      {problem && <p className="notice bad">{problem}</p>}
      {hasOlder && (
        // Never `disabled`, which would take the focus from it.
        <button className="button" type="button" aria-disabled={isLoading} onClick={() => void loadOlder()}>
          Older messages
        </button>
      )}
      <ol ref={list} className="chat">
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ol>
    </section>
  )
}

/** Keeps what a reader sees of a list where it is when items come before its first one. */
function useKeptPlace(list: RefObject<HTMLOListElement | null>, first: string | undefined): void {
  const shown = useRef<Element>(null)
  useLayoutEffect(() => {
    const { current } = shown
    const main = list.current?.closest('main')
    const element = list.current?.firstElementChild ?? null
    if (first !== undefined && main && current?.isConnected && element && current !== element)
      main.scrollTop += current.getBoundingClientRect().top - element.getBoundingClientRect().top
    shown.current = element
  }, [list, first])
}

function Message({ message }: { readonly message: MessageFragment }) {
  const { role, createdAt, model, modelSetting, isFinished, files, usage, parts } = message
  const members = parts.filter(({ __typename }) => __typename === 'CouncilMemberPart')
  const others = parts.filter(({ __typename }) => __typename !== 'CouncilMemberPart')
  return (
    <li className={`panel message ${role.toLowerCase()}`}>
      <p className="toolbar">
        <strong>{roles[role]}</strong>
        {role === 'ASSISTANT' && model && (
          <span className="badge">{modelText(model, modelSetting?.label)}</span>
        )}
        {role === 'ASSISTANT' && isFinished === false && <span className="badge warning">Unfinished</span>}
        <span className="soft">
          <Ago at={createdAt} />
        </span>
        {usage?.totalTokens && (
          <span className="soft">{`${numberText(Number(usage.totalTokens))} tokens`}</span>
        )}
      </p>
      {members.length > 0 && (
        <div className="council">
          {members.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message have no identity but their order.
            <Part key={index} part={part} />
          ))}
        </div>
      )}
      {others.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message have no identity but their order.
        <Part key={index} part={part} />
      ))}
      {parts.length + files.length === 0 && <p className="soft">Nothing is kept of this message.</p>}
      {files.length > 0 && (
        <p className="toolbar">
          {files.map(({ id, fileName }) => (
            <Link key={id} to={`library/files/${id}`}>
              {fileName}
            </Link>
          ))}
        </p>
      )}
    </li>
  )
}
