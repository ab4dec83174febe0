/** The operation of an export: a test holds it against the example of the same name for clients. */
export const exportDocument = `query ExportSession($id: ID!, $first: Int!, $after: String, $presentation: String = "", $fromNumber: Int,
$toNumber: Int, $withSession: Boolean = false, $withMessages: Boolean = false, $withEvents: Boolean = false,
$withRuns: Boolean = false, $withTranscripts: Boolean = false, $withAssets: Boolean = false,
$withSlideVersions: Boolean = false, $withStorybooks: Boolean = false, $withChatSummaries: Boolean = false,
$withCreditTransactions: Boolean = false, $withPresentations: Boolean = false, $withSlides: Boolean = false)
{ session(id: $id) { databaseId ...ExportedSession @include(if: $withSession) messages(first: $first, after:
$after) @include(if: $withMessages) { nodes { databaseId roleText parts { ...ExportedPart } usage {
inputTokens outputTokens totalTokens cacheReadTokens reasoningTokens costUsd modelName } tokens model tools
{ name isOn } mediaRequest { type modelName templateName templatePrompt language references { type fileId }
} fileIds isFinished finishReasonText createdAt updatedAt parent { databaseId } } pageInfo { hasNextPage
endCursor } } events(first: $first, after: $after) @include(if: $withEvents) { nodes { databaseId eventType
groupText content createdAt updatedAt runDatabaseId } pageInfo { hasNextPage endCursor } } runs(first:
$first, after: $after) @include(if: $withRuns) { nodes { databaseId taskType statusText errorMessage cost
createdAt updatedAt version request { text } logs(first: 50) { nodes { databaseId statusText data createdAt
} } } pageInfo { hasNextPage endCursor } } transcripts(first: $first, after: $after) @include(if:
$withTranscripts) { nodes { databaseId runId agentName modelId statusText input messages { role text content
reasoning toolCalls toolCallId toolName isToolError createdAt } createdAt updatedAt } pageInfo { hasNextPage
endCursor } } assets(first: $first, after: $after) @include(if: $withAssets) { nodes { databaseId fileName
contentType fileSize assetTypeText sourceText uploadStatusText isPublic downloadPath createdAt } pageInfo {
hasNextPage endCursor } } slideVersions(first: $first, after: $after) @include(if: $withSlideVersions) {
nodes { databaseId presentationName slideNumber version imageUrl thumbnailUrl editSummary isCurrent
createdAt } pageInfo { hasNextPage endCursor } } storybooks(first: $first, after: $after) @include(if:
$withStorybooks) { nodes { databaseId name version aspectRatio resolution characterDescription pages {
databaseId pageNumber textContent imageUrl audioLink imagePrompt textPositionText textPercentage isTextOnly
} createdAt } pageInfo { hasNextPage endCursor } } chatSummaries(first: $first, after: $after) @include(if:
$withChatSummaries) { nodes { databaseId modelId text originalTokens summaryTokens createdAt } pageInfo {
hasNextPage endCursor } } creditTransactions(first: $first, after: $after) @include(if:
$withCreditTransactions) { nodes { databaseId typeText creditTypeText amount balanceAfter modelId
description runDatabaseId createdAt } pageInfo { hasNextPage endCursor } } presentations @include(if:
$withPresentations) { name slideCount lastUpdatedAt slides { slideNumber } } presentation(name:
$presentation) @include(if: $withSlides) { slides(filter: {fromNumber: $fromNumber, toNumber: $toNumber}) {
databaseId presentationName slideNumber slideTitle slideContent imageUrl createdAt updatedAt } } } }
fragment ExportedSession on Session { name kindText agentTypeText statusText isPublic publicUrl version
createdAt updatedAt lastMessageAt plan { summary milestones { key content status details dependencies } }
todos { key content status priority } forkInfo { forkType instruction forkedAt attachmentIds attachmentPaths }
advancedMode { isEnabled references { type file { databaseId fileName } } } designState { changes redoChanges updatedAt }
modelSetting { databaseId displayName provider } parent { databaseId name } project { databaseId name
framework productionUrl deployments(first: 50) { nodes { databaseId version statusText deploymentUrl
createdAt } } } summary { content topics } sandbox { providerText statusText expiredAt } creditSums { spent
granted entries } } fragment ExportedPart on ChatMessagePart { __typename ... on TextPart { text } ... on
ReasoningPart { thought: text startedAt finishedAt } ... on ImagePart { url detail } ... on FilePart { path
mediaType } ... on ToolCallPart { callId toolName: name input isFinished isOfProvider } ... on
ToolResultPart { callId toolName: name costUsd creditsCharged output { ...ExportedOutput } } ... on
FinishPart { reason message finishedAt } ... on CodePart { key code status outputs } ... on
CouncilMemberPart { modelId modelName answer: text memberStatus: status errorMessage } ... on
CouncilSynthesisPart { modelId answer: text } ... on UnknownPart { type value } } fragment ExportedOutput on
ToolOutput { __typename ... on ToolTextOutput { text isError } ... on ToolJsonOutput { data: value isError }
... on ToolDenial { reason } ... on ToolContentOutput { items { type text url mediaType fileName } } ... on
StoryOutput { name storybook { id } pages { pageNumber imageUrl text textPosition textPercentage } } ... on
StorybookProgressOutput { status totalPages completedPages currentPage generatingPages errorMessage } ... on
StorybookOutput { version aspectRatio resolution } ... on UnknownToolOutput { type value } }`
