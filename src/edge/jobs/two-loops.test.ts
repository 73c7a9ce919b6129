import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log, LogFields } from '../../platform/log.ts'
import type { OutboxItem } from '../../platform/outbox.ts'
import { createWorker, dueBatch, type WorkerParts } from './worker.ts'

let lines: { event: string; fields: LogFields }[]
beforeEach(() => {
  lines = []
})
const note = (event: string, fields: LogFields = {}): void => void lines.push({ event, fields })
const log: Log = { info: note, warn: note, error: note }

const unexpected = async (): Promise<never> => {
  throw new Error('called without a reason')
}

/** A worker whose queue holds one notice. */
const workerOf = (sendNotice: () => Promise<void>, runDue: WorkerParts['runDue']) => {
  const queue: OutboxItem[] = [{ spaceId: 'space', id: 'notice', kind: 'notice-deposit', payload: {}, attempts: 1 }]
  return createWorker({
    outbox: {
      leaseDue: async (_limit, lane) => (lane === 'bulk' ? [] : queue.splice(0)),
      settle: async () => {},
      postpone: unexpected,
      giveBack: unexpected,
      listParked: unexpected,
      retryParked: unexpected,
      count: unexpected,
    },
    chores: {},
    runDue,
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
    messages: { tell: unexpected, sendCode: unexpected, sendRecovery: unexpected },
    log,
  })
}

test('a mail server that hangs holds back no opening, and a stop waits for both', async () => {
  let letGo = (): void => {}
  const hanging = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const asked: number[] = []
  let [begun, sent, stopped] = [false, 0, false]
  const worker = workerOf(
    async () => {
      begun = true
      await hanging
      sent += 1
    },
    async (limit) => {
      if (!begun) return 0
      asked.push(limit)
      return asked.length < 4 ? limit : 0
    },
  )
  worker.start()
  for (let tries = 0; asked.length < 4; tries += 1) {
    assert.ok(tries < 300, 'the dates waited for the mail')
    await sleep(10)
  }
  assert.deepEqual([asked.slice(0, 4), sent], [Array.from({ length: 4 }, () => dueBatch), 0])
  const stop = worker.stop().finally(() => {
    stopped = true
  })
  await sleep(20)
  assert.equal(stopped, false)
  letGo()
  await stop
  assert.equal(sent, 1)
})

test('dates that fail stop neither the queue nor the dates after them', async () => {
  const asked: number[] = []
  let sent = 0
  const worker = workerOf(
    async () => {
      sent += 1
    },
    async (limit) => {
      asked.push(limit)
      if (asked.length === 1) throw new RangeError('gone')
      return 0
    },
  )
  worker.start()
  for (let tries = 0; asked.length < 2; tries += 1) {
    assert.ok(tries < 300, 'the dates were not tried again')
    await sleep(10)
  }
  await worker.stop()
  assert.equal(sent, 1)
  assert.deepEqual(
    lines.map(({ event, fields }) => `${event} ${fields.error}`),
    ['worker-failed RangeError'],
  )
})
