import assert from 'node:assert/strict'
import { Secret, TOTP } from 'otpauth'
import { after, before, test } from 'node:test'
import type { Visitor } from '../../../access/types.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { newEnteredHolder, type EnteredHolder } from '../../../../tests/support/entered-holder.ts'
import { issueCode } from '../../../../tests/support/invited-person.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { readPdf, textOfPage } from '../../../../tests/support/read-pdf.ts'
import { fixedClock, systemClock } from '../../../platform/clock.ts'
import { clockVisitor } from '../life/clock-visitor.ts'
import type { LifeStep } from '../life/types.ts'

const clock = fixedClock(systemClock.now().toISOString())
let carnet: Installation
before(async () => {
  carnet = await openInstallation({ examples: false, clock })
})
after(() => carnet.close())

const entries = () => carnet.carnet.enrolment.entries
const reasonOf = async (work: Promise<unknown>): Promise<string> => (await problemOf(work)).reason
const password = { password: 'Cerise 9 trains!' }

type WaitingMeans = Parameters<Installation['carnet']['credentials']['beginRecovery']>[2]

/** Somebody who entered a moment ago: what follows is another instant. */
const newHolder = async (): Promise<EnteredHolder> => {
  const holder = await newEnteredHolder(carnet)
  clock.advance(1000)
  return holder
}

/** Whatever went wrong before has been waited out. */
const prove = ({ card }: Pick<EnteredHolder, 'card'>, code: string): Promise<string> => {
  clock.advance(30_000)
  return entries().proveByCode({ ...card, code, source: code })
}

const askFor = ({ spaceId }: EnteredHolder): Promise<boolean> =>
  carnet.carnet.database.app.transaction((connection) => carnet.carnet.credentials.askRecovery(connection, spaceId))

const beginFor = async ({ spaceId }: EnteredHolder, means: WaitingMeans): Promise<string> => {
  const { credentials, database } = carnet.carnet
  const id = (await credentials.recoveryOf(spaceId))?.id ?? spaceId
  return database.app.transaction((connection) => credentials.beginRecovery(connection, { spaceId, id }, means))
}

/** A code as the letter of a way back brings it. */
const recoveryCode = async ({ person }: EnteredHolder): Promise<string> => {
  const [issued] = await carnet.carnet.database.app.transaction((connection) =>
    carnet.carnet.enrolment.codes.issue(connection, [person.id], { origin: 'request', purpose: 'recovery' }),
  )
  return issued?.code ?? ''
}

const queuedFor = async ({ person }: Pick<EnteredHolder, 'person'>): Promise<string[]> => {
  const rows = await carnet.database.owner.query<{ kind: string }>({
    text: "select kind from platform.outbox where space_id = $1 and kind <> 'enrolment-mail' order by kind",
    values: [person.id],
  })
  await carnet.database.owner.query({ text: 'delete from platform.outbox where space_id = $1', values: [person.id] })
  return rows.map(({ kind }) => kind)
}

const request = (holder: Pick<EnteredHolder, 'card'>): Promise<void> =>
  entries().requestRecovery({ ...holder.card, source: holder.card.cardSerial })

const operatorStep = (personId: string): LifeStep => ({
  personId,
  visitor: { ...clockVisitor, actor: { kind: 'staff', id: 'operator', name: 'F', roles: ['operator'] } },
  channel: 'post',
})

const staff = (id: string, role: 'operator' | 'counter-agent' = 'operator'): Visitor => ({
  actor: { kind: 'staff', id, name: id, roles: [role] },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
})

test('a first code leads nobody back, and a recovery code opens nothing and shows nothing', async () => {
  const holder = await newHolder()
  await askFor(holder)
  const first = await prove(holder, await issueCode(carnet.carnet, holder.person.id))
  assert.equal(await reasonOf(entries().offerWaitingPasskey(first)), 'entry-ended')
  const code = await recoveryCode(holder)
  const secret = await prove(holder, code)
  assert.deepEqual((await entries().find(secret)).recovery, { hasApp: false })
  assert.equal(await reasonOf(entries().open(secret, { terms: 'x' })), 'entry-ended')
  assert.equal(await reasonOf(entries().refuse(secret, 'open')), 'entry-ended')
  const chosen = { login: 'sans.second.moyen', ...password }
  assert.equal(await reasonOf(entries().keepWaitingPassword(secret, chosen)), 'second-factor-missing')
})

