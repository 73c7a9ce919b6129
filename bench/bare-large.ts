import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { openPiece, pieceBytes, sealPiece, sealedPieceBytes } from './bare-decrypt.ts'

const together = 16

/** What large contents are measured against: nothing is received, decided, journaled or sent. */
export interface BareLarge {
  /** Digests, seals and writes the bytes to a file of that name, durably. */
  write(name: string): Promise<void>
  /** Reads that file and opens it; how many bytes were in it. */
  read(name: string): Promise<number>
}

/** The reference for large contents in a folder of its own, piece by piece, as the server must. */
export const createBareLarge = (folder: string, bytes: Buffer): BareLarge => {
  const place = join(folder, 'bare-large')
  mkdirSync(place, { recursive: true })
  return {
    write: async (name) => {
      const digests = [createHash('sha1'), createHash('sha256')]
      await using file = await open(join(place, name), 'w')
      for (let at = 0, piece = 0; at < bytes.length; at += together * pieceBytes) {
        const sealed: Buffer[] = []
        const plain = bytes.subarray(at, at + together * pieceBytes)
        for (const digest of digests) digest.update(plain)
        for (let from = 0; from < plain.length; from += pieceBytes, piece += 1)
          sealed.push(...sealPiece(plain.subarray(from, from + pieceBytes), piece))
        await file.writev(sealed)
      }
      for (const digest of digests) digest.digest()
      await file.sync()
    },
    read: async (name) => {
      let [length, piece] = [0, 0]
      await using file = await open(join(place, name))
      const window = Buffer.allocUnsafe(together * sealedPieceBytes)
      for (;;) {
        const { bytesRead } = await file.read(window, 0, window.length)
        if (bytesRead === 0) return length
        for (let from = 0; from < bytesRead; from += sealedPieceBytes, piece += 1)
          length += openPiece(window.subarray(from, Math.min(from + sealedPieceBytes, bytesRead)), piece)
      }
    },
  }
}
