import { type Clock, stamped } from './clock.ts'
import { people, sessions } from './identities.ts'
import type { Row, TableRows } from './rows.ts'
import { uuid } from './uuid.ts'

type Asset = readonly [
  name: string,
  file: string,
  contentType: string | null,
  size: number | null,
  age: string,
  linkedTo: readonly string[],
  more?: Row,
]

const generated = { source: 'generated' }

/** As the platform's storage signs it; it opens nothing. */
const signedUrl = (file: string) =>
  `https://storage.example/o/${file}?X-Goog-Expires=604800&X-Goog-Signature=0a1b2c3d4e5f`

const assets: readonly Asset[] = [
  [
    'logo',
    'roastery-logo.png',
    'image/png',
    48_211,
    '6d',
    [sessions.website],
    { is_public: true, signed_url: signedUrl('roastery-logo.png') },
  ],
  [
    'beans',
    'beans.png',
    'image/png',
    1_204_882,
    '1d 3h',
    [sessions.website],
    { ...generated, signed_url: signedUrl('beans.png') },
  ],
  [
    'chart',
    'chart.png',
    'image/png',
    88_020,
    '3d',
    [sessions.analysis],
    { signed_url: signedUrl('chart.png') },
  ],
  ['sales', 'sales-q3.csv', 'text/csv', 14_402, '3d', [sessions.analysis], {}],
  [
    'moodboard',
    'moodboard.jpg',
    'image/jpeg',
    2_881_003,
    '10d',
    [sessions.pictureSlides, sessions.storybook],
    {},
  ],
  [
    'report',
    'night-trains-2027.pdf',
    'application/pdf',
    912_400,
    '15d',
    [sessions.publicReport, sessions.fork],
    generated,
  ],
  [
    'map',
    'night-train-map.png',
    'image/png',
    733_019,
    '15d',
    [sessions.publicReport],
    { ...generated, is_public: true, signed_url: signedUrl('night-train-map.png') },
  ],
  [
    'narration',
    'lighthouse-1.mp3',
    'audio/mpeg',
    402_118,
    '2d',
    [sessions.storybook],
    { ...generated, is_public: true },
  ],
  [
    'cover',
    'lighthouse-cover.png',
    'image/png',
    1_900_233,
    '2d',
    [sessions.storybook],
    { ...generated, is_public: true },
  ],
  ['trailer', 'festival.mp4', 'video/mp4', 5_368_709_120, '20d', [], generated],
  ['code', 'timer.swift', null, 9_120, '11d', [sessions.mobileApp], { asset_type: 'code' }],
  [
    'pending',
    'huge-upload.zip',
    'application/zip',
    null,
    '20m',
    [sessions.fresh],
    { upload_status: 'pending' },
  ],
  ['failed', 'broken.heic', 'image/heic', 0, '9d', [], { upload_status: 'failed' }],
  ['system', 'welcome.pdf', 'application/pdf', 20_480, '12w', [], { source: 'system' }],
  ['odd', '50%_off "flyer" ünï.txt', 'text/plain', 12, '8d', [sessions.deleted], {}],
]

const typeOf = (contentType: string | null): string => {
  const [family] = (contentType ?? '').split('/')
  if (family === 'image' || family === 'video' || family === 'audio') return family
  return family === 'text' || contentType === 'application/pdf' ? 'document' : 'other'
}

const asset = (userId: string, clock: Clock, [name, file, contentType, size, age, , more]: Asset): Row => ({
  id: uuid(`asset ${name}`),
  user_id: userId,
  file_name: file,
  storage_path: `users/${userId}/assets/${uuid(`asset ${name}`)}/${file}`,
  content_type: contentType,
  file_size: size,
  asset_type: typeOf(contentType),
  source: 'user_upload',
  upload_status: 'complete',
  is_public: false,
  sandbox_path: `/workspace/uploads/${file}`,
  signed_url: null,
  signed_url_expires_at: more?.signed_url ? (name === 'beans' ? clock.ago('1d') : clock.ahead('6d')) : null,
  metadata: {},
  ...more,
  ...stamped(clock.ago(age)),
})

const link = (clock: Clock, [name, , , , age, linkedTo]: Asset): Row[] =>
  linkedTo.map((session_id) => ({
    id: uuid(`session asset ${name} ${session_id}`),
    session_id,
    asset_id: uuid(`asset ${name}`),
    ...stamped(clock.ago(age)),
  }))

/** Generated images without a session, for testing the media library's pagination. */
const gallery: readonly Asset[] = Array.from({ length: 28 }, (_, index) => [
  `gallery ${index}`,
  `variation-${String(index + 1).padStart(2, '0')}.png`,
  'image/png',
  400_000 + index * 1_000,
  `${20 + Math.floor(index / 2)}d`,
  [],
  generated,
])

const mariaAssets: readonly Asset[] = [
  [
    'maria private',
    'lease.pdf',
    'application/pdf',
    88_111,
    '3d',
    [sessions.mariaPrivate, sessions.mariaPublic],
    {},
  ],
  ['maria public', 'pho.jpg', 'image/jpeg', 1_222_333, '5d', [sessions.mariaPublic], { is_public: true }],
]

/** Files of the media library, and their sessions. */
export const fileRows = (clock: Clock): TableRows => ({
  user_assets: [
    ...[...assets, ...gallery].map((item) => asset(people.demo.id, clock, item)),
    ...mariaAssets.map((item) => asset(people.maria.id, clock, item)),
  ],
  session_assets: [...assets, ...mariaAssets].flatMap((item) => link(clock, item)),
})
