import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { inventPerson } from '../../../../tests/support/invented-person.ts'
import { noticePerson } from '../../../../tests/support/notice-person.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { fixedClock } from '../../../platform/clock.ts'
import { randomId } from '../../../platform/ids.ts'
import { registerPersons } from '../../../startup/register-persons.ts'
import { clockVisitor } from './clock-visitor.ts'
import type { RegisterPerson } from '../register/types.ts'

const noticedAt = '2026-02-25T08:00:00.000Z'
const opensAt = '2026-04-08T22:00:00.000Z'
const clock = fixedClock(noticedAt)
const setClock = (iso: string): void => clock.advance(Date.parse(iso) - clock.now().getTime())

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ clock, examples: false })
})
after(() => carnet.close())

const newPerson = async (order: number): Promise<string> => {
  const person = inventPerson(order, 'MINA', { email: `mina${order}@example.org` })
  await registerPersons(carnet.carnet, [person])
  setClock(noticedAt)
  return noticePerson(carnet.carnet, person.ins)
}

const find = (personId: string) => carnet.carnet.register.findPerson(personId)

const eventsOf = async (personId: string): Promise<string> =>
  (await carnet.carnet.register.listEvents(personId)).map(({ kind }) => kind).join(' ')

const refuse = (personId: string): Promise<RegisterPerson> => {
  clock.advance(1)
  const actor = { kind: 'holder', id: personId, name: 'Mina TILLEUL' } as const
  const visitor = { ...clockVisitor, actor, authLevel: 'substantial' } as const
  return carnet.carnet.enrolment.lives.oppose({ personId, visitor, channel: 'online' })
}

/** Everything that is due, by many workers at once. */
const passTime = async (): Promise<void> => {
  const { lives } = carnet.carnet.enrolment
  for (;;) {
    const done = await Promise.all(Array.from({ length: 10 }, () => lives.runDue(10)))
    if (done.every((count) => count === 0)) return
  }
}

test('an older record: the person is written to again two weeks before the space opens, and it opens once', async () => {
  const [silent, refusing] = [await newPerson(201), await newPerson(202)]
  await carnet.database.owner.query({ text: "update enrolment.person set legacy = true where state = 'noticed'" })
  for (const personId of [silent, refusing]) assert.equal((await refuse(personId)).state, 'legacy-opposed')
  assert.equal((await carnet.carnet.enrolment.proofOf(silent)).opensAt, opensAt)
  setClock('2026-03-24T22:59:59.999Z')
  await passTime()
  assert.equal(await eventsOf(silent), 'noticed opposed')
  setClock('2026-03-25T08:00:00.000Z')
  await passTime()
  assert.equal(await eventsOf(silent), 'noticed opposed reminded')
  assert.equal((await find(silent))?.windowEndsAt, '2026-04-08T22:00:00Z')
  const mails = (await carnet.mails()).filter((mail) => mail.includes('mina201@example.org'))
  assert.match(mails.at(-1) ?? '', /Le 9 avril 2026/)
  assert.equal((await refuse(refusing)).state, 'opposed')
  setClock(opensAt)
  await passTime()
  assert.deepEqual([(await find(silent))?.state, (await find(refusing))?.state], ['open', 'opposed'])
  assert.equal(await eventsOf(silent), 'noticed opposed reminded opened')
  const problem = await problemOf(carnet.carnet.enrolment.proofOf(silent))
  assert.equal(problem.reason, 'proof-missing', 'what opened takes the refusal back')
})

test('whoever was not told by the end of the six weeks is told first: it opens six weeks after that, once', async () => {
  const personId = await newPerson(203)
  const noticeId = randomId()
  await carnet.database.owner.query({
    text: `insert into enrolment.notice (person_id, id, channel, kind, state, prepared_at, changed_at)
      values ($1, $2, 'mail', 'opening', 'prepared', $3, $3)`,
    values: [personId, noticeId, noticedAt],
  })
  setClock('2026-04-20T08:00:00.000Z')
  await passTime()
  const { state, dueAt } = (await find(personId)) ?? {}
  assert.deepEqual([state, dueAt], ['noticed', null])
  clock.advance(1)
  const payload = { event: 'noticed', personId, noticeId, mailTo: personId }
  const item = { spaceId: personId, id: noticeId, kind: 'enrolment-mail', attempts: 1, payload }
  await carnet.carnet.enrolment.messages.tell(item)
  await carnet.carnet.enrolment.messages.tell(item)
  assert.equal((await find(personId))?.dueAt, '2026-06-01T22:00:00Z')
  setClock('2026-06-01T21:59:59.999Z')
  await passTime()
  assert.equal((await find(personId))?.state, 'noticed')
  setClock('2026-06-01T22:00:00.000Z')
  await passTime()
  assert.equal(await eventsOf(personId), 'noticed notice-late noticed opened')
})
