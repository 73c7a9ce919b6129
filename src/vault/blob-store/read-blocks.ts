/** A run of bytes of a stream. Only the last one is shorter than asked; it may be empty. */
export interface Block {
  bytes: Buffer
  last: boolean
}

/**
 * Cuts a stream into blocks of one size, whatever the sizes it arrives in. The bytes are valid until the next block is
 * asked for: blocks share one buffer or lie in the pieces, which is what bounds the memory of a 200 MB upload.
 */
export const readBlocks = async function* (source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Block> {
  const block = Buffer.allocUnsafe(size)
  let held = 0
  for await (const piece of source) {
    let taken = 0
    // A piece that holds whole blocks gives them as they lie.
    const whole = held === 0 ? piece.length - (piece.length % size) : 0
    for (; taken < whole; taken += size) {
      yield { bytes: Buffer.from(piece.buffer, piece.byteOffset + taken, size), last: false }
    }
    while (taken < piece.length) {
      const part = piece.subarray(taken, taken + size - held)
      block.set(part, held)
      held += part.length
      taken += part.length
      if (held === size) {
        yield { bytes: block, last: false }
        held = 0
      }
    }
  }
  yield { bytes: block.subarray(0, held), last: true }
}
