import { sign } from 'node:crypto'
import { noteKeyOf, type NoteKey } from '../check/note.ts'
import { privateKeyOf, publicBytesOf, type JournalSeed } from '../journal-key.ts'

/** The key of the log: how its checkpoints are signed, and what they are verified with. */
export interface LogKey {
  key: NoteKey
  sign(text: string): Buffer
}

/** The key of a log by its name, which is the address it is served at without the scheme: `carnet.example/log`. */
export const createLogKey = async (origin: string, seed: JournalSeed): Promise<LogKey> => {
  const privateKey = privateKeyOf(seed)
  return {
    key: await noteKeyOf(origin, publicBytesOf(seed)),
    sign: (text) => sign(null, Buffer.from(text), privateKey),
  }
}

/** Spec: C2SP tlog-checkpoint in a signed note: name, size, root, an empty line, the signature. */
export const signCheckpoint = ({ key, sign: signText }: LogKey, size: number, root: Buffer): string => {
  const text = `${key.name}\n${size}\n${root.toString('base64')}\n`
  const signature = Buffer.concat([key.id, signText(text)]).toString('base64')
  return `${text}\n— ${key.name} ${signature}\n`
}
