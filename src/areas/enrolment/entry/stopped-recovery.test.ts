import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { EnteredHolder } from '../../../../tests/support/entered-holder.ts'
import { readPdf, textOfPage } from '../../../../tests/support/read-pdf.ts'
import type { Installation } from '../../../../tests/support/installation.ts'
import {
  openRecoveryKit,
  operatorStep,
  password,
  reasonOf,
  staff,
  type RecoveryKit,
} from '../../../../tests/support/recovery-kit.ts'
import { waitForLocks } from '../../../../tests/support/wait-for-locks.ts'

let kit: RecoveryKit
before(async () => {
  kit = await openRecoveryKit()
})
after(() => kit.close())

const carnet = (): Installation['carnet'] => kit.installation.carnet
const entries = () => carnet().enrolment.entries

test('a suspension stops a means that waits: resumed weeks later, it opens nothing', async () => {
  const holder = await kit.newHolder()
  const { credentials, enrolment } = carnet()
  await kit.leaveMeans(holder, 'attend.suspendu')
  await enrolment.lives.suspend(operatorStep(holder.person.id))
  await enrolment.lives.resume(operatorStep(holder.person.id))
  kit.clock.advance(72 * 3_600_000)
  assert.equal(await credentials.recoveryOf(holder.spaceId), undefined)
  const tried = credentials.checkPassword('attend.suspendu', password.password, 'suspendu')
  assert.equal(await reasonOf(tried), 'sign-in-not-recognised')
  assert.deepEqual(await kit.eventsOf(holder), [
    'recovery-asked online system',
    'recovery-begun online system',
    'recovery-stopped post staff',
  ])
})

test('asked for a moment before a suspension: the suspension waits, and stops it', async () => {
  const holder = await kit.newHolder()
  const { credentials, database, enrolment } = carnet()
  let suspended: Promise<unknown> = Promise.resolve()
  await database.app.transaction(async (connection) => {
    assert.equal(await credentials.askRecovery(connection, holder.spaceId), true)
    suspended = enrolment.lives.suspend(operatorStep(holder.person.id))
    await waitForLocks(kit.installation.database.owner, 1)
  })
  await suspended
  await enrolment.lives.resume(operatorStep(holder.person.id))
  assert.equal(await credentials.recoveryOf(holder.spaceId), undefined)
  assert.deepEqual(await kit.eventsOf(holder), ['recovery-asked online system', 'recovery-stopped post staff'])
})

test('asked for a moment after a suspension: nothing is asked', async () => {
  const holder = await kit.newHolder()
  let asked: Promise<boolean> = Promise.resolve(true)
  await kit.installation.database.owner.transaction(async (connection) => {
    const text = `update enrolment.person set state = 'suspended', version = version + 1 where id = $1`
    await connection.query({ text, values: [holder.person.id] })
    asked = kit.askFor(holder)
    await waitForLocks(kit.installation.database.owner, 1)
  })
  assert.equal(await asked, false)
  assert.equal(await carnet().credentials.recoveryOf(holder.spaceId), undefined)
})

test('a suspension tells nobody that it stopped what had ended by itself', async () => {
  const holder = await kit.newHolder()
  const { credentials, enrolment, parameters } = carnet()
  await kit.askFor(holder)
  const days = parameters.parameterAt('recoveryEndsDays', kit.clock.now().toISOString())
  kit.clock.advance(days * 24 * 3_600_000)
  await enrolment.lives.suspend(operatorStep(holder.person.id))
  assert.deepEqual(await kit.eventsOf(holder), ['recovery-asked online system'])
  await enrolment.lives.resume(operatorStep(holder.person.id))
  assert.equal(await credentials.recoveryOf(holder.spaceId), undefined)
})

test('a merge stops a means that waits: undone, it opens nothing', async () => {
  const [survivor, holder] = [await kit.newHolder(), await kit.newHolder()]
  const { credentials, enrolment } = carnet()
  await kit.leaveMeans(holder, 'attend.reunion')
  const pair = { survivorId: survivor.person.id, otherId: holder.person.id }
  const approved = { asked: staff('one'), confirmed: staff('two') }
  const { id } = await enrolment.corrections.merge(approved, pair)
  assert.equal(await credentials.recoveryOf(holder.spaceId), undefined)
  await enrolment.corrections.undo(approved, id)
  kit.clock.advance(72 * 3_600_000)
  assert.equal(await credentials.recoveryOf(holder.spaceId), undefined)
  assert.equal((await kit.eventsOf(holder)).at(-1), 'recovery-stopped pages staff')
})

