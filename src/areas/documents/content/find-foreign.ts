import { contentTypes } from './content-types.ts'

type Inside = (typeof contentTypes.foreignInside)[number]

const holds = (part: Buffer, { text }: Inside): boolean =>
  part.toString('latin1').toLowerCase().includes(text.toLowerCase())

/** What an archive or another format would read in the last bytes of a content of this sniffed type; its name, or undefined. */
export const findForeignEnd = (bytes: Buffer, type: string): string | undefined =>
  contentTypes.foreignInside.find(
    (inside) => inside.of === type && inside.fromEnd !== undefined && holds(bytes.subarray(-inside.fromEnd), inside),
  )?.name

/** The name of another format that these same bytes would be read as, beside the one they show: at their start, near it or at their end. */
export const findForeign = (bytes: Buffer, type: string): string | undefined => {
  const start = bytes.subarray(0, 8).toString('latin1')
  const foreign = contentTypes.foreignStarts.find((other) => start.startsWith(other.start))
  if (foreign !== undefined) return foreign.name
  const near = contentTypes.foreignInside.find(
    (inside) => inside.of === type && inside.fromEnd === undefined && holds(bytes.subarray(0, inside.within), inside),
  )
  return near?.name ?? findForeignEnd(bytes, type)
}
