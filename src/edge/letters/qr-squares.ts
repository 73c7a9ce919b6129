import bwipjs from 'bwip-js'
import { Problem } from '../../platform/problem.ts'

/** A row of dark modules: its place and length, in modules from the top left. */
export interface DarkRow {
  x: number
  y: number
  length: number
}

const rowsOf = (modules: readonly number[], width: number): DarkRow[] => {
  const rows: DarkRow[] = []
  for (const [index, module] of modules.entries()) {
    const [x, y] = [index % width, Math.floor(index / width)]
    const last = rows.at(-1)
    if (module === 0) continue
    if (last && last.y === y && last.x + last.length === x) last.length += 1
    else rows.push({ x, y, length: 1 })
  }
  return rows
}

/**
 * The QR code of a text of at most 16 capitals and digits: 21 × 21 modules that can lose a quarter and still be read (level Q).
 * Spec: ISO/IEC 18004, version 1. It holds the text and nothing else: no address that a stranger could have changed.
 */
export const qrSquares = (text: string): { modules: number; rows: DarkRow[] } => {
  const options = { bcid: 'qrcode', text, version: '1', eclevel: 'Q' }
  const symbol = bwipjs.raw(options)[0]
  if (!symbol || !('pixs' in symbol)) throw new Problem('fault', 'unexpected-fault')
  return { modules: symbol.pixx, rows: rowsOf(symbol.pixs, symbol.pixx) }
}
