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
  'StreamGap.reason': 'A gap follows a failover or a removed row: test/live/reconnect.test.ts.',
  'Subscription.allEvents': 'Has no history; new events are in test/live/writes.test.ts.',
  'Subscription.sessionDeltas': ofRedis,
  'TaskLog.data': 'The platform writes nothing here.',
  'User.isPurging': ofNewerRevisions,
  'User.purgingSince': ofNewerRevisions,
}

const ofGrants = 'The demo’s usage is without descriptions; those of grants are in billing/ledger.'
const ofPictures = 'The other presentation, in content/session-slides, is of pictures.'
const ofEvents = 'The subscription has no history; new events are in test/live/writes.test.ts.'
const ofSuccess =
  'The newest deployment of each project worked; projects/all-deployments has one that failed.'
const ofChats = 'The demo’s chats alone have it; these sessions are of agents.'
const ofFirstPage = 'The events of the demo that have one are not on the first page of 50 of their session.'
const ofSystemModels = 'The demo’s own models are without prices; those of the system are in settings/models.'

/** The fields that have a value in the demo, but none where these operations select them, and the reason of each. */
export const emptyInOperations: Readonly<Record<string, string>> = {
  'billing/usage-of-one-session session.creditTransactions.nodes.description': ofGrants,
  'content/presentation session.presentation.slides.imageUrl': ofPictures,
  'live/all-events allEvents.createdAt': ofEvents,
  'live/all-events allEvents.cursor': ofEvents,
  'live/all-events allEvents.event': ofEvents,
  'live/all-events allEvents.event.eventType': ofEvents,
  'live/all-events allEvents.event.group': ofEvents,
  'live/all-events allEvents.event.id': ofEvents,
  'live/all-events allEvents.event.session': ofEvents,
  'live/all-events allEvents.event.session.id': ofEvents,
  'live/deployment deploymentStatus.latestDeployment.errorMessage': ofSuccess,
  'live/run-log runLog.run.errorMessage': afterTheEnd,
  'live/run-log runLog.run.id': afterTheEnd,
  'live/run-log runLog.status': afterTheEnd,
  'projects/project-page session.project.latestDeployment.errorMessage': ofSuccess,
  'projects/subdomain-check free.suggestions': 'Suggestions are made for a name that is taken alone.',
  'sessions/account-events viewer.events.nodes.session': 'These events are of no session.',
  'sessions/account-events viewer.events.nodes.session.id': 'These events are of no session.',
  'sessions/export session.creditTransactions.nodes.description': ofGrants,
  'sessions/export session.presentation.slides.imageUrl': ofPictures,
  'sessions/home viewer.pins.nodes.session.lastMessageAt': ofChats,
  'sessions/sessions-by-activity viewer.sessions.nodes.lastMessageAt': ofChats,
  'sessions/share-page session.events.nodes.deploymentUrl': ofFirstPage,
  'sessions/share-page session.events.nodes.errorCode': ofFirstPage,
  'sessions/share-page session.forkInfo.attachments.url':
    'The file that the demo’s fork was made with has no stored address; files/session-files has one.',
  'settings/my-models viewer.modelSettings.nodes.pricing': ofSystemModels,
  'settings/my-models viewer.modelSettings.nodes.pricing.cacheRead': ofSystemModels,
  'settings/my-models viewer.modelSettings.nodes.pricing.cacheWrite': ofSystemModels,
  'settings/my-models viewer.modelSettings.nodes.pricing.input': ofSystemModels,
  'settings/my-models viewer.modelSettings.nodes.pricing.output': ofSystemModels,
}
