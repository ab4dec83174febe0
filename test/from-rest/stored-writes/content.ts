import { expect } from 'vitest'
import { people, sessions } from '../../../src/demo/identities.ts'
import { deleted, inserted, type StoredWrite, updated } from './stored-write.ts'

const { slides, pictureSlides } = sessions
const storybook = 'bce4f7f0-8f6e-404b-9575-88003af002fb'
const picture = 'https://media.ii-agent.example/pitch-2-v3.png'
const metadata = { tool_name: 'gateway', last_tool_execution: 'now' }
const content = '<h1>Changed</h1>'

/** Writes of slides, storybooks and projects. */
export const ofContent: readonly StoredWrite[] = [
  {
    operation: 'write-slide',
    input: { session: slides, presentation: 'Board deck Q3', slideNumber: 2, title: 'Changed', content },
    stored: [updated('slide_contents', { slide_title: 'Changed', slide_content: content, metadata })],
  },
  {
    operation: 'write-slide',
    input: { session: slides, presentation: 'New deck', slideNumber: 1, title: 'Changed', content },
    stored: [
      inserted('slide_contents', {
        id: 'new',
        session_id: slides,
        presentation_name: 'New deck',
        slide_number: 1,
        slide_title: 'Changed',
        slide_content: content,
        metadata,
      }),
    ],
  },
  {
    operation: 'revert-slide-version',
    input: { version: '8bfc18b6-6989-43dc-9b84-cc75688ca0b2' },
    stored: [
      inserted('slide_versions', {
        id: 'new',
        session_id: pictureSlides,
        presentation_name: 'Pitch in pictures',
        slide_number: 2,
        version: 5,
        root_version_id: '437504df-1c11-4435-894c-8366116a20a2',
        parent_version_id: '41ce3635-b2cf-4d40-b87a-bba1e4f2e267',
        image_url: picture,
        thumbnail_url: `${picture}?w=320`,
        edit_summary: 'Reverted to version 3',
      }),
      updated('slide_contents', {
        slide_content: expect.stringContaining(
          `<body data-is-image-slide="true" data-image-url="${picture}">`,
        ),
      }),
    ],
  },
  {
    operation: 'edit-storybook-page',
    input: { storybook, page: 'fdb7ecb7-4e23-4a61-b487-2003ff1932ac', text: 'Pim', html: '<p>Pim</p>' },
    stored: [
      inserted('storybook_pages', {
        id: 'new',
        page_number: 2,
        image_url: 'https://media.ii-agent.example/lighthouse-2.png',
        html_content: '<p>Pim</p>',
        text_content: 'Pim',
        metadata: {
          image_prompt: 'A watercolour of a lighthouse, page 2',
          text_position: 'bottom',
          text_percentage: 30,
        },
      }),
      inserted('storybook_page_links', { storybook_id: 'new', page_id: 'new' }),
      ...Array.from({ length: 5 }, () =>
        inserted('storybook_page_links', { storybook_id: 'new', page_id: expect.not.stringMatching('new') }),
      ),
      inserted('storybooks', {
        id: 'new',
        session_id: sessions.storybook,
        name: 'Pim, the lighthouse',
        version: 4,
        root_storybook_id: '72c768d5-88af-42bf-a332-37c4c7c1afa0',
        parent_storybook_id: storybook,
        style_json: expect.objectContaining({ genre: 'bedtime', language_code: 'en-GB' }),
        aspect_ratio: '4:3',
        resolution: '2K',
      }),
    ],
  },
  {
    operation: 'claim-subdomain',
    input: { projectId: 'aaf3fc76-19db-4b1e-a73f-ac48e79542c1', subdomain: 'brew-timer-demo' },
    stored: [
      inserted('project_custom_domains', {
        id: 'new',
        project_id: 'aaf3fc76-19db-4b1e-a73f-ac48e79542c1',
        subdomain: 'brew-timer-demo',
        full_domain: 'https://brew-timer-demo.apps.example',
        dns_status: 'pending',
        ssl_status: 'pending',
        claimed_at: 'now',
        claimed_by_user_id: people.demo.id,
      }),
    ],
  },
  {
    operation: 'release-subdomain',
    input: { projectId: 'bf63ca18-703c-4ad4-b806-e21f326b9c9f' },
    stored: [deleted('project_custom_domains', '12e342fb-72d4-4b58-8764-329196e8209b')],
  },
]
