import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { createAccessTokens, type AccessTokens } from '../../src/edge/oauth/access-tokens.ts'
import { randomId } from '../../src/platform/ids.ts'
import type { Visibility } from '../../src/reference/document-entry.ts'
import { holderOf, plainText } from '../../tests/support/corrections-bench.ts'
import { doorOf } from '../../tests/support/failing-door.ts'
import { familyKit } from '../../tests/support/family-kit.ts'
import { depositIn, visible, withoutChance, type World } from '../../tests/support/twin-worlds.ts'

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

const looks = [
  'search',
  'count',
  'page',
  'filtered',
  'read',
  'binary',
  'kept',
  'bytes-kept',
  'by-id',
  'set-kept',
  'person',
] as const
type Look = (typeof looks)[number]

/** A grown-up's space, which `depositIn` names by its number; apps enter no child's. */
interface Side extends Pick<World, 'childNumber' | 'spaceId'> {
  bearer: string
  ids: string[]
}

/** A space that an app of its holder's may enter, for the kind of documents that these stories are made of. */
const makeSide = async (): Promise<Side> => {
  const { carnet } = kit.installation()
  const { n, spaceId } = await kit.someone()
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
  return { childNumber: n, spaceId, bearer: await tokens.mint(actor), ids: [] }
}

interface Telling {
  open: Side
  keeping: Side
  order: number
  /** the newest of what only one side has, and the set it came with; the other is asked for what is nowhere */
  kept: string
  keptSet: string
}

/** Deposits the same on both sides; `appends`: as an addition to what only one of them has. */
const deposit = async (telling: Telling, appends?: string): Promise<void> => {
  telling.order += 1
  const title = `Titre ${telling.order}`
  const given = { order: telling.order, title, visibility: visible, ...(appends && { appends }) }
  for (const side of [telling.open, telling.keeping]) side.ids.push((await depositIn(kit, side, given)).id)
}

const keep = async (telling: Telling, kind: Kept): Promise<void> => {
  telling.order += 1
  const given = { order: telling.order, title: 'À taire', visibility: visibilities[kind] }
  const { id, setId } = await depositIn(kit, telling.keeping, given)
  Object.assign(telling, { kept: id, keptSet: setId })
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
    'by-id': `/DocumentReference?_id=${id}`,
    'set-kept': `/List/${id}`,
    person: `/Patient/${spaceId}`,
  }
  const headers = { authorization: `Bearer ${bearer}` }
  const answer = await fetch(`${kit.installation().fhir}${addresses[look]}`, { headers })
  const told = [...answer.headers].filter(([name]) => name !== 'date').join('\n')
  return `${answer.status} ${withoutChance((await answer.text()).replaceAll(spaceId, 'space'))} ${told.replaceAll(/hash=:[^:]+:|"[0-9a-f-]{36}"/g, '')}`
}

const nowhere = randomId()

/** A search repeats what it was asked for. */
const withoutId = (text: string, id: string): string => text.replaceAll(id, 'asked')

const ofKept: ReadonlySet<Look> = new Set(['kept', 'bytes-kept', 'by-id', 'set-kept'])

const compare = async ({ open, keeping, kept, keptSet }: Telling, look: Look): Promise<void> => {
  if (ofKept.has(look)) {
    const id = look === 'set-kept' ? keptSet : kept
    assert.equal(
      withoutId(await seen(keeping, look, id), id),
      withoutId(await seen(open, look, nowhere), nowhere),
      look,
    )
    return
  }
  const [without, withKept] = [open, keeping].map(({ ids }) => ids.at(-1) ?? randomId())
  assert.equal(await seen(keeping, look, withKept ?? ''), await seen(open, look, without ?? ''), look)
}

const aStory = fc.array(
  fc.oneof(
    fc.constantFrom('deposit' as const, 'addition' as const),
    fc.constantFrom(...looks),
    fc.constantFrom<Kept>('secret', 'withheld', 'masked'),
  ),
  { minLength: 5, maxLength: 10 },
)
const isKept = (step: string): step is Kept => Object.hasOwn(visibilities, step)

test('an app reads what is kept from nobody: the stories are told to somebody who is let in', async () => {
  const side = await makeSide()
  const { id } = await depositIn(kit, side, { order: 1, title: 'Titre', visibility: visible })
  assert.match(await seen(side, 'read', id), /^200 .*Titre/)
  assert.match(await seen(side, 'search', id), /^200 .*Titre/)
})

test('an app: searches, counts, reads and bytes are the same with what is masked, withheld and secret, and without', () =>
  fc.assert(
    fc.asyncProperty(aStory, async (steps) => {
      const telling = {
        open: await makeSide(),
        keeping: await makeSide(),
        order: 0,
        kept: randomId(),
        keptSet: randomId(),
      }
      for (const step of steps) {
        if (isKept(step)) await keep(telling, step)
        else if (step === 'deposit') await deposit(telling)
        else if (step === 'addition') await deposit(telling, telling.kept)
        else await compare(telling, step)
      }
      for (const look of looks) await compare(telling, look)
    }),
    {
      numRuns: 5,
      endOnFailure: true,
      examples: [
        [['deposit', 'masked', 'addition', 'read', 'withheld', 'addition', 'read', 'secret', 'addition', 'search']],
      ],
    },
  ))