const startFor = async ({ card }: EnteredHolder): Promise<string> => {
  const agent = staff('agent', 'counter-agent')
  return carnet().staffRooms.counter.start(agent, {
    place: 'Mairie',
    ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: card.cardNumber },
    birthDate: card.birthDate,
    givenBy: 'self',
    identityDocument: 'passport',
  })
}

test('at the counter the letter is handed over under a mandate, what it leaves waits as any other, and there it is stopped', async () => {
  const holder = await kit.newHolder()
  const { counter } = carnet().staffRooms
  const agent = staff('agent', 'counter-agent')
  const id = await startFor(holder)
  assert.equal(await reasonOf(counter.printRecovery(agent, id)), 'mandate-ended')
  await counter.sign(agent, id, { how: 'paper' })
  const tasksNow = async () => (await counter.read(agent, id)).tasks.filter((task) => /recovery|back/.test(task))
  assert.deepEqual(await tasksNow(), ['get-back-in'])
  const letter = textOfPage(readPdf(await counter.printRecovery(agent, id)), 1)
  assert.match(letter, /Retrouver l’accès à votre espace/)
  assert.deepEqual(await tasksNow(), ['get-back-in', 'stop-recovery'])
  const secret = await kit.prove(holder, /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(letter)?.[0] ?? '')
  const { secret: app } = await entries().beginWaitingApp(secret)
  const code = (): string =>
    new TOTP({ secret: Secret.fromBase32(app) }).generate({ timestamp: kit.clock.now().getTime() })
  await entries().confirmWaitingApp(secret, code())
  await entries().keepWaitingPassword(secret, { login: 'guichet.attend', ...password })
  assert.deepEqual(await tasksNow(), ['stop-recovery'])
  assert.equal(await reasonOf(entries().sendContactCode(secret, 'tard@example.org', 'fr')), 'entry-ended')
  assert.equal(await reasonOf(entries().choosePost(secret)), 'entry-ended')
  for (let n = 0; n < 4; n += 1) assert.equal(await reasonOf(counter.printRecovery(agent, id)), 'recovery-over')
  const enter = () => carnet().credentials.checkPassword('guichet.attend', password.password, 'guichet')
  kit.clock.advance(72 * 3_600_000 - 1)
  assert.equal(await reasonOf(enter()), 'sign-in-not-recognised')
  const again = await startFor(holder)
  await counter.sign(agent, again, { how: 'paper' })
  kit.clock.advance(30_000)
  const { ticket } = await enter()
  await counter.stopRecovery(agent, again)
  assert.equal(
    await reasonOf(carnet().credentials.finishSecondFactor(ticket, { kind: 'totp', code: code() })),
    'sign-in-expired',
  )
  assert.equal(await reasonOf(counter.stopRecovery(agent, again)), 'recovery-over')
  assert.deepEqual(
    (await counter.read(agent, again)).done.map(({ kind }) => kind),
    ['recovery-stopped'],
  )
  assert.deepEqual(await kit.eventsOf(holder), [
    'recovery-asked counter staff',
    'recovery-begun online system',
    'recovery-stopped counter staff',
  ])
})

test('who calls has it stopped at the desk, once; it stands in the history', async () => {
  const holder = await kit.newHolder()
  const { persons } = carnet().staffRooms
  const search = {
    ins: { system: 'urn:oid:1.2.250.1.213.1.4.10', value: holder.card.cardNumber },
    birthDate: holder.card.birthDate,
    postalCode: holder.postalCode,
    reason: 'call',
    channel: 'phone',
  } as const
  const caseId = await persons.findPerson(staff('one'), search)
  assert.ok(!(await persons.readCase(staff('one'), caseId)).deeds.includes('stop-recovery'))
  await kit.askFor(holder)
  assert.ok((await persons.readCase(staff('one'), caseId)).deeds.includes('stop-recovery'))
  const wish = { deed: 'stop-recovery', from: 'open' } as const
  assert.equal(await persons.takeDeed(staff('one'), caseId, wish), 'done')
  assert.equal(await carnet().credentials.recoveryOf(holder.spaceId), undefined)
  assert.equal(await reasonOf(persons.takeDeed(staff('one'), caseId, wish)), 'recovery-over')
  const events = await carnet().register.listEvents(holder.person.id)
  assert.equal(events.filter(({ kind }) => kind === 'recovery-stopped').length, 1)
})
