const headBytes = 4

/** Several pieces as one: each behind its length, four bytes, large end first. */
export const joinFrames = (pieces: readonly Uint8Array[]): Buffer =>
  Buffer.concat(
    pieces.flatMap((piece) => {
      const head = Buffer.alloc(headBytes)
      head.writeUInt32BE(piece.length)
      return [head, piece]
    }),
  )

/** The pieces again. Throws where a length says more than there is. */
export const splitFrames = (bytes: Buffer): Buffer[] => {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + headBytes + bytes.readUInt32BE(at)
    if (end > bytes.length) throw new TypeError('a piece that is not whole')
    pieces.push(bytes.subarray(at + headBytes, end))
    at = end
  }
  return pieces
}
