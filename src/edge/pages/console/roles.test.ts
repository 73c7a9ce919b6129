import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { softwareMark } from '../../../areas/feeding/index.ts'
import type { StaffRole } from '../../../access/types.ts'
import { holderSession, professionalSession } from '../../../../tests/support/pages/fake-parts.ts'
import {
  anais,
  beginSession,
  gabin,
  openCase,
  openStaffKit,
  type StaffKit,
} from '../../../../tests/support/staff-kit.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

const roles: readonly StaffRole[] = ['operator', 'reviewer', 'counter-agent', 'phone-agent']
const everybody = roles
const both = ['operator', 'reviewer'] as const

/** Each page and the roles to which it is open; `:case`, `:session` and `:campaign` are those of whoever asks. */
const pages: Readonly<Record<string, readonly StaffRole[]>> = {
  '/console': everybody,
  '/console/campaigns': both,
  '/console/campaigns/new': ['operator'],
  '/console/campaigns/letters': both,
  '/console/campaigns/letters/opening-1': both,
  '/console/campaigns/letters/opening-1/fr': both,
  '/console/campaigns/:campaign': both,
  '/console/campaigns/csv': both,
  '/console/campaigns/:campaign/csv/departments': both,
  '/console/campaigns/:campaign/csv/waves': both,
  '/console/campaigns/:campaign/report': both,
  '/console/campaigns/:campaign/report/csv': both,
  '/console/campaigns/:campaign/resume': ['operator'],
  '/console/campaigns/:campaign/pause': both,
  '/console/campaigns/:campaign/stop': both,
  '/console/campaigns/:campaign/send': ['operator'],
  '/console/campaigns/:campaign/approve': both,
  '/console/exceptions': everybody,
  '/console/persons': ['operator', 'phone-agent'],
  '/console/persons/:case': ['operator', 'phone-agent'],
  '/console/persons/:case/oppose': ['operator', 'phone-agent'],
  '/console/approvals': both,
  '/console/counter': ['counter-agent'],
  '/console/counter/:session': ['counter-agent'],
  '/console/counter/:session/open': ['counter-agent'],
  '/console/counter/:session/new-code': ['counter-agent'],
  '/console/counter/:session/oppose': ['counter-agent'],
  '/console/codes': both,
  '/console/feeds': both,
  '/console/feeds/csv': both,
  '/console/feeds/software': both,
  [`/console/feeds/software/${softwareMark('laboratory')}`]: both,
  '/console/feeds/facilities/1990000036': both,
  '/console/feeds/facilities/1990000036/notify': ['operator'],
  '/console/emergencies': both,
  '/console/refusals': both,
  '/console/refusals?reason=control': both,
}

const placesOf = async (role: StaffRole): Promise<Record<string, string>> => {
  const at = await kit.as([role])
  const [campaign] = await kit.installation.database.owner.query<{ id: string }>({
    text: 'select id from enrolment.campaign',
  })
  const isDesk = role === 'operator' || role === 'phone-agent'
  const nobody = '00000000-0000-4000-8000-000000000000'
  return {
    ':campaign': campaign?.id ?? nobody,
    ':case': isDesk ? ((await openCase(at, anais)).split('/').at(-1) ?? nobody) : nobody,
    ':session': role === 'counter-agent' ? ((await beginSession(at, gabin)).split('/').at(-1) ?? nobody) : nobody,
  }
}

const filled = (path: string, places: Readonly<Record<string, string>>): string =>
  Object.entries(places).reduce((filledSoFar, [name, value]) => filledSoFar.replace(name, value), path)

/** A page that does not exist, as its reader sees it: the address of the other language apart. */
const withoutAddress = (body: string): string => body.replaceAll(/href="[^"]*\?lang=en"/g, '')

for (const role of roles) {
  test(`pages of the console for the role ${role}: those of the role, the others as if they were not there`, async () => {
    const at = await kit.as([role])
    const places = await placesOf(role)
    const unknown = await at.get('/console/no-such-page')
    assert.equal(unknown.status, 404)
    for (const [path, allowed] of Object.entries(pages)) {
      const answer = await at.get(filled(path, places))
      assert.equal(answer.status, allowed.includes(role) ? 200 : 404, path)
      if (allowed.includes(role)) continue
      assert.equal(withoutAddress(answer.body), withoutAddress(unknown.body), path)
    }
  })
}

test('a deed of another role is no page either, and the try is on record', async () => {
  const phone = await kit.as(['phone-agent'])
  const place = await openCase(phone, anais)
  for (const deed of ['suspend', 'record-death', 'correct-death', 'cancel-erasure', 'no-such-deed']) {
    assert.equal((await phone.post(`${place}/${deed}`)).status, 404, deed)
  }
  const reviewer = await kit.as(['reviewer'])
  assert.equal((await reviewer.post('/console/persons', { reason: 'call', ...anais })).status, 404)
  assert.equal((await reviewer.post('/console/campaigns/new', { name: 'x' })).status, 404)
  const tried = (await kit.entriesOf('phone-agent')).filter(({ subject }) => subject['refused'] === true)
  assert.ok(tried.some(({ deed }) => deed === 'person-suspend'))
  const [person] = await kit.installation.database.owner.query<{ count: number }>({
    text: `select count(*)::int as count from enrolment.person where state in ('suspended', 'deceased')`,
  })
  assert.equal(person?.count, 0)
})

