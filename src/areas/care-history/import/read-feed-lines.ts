import { StringDecoder } from 'node:string_decoder'

/** A line of a file, or that it was too long to be one. */
export interface TextLine {
  line: number
  text: string
  isTooLong: boolean
}

/** More characters than any line has. */
const mostCharacters = 20_000

/**
 * The lines of a file while its bytes come, empty ones left out; of a line that is longer than any, as much as tells that it is too long. Memory
 * holds one piece and one line.
 */
export async function* readFeedLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<TextLine, void> {
  const decoder = new StringDecoder('utf8')
  let [held, line] = ['', 1]
  const lineOf = (text: string): TextLine[] => {
    const [at, plain] = [line, text.replace(/^\uFEFF/, '').trim()]
    line += 1
    return plain === '' ? [] : [{ line: at, text: plain, isTooLong: plain.length > mostCharacters }]
  }
  for await (const piece of pieces) {
    const texts = `${held}${decoder.write(piece)}`.split('\n')
    held = (texts.pop() ?? '').slice(0, mostCharacters + 1)
    for (const text of texts) yield* lineOf(text)
  }
  yield* lineOf(held + decoder.end())
}
