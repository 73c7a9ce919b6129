import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openMinor } from '../../../tests/support/browser-minor.ts'
import { depositFor, holderOf } from '../../../tests/support/corrections-bench.ts'
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
