import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openMinor } from '../../../tests/support/browser-minor.ts'
import { approved, depositFor, holderOf, inventedIns, openInvented } from '../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { loadCast } from '../../reference/load-cast.ts'

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
