import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { randomId } from '../../platform/ids.ts'
import type { LogFields } from '../../platform/log.ts'
import { createOutbox, enqueue, enqueueBulk, HeldBack, type Outbox } from '../../platform/outbox.ts'
import { createWorker } from './worker.ts'

let database: TestDatabase
let outbox: Outbox
before(async () => {
  database = await createTestDatabase()
  outbox = createOutbox(database.app)
})
after(() => database.drop())

const lines: { event: string; fields: LogFields }[] = []
const note = (event: string, fields: LogFields = {}): void => void lines.push({ event, fields })

const unexpected = async (): Promise<never> => {
  throw new Error('called without a reason')
}

test('a campaign that is held back is asked about once in a while; nobody’s code waits behind it, and no mail of it is parked', async () => {
  const many = Array.from({ length: 50 }, () => ({ spaceId: randomId(), id: randomId(), payload: {} }))
  await enqueueBulk(database.app, 'enrolment-mail', many)
  const asked: string[] = []
  const codes: string[] = []
  const tell = async ({ id }: { id: string }): Promise<never> => {
    asked.push(id)
    throw new HeldBack('letter-not-approved')
  }
  const sendCode = async ({ id }: { id: string }): Promise<void> => void codes.push(id)
  const worker = createWorker({
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
      sendNotice: unexpected,
      sendAnswerNotice: unexpected,
      sendWithheldNotice: unexpected,
      sendRecall: unexpected,
      tellProfessional: async () => {},
      tellProducer: async () => {},
    },
    messages: { tell, sendCode, sendRecovery: unexpected },
    log: { info: note, warn: note, error: note },
  })
  worker.start()
  for (let tries = 0; asked.length === 0 && tries < 200; tries += 1) await sleep(10)
  const code = randomId()
  await enqueue(database.app, { spaceId: code, id: code, kind: 'enrolment-code', payload: {} })
  for (let tries = 0; codes.length === 0 && tries < 200; tries += 1) await sleep(10)
  await sleep(700)
  await worker.stop()
  assert.deepEqual([codes, asked.length], [[code], 20])
  assert.deepEqual(await outbox.count(), { waiting: 50, parked: 0 })
  const tried = await database.owner.query({ text: 'select 1 from platform.outbox where attempts > 0' })
  assert.deepEqual(tried, [])
  assert.deepEqual(
    lines.map(({ event, fields }) => [event, fields.count]),
    [['jobs-held', 20]],
  )
})
