import { openEnum } from '../../schema/open-enum.ts'

export const SessionKind = openEnum('SessionKind', 'The kind of a session.', {
  agent: 'Work with the agent.',
  chat: 'A chat with a model.',
  browser_extension: 'Started from the browser extension.',
})

export const SessionStatus = openEnum('SessionStatus', 'The state of a session; active for nearly all.', {
  active: 'Active.',
  pending: 'Not started.',
  pause: 'Stopped by the user.',
  permanent: 'Kept for good; no writer of today sets it.',
})

export const AgentType = openEnum('AgentType', 'The type of the agent that works in a session.', {
  general: 'An agent without a speciality.',
  media: 'Makes images, audio and video.',
  browser: 'Uses a browser.',
  slide: 'Makes presentations.',
  slide_nano_banana: 'Makes presentations whose slides are pictures.',
  researcher: 'Researches.',
  website_build: 'Builds websites.',
  task_agent: 'Works through a list of tasks.',
  design_document: 'Writes design documents.',
  codex: 'Programs with Codex.',
  claude_code: 'Programs with Claude Code.',
  deep_research: 'Researches in depth.',
  fast_research: 'Researches quickly.',
  research_to_website: 'Turns research into a website.',
  mobile_app: 'Builds apps for phones.',
  chat: 'No agent: the session is a chat.',
})

export const EventGroup = openEnum('EventGroup', 'The part of the platform that an event comes from.', {
  agent: 'The agent at work: thoughts, tool calls, answers.',
  session: 'Messages of users.',
  connection: 'Clients that connect and disconnect.',
  sandbox: 'The machine the agent works in.',
  billing: 'The cost of the work. Only for the owner.',
  plan: 'Plans and their milestones.',
  file: 'Files of the workspace.',
  media: 'Images, audio and video that are made.',
  system: 'Errors and notices of the platform.',
  integration: 'Outside services, such as Apple’s.',
  metrics: 'Measurements.',
})
