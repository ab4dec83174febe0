import { titleText } from '../../parts/names.ts'
import './session.css'
import { useLive } from '@ii-agent/gateway-client/react'
import { isMissing } from '../../data/errors.ts'
import { useGateway } from '../../data/gateway.ts'
import { useShownOperation } from '../../data/operation.ts'
import { ConsoleSessionDocument } from '../../gql/graphql.ts'
import { Loading } from '../../parts/loading.tsx'
import { ErrorState, NotFound, PartialNotice } from '../../parts/states.tsx'
import { Ago } from '../../parts/time.tsx'
import type { ScreenProps } from '../../shell/screens.tsx'
import { Chat } from './chat.tsx'
import { Runs } from './runs.tsx'
import { Side } from './side.tsx'
import { Transcript } from './transcript.tsx'

/** A session, live: its runs, its chat, and beside them plan, to-dos, what it made, files and cost. */
export default function Session({ params: [id = ''] }: ScreenProps) {
  const { data, error, errors } = useLive(useGateway(), ConsoleSessionDocument, { id })
  useShownOperation(ConsoleSessionDocument, { id })
  if (!data && isMissing(error)) return <NotFound />
  if (!data)
    return error ? (
      <ErrorState error={error} onRetry={() => location.reload()} />
    ) : (
      <Loading what="Session" shape="page" />
    )
  const session = data.sessionUpdated
  const runs = session.runs?.nodes ?? []
  const hasChat = (session.messages?.nodes.length ?? 0) > 0
  return (
    <div className="page">
      <h1>{titleText(session.name)}</h1>
      <p className="soft">
        Started <Ago at={session.createdAt} />
      </p>
      <PartialNotice errors={errors} />
      {error && <p className="notice bad">{`This is not followed any longer: ${error.message}`}</p>}
      <div className="session-columns">
        <div className="session-main">
          {(runs.length > 0 || !hasChat) && <Runs runs={runs} />}
          {session.isOwner && <Transcript session={id} />}
          {hasChat && session.messages && <Chat session={id} newest={session.messages} />}
        </div>
        <Side id={id} session={session} />
      </div>
    </div>
  )
}
