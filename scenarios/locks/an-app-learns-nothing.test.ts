import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { createAccessTokens, type AccessTokens } from '../../src/edge/oauth/access-tokens.ts'
import { randomId } from '../../src/platform/ids.ts'
import type { Visibility } from '../../src/reference/document-entry.ts'
import { holderOf, plainText } from '../../tests/support/corrections-bench.ts'
import { doorOf } from '../../tests/support/failing-door.ts'
import { familyKit } from '../../tests/support/family-kit.ts'
import { depositIn, makeWorld, visible, withoutChance, type World } from '../../tests/support/twin-worlds.ts'

// Right: A20 of security.md §3.5. Two spaces, alike but for documents that are kept from whoever it is: random stories, told through the
// FHIR edge to an app of each, and every answer is the same to the byte, but for what is random by nature.

const kit = familyKit()
let tokens: AccessTokens
before(async () => {
  await kit.open()
  const { carnet, origin } = kit.installation()
  const seed = await carnet.keys.systemKey('token-signing')
  tokens = await createAccessTokens({ publicUrl: new URL(origin), seed, clock: carnet.clock })
})
after(kit.close)

const visibilities = {
  secret: { ...visible, hiddenFromRepresentatives: true },
  withheld: { ...visible, withheld: true },
  masked: { ...visible, hidden: true },
} as const satisfies Record<string, Visibility>
type Kept = keyof typeof visibilities

const looks = ['search', 'count', 'page', 'filtered', 'read', 'binary', 'kept', 'bytes-kept', 'person'] as const
type Look = (typeof looks)[number]

interface Side extends World {
  bearer: string
  ids: string[]
}

/** A space that an app of its holder's may enter, for the kind of documents that these stories are made of. */
const makeSide = async (): Promise<Side> => {
  const { carnet } = kit.installation()
  const world = await makeWorld(kit, '810000001015')
  const { spaceId } = world
  const given = {
    id: randomId(),
    evidence: 'online',
    typeCodes: [plainText(carnet).type.code],
    documentIds: [],
  } as const
  const row = { ...given, partyId: 'tension', sharedBy: null, until: '2099-01-01T00:00:00.000Z' }
  const door = await doorOf(kit.installation())
  const visit = { ...holderOf(spaceId), space: { spaceId }, act: 'give-permission', partyId: 'tension' } as const
  await door.open(visit, (opened) => opened.addPermissions([row]))
  const actor = { kind: 'app', id: 'tension', name: 'Carnet de tension', consentId: given.id } as const
  return { ...world, bearer: await tokens.mint(actor), ids: [] }
}

interface Telling {
  open: Side
  keeping: Side
  order: number
  /** the newest of what only one side has; the other is asked for what is nowhere */
  kept: string
}

const deposit = async (telling: Telling): Promise<void> => {
  telling.order += 1
  const given = { order: telling.order, title: `Titre ${telling.order}`, visibility: visible }
  for (const side of [telling.open, telling.keeping]) side.ids.push(await depositIn(kit, side, given))
}

const keep = async (telling: Telling, kind: Kept): Promise<void> => {
  telling.order += 1
  const given = { order: telling.order, title: 'À taire', visibility: visibilities[kind] }
  telling.kept = await depositIn(kit, telling.keeping, given)
}

const seen = async ({ spaceId, bearer }: Side, look: Look, id: string): Promise<string> => {
  const by = `/DocumentReference?patient=Patient/${spaceId}&status=current`
  const addresses: Record<Look, string> = {
    search: by,
    count: `${by}&_summary=count`,
    page: `${by}&_count=1`,
    filtered: `${by}&date=ge2026-01-01&_sort=date`,
    read: `/DocumentReference/${id}`,
    kept: `/DocumentReference/${id}`,
    binary: `/Binary/${id}`,
    'bytes-kept': `/Binary/${id}`,
    person: `/Patient/${spaceId}`,
  }
  const headers = { authorization: `Bearer ${bearer}` }
  const answer = await fetch(`${kit.installation().fhir}${addresses[look]}`, { headers })
  const told = [...answer.headers].filter(([name]) => name !== 'date').join('\n')
  return `${answer.status} ${withoutChance((await answer.text()).replaceAll(spaceId, 'space'))} ${told.replaceAll(/hash=:[^:]+:|"[0-9a-f-]{36}"/g, '')}`
}

const compare = async ({ open, keeping, kept }: Telling, look: Look): Promise<void> => {
  if (look === 'kept' || look === 'bytes-kept') {
    assert.equal(await seen(keeping, look, kept), await seen(open, look, randomId()), look)
    return
  }
  const [without, withKept] = [open, keeping].map(({ ids }) => ids.at(-1) ?? randomId())
  assert.equal(await seen(keeping, look, withKept ?? ''), await seen(open, look, without ?? ''), look)
}

const aStory = fc.array(
  fc.oneof(
    fc.constant('deposit' as const),
    fc.constantFrom(...looks),
    fc.constantFrom<Kept>('secret', 'withheld', 'masked'),
  ),
  { minLength: 5, maxLength: 10 },
)
const isKept = (step: string): step is Kept => Object.hasOwn(visibilities, step)

test('an app: searches, counts, reads and bytes are the same with what is masked, withheld and secret, and without', () =>
  fc.assert(
    fc.asyncProperty(aStory, async (steps) => {
      const telling = { open: await makeSide(), keeping: await makeSide(), order: 0, kept: randomId() }
      for (const step of steps) {
        if (isKept(step)) await keep(telling, step)
        else if (step === 'deposit') await deposit(telling)
        else await compare(telling, step)
      }
      for (const look of looks) await compare(telling, look)
    }),
    { numRuns: 5, endOnFailure: true, examples: [[['deposit', 'masked', 'withheld', 'secret', 'deposit', 'search']]] },
  ))
