import { Unzip, UnzipInflate } from 'fflate'
import { Problem } from '../../../platform/problem.ts'
import type { Imported } from './imported.ts'
import { readHealthExport } from './read-health-export.ts'
import { beginningTogether } from './beginning-together.ts'
import { readMeterFile, type LocalInstant } from './read-meter-file.ts'

const isZip = (start: Buffer): boolean => start.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))

const isXml = (start: Buffer): boolean => /^(\u00EF\u00BB\u00BF)?\s*</.test(start.subarray(0, 200).toString('latin1'))

/** The file of records in the archive that Health makes, beside routes and electrocardiograms: whatever the language of the phone, XML that is no CDA. */
const isExportFile = (name: string): boolean => /^[^/]*\/[^/]*\.xml$/i.test(name) && !/cda[^/]*$/i.test(name)

const inflated = 16 * 1024

/** In small pieces: what is packed a thousand times smaller must not be unpacked at once. */
async function* inSmallPieces(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces)
    for (let at = 0; at < piece.length; at += inflated) yield piece.subarray(at, at + inflated)
}

/** Unpacks the one file that is wanted as the archive is pushed in. */
const createUnpacking = () => {
  const out: Buffer[] = []
  let failure: Error | undefined
  let hasFile = false
  const unzip = new Unzip((file) => {
    if (hasFile || !isExportFile(file.name)) return
    hasFile = true
    file.ondata = (error, bytes) => {
      if (error) failure = error
      else out.push(Buffer.from(bytes))
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  return {
    push: (piece: Buffer): Buffer[] => {
      unzip.push(piece)
      if (failure !== undefined) throw failure
      return out.splice(0)
    },
    found: () => hasFile,
  }
}

/** The bytes of the export in an archive, as they come; nothing else of it is unpacked. */
async function* unzipped(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unpacking = createUnpacking()
  const push = (piece: Buffer): Buffer[] => {
    try {
      return unpacking.push(piece)
    } catch (cause) {
      throw new Problem('incorrect', 'import-unreadable', { cause })
    }
  }
  for await (const piece of inSmallPieces(pieces)) yield* push(piece)
  if (!unpacking.found()) throw new Problem('incorrect', 'import-unreadable')
}

/** What is read first, to tell what kind of file it is. */
async function* from(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

/**
 * Reads a file of a device or health service, as it comes, whatever its name says: an export of Health on iOS, in its archive or out of it, or the
 * table of a blood-pressure meter. Problem `incorrect`: `import-empty`, `import-unreadable`, `import-cut-short`, `import-columns`.
 */
export async function* readImport(
  pieces: AsyncIterable<Buffer>,
  localInstant: LocalInstant,
): AsyncGenerator<Imported[]> {
  const rest = beginningTogether(pieces)
  const next = await rest.next()
  if (next.done === true || next.value.length === 0) throw new Problem('incorrect', 'import-empty')
  const first = next.value
  const all = from(first, rest)
  if (isZip(first)) yield* readHealthExport(unzipped(all))
  else if (isXml(first)) yield* readHealthExport(all)
  else yield* readMeterFile(all, localInstant)
}
