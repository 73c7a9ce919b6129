import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  approved,
  depositFor,
  holderOf,
  inventedIns,
  inventedTraits,
  openInvented,
  readableBy,
  registerInvented,
} from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import type { Corrections } from './types.ts'

let installation: Installation
let corrections: Corrections
before(async () => {
  installation = await openInstallation({ examples: false })
  corrections = installation.carnet.enrolment.corrections
})
after(() => installation.close())

const reasonOf = async (work: Promise<unknown>): Promise<string> => (await problemOf(work)).reason

let next = 300
const someone = async (family?: string) => {
  next += 1
  return { n: next, ins: inventedIns(next), ...(await openInvented(installation, next, family)) }
}

test('traits are corrected in the register and in the space, and put back', async () => {
  const a = await someone('DUPOND')
  const { identity } = installation.carnet
  const traits = { ...inventedTraits('DUPONT'), birthDate: '1980-05-05' }
  const { id } = await corrections.correctTraits(approved, { personId: a.personId, traits })
  const seen = async () => (await identity.readPerson(holderOf(a.spaceId), { spaceId: a.spaceId })).traits
  assert.deepEqual(await seen(), traits)
  const pivot = {
    given_name: 'ANNE',
    family_name: 'DUPONT',
    gender: 'female',
    birthplace: '75113',
    birthcountry: '99100',
  }
  const registered = await installation.carnet.register.findPersonByPivot({ ...pivot, birthdate: '1980-05-05' })
  assert.equal(registered?.id, a.personId)
  assert.equal(
    await reasonOf(corrections.correctTraits(approved, { personId: a.personId, traits })),
    'correction-changes-nothing',
  )
  await corrections.undo(approved, id)
  assert.deepEqual(await seen(), inventedTraits('DUPOND'))
})

test('the insurer’s own correction reaches the space through the queue', async () => {
  const a = await someone('DURAND')
  await registerInvented(installation, a.n, 'DURANT')
  await installation.mails()
  const { traits } = await installation.carnet.identity.readPerson(holderOf(a.spaceId), { spaceId: a.spaceId })
  assert.equal(traits.birthFamily, 'DURANT')
})

test('a final number replaces a provisional one: both lead to the person, until it is undone', async () => {
  const a = await someone()
  const final = inventedIns(90_000 + next)
  const replace = (ins = final) => corrections.replaceIdentifier(approved, { personId: a.personId, ins })
  const { id } = await replace()
  const uniqueIds = [await depositFor(installation, a.ins), await depositFor(installation, final)]
  assert.deepEqual(await readableBy(installation, a.spaceId), uniqueIds.toSorted())
  const { identity, register } = installation.carnet
  assert.deepEqual((await identity.readPerson(holderOf(a.spaceId), { spaceId: a.spaceId })).ins, final)
  assert.equal((await register.findPersonByIns(a.ins))?.id, a.personId)
  assert.equal((await register.findPersonByIns(final))?.id, a.personId)
  const stranger = await someone()
  assert.equal(await reasonOf(replace(stranger.ins)), 'correction-identifier-taken')
  assert.equal(await reasonOf(replace({ ...final, value: '280057509999999' })), 'ins-key-wrong')
  await corrections.undo(approved, id)
  assert.deepEqual((await identity.readPerson(holderOf(a.spaceId), { spaceId: a.spaceId })).ins, a.ins)
  assert.equal(await register.findPersonByIns(final), undefined)
  assert.equal(await reasonOf(depositFor(installation, final)), 'patient-not-known-here')
})

test('a number given before the space is founded leads to it afterwards', async () => {
  next += 1
  const personId = await registerInvented(installation, next)
  const former = inventedIns(next)
  const final = inventedIns(80_000 + next)
  await corrections.replaceIdentifier(approved, { personId, ins: final })
  const { lives } = installation.carnet.enrolment
  const spaceId = await lives.open({ personId, visitor: approved.asked, channel: 'counter' })
  const uniqueIds = [await depositFor(installation, former), await depositFor(installation, final)]
  assert.deepEqual(await readableBy(installation, spaceId), uniqueIds.toSorted())
})
