import { Malformed } from './bytes.ts'

/** One entry with everything its hash covers and what opens its commitment; bytes in hexadecimal, numbers as text. */
export interface FileEntry {
  n: string
  /** ISO 8601, milliseconds, UTC */
  at: string
  effect: string
  reach: string
  act: string
  document: string | null
  transaction: string
  commitment: string
  /** SHA-256 of the body as it lies in the database, sealed */
  sealed: string
  hash: string
  r: string
  /** what was committed to, byte for byte: JSON with who, why, in what capacity */
  body: string
}

/** One audience's chain from its first entry, and the proof that its `proof.n`th stands in the public log. */
export interface FileChain {
  audience: string
  entries: readonly FileEntry[]
  /** the chain's end when the file was written */
  head: { n: string; hash: string }
  /** absent (null) while none of its entries has reached the log; `text` is a C2SP tlog-proof */
  proof: { n: string; text: string } | null
  /** only where entries before were taken away after their time: the last of them, and a signed note that says so */
  start?: { n: string; hash: string; note: string }
}

/** The file “my journal”. Spec: docs/api/journal.md. */
export interface JournalFile {
  format: string
  space: string
  /** the verifier key of the log, as `/log/key` tells it */
  key: string
  chains: readonly FileChain[]
}

/** What the first member of the file says. */
export const journalFileFormat = 'carnet/my-journal/v1'

const entryMembers = 'act,at,body,commitment,document,effect,hash,n,r,reach,sealed,transaction'

const hasExactly = (value: unknown, members: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join(',') === members

const areTexts = (value: unknown, members: string): boolean =>
  hasExactly(value, members) && Object.values(value).every((it) => typeof it === 'string')

const isEntry = (value: unknown): value is FileEntry =>
  hasExactly(value, entryMembers) &&
  Object.entries(value).every(([name, it]) => typeof it === 'string' || (name === 'document' && it === null))

const isChain = (value: unknown): value is FileChain =>
  (hasExactly(value, 'audience,entries,head,proof') ||
    (hasExactly(value, 'audience,entries,head,proof,start') && areTexts(value['start'], 'hash,n,note'))) &&
  typeof value['audience'] === 'string' &&
  Array.isArray(value['entries']) &&
  value['entries'].every(isEntry) &&
  areTexts(value['head'], 'hash,n') &&
  (value['proof'] === null || areTexts(value['proof'], 'n,text'))

const isJournalFile = (value: unknown): value is JournalFile =>
  hasExactly(value, 'chains,format,key,space') &&
  value['format'] === journalFileFormat &&
  typeof value['space'] === 'string' &&
  typeof value['key'] === 'string' &&
  Array.isArray(value['chains']) &&
  value['chains'].length > 0 &&
  value['chains'].every(isChain)

/** Reads the file; a member too many or too few is as wrong as a changed one. */
export const readJournalFile = (text: string): JournalFile => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Malformed('JSON')
  }
  if (!isJournalFile(value)) throw new Malformed('journal file')
  return value
}
