import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SpaceStanding } from '../../../areas/enrolment/index.ts'
import { fixedClock } from '../../../platform/clock.ts'
import { Problem } from '../../../platform/problem.ts'
import { fakeParts, holderSession } from '../../../../tests/support/pages/fake-parts.ts'
import { holderPages, ownForm, startPages } from '../../../../tests/support/pages/start-pages.ts'
import { partyToken } from '../party-token.ts'
import type { PagesParts } from '../parts.ts'

const space = '11111111-1111-4111-8111-111111111111'
const everyHolderPage = holderPages(partyToken(space, '810000000002'))

const shutParts = (standing: SpaceStanding, changes: Partial<PagesParts> = {}): PagesParts => {
  const parts = fakeParts(holderSession(), changes)
  return { ...parts, ownSpace: { ...parts.ownSpace, standingOf: async () => standing } }
}

/** Six minutes after the session's proof. */
const later = fixedClock('2026-03-05T12:06:00.000Z')

const get = async (parts: PagesParts, url: string) => (await startPages(parts)).inject({ url })
const post = async (parts: PagesParts, url: string, payload = '') =>
  (await startPages(parts)).inject({ method: 'POST', url, payload, headers: ownForm })

const shut: readonly SpaceStanding[] = [
  { state: 'closed', closedOn: '2026-03-05', erasedOn: '2036-03-06' },
  { state: 'erasing', closedOn: '2026-03-05', erasedOn: '2026-04-05' },
  { state: 'suspended', closesOn: '2026-04-17' },
  { state: 'suspended' },
]

test('whatever page is asked for, and whatever form is sent, a space that is not open has its one page', async () => {
  for (const standing of [...shut, { state: 'frozen' } as const]) {
    for (const path of everyHolderPage) {
      if (path === '/my/copy') continue
      const answer = await get(shutParts(standing), path)
      assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/my/space'], `${standing.state} ${path}`)
    }
    const page = await get(shutParts(standing), '/my/space')
    assert.equal(page.statusCode, 200)
    assert.doesNotMatch(page.body, /class="main-bar"|href="\/my\/documents"/)
  }
  const parts = shutParts({ state: 'closed' })
  parts.documents.hideDocument = async () => Promise.reject(new Error('done'))
  const hide = await post(parts, `/my/documents/${space}/who-sees`, 'visibility=hidden')
  assert.equal(hide.headers.location, '/my/space')
})

