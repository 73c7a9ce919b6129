/** By so many bytes a file is told from another: most are smaller. */
const telling = 64 * 1024

/** The bytes as they come, but for the first 64 KB, which come together: enough to tell a file by. */
export async function* beginningTogether(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let beginning: Buffer[] | undefined = []
  let size = 0
  for await (const piece of pieces) {
    if (beginning === undefined) yield piece
    else {
      beginning.push(piece)
      size += piece.length
      if (size < telling) continue
      yield Buffer.concat(beginning)
      beginning = undefined
    }
  }
  if (beginning !== undefined) yield Buffer.concat(beginning)
}
