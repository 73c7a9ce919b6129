/** One line of a record's list; `text` is absent for one that is longer than any line may be. */
export interface ListLine {
  line: number
  text?: string
}

const newLine = 0x0a

/** More than a document with a long history needs; more than this is never in memory. */
const maxLineBytes = 16 * 1024 * 1024

/** The lines of a list as it flows in; empty ones are left out, an overlong one is given without its text. */
export async function* readListLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<ListLine, void> {
  let parts: Buffer[] = []
  let bytes = 0
  let line = 0
  const take = (end: Buffer): ListLine => {
    const tooLong = bytes + end.length > maxLineBytes
    const whole = tooLong ? undefined : Buffer.concat([...parts, end]).toString('utf8')
    parts = []
    bytes = 0
    line += 1
    return whole === undefined ? { line } : { line, text: whole }
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(newLine); at >= 0; at = chunk.indexOf(newLine, from)) {
      const read = take(chunk.subarray(from, at))
      from = at + 1
      if (read.text?.trim() !== '') yield read
    }
    const rest = chunk.subarray(from)
    bytes += rest.length
    if (bytes <= maxLineBytes) parts.push(rest)
    else parts = []
  }
  const last = take(Buffer.alloc(0))
  if (last.text?.trim() !== '') yield last
}
