const counts = 'an exact count, which grows with the rows that it counts'
const sums = 'a sum, which grows with the ledger of the period'
const searches = 'reads the transcript, which grows with its length'
const runs = 'runs have no user: reads the runs of all users that are as new as the page'

/** The views that read more than their bound, each with the reason and with what it grows. */
export const exceptions: ReadonlyMap<string, string> = new Map([
  ['viewer.events.totalCount', counts],
  ['viewer.runs.totalCount', counts],
  ['viewer.creditTransactions.totalCount', counts],
  ['viewer.assets.totalCount', counts],
  ['events.totalCount of the longest log', counts],
  ['messages.totalCount of the longest chat', counts],
  ['admin/user', counts],
  ['chat/scroll-back', counts],
  ['files/media-library', counts],
  ['files/file-uses', 'a count over all messages with files, while they are few'],
  ['usage of 30 days in four parts', sums],
  ['billing/usage-of-sessions', sums],
  ['admin/usage', sums],
  ['billing/usage', sums],
  ['billing/usage-by-day', sums],
  ['billing/ledger', counts],
  ['runs/run-statistics', 'statistics of the runs of a period, which grow with their number'],
  ['billing/usage-table', 'sums of all times, which grow with the ledger of the user'],
  ['100 runs with their cost', 'a sum over the ledger of the runs’ sessions'],
  ['searchMessages in the longest chat', searches],
  ['searchEvents in the longest log', searches],
  ['chat/search-messages', searches],
  ['viewer.runs', runs],
  ['viewer.runs from the end', 'reads the runs of all sessions of the user'],
  ['user.runs for an admin', runs],
  ['sessions/all-sessions', counts],
  ['sessions/all-session-events', counts],
  ['sessions/session-counts', counts],
  ['sessions/sessions-by-activity', 'looks for the projects of each session of the user'],
  ['search/search', 'reads the names of all sessions and files of the user'],
  ['admin/orphans', 'looks for files without a session among all files'],
])

const sessions = 'reads the sessions of the user'

/** The views that take longer on more data and are within their bound at scale 1, each with the reason. */
export const growing: ReadonlyMap<string, string> = new Map([
  ['admin/users', counts],
  ['viewer.sessions.totalCount', sessions],
  ['sessions/sessions-by-name', sessions],
  ['viewer.runs, 100 at once', runs],
  ['events of all users', 'reads the events of a day where the newest two hours do not fill the page'],
])
