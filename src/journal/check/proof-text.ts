import { base64Of, Malformed, readBase64, type Bytes } from './bytes.ts'

/** A proof that an entry stands in the log, as it is handed over: where, the hashes beside it, the signed checkpoint. */
export interface LogProof {
  index: number
  hashes: readonly Bytes[]
  checkpoint: string
}

const firstLine = 'c2sp.org/tlog-proof@v1'

/** Spec: C2SP tlog-proof, version 1. */
export const writeLogProof = ({ index, hashes, checkpoint }: LogProof): string =>
  [firstLine, `index ${index}`, ...hashes.map(base64Of), '', checkpoint].join('\n')

/** Reads a proof without extra data, which nothing here writes. */
export const readLogProof = (text: string): LogProof => {
  const end = text.indexOf('\n\n')
  const [first, indexLine = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\n')
  const index = /^index (0|[1-9]\d{0,14})$/.exec(indexLine)?.[1]
  const hashes = lines.map(readBase64)
  if (first !== firstLine || index === undefined || hashes.some(({ length }) => length !== 32)) {
    throw new Malformed('proof')
  }
  return { index: Number(index), hashes, checkpoint: text.slice(end + 2) }
}
