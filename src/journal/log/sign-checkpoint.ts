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

/** Spec: C2SP signed-note: a text that ends its last line, an empty line, a signature of each key. */
export const signNote = (signers: readonly LogKey[], text: string): string => {
  const lines = signers.map(({ key, sign: signText }) => {
    const signature = Buffer.concat([key.id, signText(text)]).toString('base64')
    return `— ${key.name} ${signature}\n`
  })
  return `${text}\n${lines.join('')}`
}

/** Spec: C2SP tlog-checkpoint in a signed note: name, size, root, an empty line, the signature. */
export const signCheckpoint = (signer: LogKey, size: number, root: Buffer): string =>
  signNote([signer], `${signer.key.name}\n${size}\n${root.toString('base64')}\n`)
