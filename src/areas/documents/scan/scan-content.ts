import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Visit, Visitor } from '../../../access/types.ts'
import type { Scanner } from '../../../platform/clamav/scan-stream.ts'
import type { Log } from '../../../platform/log.ts'
import { Problem } from '../../../platform/problem.ts'
import { tellInfected } from './tell-infected.ts'

/** What the scan of deposited bytes is built from; without a scanner, what waited for one is let go. */
export interface ScanParts {
  door: Door
  visitor: Visitor
  scanner: Scanner | undefined
  log: Pick<Log, 'warn'>
}

/** Scanned meanwhile: the visit is taken back, and leaves no entry. */
export class NothingToScan extends Error {}

/** In one transaction: noted and told, or neither; what two workers found is told by one. */
export const noteInfected = async ({ door, log }: ScanParts, visit: Visit & { documentId: string }): Promise<void> => {
  await door.open(visit, async (opened) => {
    const found = await opened.vault.findDocument(visit.documentId)
    const entry = found?.open()
    const blob = entry && (await opened.vault.findBlob(entry.blobId))
    if (!found || !entry || !blob) throw new NothingToScan()
    if (!(await opened.vault.noteScan(blob.objectName, 'infected'))) throw new NothingToScan()
    await tellInfected(opened, { entry, facts: found.facts })
  })
  log.warn('content-infected')
}

const findWaiting = async ({ vault }: Opened, documentId: string) => {
  const found = await vault.findDocument(documentId)
  const blob = found && (await vault.findBlob(found.open().blobId))
  if (blob?.scan !== 'waiting') throw new NothingToScan()
  return blob
}

/** Gone or moved meanwhile, or erased with its space: there is nothing to do here any more. */
export const isOver = (error: unknown): boolean =>
  error instanceof NothingToScan || (error instanceof Problem && error.kind === 'refused')

/**
 * Shows one document to the virus scanner, behind an entry of its own, and notes the answer with the object. A scanner that is away is
 * asked before the visit, so that waiting for it leaves no entries. What is infected stays as it came, closed: nothing is deleted.
 */
export const createScanContent =
  (parts: ScanParts) =>
  async (documentId: string): Promise<void> => {
    const { door, visitor, scanner } = parts
    await scanner?.ping()
    const visit = { ...visitor, space: { objectId: documentId }, act: 'scan-content', documentId } as const
    try {
      const { value: blob, receipt } = await door.open(visit, (opened) => findWaiting(opened, documentId))
      const verdict = scanner === undefined ? 'unscanned' : await scanner.scan(await door.content(receipt, blob))
      if (verdict === 'infected') await noteInfected(parts, visit)
      else await door.noteScan(blob, verdict)
    } catch (error) {
      if (!isOver(error)) throw error
    }
  }
