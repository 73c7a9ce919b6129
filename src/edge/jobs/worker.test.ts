import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Notice } from '../../areas/notifications/index.ts'
import { randomId } from '../../platform/ids.ts'
import type { Log, LogFields } from '../../platform/log.ts'
import { createOutbox, type Outbox } from '../../platform/outbox.ts'
import { createWorker, type WorkerParts } from './worker.ts'

let database: TestDatabase
let outbox: Outbox
let lines: { event: string; fields: LogFields }[]
before(async () => {
  database = await createTestDatabase()
  outbox = createOutbox(database.app)
})
after(() => database.drop())
beforeEach(async () => {
  lines = []
  await database.owner.query({ text: 'delete from platform.outbox' })
})

const note = (event: string, fields: LogFields = {}): void => void lines.push({ event, fields })
const log: Log = { info: note, warn: note, error: note }

const enqueue = async (kind: string, payload: Readonly<Record<string, string>> = {}): Promise<string> => {
  const id = randomId()
  await database.app.query({
    text: 'insert into platform.outbox (space_id, id, kind, payload) values ($1, $2, $3, $4)',
    values: [randomId(), id, kind, JSON.stringify(payload)],
  })
  return id
}

/** Nothing of the queue but notices is expected: whatever else is called fails its item. */
const unexpected = async (): Promise<never> => {
  throw new Error('called without a reason')
}
const messages = { tell: unexpected, sendCode: unexpected, sendRecovery: unexpected }

const workerOf = (sendNotice: (notice: Notice) => Promise<void>, given: Partial<WorkerParts> = {}) =>
  createWorker({
    outbox,
    chores: {},
    runDue: async () => 0,
    sendAlert: unexpected,
    followRegister: unexpected,
    followRepresentatives: unexpected,
    openWithheld: unexpected,
    extractText: unexpected,
    scanContent: unexpected,
    scanSpace: unexpected,
    eraseRemains: unexpected,
    followDeath: unexpected,
    growLog: async () => 0,
    notifications: {
      sendNotice,
      sendAnswerNotice: unexpected,
      sendWithheldNotice: unexpected,
      sendRecall: unexpected,
      tellProfessional: unexpected,
      tellProducer: unexpected,
    },
    messages,
    log,
    ...given,
  })

const untilSettled = async (): Promise<void> => {
  for (let tries = 0; (await outbox.count()).waiting > 0; tries += 1) {
    if (tries === 200) throw new Error('the queue did not empty')
    await sleep(10)
  }
}

test('both kinds of notice lead to one sending each, then the queue is empty', async () => {
  const ids = [await enqueue('notice-first-look'), await enqueue('notice-deposit')]
  const sent: string[] = []
  const worker = workerOf(async ({ id }) => void sent.push(id))
  assert.equal(await worker.runDue(), 2)
  assert.equal(await worker.runDue(), 0)
  assert.deepEqual(sent.toSorted(), ids.toSorted())
  assert.deepEqual(await outbox.count(), { waiting: 0, parked: 0 })
})

test('each kind of item leads to its own use-case, and one that fails stops no other', async () => {
  const did: string[] = []
  const noted =
    (name: string, fails = false) =>
    async (item: { id: string } | string): Promise<void> => {
      did.push(`${name} ${typeof item === 'string' ? item : item.id}`)
      if (fails) throw new Error('gone')
    }
  const worker = workerOf(noted('notice'), {
    messages: { tell: noted('tell', true), sendCode: noted('code'), sendRecovery: noted('recovery') },
    sendAlert: noted('alert'),
    followRegister: noted('follow'),
    followRepresentatives: noted('represent'),
    openWithheld: noted('open'),
    eraseRemains: ({ personId = '' }) => noted('erase')(personId),
    followDeath: noted('death'),
  })
  const [notice, mail] = [await enqueue('notice-deposit'), await enqueue('enrolment-mail')]
  const code = await enqueue('enrolment-code')
  const recovery = await enqueue('enrolment-recovery')
  const alert = await enqueue('holder-alert')
  await enqueue('identity-corrected', { personId: 'paul' })
  await enqueue('representation-changed', { personId: 'zoe' })
  await enqueue('space-erased', { personId: 'anna' })
  await enqueue('person-died', { personId: 'jean' })
  assert.equal(await worker.runDue(), 9)
  assert.deepEqual(
    did.toSorted(),
    [
      `alert ${alert}`,
      `code ${code}`,
      'death jean',
      'erase anna',
      'follow paul',
      `notice ${notice}`,
      `recovery ${recovery}`,
      'represent paul',
      'represent zoe',
      `tell ${mail}`,
    ].toSorted(),
  )
  assert.deepEqual(
    lines.map(({ event, fields }) => `${event} ${fields.job}`),
    ['job-postponed enrolment-mail'],
  )
  assert.deepEqual(await outbox.count(), { waiting: 1, parked: 0 })
})

