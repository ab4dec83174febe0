import { uuid } from './uuid.ts'

const person = (name: string) => ({ id: uuid(`user ${name}`), email: `${name}@ii-agent.example` })

/** The demo's users. */
export const people = {
  /** The owner of most demo data, whose token an embedded gateway provides. */
  demo: person('demo'),
  admin: person('admin'),
  /** Another user, whose private rows the demo user must not see. */
  maria: person('maria'),
  /** Deactivated: has rows, but may not sign in. */
  kenji: person('kenji'),
  /** Signed up without any activity: no sessions and no balance. */
  nora: person('nora'),
} as const

/** The demo user: id and e-mail. */
export const demoUser = people.demo
/** The demo administrator: id and e-mail. */
export const demoAdmin = people.admin

const session = (name: string) => uuid(`session ${name}`)

/** The main demo sessions, by what they show. */
export const sessions = {
  website: session('website'),
  research: session('research'),
  storybook: session('storybook'),
  slides: session('slides'),
  pictureSlides: session('picture slides'),
  analysis: session('analysis'),
  longChat: session('long chat'),
  council: session('council'),
  mobileApp: session('mobile app'),
  publicReport: session('public report'),
  fork: session('fork'),
  fresh: session('fresh'),
  olderShapes: session('older shapes'),
  deleted: session('deleted'),
  mariaPrivate: session('maria private'),
  mariaPublic: session('maria public'),
  mariaFork: session('maria fork'),
  adminOwn: session('admin own'),
  kenjiOwn: session('kenji own'),
} as const

/** The demo runs; each value is the id of its `run_tasks` row. */
export const runs = {
  websiteFailed: uuid('run website failed'),
  websiteFinished: uuid('run website finished'),
  research: uuid('run research'),
  /** Running: an embedded gateway keeps it active. */
  live: uuid('run live'),
  slides: uuid('run slides'),
  pictureSlides: uuid('run picture slides'),
  mobileCancelled: uuid('run mobile cancelled'),
  mobilePaused: uuid('run mobile paused'),
  publicReport: uuid('run public report'),
  subAgent: uuid('run public report sub-agent'),
  fork: uuid('run fork'),
  deleted: uuid('run deleted'),
  maria: uuid('run maria'),
  mariaPublic: uuid('run maria public'),
  admin: uuid('run admin stuck'),
  kenji: uuid('run kenji'),
} as const