test('without its request, before it, after a stop or with a means that waits, the code is over', async () => {
  const holder = await newHolder()
  const early = await recoveryCode(holder)
  const mine = { login: 'autre.lettre.ici', ...password }
  assert.equal(await reasonOf(prove(holder, early)), 'recovery-over')
  await askFor(holder)
  assert.equal(await reasonOf(prove(holder, early)), 'recovery-over')
  const code = await recoveryCode(holder)
  const [one, other] = [await prove(holder, code), await prove(holder, code)]
  await entries().beginWaitingApp(one)
  assert.equal(await reasonOf(entries().confirmWaitingApp(one, '000000')), 'totp-not-recognised')
  await carnet.carnet.credentials.stopRecovery(holder.spaceId)
  const drafted = await carnet.carnet.credentials.draftPassword(holder.spaceId, { login: 'trop.tard.ici', ...password })
  const contact = { channel: 'email', address: 'tard@example.org' } as const
  assert.equal(await reasonOf(beginFor(holder, { ...drafted, contact })), 'recovery-over')
  assert.equal(await reasonOf(prove(holder, code)), 'recovery-over')
  // Asked for anew, what the first letter began is over all the same: only the next letter leads on.
  await askFor(holder)
  await entries().sendContactCode(other, 'encore@example.org', 'fr')
  assert.equal(await reasonOf(entries().keepWaitingPassword(other, mine)), 'second-factor-missing')
  const { secret: app } = await entries().beginWaitingApp(other)
  const timestamp = carnet.carnet.clock.now().getTime()
  await entries().confirmWaitingApp(other, new TOTP({ secret: Secret.fromBase32(app) }).generate({ timestamp }))
  assert.equal(await reasonOf(entries().keepWaitingPassword(other, mine)), 'recovery-over')
})

test('a suspended space is not got back into, a closed one is; the dead are unknown', async () => {
  const holder = await newHolder()
  const { lives } = carnet.carnet.enrolment
  await askFor(holder)
  await lives.suspend(operatorStep(holder.person.id))
  assert.equal(await reasonOf(prove(holder, await recoveryCode(holder))), 'recovery-over')
  await request(holder)
  assert.deepEqual(await queuedFor(holder), [])
  await lives.resume(operatorStep(holder.person.id))
  const actor = { kind: 'holder', id: holder.spaceId, name: 'H' } as const
  const visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } } as const
  await carnet.carnet.enrolment.closeOwn(visitor, holder.spaceId)
  await request(holder)
  assert.deepEqual(await queuedFor(holder), ['enrolment-recovery'])
  await askFor(holder)
  assert.ok(await prove(holder, await recoveryCode(holder)))
  await lives.recordDeath(operatorStep(holder.person.id))
  assert.equal(await reasonOf(prove(holder, await recoveryCode(holder))), 'code-unknown')
  await request(holder)
  assert.deepEqual(await queuedFor(holder), [])
})

test('a letter leaves once for each request, to the address; none while a new means waits', async () => {
  const holder = await newHolder()
  const { messages } = carnet.carnet.enrolment
  const letters = async (): Promise<number> => {
    const text = "select from enrolment.notice where person_id = $1 and kind = 'recovery' and channel = 'post'"
    return (await carnet.database.owner.query({ text, values: [holder.person.id] })).length
  }
  const item = { spaceId: holder.person.id, kind: 'enrolment-recovery', attempts: 1 }
  const payload = { personId: holder.person.id }
  const [first, second, third] = [1, 2, 3].map((n) => ({
    ...item,
    payload,
    id: `00000000-0000-7000-8000-00000000000${n}`,
  }))
  assert.ok(first && second && third)
  await messages.sendRecovery(first)
  await messages.sendRecovery(first)
  assert.equal(await letters(), 1, 'done again after a crash')
  await messages.sendRecovery(second)
  assert.equal(await letters(), 2)
  const secret = await prove(holder, await recoveryCode(holder))
  const options = await entries().offerWaitingPasskey(secret)
  assert.deepEqual(options.excludeCredentials, [])
  const drafted = await carnet.carnet.credentials.draftPassword(holder.spaceId, { login: 'attend.un.peu', ...password })
  const contact = { channel: 'email', address: 'neuf@example.org' } as const
  await beginFor(holder, { ...drafted, contact })
  await messages.sendRecovery(third)
  assert.equal(await letters(), 2)
})

const eventsOf = async ({ person }: Pick<EnteredHolder, 'person'>): Promise<string[]> => {
  const events = await carnet.carnet.register.listEvents(person.id)
  return events
    .filter(({ kind }) => /^(recovery|means)-/.test(kind))
    .map(({ kind, channel, byKind }) => `${kind} ${channel} ${byKind}`)
}

/** A login and a password that wait for their day. */
const leaveMeans = async (holder: EnteredHolder, login: string): Promise<void> => {
  await askFor(holder)
  const drafted = await carnet.carnet.credentials.draftPassword(holder.spaceId, { login, ...password })
  await beginFor(holder, { ...drafted, contact: { channel: 'email', address: 'attend@example.org' } })
}

test('a suspension stops a means that waits: resumed weeks later, it opens nothing', async () => {
  const holder = await newHolder()
  const { credentials, enrolment } = carnet.carnet
  await leaveMeans(holder, 'attend.suspendu')
  await enrolment.lives.suspend(operatorStep(holder.person.id))
  await enrolment.lives.resume(operatorStep(holder.person.id))
  clock.advance(72 * 3_600_000)
  assert.equal(await credentials.recoveryOf(holder.spaceId), undefined)
  const tried = credentials.checkPassword('attend.suspendu', password.password, 'suspendu')
  assert.equal(await reasonOf(tried), 'sign-in-not-recognised')
  assert.deepEqual(await eventsOf(holder), [
    'recovery-asked online system',
    'recovery-begun online system',
    'recovery-stopped post staff',
  ])
})

