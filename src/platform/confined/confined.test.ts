import assert from 'node:assert/strict'
import childProcess from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { syncBuiltinESMExports } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { projectRoot } from '../project.ts'
import { createConfined, type ConfinedOutcome, type ConfinedParts } from './confined.ts'

const program = join(projectRoot, 'dist/tests/support/confined-program.js')
const mebibyte = 1024 * 1024

const confined = (parts: ConfinedParts = {}) => createConfined<string>({ program, ...parts })
const textOf = (outcome: ConfinedOutcome): string => ('answer' in outcome ? outcome.answer.toString() : outcome.failure)

test('bytes and a wish go in, bytes come out, and nothing that was printed', async () => {
  const { run } = confined()
  assert.equal(textOf(await run('repeat', Buffer.from('a\nb '), 'wish')), 'a\nb wish')
  assert.equal(textOf(await run('chatter', Buffer.alloc(0))), 'answer')
  const large = Buffer.alloc(8 * mebibyte, 'x')
  assert.deepEqual(await run('repeat', large), { answer: large })
})

test('nothing of our environment is inside', async () => {
  const environment = textOf(await confined().run('environment', Buffer.alloc(0)))
  assert.doesNotMatch(environment, /HOME|PATH=.*node_modules|CARNET|KEY/)
})

const attempts: [string, string][] = [
  ['read-file', '/etc/hostname'],
  ['read-file', join(projectRoot, 'data/content-types.json')],
  ['write-file', ''],
  ['start-program', ''],
  ['start-thread', ''],
  ['make-code', ''],
  ['ask-name', ''],
  ['open-database', ''],
  ['send-signal', ''],
  ['make-wait', ''],
]

for (const [task, wish] of attempts) {
  test(`${task} ${wish} is denied`, async () => {
    assert.deepEqual(await confined().run(task, Buffer.alloc(0), wish), { failure: 'unreadable' })
  })
}

test('a socket is denied before it leaves: the listener is never reached', async (context) => {
  let reached = 0
  const server = createServer((socket) => {
    reached += 1
    socket.end()
  }).listen(0, '127.0.0.1')
  context.after(() => server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  assert.deepEqual(await confined().run('open-socket', Buffer.alloc(0), port), { failure: 'unreadable' })
  assert.equal(reached, 0)
})

const stopped: [string, string, ConfinedParts['limits'], string][] = [
  ['loop', '', { seconds: 1 }, 'too-slow'],
  ['wait', '60000', { seconds: 1 }, 'too-slow'],
  ['eat-heap', '', {}, 'too-big'],
  ['eat-buffers', '', {}, 'too-big'],
  ['flood', String(2 * mebibyte), { answerBytes: mebibyte }, 'too-big'],
  ['fail', '', {}, 'unreadable'],
  ['leave', '', {}, 'unreadable'],
  ['nothing-of-ours', '', {}, 'unreadable'],
]

for (const [task, wish, limits, failure] of stopped) {
  test(`${task} ends as ${failure}`, async () => {
    assert.deepEqual(await confined({ limits: limits ?? {} }).run(task, Buffer.alloc(0), wish), { failure })
  })
}

test('the kernel ends a loop, and says that it was too slow, where our own clock does not', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] })
  assert.deepEqual(await confined({ limits: { seconds: 1 } }).run('loop', Buffer.alloc(0)), { failure: 'too-slow' })
})

test('what is too long goes nowhere', async () => {
  const { run } = confined({ limits: { inputBytes: 3 } })
  assert.deepEqual(await run('repeat', Buffer.alloc(4)), { failure: 'too-big' })
})

test('few at once, a bounded line, and the next after each', async () => {
  const { run } = confined({ atOnce: 1, waiting: 1 })
  const errands = ['1', '2', '3'].map((wish) => run('repeat', Buffer.alloc(0), wish))
  assert.deepEqual((await Promise.all(errands)).map(textOf), ['1', '2', 'busy'])
  assert.equal(textOf(await run('repeat', Buffer.alloc(0), '4')), '4')
})

const noProcess: [string, () => EventEmitter][] = [
  [
    'no file handle',
    () => {
      const child = new EventEmitter()
      setImmediate(() => child.emit('error', new Error('EMFILE')))
      return child
    },
  ],
  [
    'no memory',
    () => {
      throw new Error('ENOMEM')
    },
  ],
]

for (const [what, spawn] of noProcess) {
  test(`a machine with ${what} for a process is busy, and its place is free afterwards`, async (context) => {
    const { run } = confined({ atOnce: 1 })
    const mocked = context.mock.method(childProcess, 'spawn', spawn)
    syncBuiltinESMExports()
    const outcome = await run('repeat', Buffer.alloc(0))
    mocked.mock.restore()
    syncBuiltinESMExports()
    assert.equal(textOf(outcome), 'busy')
    assert.equal(textOf(await run('repeat', Buffer.alloc(0), '1')), '1')
  })
}

test('closing ends what runs and what waits', async () => {
  const { run, close } = confined({ atOnce: 1 })
  const errands = [run('loop', Buffer.alloc(0)), run('loop', Buffer.alloc(0))]
  await new Promise((resolve) => setTimeout(resolve, 50))
  close()
  assert.deepEqual((await Promise.all(errands)).map(textOf), ['busy', 'busy'])
  assert.equal(textOf(await run('repeat', Buffer.alloc(0))), 'busy')
})
