import { useState } from 'react'
import { useConnection } from '../../data/use-connection.ts'
import {
  ConsoleTranscriptsDocument,
  type ConsoleTranscriptsQuery,
  type TranscriptFragment,
} from '../../gql/graphql.ts'
import { AnsiText } from '../../parts/ansi.tsx'
import { JsonTree } from '../../parts/json-tree.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Markdown } from '../../parts/markdown.tsx'
import { More } from '../../parts/more.tsx'
import { modelText, toWords } from '../../parts/names.ts'
import { countText } from '../../parts/plural.ts'
import { RunStatusBadge } from '../../parts/run-status.tsx'
import { ErrorState, PartialNotice } from '../../parts/states.tsx'
import { Ago } from '../../parts/time.tsx'
import { durationText } from '../../parts/time-text.ts'

/** What models were asked and answered in a session. It may be long, and is read when it is opened. */
export function Transcript({ session }: { readonly session: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="transcript" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2>Transcript of the agent</h2>
      </summary>
      {isOpen && <Turns session={session} />}
    </details>
  )
}

const selectTranscripts = ({ session }: ConsoleTranscriptsQuery) => session?.transcripts

function Turns({ session }: { readonly session: string }) {
  const connection = useConnection(ConsoleTranscriptsDocument, { id: session }, selectTranscripts)
  const { list, error, partial, refresh } = connection
  if (list === undefined)
    return error ? (
      <ErrorState error={error} onRetry={refresh} />
    ) : (
      <Loading what="Transcript" shape="lines" />
    )
  return (
    <>
      <PartialNotice errors={partial} />
      {(list === null || list.nodes.length === 0) && (
        <p className="soft">No transcript is kept of this session.</p>
      )}
      <ol className="chat">
        {list?.nodes.map((turn) => (
          <Turn key={turn.id} turn={turn} />
        ))}
      </ol>
      <More what="turns" connection={connection} />
    </>
  )
}

function Turn({ turn }: { readonly turn: TranscriptFragment }) {
  const { agentName, modelId, status, createdAt, input, metrics, messages } = turn
  return (
    <li className="panel message">
      <p className="toolbar">
        <strong>{agentName ?? 'Agent'}</strong>
        {modelId && <span className="badge">{modelText(modelId)}</span>}
        <RunStatusBadge status={status} />
        <span className="soft">
          <Ago at={createdAt} />
        </span>
        {metrics?.duration != null && <span className="soft">{durationText(metrics.duration * 1_000)}</span>}
        {metrics?.totalTokens && (
          <span className="soft">{countText(Number(metrics.totalTokens), 'token')}</span>
        )}
      </p>
      {messages.length === 0 &&
        (input ? <Markdown text={input} /> : <p className="soft">No messages were kept.</p>)}
      {messages.map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the messages of a turn have no identity but their order.
        <Said key={index} message={message} />
      ))}
    </li>
  )
}

const roles: Readonly<Record<string, string>> = {
  user: 'User',
  assistant: 'Assistant',
  system: 'System',
  tool: 'Tool',
}

function Said({ message }: { readonly message: TranscriptFragment['messages'][number] }) {
  const { role, text, reasoning, toolName, toolCalls, isToolError } = message
  const name = [roles[role ?? ''] ?? role ?? 'Unknown', toWords(toolName ?? '')].filter(Boolean).join(': ')
  return (
    <details open={role === 'user' || role === 'assistant'}>
      <summary>
        {name} {isToolError && <span className="badge bad">Error</span>}
      </summary>
      {reasoning && <Markdown text={reasoning} />}
      {text && (toolName ? <AnsiText text={text} /> : <Markdown text={text} />)}
      {toolCalls != null && <JsonTree name="Calls" value={toolCalls} />}
    </details>
  )
}
