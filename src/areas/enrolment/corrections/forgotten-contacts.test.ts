import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { approved, inventedIns, inventedTraits, registerInvented } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { registerPersons } from '../../../startup/register-persons.ts'
import type { Corrections } from './types.ts'

let installation: Installation
let corrections: Corrections
before(async () => {
  installation = await openInstallation({ examples: false })
  corrections = installation.carnet.enrolment.corrections
})
after(() => installation.close())

let next = 17_000
const someone = async () => {
  next += 1
  return { ins: inventedIns(next), personId: await registerInvented(installation, next) }
}
type Someone = Awaited<ReturnType<typeof someone>>

const merge = (survivor: Someone, other: Someone) =>
  corrections.merge(approved, { survivorId: survivor.personId, otherId: other.personId })

test('what a merged person’s parents were reached by is forgotten for the survivor too, until the merge is undone', async () => {
  const { owner } = installation.database
  const [a, b] = [await someone(), await someone()]
  const contactOf = `(select contact_hash from enrolment.identity where person_id = $1)`
  const parents = 'parents@example.org'
  const lineOf = (one: Someone, email: string): Promise<unknown> =>
    registerPersons(installation.carnet, [{ ins: one.ins, traits: inventedTraits(`LIGNE${email.slice(0, 1)}`), email }])
  await lineOf(b, parents)
  // As their majority left it: the parents' address is nobody's contact any more.
  const forget = `update enrolment.identity set forgotten_contacts = array[${contactOf}], contact_hash = null where person_id = $1`
  await owner.query({ text: forget, values: [b.personId] })
  const forgotten = async (one: Someone): Promise<number> => {
    const text = 'select cardinality(forgotten_contacts) as count from enrolment.identity where person_id = $1'
    return Number((await owner.query<{ count: number }>({ text, values: [one.personId] }))[0]?.count)
  }
  const { id } = await merge(a, b)
  assert.equal(await forgotten(a), 1)
  const remarksOf = async () => (await installation.carnet.register.findPerson(a.personId))?.remarks
  await lineOf(a, parents)
  assert.deepEqual(await remarksOf(), ['line-contact-shared'], 'a line that brings it back is looked at by a human')
  await lineOf(a, 'own@example.org')
  assert.deepEqual(await remarksOf(), [])
  const again = await merge(a, await someone())
  await corrections.undo(approved, again.id)
  assert.equal(await forgotten(a), 1, 'what was forgotten before stays')
  await corrections.undo(approved, id)
  assert.deepEqual([await forgotten(a), await forgotten(b)], [0, 1])
})

test('what the survivor’s own majority forgot since the merge stays forgotten when it is undone', async () => {
  const { owner } = installation.database
  const [a, b] = [await someone(), await someone()]
  const forget = `update enrolment.identity set forgotten_contacts = forgotten_contacts || '\\x01'::bytea where person_id = $1`
  await owner.query({ text: forget, values: [b.personId] })
  const { id } = await merge(a, b)
  await owner.query({ text: forget, values: [a.personId] })
  await corrections.undo(approved, id)
  const text = `select encode(unnest(forgotten_contacts), 'hex') as hash from enrolment.identity where person_id = $1`
  assert.deepEqual(await owner.query({ text, values: [a.personId] }), [{ hash: '01' }])
})