test('a merge stops a means that waits: undone, it opens nothing', async () => {
  const [survivor, holder] = [await newHolder(), await newHolder()]
  const { credentials, enrolment } = carnet.carnet
  await leaveMeans(holder, 'attend.reunion')
  const pair = { survivorId: survivor.person.id, otherId: holder.person.id }
  const approved = { asked: staff('one'), confirmed: staff('two') }
  const { id } = await enrolment.corrections.merge(approved, pair)
  assert.equal(await credentials.recoveryOf(holder.spaceId), undefined)
  await enrolment.corrections.undo(approved, id)
  clock.advance(72 * 3_600_000)
  assert.equal(await credentials.recoveryOf(holder.spaceId), undefined)
  assert.equal((await eventsOf(holder)).at(-1), 'recovery-stopped pages staff')
})

test('at the counter the letter is handed over under a mandate; the wait and the stop are the same', async () => {
  const holder = await newHolder()
  const { counter } = carnet.carnet.staffRooms
  const agent = staff('agent', 'counter-agent')
  const id = await counter.start(agent, {
    place: 'Mairie',
    ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: holder.card.cardNumber },
    birthDate: holder.card.birthDate,
    givenBy: 'self',
    identityDocument: 'passport',
  })
  assert.equal(await reasonOf(counter.printRecovery(agent, id)), 'mandate-ended')
  await counter.sign(agent, id, { how: 'paper' })
  assert.ok((await counter.read(agent, id)).tasks.includes('get-back-in'))
  const letter = textOfPage(readPdf(await counter.printRecovery(agent, id)), 1)
  assert.match(letter, /Retrouver l’accès à votre espace/)
  const secret = await prove(holder, /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(letter)?.[0] ?? '')
  assert.deepEqual((await entries().find(secret)).recovery, { hasApp: false })
  assert.deepEqual(
    (await counter.read(agent, id)).done.map(({ kind, how }) => [kind, how]),
    [['recovery-asked', 'letter']],
  )
  assert.equal((await carnet.carnet.credentials.recoveryOf(holder.spaceId))?.effectiveAt, undefined)
})

test('who calls has it stopped at the desk, once; it stands in the history', async () => {
  const holder = await newHolder()
  const { persons } = carnet.carnet.staffRooms
  const search = {
    ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: holder.card.cardNumber },
    birthDate: holder.card.birthDate,
    postalCode: holder.postalCode,
    reason: 'call',
    channel: 'phone',
  } as const
  const caseId = await persons.findPerson(staff('one'), search)
  assert.ok(!(await persons.readCase(staff('one'), caseId)).deeds.includes('stop-recovery'))
  await askFor(holder)
  assert.ok((await persons.readCase(staff('one'), caseId)).deeds.includes('stop-recovery'))
  const wish = { deed: 'stop-recovery', from: 'open' } as const
  assert.equal(await persons.takeDeed(staff('one'), caseId, wish), 'done')
  assert.equal(await carnet.carnet.credentials.recoveryOf(holder.spaceId), undefined)
  assert.equal(await reasonOf(persons.takeDeed(staff('one'), caseId, wish)), 'recovery-over')
  const events = await carnet.carnet.register.listEvents(holder.person.id)
  assert.equal(events.filter(({ kind }) => kind === 'recovery-stopped').length, 1)
})

test('after two persons took the means away no first code leads in, only a way back', async () => {
  const holder = await newHolder()
  const { staffRooms, credentials, enrolment } = carnet.carnet
  const session = await carnet.carnet.identity.openSession({
    actor: { kind: 'holder', id: holder.spaceId, name: 'H' },
    spaceId: holder.spaceId,
    authLevel: 'substantial',
  })
  await enrolment.lives.suspend(operatorStep(holder.person.id))
  await staffRooms.approvals.ask(staff('one'), { kind: 'person-drop-means', subjectId: holder.person.id })
  const [asked] = await staffRooms.approvals.list(staff('two'))
  assert.equal(await reasonOf(staffRooms.approvals.confirm(staff('one'), asked?.id ?? '')), 'second-person-needed')
  assert.equal((await credentials.meansOf(holder.spaceId)).hasPassword, true)
  await staffRooms.approvals.confirm(staff('two'), asked?.id ?? '')
  assert.equal((await credentials.meansOf(holder.spaceId)).hasPassword, false)
  assert.equal(await carnet.carnet.identity.findSession(session), undefined)
  await enrolment.lives.resume(operatorStep(holder.person.id))
  const first = await prove(holder, await issueCode(carnet.carnet, holder.person.id))
  await entries().choosePost(first)
  const terms = credentials.termsAt(carnet.carnet.clock.now().toISOString()).version
  assert.equal(await reasonOf(entries().open(first, { terms })), 'entry-already-activated')
  await queuedFor(holder)
  await request(holder)
  assert.deepEqual(await queuedFor(holder), ['enrolment-recovery'])
})
