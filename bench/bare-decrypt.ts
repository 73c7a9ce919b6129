import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lane } from './closed-loop.ts'

const pieceBytes = 64 * 1024
const tagBytes = 16
const algorithm = 'aes-256-gcm'
const key = randomBytes(32)

const nonceOf = (piece: number): Buffer => {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(piece, 8)
  return nonce
}

const seal = (plain: Buffer): Buffer => {
  const pieces: Buffer[] = []
  for (let at = 0; at < plain.length; at += pieceBytes) {
    const cipher = createCipheriv(algorithm, key, nonceOf(at / pieceBytes), { authTagLength: tagBytes })
    pieces.push(cipher.update(plain.subarray(at, at + pieceBytes)), cipher.final(), cipher.getAuthTag())
  }
  return Buffer.concat(pieces)
}

const openAll = (sealed: Buffer): number => {
  let length = 0
  for (let at = 0, piece = 0; at < sealed.length; at += pieceBytes + tagBytes, piece += 1) {
    const end = Math.min(at + pieceBytes + tagBytes, sealed.length)
    const decipher = createDecipheriv(algorithm, key, nonceOf(piece), { authTagLength: tagBytes })
    decipher.setAuthTag(sealed.subarray(end - tagBytes, end))
    length += decipher.update(sealed.subarray(at, end - tagBytes)).length
    decipher.final()
  }
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