test('nobody else comes in: holders, professionals and the unknown are sent to sign in', async () => {
  for (const session of [undefined, holderSession(), professionalSession()]) {
    const at = await kit.withSession(session)
    for (const path of Object.keys(pages)) {
      const answer = await at.get(filled(path, { ':case': 'x', ':session': 'x', ':campaign': 'x' }))
      assert.equal(answer.status, 303, path)
      assert.match(answer.location, /^\/sign-in/)
    }
  }
})

test('every view is written down, once, as a look', async () => {
  const at = await kit.as(['operator', 'reviewer'], 'watched')
  const { ':campaign': campaign = '' } = await placesOf('operator')
  const views: Readonly<Record<string, string>> = {
    '/console': 'today-view',
    '/console/persons': 'form-view',
    '/console/refusals': 'form-view',
    '/console/refusals?reason=control': 'refusals-view',
    '/console/campaigns': 'campaign-view',
    '/console/campaigns/csv': 'campaign-view',
    '/console/campaigns/new': 'form-view',
    '/console/campaigns/letters': 'letters-view',
    '/console/campaigns/letters/mail-noticed-1': 'letters-view',
    '/console/campaigns/letters/child-1/en': 'letters-view',
    [`/console/campaigns/${campaign}`]: 'campaign-view',
    [`/console/campaigns/${campaign}/send`]: 'campaign-view',
    [`/console/campaigns/${campaign}/csv/total`]: 'campaign-view',
    [`/console/campaigns/${campaign}/report`]: 'campaign-report',
    [`/console/campaigns/${campaign}/report/csv`]: 'campaign-report',
    '/console/exceptions': 'exceptions-view',
    '/console/approvals': 'approvals-view',
  }
  for (const path of Object.keys(views)) assert.equal((await at.get(path)).status, 200, path)
  assert.deepEqual(
    (await kit.entriesOf('watched')).map(({ deed }) => deed),
    Object.values(views),
  )
})

test('a page of a case or of a mandate is written down once, however often it reads itself again; every deed each time', async () => {
  const phone = await kit.as(['phone-agent'], 'reads-again')
  const place = await openCase(phone, anais)
  for (const path of [place, place, `${place}/oppose`, place]) assert.equal((await phone.get(path)).status, 200)
  assert.deepEqual(await deedsOf('reads-again'), ['desk-find', 'desk-view'])
  const agent = await kit.as(['counter-agent'], 'refreshes')
  const session = await beginSession(agent, gabin)
  for (const path of ['', '/open', '/open', '/oppose']) assert.equal((await agent.get(session + path)).status, 200)
  await agent.post(`${session}/keep`)
  await agent.post(`${session}/end`)
  await agent.get(session)
  assert.deepEqual(await deedsOf('refreshes'), ['counter-start', 'counter-view', 'counter-sign', 'counter-end'])
})

const deedsOf = async (id: string): Promise<string[]> => (await kit.entriesOf(id)).map(({ deed }) => deed)

test('nothing that somebody typed or put into an address stands in the record of the staff', async () => {
  const all = await kit.as(roles, 'types-names')
  const name = 'jean-dupont'
  for (const path of [
    `persons/${name}`,
    `persons/${name}/oppose`,
    `approvals/${name}`,
    `counter/${name}`,
    `campaigns/${name}`,
    `exceptions/${name}`,
    `exceptions?kind=${name}`,
    `refusals/${name}/${name}?reason=${name}`,
    `refusals?reason=${name}&from=${name}`,
  ])
    await all.get(`/console/${path}`)
  const typed = {
    reason: name,
    note: name,
    channel: name,
    identityDocument: name,
    givenBy: name,
    place: name,
    given: name,
  }
  for (const path of [
    'persons',
    'counter',
    `exceptions/${name}`,
    `exceptions/${name}/person`,
    `campaigns/${name}/stop`,
  ])
    await all.post(`/console/${path}`, { ...anais, ...typed })
  await all.post('/console/counter', { ...anais, ...typed, givenBy: 'self' })
  const entries = await kit.entriesOf('types-names')
  assert.ok(entries.length > 10, String(entries.length))
  assert.doesNotMatch(JSON.stringify(entries), /dupont/i)
})

test('the bar shows the places of the role and no other', async () => {
  const placesShown = async (role: StaffRole): Promise<string[]> => {
    const { body } = await (await kit.as([role])).get('/console')
    const bar = /<nav class="main-bar"[\s\S]*?<\/nav>/.exec(body)?.[0] ?? ''
    return [...bar.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '')
  }
  assert.deepEqual(await placesShown('counter-agent'), ['/console', '/console/exceptions', '/console/counter'])
  assert.deepEqual(await placesShown('phone-agent'), ['/console', '/console/exceptions', '/console/persons'])
  assert.deepEqual(await placesShown('reviewer'), [
    '/console',
    '/console/campaigns',
    '/console/exceptions',
    '/console/refusals',
  ])
})
