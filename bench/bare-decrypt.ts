import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lane } from './closed-loop.ts'

/** How much plain is sealed at a time: what measured fastest. */
export const pieceBytes: number = 64 * 1024
const tagBytes = 16
/** What such a piece is once sealed. */
export const sealedPieceBytes: number = pieceBytes + tagBytes
const algorithm = 'aes-256-gcm'
const key = randomBytes(32)

const nonceOf = (piece: number): Buffer => {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(piece, 8)
  return nonce
}

/** Seals one piece with node:crypto alone. */
export const sealPiece = (plain: Buffer, piece: number): Buffer[] => {
  const cipher = createCipheriv(algorithm, key, nonceOf(piece), { authTagLength: tagBytes })
  return [cipher.update(plain), cipher.final(), cipher.getAuthTag()]
}

/** Opens one piece again; how many bytes were in it. */
export const openPiece = (sealed: Buffer, piece: number): number => {
  const end = sealed.length - tagBytes
  const decipher = createDecipheriv(algorithm, key, nonceOf(piece), { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(end))
  const { length } = decipher.update(sealed.subarray(0, end))
  decipher.final()
  return length
}

const seal = (plain: Buffer): Buffer => {
  const pieces: Buffer[] = []
  for (let at = 0; at < plain.length; at += pieceBytes)
    pieces.push(...sealPiece(plain.subarray(at, at + pieceBytes), at / pieceBytes))
  return Buffer.concat(pieces)
}

const openAll = (sealed: Buffer): number => {
  let length = 0
  for (let at = 0, piece = 0; at < sealed.length; at += sealedPieceBytes, piece += 1)
    length += openPiece(sealed.subarray(at, at + sealedPieceBytes), piece)
  return length
}

/**
 * What W3 is measured against: reading a file of the same size and opening it with node:crypto alone, in the pieces that
 * measured fastest. Nothing is decided, journaled or sent.
 */
export const createBareDecrypt = (folder: string, drawSize: () => number): (() => Lane) => {
  mkdirSync(join(folder, 'bare-sealed'), { recursive: true })
  const known = new Map<number, string>()
  const fileOf = (size: number): string => {
    const file = known.get(size) ?? join(folder, 'bare-sealed', String(size))
    if (!known.has(size)) writeFileSync(file, seal(randomBytes(size)))
    known.set(size, file)
    return file
  }
  return () => ({
    next: async () => ({ ok: true, bytes: openAll(await readFile(fileOf(drawSize()))) }),
  })
}
