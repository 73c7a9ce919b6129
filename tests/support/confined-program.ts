// What a library that was taken over would try: a program for confined processes, in the place of ours.
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { answerTask, type Task } from '../../src/platform/confined/answer-task.ts'

const text = (word: string): Uint8Array => Buffer.from(word)

const eatHeap = (): never => {
  const eaten: number[][] = []
  for (;;) eaten.push(Array.from({ length: 100_000 }, () => eaten.length))
}

const eatBuffers = (): never => {
  const eaten: Uint8Array[] = []
  for (;;) eaten.push(new Uint8Array(1024 * 1024).fill(eaten.length + 1))
}

const loop = (): never => {
  for (;;);
}

const connectTo = async (port: string): Promise<Uint8Array> => {
  await once(connect(Number(port), '127.0.0.1'), 'connect')
  return text('connected')
}

const startThread = (): Uint8Array => {
  const thread = new Worker('0', { eval: true })
  return text(`thread ${thread.threadId}`)
}

const tasks: Record<string, Task> = {
  repeat: async (bytes, wish) => Buffer.concat([bytes, text(wish)]),
  chatter: async () => {
    process.emitWarning('noise')
    globalThis.console.log('noise')
    return text('answer')
  },
  wait: (_bytes, wish) => new Promise((resolve) => setTimeout(() => resolve(text('waited')), Number(wish))),
  fail: () => Promise.reject(new Error('cannot be read')),
  leave: async () => process.exit(7),
  loop: async () => loop(),
  'eat-heap': async () => eatHeap(),
  'eat-buffers': async () => eatBuffers(),
  flood: async (_bytes, wish) => Buffer.alloc(Number(wish)),
  'read-file': async (_bytes, wish) => readFileSync(wish),
  'write-file': async () => {
    const file = join(tmpdir(), 'written-by-a-confined-process')
    writeFileSync(file, '')
    return text(String(existsSync(file)))
  },
  'open-socket': (_bytes, wish) => connectTo(wish),
  'ask-name': async () => text((await lookup('localhost')).address),
  'start-program': async () => execFileSync('/bin/echo'),
  'start-thread': async () => startThread(),
  'make-code': async () => text(String(Reflect.construct(Function, ['return 1']))),
  'open-database': async () => {
    const { DatabaseSync } = await import('node:sqlite')
    new DatabaseSync(join(tmpdir(), 'made-by-a-confined-process')).close()
    return text('made')
  },
  'send-signal': async () => text(String(process.kill(process.ppid, 0))),
  'make-wait': async () => {
    setPriority(process.ppid, 1)
    return text('waits')
  },
  environment: async () => text(JSON.stringify(process.env)),
}

await answerTask(tasks)
