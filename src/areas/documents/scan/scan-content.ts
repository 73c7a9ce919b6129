import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Scanner } from '../../../platform/clamav/scan-stream.ts'
import type { Log } from '../../../platform/log.ts'
import { Problem } from '../../../platform/problem.ts'

/** What the scan of deposited bytes is built from; without a scanner, what waited for one is let go. */
export interface ScanParts {
  door: Door
  visitor: Visitor
  scanner: Scanner | undefined
  log: Pick<Log, 'warn'>
}

/** Scanned meanwhile: the visit is taken back, and leaves no entry. */
class NothingToScan extends Error {}

const findWaiting = async ({ vault }: Opened, documentId: string) => {
  const found = await vault.findDocument(documentId)
  const blob = found && (await vault.findBlob(found.open().blobId))
  if (blob?.scan !== 'waiting') throw new NothingToScan()
  return blob
}

/** Gone or moved meanwhile, or erased with its space: there is nothing to do here any more. */
const isOver = (error: unknown): boolean =>
  error instanceof NothingToScan || (error instanceof Problem && error.kind === 'refused')

/**
 * Shows one document to the virus scanner, behind an entry of its own, and notes the answer with the object. A scanner that is away is
 * asked before the visit, so that waiting for it leaves no entries. What is infected stays as it came, closed: nothing is deleted.
 */
export const createScanContent =
  ({ door, visitor, scanner, log }: ScanParts) =>
  async (documentId: string): Promise<void> => {
    await scanner?.ping()
    const visit = { ...visitor, space: { objectId: documentId }, act: 'scan-content', documentId } as const
    try {
      const { value: blob, receipt } = await door.open(visit, (opened) => findWaiting(opened, documentId))
      const verdict = scanner === undefined ? 'unscanned' : await scanner.scan(await door.content(receipt, blob))
      await door.noteScan(blob, verdict)
      if (verdict === 'infected') log.warn('content-infected')
    } catch (error) {
      if (!isOver(error)) throw error
    }
  }
