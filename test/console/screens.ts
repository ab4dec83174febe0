import { runs, sessions } from '../../src/demo/identities.ts'
import { uuid } from '../../src/demo/uuid.ts'
import { encodeNodeId } from '../../src/schema/node-id.ts'

/** Every screen, with what shows that it is there. */
export const screens: readonly (readonly [address: string, shown: string])[] = [
  ['/console/sessions', '.session-rows li'],
  ['/console/sessions?name=nothing+has+this+name', 'text=No sessions match'],
  [`/console/sessions/${sessions.website}`, '.run-rows li'],
  [`/console/sessions/${sessions.council}`, '.council'],
  [`/console/sessions/${sessions.storybook}`, '.message'],
  [`/console/sessions/${sessions.olderShapes}`, '.message'],
  [`/console/runs/${runs.websiteFinished}`, '.row[data-key]'],
  [`/console/runs/${runs.websiteFinished}?view=waterfall`, '.track'],
  ['/console/board', '.board-card'],
  ['/console/usage?days=365', '.sums td'],
  [`/console/runs/${runs.websiteFinished}/replay`, '.slider'],
  [`/console/compare?a=${runs.websiteFinished}`, '.run-choice li'],
  [`/console/compare?a=${runs.websiteFinished}&b=${runs.websiteFailed}`, '.pair'],
  ['/console/library', '.item-rows li'],
  [`/console/library/storybooks/${uuid('storybook lighthouse 3')}?page=2`, '.book-page'],
  ['/console/library/slides', '.item-rows li'],
  [`/console/library/slides/${sessions.slides}?name=Board+deck+Q3&slide=2`, '.slide-frame'],
  [`/console/library/slides/${sessions.pictureSlides}?name=Pitch+in+pictures&slide=2`, '.versions li'],
  ['/console/library/files', '.item-rows li'],
  ['/console/library/files?name=nothing+has+this+name', 'text=No files match'],
  [`/console/library/files/${encodeNodeId('UserAsset', uuid('asset logo'))}`, '.facts'],
  ['/console/library/projects', '.item-rows li'],
  [`/console/library/projects/${uuid('project roastery')}`, '.item-rows li'],
  ['/console/no/such/page', 'text=Nothing here'],
]
