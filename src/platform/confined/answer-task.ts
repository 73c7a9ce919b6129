// First: before any library is loaded.
import { isDisarmed } from './disarm.ts'
import { Console } from 'node:console'
import { buffer } from 'node:stream/consumers'

/** What a confined process can be asked: bytes and a wish in, bytes out. What it throws means that the bytes cannot be read. */
export type Task = (bytes: Buffer, wish: string) => Promise<Uint8Array>

const lineEnd = 10

/**
 * The whole life of a confined process: one line with the name of a task and a wish, then the bytes, come by stdin; the answer
 * goes by stdout, and is one only where the process ends with 0.
 */
export const answerTask = async (tasks: Readonly<Record<string, Task>>): Promise<void> => {
  // What a library prints must not stand in the answer.
  globalThis.console = new Console(process.stderr)
  const sent = await buffer(process.stdin)
  const end = sent.indexOf(lineEnd)
  const [name = '', wish = ''] = sent.subarray(0, end).toString().split(' ')
  const task = tasks[name]
  if (task === undefined || !isDisarmed) process.exit(2)
  try {
    const answer = await task(sent.subarray(end + 1), wish)
    process.stdout.write(answer, () => process.exit(0))
  } catch {
    process.exit(1)
  }
}