test('a poisoned item and one of an unknown kind stop no other, and are parked in the end', async () => {
  const poisoned = await enqueue('notice-deposit')
  await enqueue('no-such-kind')
  const healthy = [await enqueue('notice-deposit'), await enqueue('notice-first-look')]
  const sent: string[] = []
  const worker = workerOf(async ({ id }) => {
    if (id === poisoned) throw new TypeError('secret words of the failure')
    sent.push(id)
  })
  for (let round = 0; round < 5; round += 1) {
    await worker.runDue()
    await database.owner.query({ text: "update platform.outbox set due_at = now() - interval '1 second'" })
  }
  assert.deepEqual(sent.toSorted(), healthy.toSorted())
  assert.deepEqual(await outbox.count(), { waiting: 0, parked: 2 })
  assert.equal(lines.filter(({ event }) => event === 'job-postponed').length, 8)
  assert.equal(lines.filter(({ event }) => event === 'job-parked').length, 2)
  assert.doesNotMatch(JSON.stringify(lines), /secret words/)
})

test('a worker that dies after the effect leaves the item to another: the effect comes twice under one id', async () => {
  const id = await enqueue('notice-deposit')
  const sent: string[] = []
  const dying = workerOf(async (notice) => void sent.push(notice.id), {
    outbox: { ...outbox, settle: async () => {}, postpone: async () => 'due' },
  })
  await dying.runDue()
  await database.owner.query({ text: "update platform.outbox set leased_until = now() - interval '1 second'" })
  await workerOf(async (notice) => void sent.push(notice.id)).runDue()
  assert.deepEqual(sent, [id, id])
})

test('two running workers share the queue: no item is done twice, all are done', async () => {
  const ids: string[] = []
  for (let number = 0; number < 45; number += 1) ids.push(await enqueue('notice-deposit'))
  const sent: string[] = []
  const workers = [1, 2].map(() =>
    workerOf(async ({ id }) => {
      await sleep(2)
      sent.push(id)
    }),
  )
  for (const worker of workers) worker.start()
  await untilSettled()
  await Promise.all(workers.map((worker) => worker.stop()))
  assert.deepEqual(sent.toSorted(), ids.toSorted())
})

test('a stop waits for the work in hand, and nothing is taken after it', async () => {
  await enqueue('notice-deposit')
  let done = 0
  let begun = (): void => {}
  const taken = new Promise<void>((resolve) => {
    begun = resolve
  })
  const worker = workerOf(async () => {
    begun()
    await sleep(60)
    done += 1
  })
  worker.start()
  await taken
  await worker.stop()
  assert.equal(done, 1)
  await enqueue('notice-deposit')
  await sleep(20)
  assert.equal(done, 1)
})

test('a database that fails is told in the log, and the worker goes on', async () => {
  let failures = 1
  const shaky: Outbox = {
    ...outbox,
    leaseDue: async (limit, lane) => {
      if (failures-- > 0) throw new RangeError('gone')
      return outbox.leaseDue(limit, lane)
    },
  }
  await enqueue('notice-deposit')
  const worker = workerOf(async () => {}, { outbox: shaky })
  worker.start()
  await untilSettled()
  await worker.stop()
  assert.deepEqual(
    lines.filter(({ event }) => event === 'worker-failed').map(({ fields }) => fields.error),
    ['RangeError'],
  )
})

test('chores run at the start, and one that fails does not stop the next', async () => {
  const did: string[] = []
  const chores = {
    objects: async () => {
      did.push('objects')
      throw new Error('no store')
    },
    sessions: async () => void did.push('sessions'),
  }
  const worker = workerOf(async () => {}, { chores })
  worker.start()
  await worker.stop()
  await sleep(1)
  assert.deepEqual(did, ['objects', 'sessions'])
  assert.deepEqual(
    lines.map(({ event, fields }) => `${event} ${fields.job}`),
    ['chore-failed objects'],
  )
})
