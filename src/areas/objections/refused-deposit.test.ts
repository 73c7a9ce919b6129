import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openMinor } from '../../../tests/support/browser-minor.ts'
import {
  approved,
  depositFor,
  holderOf,
  inventedIns,
  openInvented,
  plainText,
  software,
} from '../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { loadCast } from '../../reference/load-cast.ts'
import { objectionsFile } from './objections-file.ts'

// Law: R.1111-50. That somebody still sends what a minor keeps out is told to the minor, never to whoever represents them.

const insOf = (who: string) => loadCast().holders.find(({ name }) => name === who)?.ins ?? { system: '', value: '' }
const lea = insOf('lea')

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
  await openMinor(installation, lea, insOf('paul'))
})
after(() => installation.close())

const refusedIn = (spaceId: string): Promise<{ audience: string }[]> => {
  const text = `select audience from journal.entry where space_id = $1 and effect = 'refuse' and act = 'deposit-document'`
  return installation.database.owner.query({ text, values: [spaceId] })
}

test('a deposit that a minor’s objection keeps out is refused where no parent reads', async () => {
  const { carnet } = installation
  await depositFor(installation, lea, { title: 'Consultation' })
  const spaceId = (await carnet.register.findPersonByIns(lea))?.spaceId ?? ''
  const { entries } = await carnet.documents.listDocuments(holderOf(spaceId), { spaceId }, { count: 10 })
  const documentId = entries[0]?.id ?? ''
  await carnet.objections.object(holderOf(spaceId), { documentId, scope: 'act', reason: '' })
  const again = depositFor(installation, lea, { title: 'Remboursement' })
  assert.equal((await problemOf(again)).reason, 'listing-refused')
  assert.deepEqual(await refusedIn(spaceId), [{ audience: 'hidden-from-representatives' }])
})

const optOut = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTOUT' }

/** A reimbursement line of a day, as an insurer's software sends it: another source than whoever gave the care. */
const reimburse = async (day: string, label?: typeof optOut): Promise<string> => {
  const { documents, reference } = installation.carnet
  const [payment = assert.fail('no such type')] = objectionsFile.reimbursementTypes
  const uniqueId = `urn:uuid:${randomId()}`
  const facility = { id: '1750000901', name: 'Caisse' }
  const insurer = { ...software, actor: { kind: 'software', id: 'insurer', name: 'Caisse', facility } } as const
  const metadata = {
    ...plainText(installation.carnet),
    confidentiality: label ? [label] : [],
    events: [],
    references: [],
    relatesTo: [],
    authors: [],
    type: { ...payment, display: 'Données de remboursement' },
    documentClass: { ...plainText({ reference }).documentClass, code: '60' },
    datedAt: `${day}T12:00:00+01:00`,
    uniqueId,
    title: 'Remboursement',
    visibility: { hidden: false, withheld: false, hiddenFromRepresentatives: false },
    sourcePatient: { identifiers: [lea] },
  }
  const content = { bytes: Buffer.from(uniqueId) }
  const sent = documents.submitDocuments(insurer, {
    patient: lea,
    documents: [{ metadata, content, field: 'document' }],
    supersedes: [],
    messageHash: createHash('sha256').update(uniqueId).digest(),
  })
  return sent.then(
    () => 'listed',
    (error: unknown) => (error instanceof Problem ? error.reason : 'fault'),
  )
}

test('of the act that a minor keeps out no reimbursement enters either, wherever it comes from', async () => {
  assert.equal(await reimburse('2026-03-05'), 'listing-refused')
  assert.equal(await reimburse('2026-03-06'), 'listed', 'of another day')
  assert.equal(await reimburse('2026-03-06', optOut), 'act-not-to-be-listed', 'said at the visit')
})

test('of what an objection sets aside no date tells', async () => {
  const { carnet } = installation
  const ins = inventedIns(27_001)
  const { spaceId } = await openInvented(installation, 27_001)
  await depositFor(installation, ins, { title: 'Consultation' })
  await depositFor(installation, ins, { title: 'Résultat', withheld: true })
  const { entries } = await carnet.documents.listDocuments(holderOf(spaceId), { spaceId }, {})
  const asked = { documentId: entries[0]?.id ?? '', scope: 'act', reason: 'other' } as const
  const { id, partyName } = await carnet.objections.object(holderOf(spaceId), asked)
  assert.equal(partyName, 'Laboratoire')
  await carnet.objectionDesk.answer(approved.asked, id, { outcome: 'accepted' })
  const text = `select kind from platform.outbox where space_id = $1 and kind like '%withheld%'`
  assert.deepEqual(await installation.database.owner.query({ text, values: [spaceId] }), [])
})
