import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holderOf, openInvented, software } from '../../../tests/support/corrections-bench.ts'
import { ageDeposits } from '../../../tests/support/age-deposits.ts'
import { familyKit } from '../../../tests/support/family-kit.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { depositIn, visible } from '../../../tests/support/twin-worlds.ts'

const kit = familyKit()
const { clock, installation } = kit
before(kit.open)
after(kit.close)

const withheld = { ...visible, withheld: true }

const newPatient = async () => {
  const childNumber = kit.newNumber()
  return { childNumber, ...(await openInvented(installation(), childNumber)) }
}

type Patient = Awaited<ReturnType<typeof newPatient>>

const deposit = async ({ childNumber }: Patient, visibility = withheld): Promise<string> =>
  (await depositIn(kit, { childNumber }, { order: 1, title: 'Résultat', visibility })).id

/** What is queued of withheld documents, with the days from now on which it is due. */
const queued = async ({ spaceId }: Patient): Promise<string[]> => {
  const rows = await installation().database.owner.query<{ kind: string; due_at: string }>({
    text: `select kind, due_at from platform.outbox where space_id = $1 and kind like '%withheld%' order by due_at`,
    values: [spaceId],
  })
  const days = (at: string): number => Math.floor((Date.parse(at) - clock.now().getTime()) / 86_400_000)
  return rows.map(({ kind, due_at: at }) => `${kind} ${days(at)}`)
}

const mailsTo = async ({ childNumber }: Patient): Promise<string[]> =>
  (await installation().mails()).filter((mail) => mail.includes(`p${childNumber}@example.org`))

const chainsOf = async ({ spaceId }: Patient): Promise<string[]> => {
  const file: unknown = JSON.parse(await installation().carnet.history.exportJournal(holderOf(spaceId), spaceId))
  return [...JSON.stringify(file).matchAll(/"audience":"([a-z-]+)","entries"/g)].map(([, audience = '']) => audience)
}

const actsOf = async ({ spaceId }: Patient): Promise<string[]> => {
  const { lines } = await installation().carnet.history.readHistory(holderOf(spaceId), spaceId, { who: 'others' })
  return lines.map(({ act }) => act)
}

test('nothing is told at the deposit; two weeks and a month are queued with it', async () => {
  const patient = await newPatient()
  await deposit(patient)
  assert.deepEqual(await queued(patient), ['notice-withheld 14', 'withheld-opened 30'])
  const ordinary = await newPatient()
  await deposit(ordinary, visible)
  assert.deepEqual(await queued(ordinary), [])
})

test('a professional announces it earlier: it is open for good, its journal with it, and no date tells of it any more', async () => {
  const patient = await newPatient()
  const id = await deposit(patient)
  const { documents } = installation().carnet
  assert.equal((await problemOf(documents.readDocument(holderOf(patient.spaceId), id))).reason, 'document-not-open')
  assert.deepEqual(await actsOf(patient), [], 'the holder reads of nothing')
  assert.deepEqual(await chainsOf(patient), ['main'])
  await documents.updateDocument(software, { id }, { visibility: { withheld: false } })
  await installation().mails()
  assert.deepEqual(await queued(patient), [])
  assert.equal((await documents.readDocument(holderOf(patient.spaceId), id)).id, id)
  assert.deepEqual(await actsOf(patient), ['open-withheld', 'open-withheld', 'update-document', 'deposit-document'])
  assert.deepEqual(await chainsOf(patient), ['main', 'withheld-from-holder'])
  const again = documents.updateDocument(software, { id }, { visibility: { withheld: true } })
  assert.equal((await problemOf(again)).reason, 'visibility-never-closed-again')
})

test('while something else is withheld the journal of what has opened stays shut with it', async () => {
  const patient = await newPatient()
  const [first, second] = [await deposit(patient), await deposit(patient)]
  const { documents } = installation().carnet
  await documents.updateDocument(software, { id: first }, { visibility: { withheld: false } })
  await installation().mails()
  assert.deepEqual(await chainsOf(patient), ['main'])
  await documents.updateDocument(software, { id: second }, { visibility: { withheld: false } })
  await installation().mails()
  assert.deepEqual(await chainsOf(patient), ['main', 'withheld-from-holder'])
})

test('the journal of what is withheld does not open while the space is closed, whatever date comes', async () => {
  const patient = await newPatient()
  await deposit(patient)
  const { lives } = installation().carnet.enrolment
  const step = { personId: patient.personId, visitor: holderOf(patient.spaceId), channel: 'counter' } as const
  await lives.close(step)
  await installation().carnet.documents.openWithheld(patient.spaceId)
  await lives.reopen(step)
  assert.deepEqual(await chainsOf(patient), ['main'])
})

test('withdrawn by its author it is told to nobody', async () => {
  const patient = await newPatient()
  const id = await deposit(patient)
  await installation().carnet.documents.updateDocument(software, { id }, { status: 'entered-in-error' })
  assert.deepEqual(await queued(patient), [])
})

test('after two weeks one mail, which says to see a professional and nothing else', async () => {
  const patient = await newPatient()
  const sent = (await mailsTo(patient)).length
  await deposit(patient)
  await installation().database.owner.query({
    text: `update platform.outbox set due_at = now() where space_id = $1`,
    values: [patient.spaceId],
  })
  await installation().mails()
  const told = (await mailsTo(patient)).slice(sent)
  assert.equal(told.length, 1)
  assert.match(told[0] ?? '', /rendez-vous/)
  assert.doesNotMatch(told[0] ?? '', /R=C3=A9sultat|Laboratoire|document/i)
  assert.deepEqual(await chainsOf(patient), ['main'], 'a date that came too early opens nothing')
})

test('states that must not stand together are refused, at the deposit and after a change', async () => {
  const patient = await newPatient()
  const both = { ...withheld, hidden: true }
  assert.equal((await problemOf(deposit(patient, both))).reason, 'visibility-combination-refused')
  const id = await deposit(patient)
  const { documents } = installation().carnet
  const masked = documents.updateDocument(software, { id }, { visibility: { hidden: true } })
  assert.equal((await problemOf(masked)).reason, 'visibility-combination-refused')
  const secret = await deposit(patient, { ...visible, hidden: true, hiddenFromRepresentatives: true })
  assert.equal(typeof secret, 'string')
})

test('what is hidden from representatives is not replaced by what they see, nor the other way round', async () => {
  const patient = await newPatient()
  const secret = { ...visible, hiddenFromRepresentatives: true }
  const replace = (replaces: string, visibility: typeof visible) =>
    depositIn(kit, { childNumber: patient.childNumber }, { order: 2, title: 'Suite', visibility, replaces })
  const [open, hidden] = [await deposit(patient, visible), await deposit(patient, secret)]
  assert.equal((await problemOf(replace(hidden, visible))).reason, 'replacement-tells-secret')
  assert.equal((await problemOf(replace(open, secret))).reason, 'visibility-never-closed-again')
  await replace(hidden, secret)
  await replace(open, visible)
})

test('what its date has opened is not replaced by what is withheld', async () => {
  const patient = await newPatient()
  const id = await deposit(patient)
  const replace = (replaces: string) =>
    depositIn(kit, { childNumber: patient.childNumber }, { order: 2, title: 'Suite', visibility: withheld, replaces })
  const { id: second } = await replace(id)
  await ageDeposits(installation().database.owner, patient.spaceId, 400)
  await installation().carnet.documents.readDocument(holderOf(patient.spaceId), second)
  assert.equal((await problemOf(replace(second))).reason, 'visibility-never-closed-again')
})
