import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createCaller, type Answer, type Caller } from '../conformance/support/caller.ts'
import { countDocument, findDocument, retrieve } from '../conformance/support/find-document.ts'
import { freshExample, type OwnDeposit } from '../conformance/support/own-deposits.ts'
import { provideBundle } from '../conformance/support/provide-bundle.ts'
import { until } from '../conformance/support/until.ts'
import { createHome, type Home, type ServerProcess } from './support/server-process.ts'

let home: Home
let server: ServerProcess
let call: Caller
before(async () => {
  home = await createHome()
  server = await home.start()
  call = createCaller(home)
  // Tokens are asked for while a server runs: the command joins its database.
  await Promise.all([call('hospital', 'metadata'), call('dominique', 'metadata')])
})
after(async () => {
  await server?.stop()
  await home?.remove()
})

interface Sent {
  deposit: OwnDeposit
  answer: Answer | undefined
}

/** Four senders that deposit until they are told to stop; an answer that never came is undefined. */
const depositMany = () => {
  const sent: Sent[] = []
  const stopping = new AbortController()
  const one = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const deposit = freshExample('discharge-letter.xml')
      const record: Sent = { deposit, answer: undefined }
      sent.push(record)
      record.answer = await call('hospital', '', { body: provideBundle([deposit]) }).catch(() => undefined)
      if (!record.answer) return
    }
  }
  const senders = Promise.all([one(), one(), one(), one()])
  return {
    sent,
    acknowledged: () => sent.filter(({ answer }) => answer?.status === 200).length,
    stop: async () => {
      stopping.abort()
      await senders
    },
  }
}

/** What was acknowledged is there byte for byte; what was not is there whole or not at all. */
const checkAll = async (sent: readonly Sent[]): Promise<void> => {
  for (const { deposit, answer } of sent) {
    const found = await countDocument(call, 'dominique', deposit)
    assert.ok(found === 1 || (answer?.status !== 200 && found === 0), `${answer?.status}: found ${String(found)} times`)
    if (found === 0) continue
    const { bytes } = await retrieve(call, 'dominique', await findDocument(call, 'dominique', deposit))
    assert.ok(bytes.equals(deposit.bytes))
  }
}

test('killed in the middle of deposits and started again, twice: nothing acknowledged is lost, nothing is half done', async (context) => {
  const all: Sent[] = []
  for (let round = 0; round < 2; round += 1) {
    const stream = depositMany()
    await until('deposits are under way', async () => stream.acknowledged() >= 25, 30_000)
    await server.kill()
    await stream.stop()
    server = await home.start()
    all.push(...stream.sent)
    await checkAll(all)
  }
  const acknowledged = all.filter(({ answer }) => answer?.status === 200).length
  context.diagnostic(`${all.length} deposits sent, ${acknowledged} acknowledged, all of these found after two kills`)
  const { code, printed } = await home.run('journal', 'verify')
  assert.equal(code, 0, printed)
  assert.match(printed, /The journal holds/)
})

test('asked to stop, it finishes what is under way, answers nobody new, and ends with 0', async () => {
  const deposits = Array.from({ length: 12 }, () => freshExample('discharge-letter.xml'))
  const sent = deposits.map(async (deposit) => ({
    deposit,
    answer: await call('hospital', '', { body: provideBundle([deposit]) }).catch(() => undefined),
  }))
  await Promise.race(sent)
  const stopping = performance.now()
  assert.equal(await server.stop(), 0, server.said())
  // A service manager waits ten seconds or more; connections kept open for nothing must not be waited for.
  assert.ok(performance.now() - stopping < 10_000, 'it stops while somebody waits')
  const settled = await Promise.all(sent)
  assert.ok(settled.some(({ answer }) => answer?.status === 200))
  await assert.rejects(fetch(`${home.origin}/health/live`))
  server = await home.start()
  await checkAll(settled)
  assert.doesNotMatch(server.said(), /    at |unhandled/i)
})
