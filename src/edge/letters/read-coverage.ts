const findTable = (font: Buffer, wanted: string): Buffer => {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const at = 12 + 16 * index
    if (font.toString('latin1', at, at + 4) !== wanted) continue
    const offset = font.readUInt32BE(at + 8)
    return font.subarray(offset, offset + font.readUInt32BE(at + 12))
  }
  throw new RangeError(`The font has no table ${wanted}`)
}

const segmentsOf = (map: Buffer): [first: number, last: number][] => {
  const doubled = map.readUInt16BE(6)
  return Array.from({ length: doubled / 2 }, (_, index) => [
    map.readUInt16BE(16 + doubled + 2 * index),
    map.readUInt16BE(14 + 2 * index),
  ])
}

/**
 * The characters that a font can draw, by code point. Reads the cmap of format 4 that every font for the web has.
 * Spec: OpenType 1.9, cmap. A code that the map sends to no glyph inside a segment counts as drawn: our fonts have none (tested).
 */
export const readCoverage = (font: Buffer): ReadonlySet<number> => {
  const maps = findTable(font, 'cmap')
  const covered = new Set<number>()
  for (let index = 0; index < maps.readUInt16BE(2); index++) {
    const map = maps.subarray(maps.readUInt32BE(8 + 8 * index))
    if (map.readUInt16BE(0) !== 4) continue
    for (const [first, last] of segmentsOf(map)) {
      for (let code = first; code <= last && code < 0xffff; code++) covered.add(code)
    }
  }
  return covered
}
