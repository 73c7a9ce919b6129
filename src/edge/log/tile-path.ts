/** Which tile an address asks for, and how many of its hashes: 256, or fewer for a partial one. `level` -1 holds the entries. */
export interface TileAsked {
  level: number
  n: number
  width: number
}

/** Spec: C2SP tlog-tiles: three digits a piece, all but the last after an `x`. */
export const tileNumberPath = (n: number): string => {
  const digits = String(n)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  return (padded.match(/\d{3}/g) ?? []).map((piece, at, all) => (at < all.length - 1 ? `x${piece}` : piece)).join('/')
}

const shape = /^(entries|0|[1-9]|[1-5]\d|6[0-3])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** Reads the rest of `/log/tile/…`; nothing for what names no tile, or one in another spelling. */
export const readTilePath = (path: string): TileAsked | undefined => {
  const [, level, number = '', partial] = shape.exec(path) ?? []
  const n = Number(number.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? 256 : Number(partial)
  if (level === undefined || tileNumberPath(n) !== number || width > 256 || partial === '256') return undefined
  return { level: level === 'entries' ? -1 : Number(level), n, width }
}
