import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { readNoteKey } from '../../journal/check/note.ts'
import { writeWitnessKey } from '../../journal/log/cosignature.ts'
import { trustWitness } from '../../journal/log/cosignature-rows.ts'
import { lookAsWitness, type WitnessMemory } from '../../journal/log/witness.ts'
import { systemClock } from '../../platform/clock.ts'
import { isFileError, writeDurableFile } from '../../platform/durable-file.ts'
import { Problem } from '../../platform/problem.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'
import { createRemoteLog } from './log-over-http.ts'

/** What `carnet journal witness` was asked; log, key and name are needed the first time only. */
export interface WitnessOptions {
  file: string
  log?: string
  key?: string
  name?: string
  json: boolean
}

const stored = Compile(
  Type.Object({
    log: Type.String(),
    name: Type.String(),
    seed: Type.String(),
    logKey: Type.String(),
    seen: Type.Optional(Type.Object({ size: Type.Number(), root: Type.String() })),
  }),
)

interface Kept {
  log: string
  memory: WitnessMemory
}

const unreadable = (file: string, cause?: unknown): Problem =>
  new Problem('incorrect', 'witness-file-unreadable', { details: { file }, cause })

const readKept = async (file: string): Promise<Kept | undefined> => {
  try {
    const { log, name, seed, logKey, seen } = stored.Parse(JSON.parse(await readFile(file, 'utf8')))
    const head = seen && { size: seen.size, root: new Uint8Array(Buffer.from(seen.root, 'base64')) }
    return { log, memory: { name, seed: Buffer.from(seed, 'base64'), logKey, ...(head ? { seen: head } : {}) } }
  } catch (cause) {
    if (isFileError(cause, 'ENOENT')) return undefined
    throw unreadable(file, cause)
  }
}

/** The tree that a witness saw last, by its file. */
export const readSeen = async (file: string): Promise<WitnessMemory['seen']> => {
  const kept = await readKept(file)
  if (kept === undefined) throw unreadable(file)
  return kept.memory.seen
}

const keep = (file: string, { log, memory }: Kept): Promise<void> => {
  const { name, seed, logKey, seen } = memory
  const head = seen && { size: seen.size, root: Buffer.from(seen.root).toString('base64') }
  const content = { log, name, seed: seed.toString('base64'), logKey, ...(head ? { seen: head } : {}) }
  return writeDurableFile(file, `${JSON.stringify(content, undefined, 1)}\n`, { replace: true })
}

/** A witness begins: a key of its own, and the log's key as it was learnt from elsewhere. */
const begin = async ({ file, log, key, name }: WitnessOptions): Promise<Kept> => {
  if (log === undefined || key === undefined || name === undefined || !/^[^\s+]+$/.test(name)) throw unreadable(file)
  await readNoteKey(key).catch((cause: unknown) => {
    throw unreadable(file, cause)
  })
  const kept = { log: log.replace(/\/$/, ''), memory: { name, seed: randomBytes(32), logKey: key } }
  await keep(file, kept)
  return kept
}

/**
 * Looks at a log once as a witness, from outside, without a database: what was seen is on the disk before the cosignature leaves, so that a
 * crash never lets two trees be cosigned. Exit 1 where the log contradicts what was seen: the file then still holds the proof.
 */
export const witnessCommand = async (options: WitnessOptions, terminal: Terminal): Promise<number> => {
  const kept = (await readKept(options.file)) ?? (await begin(options))
  const key = await writeWitnessKey(kept.memory.name, kept.memory.seed)
  const remote = createRemoteLog(kept.log)
  const { memory, size, line, note } = await lookAsWitness(kept.memory, remote, systemClock.now().getTime())
  await keep(options.file, { log: kept.log, memory })
  const sent = await remote.send(`${note}${line}\n`).then(
    () => true,
    () => false,
  )
  const text = sent
    ? `The log goes on from what was seen before: ${size} entries, cosigned.\n${note}${line}`
    : `The log goes on from what was seen before: ${size} entries. It does not take the cosignature yet; its operator runs: carnet journal trust ${key}`
  terminal.print(options.json ? JSON.stringify({ size, sent, key, line }) : text)
  return 0
}

/** Takes a witness on: their cosignatures are kept and served from then on. */
export const trustWitnessCommand = async (
  carnet: Carnet,
  { key, json }: { key: string; json: boolean },
  terminal: Terminal,
): Promise<number> => {
  const name = await trustWitness(carnet.database.app, key)
  terminal.print(json ? JSON.stringify({ name, key }) : `Cosignatures of ${name} are kept from now on.`)
  return 0
}
