import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { partyToken } from '../../src/edge/pages/party-token.ts'
import { randomId } from '../../src/platform/ids.ts'
import { inventedIns, software } from '../../tests/support/corrections-bench.ts'
import { createHttpBrowser, type HttpBrowser } from '../../tests/support/http-browser.ts'
import { familyKit } from '../../tests/support/family-kit.ts'
import { depositInBoth, keep, makeTelling, type Kept, type Telling } from '../../tests/support/twin-tellings.ts'
import { withoutChance, type World } from '../../tests/support/twin-worlds.ts'

// Right: A13 and A14 of security.md §3.6. Two families, alike but for documents that are kept from whoever looks: random stories,
// told through the pages and the FHIR edge, and every answer is the same to the byte, but for what is random by nature.

const kit = familyKit()
const doctorId = '810000001015'
let bearer: string
let doctor: HttpBrowser
before(async () => {
  await kit.open()
  const { carnet, origin, token } = kit.installation()
  bearer = await token('dr-moreau')
  doctor = createHttpBrowser(origin)
  const actor = { kind: 'professional', id: doctorId, name: 'Hélène MOREAU', profession: '10' } as const
  doctor.setCookie('carnet-session', await carnet.identity.openSession({ actor, authLevel: 'substantial' }))
})
after(kit.close)

const looks = [
  'children',
  'list',
  'filtered',
  'newest',
  'original',
  'kept',
  'history',
  'history-of-one',
  'whole-history',
  'check',
] as const
const searches = [
  'search',
  'count',
  'page',
  'read',
  'binary',
  'kept',
  'by-id',
  'set-kept',
  'person',
  'record',
  'reading',
] as const

const keeping = (...kinds: Kept[]) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    afterwards: fc.constantFrom(
      'nothing' as const,
      'author-reads' as const,
      'holder-reads' as const,
      'archived' as const,
    ),
  })

const aStory = <L extends string>(see: readonly L[], kept: ReturnType<typeof keeping>) =>
  fc.array(fc.oneof(fc.constantFrom('deposit' as const, 'addition' as const), fc.constantFrom(...see), kept), {
    minLength: 6,
    maxLength: 12,
  })

/** A doctor sees the child of one world alone, and looks around: nobody who represents the child may know that they came. */
const visitAlone = async ({ spaceId, childNumber }: World): Promise<void> => {
  const { permissions, documents, identity } = kit.installation().carnet
  const visitor = { ...software, actor: { kind: 'professional', id: doctorId, name: 'M', profession: '10' } } as const
  await permissions.beginSecretVisit(visitor, spaceId)
  await identity.readPerson(visitor, { spaceId })
  await documents.listDocuments(visitor, { ins: inventedIns(childNumber) }, {})
  await permissions.endSecretVisit(visitor, spaceId)
}

const addressOf = (look: string, { child, spaceId }: World, newest: string): string => {
  const at = `/my/children/${child}`
  const addresses: Record<string, string> = {
    list: `${at}/documents`,
    filtered: `${at}/documents?year=2026&sort=created`,
    newest: `${at}/documents/${newest}`,
    kept: `${at}/documents/${newest}`,
    original: `${at}/documents/${newest}/original`,
    children: '/my/children',
    check: `${at}/check`,
    history: `${at}/history`,
    'history-of-one': `${at}/history?person=${partyToken(spaceId, doctorId)}`,
    'whole-history': `${at}/history?who=all`,
  }
  return addresses[look] ?? at
}

const seenBy = async (world: World, look: string, newest: string): Promise<string> => {
  const answer = await world.browser.send(addressOf(look, world, newest))
  return `${answer.status} ${withoutChance(await answer.text())}`
}

const searched = async (world: World, search: string, newest: string): Promise<string> => {
  const { value, system } = inventedIns(world.childNumber)
  const by = `/DocumentReference?patient.identifier=${system}|${value}&status=current`
  const record = `/pro/patients/${world.spaceId}`
  const pages: Record<string, string> = {
    person: record,
    record: `${record}/documents`,
    reading: `${record}/documents/${newest}`,
  }
  const page = pages[search]
  if (page !== undefined) {
    const shown = await doctor.send(page)
    return `${shown.status} ${withoutChance(await shown.text())}`
  }
  const addresses: Record<string, string> = {
    search: by,
    count: `${by}&_summary=count`,
    page: `${by}&_count=1`,
    read: `/DocumentReference/${newest}`,
    binary: `/Binary/${newest}`,
    kept: `/DocumentReference/${newest}`,
    'by-id': `/DocumentReference?_id=${newest}`,
    'set-kept': `/List/${newest}`,
  }
  const headers = { authorization: `Bearer ${bearer}` }
  const answer = await fetch(`${kit.installation().fhir}${addresses[search]}`, { headers })
  return `${answer.status} ${withoutChance(await answer.text())}`
}

