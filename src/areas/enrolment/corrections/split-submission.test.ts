import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { asSuperuser } from '../../../../scenarios/faults/support/saved-home.ts'
import {
  approved,
  holderOf,
  inventedIns,
  openInvented,
  plainText,
  readableBy,
  software,
} from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { randomId } from '../../../platform/ids.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import type { Corrections } from './types.ts'

let installation: Installation
let corrections: Corrections
before(async () => {
  installation = await openInstallation({ examples: false })
  corrections = installation.carnet.enrolment.corrections
})
after(() => installation.close())

let next = 15_000
const someone = async () => {
  next += 1
  return { ins: inventedIns(next), ...(await openInvented(installation, next)) }
}
type Someone = Awaited<ReturnType<typeof someone>>

/** One submission of several documents. */
const depositTogether = (patient: Identifier, uniqueIds: readonly string[]) =>
  installation.carnet.documents.submitDocuments(software, {
    patient,
    documents: uniqueIds.map((uniqueId) => ({
      metadata: {
        ...plainText(installation.carnet),
        confidentiality: [],
        events: [],
        references: [],
        relatesTo: [],
        uniqueId,
        title: 'Un de trois',
        visibility: { hidden: false, withheld: false, hiddenFromRepresentatives: false },
        authors: [],
        sourcePatient: { identifiers: [patient] },
      },
      content: { bytes: Buffer.from(`contenu ${uniqueId}`) },
      field: 'document',
    })),
    supersedes: [],
    messageHash: createHash('sha256').update(uniqueIds.join()).digest(),
  })

test('of a submission of three, what stays behind keeps its set, and the stranger’s names their own only', async () => {
  const [a, b] = [await someone(), await someone()]
  const { carnet } = installation
  const uniqueIds = [1, 2, 3].map(() => `urn:uuid:${randomId()}`)
  const { submissionId } = await depositTogether(a.ins, uniqueIds)
  const page = await carnet.documents.listDocuments(holderOf(a.spaceId), { spaceId: a.spaceId }, {})
  const idOf = (uniqueId = ''): string => page.entries.find((entry) => entry.uniqueId === uniqueId)?.id ?? ''
  const [first, second, third] = uniqueIds.map(idOf)
  const setOf = async ({ spaceId }: Someone): Promise<string[] | string> => {
    try {
      return (await carnet.documents.readSet(holderOf(spaceId), submissionId)).documentIds.toSorted()
    } catch {
      return 'nothing'
    }
  }
  const namedIn = async ({ spaceId }: Someone): Promise<string[]> => {
    const keys = await carnet.keys.spaceKeys(spaceId)
    const rows = await asSuperuser(installation.database, (superuser) =>
      superuser.query<{ details: Buffer }>({
        text: 'select details from vault.submission where space_id = $1 and id = $2',
        values: [spaceId, submissionId],
      }),
    )
    const text = rows.map(({ details }) =>
      keys.openField({ table: 'submission', rowId: submissionId, column: 'details', version: 1 }, details).toString(),
    )
    return [first, second, third].flatMap((id = '') => (text.join('').includes(id) ? [id] : []))
  }
  const split = (id = '') => corrections.split(approved, { fromId: a.personId, toId: b.personId, documentIds: [id] })
  const one = await split(first)
  assert.deepEqual(await setOf(a), [second, third].toSorted(), 'the set is found where most of it is')
  assert.deepEqual(await namedIn(b), [first])
  await corrections.undo(approved, one.id)
  assert.deepEqual(await setOf(a), [first, second, third].toSorted())
  await split(first)
  await split(second)
  assert.deepEqual(await setOf(a), [third])
  assert.deepEqual(await namedIn(b), [first, second])
  await split(third)
  assert.deepEqual(await setOf(b), [first, second, third].toSorted())
  assert.deepEqual(await readableBy(installation, a.spaceId), [])
})
