import { useState } from 'react'
import { useGateway } from '../../data/gateway.ts'
import {
  type ChatRole,
  ConsoleOlderMessagesDocument,
  type MessageFragment,
  type MessagePageFragment,
} from '../../gql/graphql.ts'
import { Link } from '../../parts/link.tsx'
import { modelText } from '../../parts/names.ts'
import { numberText } from '../../parts/plural.ts'
import { Ago } from '../../parts/time.tsx'
import { Part } from './part.tsx'

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
  const client = useGateway()
  const [older, setOlder] = useState<readonly MessageFragment[]>([])
  const [start, setStart] = useState(newest.pageInfo)
  const [problem, setProblem] = useState<string>()
  const [isLoading, setLoading] = useState(false)

  async function load(): Promise<void> {
    setLoading(true)
    try {
      const { data } = await client.query(ConsoleOlderMessagesDocument, {
        id: session,
        before: start.startCursor,
      })
      const page = data.session?.messages
      if (!page) return
      setOlder([...page.nodes, ...older])
      setStart(page.pageInfo)
      setProblem(undefined)
    } catch (error) {
      setProblem((error as Error).message)
    } finally {
      setLoading(false)
    }
  }

  // A message that became one of the newest again, as later ones were deleted, is shown once.
  const all = new Map([...older, ...newest.nodes].map((message) => [message.id, message]))
  return (
    <section aria-labelledby="chat">
      <h2 id="chat">Chat</h2>
      {problem && <p className="notice bad">{problem}</p>}
      {start.hasPreviousPage && (
        <button className="button" type="button" disabled={isLoading} onClick={() => void load()}>
          Older messages
        </button>
      )}
      <ol className="chat">
        {[...all.values()].map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ol>
    </section>
  )
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
