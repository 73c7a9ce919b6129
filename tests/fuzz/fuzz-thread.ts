// One target in a thread of its own. What it reads next stands in memory that outlives it: one that hangs or dies leaves its input behind.
import { parentPort, workerData } from 'node:worker_threads'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { fuzzOne } from './fuzz-one.ts'
import { targets } from './targets.ts'

const shape = Type.Object({
  name: Type.String(),
  inputs: Type.Integer(),
  seed: Type.Integer(),
  current: Type.Unsafe<SharedArrayBuffer>({}),
})

const { name, inputs, seed, current } = Compile(shape).Parse(workerData)
const target = targets.get(name)
if (target === undefined) throw new Error(`no target ${name}`)

const length = new Int32Array(current, 0, 1)
const bytes = new Uint8Array(current, 4)
const beforeEach = (input: Buffer): void => {
  const noted = input.subarray(0, bytes.length)
  length[0] = noted.length
  bytes.set(noted)
}
const found = await fuzzOne(target, {
  inputs,
  seed,
  beforeEach,
  progress: (done) => parentPort?.postMessage({ done }, []),
})
parentPort?.postMessage({ found }, [])