test('each state offers what can be done in it, and nothing else', async () => {
  const offers = [['reopen', 'copy', 'erase'], ['reopen', 'cancel-erasure', 'copy'], ['object'], []]
  for (const [index, standing] of shut.entries()) {
    const { body } = await get(shutParts(standing), '/my/space')
    const found = ['reopen', 'cancel-erasure', 'object', 'copy', 'erase'].filter((step) =>
      body.includes(step === 'copy' ? 'href="/my/copy"' : `"/my/space/${step}"`),
    )
    assert.deepEqual(found, offers[index], standing.state)
  }
  for (const path of ['/my/copy', '/my/space/erase', '/my/space/reopen', '/my/close/archive/now']) {
    const { headers } = await post(shutParts({ state: 'suspended' }), path)
    assert.equal(headers.location, '/my/space', `nothing leaves a suspended space by ${path}`)
  }
  const frozen = shutParts({ state: 'frozen' })
  frozen.ownSpace.findProof = async () => undefined
  const { body } = await get(frozen, '/my/space')
  assert.doesNotMatch(body, /my\/copy|my\/space\//)
  assert.equal((await post(shutParts({ state: 'frozen' }), '/my/copy')).headers.location, '/my/space')
})

test('an open space has no such page, and no proof to print', async () => {
  const parts = fakeParts(holderSession())
  assert.equal((await get(parts, '/my/space')).headers.location, '/my')
  assert.equal((await get(parts, '/my/space/erase')).headers.location, '/my/close/erase')
})

test('closing, erasing, copying and changing the ways in ask for a proof of the last five minutes', async () => {
  const parts = fakeParts(holderSession(), { clock: later })
  const fail = async (): Promise<never> => Promise.reject(new Error('done without a proof'))
  parts.ownSpace.closeOwn = fail
  parts.ownSpace.requestOwnErasure = fail
  parts.documents.copySpace = fail
  parts.credentials.removePasskey = fail
  parts.credentials.finishPasskeyRegistration = fail
  const passkey = '/my/security/passkeys/44444444-4444-4444-8444-444444444444/remove'
  const needing = [
    '/my/close/archive/now',
    '/my/close/erase/now',
    '/my/copy',
    '/my/close/erase/copy',
    passkey,
    '/my/security',
  ]
  for (const path of needing) {
    const { statusCode, headers } = await post(parts, path)
    const again = `/sign-in?${new URLSearchParams({ again: '1', return_to: path }).toString()}`
    assert.deepEqual([statusCode, headers.location], [303, again], path)
  }
  const shutOnes = shutParts({ state: 'closed' }, { clock: later })
  shutOnes.ownSpace.requestOwnErasure = fail
  for (const ask of [get, post]) {
    const { headers } = await ask(shutOnes, '/my/space/erase')
    assert.match(headers.location ?? '', /^\/sign-in\?again=1/)
  }
  const security = await get(parts, '/my/security')
  assert.doesNotMatch(security.body, /data-passkey|<script/)
  assert.match((await get(fakeParts(holderSession()), '/my/security')).body, /data-passkey="create"[\s\S]*/)
})

test('coming back and cancelling ask for nothing more, and lead where they say', async () => {
  const parts = shutParts({ state: 'erasing' }, { clock: later })
  assert.equal((await post(parts, '/my/space/reopen')).headers.location, '/my')
  assert.equal((await post(parts, '/my/space/cancel-erasure')).headers.location, '/my/space')
  assert.equal((await post(shutParts({ state: 'suspended' }), '/my/space/object')).headers.location, '/my/space')
})

test('a step that somebody took before leads to the page, says nothing and fails nowhere', async () => {
  const parts = fakeParts(holderSession())
  parts.ownSpace.closeOwn = async () => Promise.reject(new Problem('conflict', 'enrolment-wrong-moment'))
  const answer = await post(parts, '/my/close/archive/now')
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/my/space'])
  assert.equal(answer.headers['set-cookie'], undefined)
  parts.ownSpace.closeOwn = async () => Promise.reject(new Problem('busy', 'space-busy'))
  assert.equal((await post(parts, '/my/close/archive/now')).statusCode, 429)
})

test('a child refused or set aside twice, and a passkey removed twice, lead back to their lists', async () => {
  const parts = fakeParts(holderSession())
  const gone = (reason: string) => async (): Promise<never> => Promise.reject(new Problem('absent', reason))
  const shown: unknown[] = []
  parts.families.refuseChild = async (_parent, _space, child) => {
    shown.push(child)
    throw new Problem('conflict', 'enrolment-wrong-moment')
  }
  parts.families.setAside = gone('child-unknown')
  parts.credentials.removePasskey = gone('passkey-unknown')
  const child = '/my/children/22222222-2222-7222-8222-000000000001'
  const passkey = '/my/security/passkeys/44444444-4444-4444-8444-444444444444/remove'
  const to = async (path: string) => (await post(parts, path)).headers.location
  assert.deepEqual(
    [await to(`${child}/refuse`), await to(`${child}/not-mine`), await to(passkey)],
    ['/my/children', '/my/children', '/my/security'],
  )
  assert.match((await get(parts, `${child}/refuse`)).body, /name="state" value="noticed"/)
  await post(parts, `${child}/refuse`, 'state=noticed')
  assert.deepEqual(shown.at(-1), { personId: '22222222-2222-7222-8222-000000000001', from: 'noticed' })
})

test('the proof is on the page and comes as PDF, under a name that says nothing', async () => {
  const parts = shutParts({ state: 'closed', closedOn: '2026-03-05' })
  assert.match(
    (await get(parts, '/my/space')).body,
    /33333333-3333-7333-8333-333333333333[\s\S]*href="\/my\/space\/proof"/,
  )
  const pdf = await get(parts, '/my/space/proof')
  assert.equal(pdf.headers['content-type'], 'application/pdf')
  assert.equal(pdf.headers['content-disposition'], 'attachment; filename="carnet-2026-03-05.pdf"')
  assert.match(pdf.body, /^%PDF-/)
  const { printProof: _, ...without } = parts
  assert.doesNotMatch((await get(without, '/my/space')).body, /\/my\/space\/proof/)
  assert.equal((await get(without, '/my/space/proof')).statusCode, 404)
  const child = await get(fakeParts(holderSession()), '/my/children/22222222-2222-7222-8222-000000000003/proof')
  assert.equal(child.headers['content-type'], 'application/pdf')
})

test('up to nineteen children, each with a tick of its own and none ticked', async () => {
  const parts = fakeParts(holderSession())
  const [sample] = await parts.families.listChildren(space)
  if (sample === undefined) throw new Error('no child')
  parts.families.listChildren = async () =>
    Array.from({ length: 19 }, (_, n) => ({ ...sample, personId: `22222222-2222-7222-8222-0000000001${10 + n}` }))
  const { body } = await get(parts, '/my/children')
  assert.equal(body.match(/name="child"/g)?.length, 19)
  assert.doesNotMatch(body, /name="child"[^>]*checked/)
})

test('the last means of one’s own is not removed without a word', async () => {
  const parts = fakeParts(holderSession())
  const path = '/my/security/passkeys/44444444-4444-4444-8444-444444444444/remove'
  assert.match((await get(parts, path)).body, /dernier moyen propre/)
  const means = await parts.credentials.meansOf(space)
  parts.credentials.meansOf = async () => ({ ...means, hasPassword: true, login: 'dominique' })
  assert.doesNotMatch((await get(parts, path)).body, /dernier moyen propre/)
  assert.equal((await get(parts, path.replace('4444/', '5555/'))).statusCode, 404)
})
