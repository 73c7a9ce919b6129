import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  approved,
  depositFor,
  holderOf,
  inventedIns,
  openInvented,
} from '../../../../tests/support/corrections-bench.ts'
import { ageDeposits } from '../../../../tests/support/age-deposits.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import type { Visitor } from '../../../access/types.ts'

// Right: two spaces become one, and nobody learns by it what was kept from them in either.

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const someone = async (n: number) => ({ ins: inventedIns(n), ...(await openInvented(installation, n)) })
type Someone = Awaited<ReturnType<typeof someone>>

const merge = (survivor: Someone, other: Someone) =>
  installation.carnet.enrolment.corrections.merge(approved, {
    survivorId: survivor.personId,
    otherId: other.personId,
  })

/** What is queued of withheld documents, and in how many days it is due. */
const queued = async ({ spaceId }: Someone): Promise<{ kind: string; days: number }[]> =>
  installation.database.owner.query({
    text: `select kind, (due_at::date - now()::date) as days from platform.outbox
      where space_id = $1 and kind like '%withheld%' order by due_at`,
    values: [spaceId],
  })

const documentsOf = async ({ spaceId }: Someone): Promise<string[]> =>
  (await installation.carnet.documents.listDocuments(holderOf(spaceId), { spaceId }, {})).entries.map(({ id }) => id)

test('what is withheld goes on being withheld, from the day of its deposit', async () => {
  const [a, b] = [await someone(15_001), await someone(15_002)]
  await depositFor(installation, b.ins, { withheld: true })
  await ageDeposits(installation.database.owner, b.spaceId, 5)
  const begun = await queued(b)
  await merge(a, b)
  assert.deepEqual(await documentsOf(a), [])
  const left = await queued(a)
  assert.deepEqual(
    left.map(({ kind }) => kind),
    ['notice-withheld', 'withheld-opened'],
  )
  assert.equal((begun[0]?.days ?? 0) - (left[0]?.days ?? 0), 5)
  const { lines } = await installation.carnet.history.readOlderHistory(holderOf(a.spaceId), a.spaceId)
  assert.ok(lines.length > 0 && lines.every(({ act }) => act !== 'deposit-document'))
})

test('what was kept from representatives is told to the holder of the one space, and not to who represents them', async () => {
  const [a, b] = [await someone(15_003), await someone(15_004)]
  await depositFor(installation, b.ins, { secret: true })
  const [id = ''] = await documentsOf(b)
  const { documents, history } = installation.carnet
  await documents.readDocument(holderOf(b.spaceId), id)
  await merge(a, b)
  assert.equal((await documents.readDocument(holderOf(a.spaceId), id)).visibility.hiddenFromRepresentatives, true)
  const holder = await history.readOlderHistory(holderOf(a.spaceId), a.spaceId)
  assert.ok(holder.lines.some(({ documentId }) => documentId === id))
  const parent: Visitor = { ...holderOf(a.spaceId), actor: { kind: 'representative', id: 'parent', name: 'Parent' } }
  assert.deepEqual(await history.readOlderHistory(parent, a.spaceId), { lines: [], more: false })
})