const compare = async (
  telling: Telling,
  look: string,
  see: (world: World, look: string, newest: string) => Promise<string>,
): Promise<void> => {
  const newest = telling.openIds.length - 1
  if (look === 'kept' || look === 'by-id' || look === 'set-kept') {
    const id = look === 'set-kept' ? telling.keptSet : telling.kept
    assert.equal(await see(telling.keeping, look, id), await see(telling.open, look, randomId()), look)
    return
  }
  const without = await see(telling.open, look, telling.openIds[newest] ?? telling.open.child)
  const withKept = await see(telling.keeping, look, telling.keepingIds[newest] ?? telling.keeping.child)
  assert.equal(withKept, without, look)
}

/** How many mails went to the contact of each child: that of who represents them. */
const mailsTo = async ({ mailAddress }: World): Promise<number> =>
  (await kit.installation().mails()).filter((mail) => mail.includes(mailAddress)).length

const tell = async (
  steps: readonly (string | { kind: Kept; afterwards: string })[],
  see: (world: World, look: string, newest: string) => Promise<string>,
): Promise<void> => {
  const telling = await makeTelling(kit, doctorId)
  for (const step of steps) {
    if (typeof step !== 'string') await keep(kit, telling, step)
    else if (step === 'deposit') await depositInBoth(kit, telling)
    else if (step === 'addition') await depositInBoth(kit, telling, telling.kept)
    else if (step === 'secret-visit') await visitAlone(telling.keeping)
    else await compare(telling, step, see)
  }
  for (const look of see === seenBy ? looks : searches) await compare(telling, look, see)
  // Mails go to who represents the child, who may know of what is masked from professionals.
  if (see !== seenBy) return
  // Law: R.1111-53, that there is news, once for each document that is withheld: these stories are older than two weeks.
  const told = steps.filter((step) => typeof step !== 'string' && step.kind === 'withheld').length
  assert.equal(await mailsTo(telling.keeping), (await mailsTo(telling.open)) + told)
}

test('a representative: pages, history, originals and mails are the same with secret and withheld documents and without', () =>
  fc.assert(
    fc.asyncProperty(aStory([...looks, 'secret-visit' as const], keeping('secret', 'withheld')), (steps) =>
      tell(steps, seenBy),
    ),
    // A visit to the child alone is always among the stories: chance may leave it out.
    { numRuns: 6, endOnFailure: true, examples: [[['deposit', 'secret-visit', 'history']]] },
  ))

test('a professional of the care team: searches, counts and pages are the same with masked and secret documents and without', () =>
  fc.assert(
    fc.asyncProperty(aStory(searches, keeping('secret', 'masked')), (steps) => tell(steps, searched)),
    { numRuns: 6, endOnFailure: true },
  ))

test('the file “my journal” of a representative holds the main chain only, without a gap, whatever is kept from them', async () => {
  const telling = await makeTelling(kit, doctorId)
  await depositInBoth(kit, telling)
  await keep(kit, telling, { kind: 'secret', afterwards: 'holder-reads' })
  await keep(kit, telling, { kind: 'withheld', afterwards: 'author-reads' })
  const chains = await Promise.all(
    [telling.open, telling.keeping].map(async ({ browser, child }) => {
      const answer = await browser.send(`/my/children/${child}/check`, { form: {} })
      const file = JSON.parse(await answer.text())
      return file.chains.map(({ audience, entries }: { audience: string; entries: { n: string; act: string }[] }) => [
        audience,
        entries.map(({ n, act }) => `${n} ${act}`),
      ])
    }),
  )
  assert.deepEqual(chains[1], chains[0])
  assert.deepEqual(
    chains[0].map(([audience]: [string]) => audience),
    ['main'],
  )
})
