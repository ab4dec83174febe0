const ofNewerRevisions = 'A column of newer platform revisions: test/domains/newer-revisions.test.ts.'
const ofRedis = 'Comes over the platform’s Redis and is stored nowhere: test/live/deltas/deltas.test.ts.'
const afterTheEnd = 'Comes once late rows of an ended run can no longer appear: test/live/run-log.test.ts.'
const ofTheServer = 'Of a platform’s own database: test/domains/runs/other-revisions.test.ts.'

/** The fields of the operations that have no value in the demo, and the reason of each. */
export const emptyInDemo: Readonly<Record<string, string>> = {
  'AgentSandbox.pool': ofNewerRevisions,
  'ApplicationEvent.strippedAt': ofNewerRevisions,
  'ChatSummary.authority': ofNewerRevisions,
  'RunEnded.run': afterTheEnd,
  'RunEnded.statusText': afterTheEnd,
  'SandboxPool.claimedAt': ofNewerRevisions,
  'SandboxPool.isMcpConfigured': ofNewerRevisions,
  'SandboxPool.retireAt': ofNewerRevisions,
  'SandboxPool.slot': ofNewerRevisions,
  'SandboxPool.state': ofNewerRevisions,
  'SandboxPool.timeoutAt': ofNewerRevisions,
  'ServerInfo.absentTables': ofTheServer,
  'ServerInfo.schemaRevision': ofTheServer,
  'Session.custody': ofNewerRevisions,
  'SessionCustody.custody': ofNewerRevisions,
  'SessionCustody.deleteAfter': ofNewerRevisions,
  'SessionCustody.isHeldForInquiry': ofNewerRevisions,
  'SessionCustody.purgeAfter': ofNewerRevisions,
  'SessionCustody.purgeAttempts': ofNewerRevisions,
  'SessionCustody.purgeStartedAt': ofNewerRevisions,
  'SessionDelta.agentName': ofRedis,
  'SessionDelta.content': ofRedis,
  'SessionDelta.createdAt': ofRedis,
  'SessionDelta.eventDatabaseId': ofRedis,
  'SessionDelta.eventType': ofRedis,
  'SessionDelta.groupText': ofRedis,
  'SessionDelta.runDatabaseId': ofRedis,
  'SessionDelta.text': ofRedis,
  'StreamGap.reason': 'A gap follows a failover or a removed row: test/live/comeback.test.ts.',
  'Subscription.allEvents': 'Has no history; new events are in test/live/writes.test.ts.',
  'Subscription.sessionDeltas': ofRedis,
  'TaskLog.data': 'The platform writes nothing here.',
  'User.isPurging': ofNewerRevisions,
  'User.purgingSince': ofNewerRevisions,
}
