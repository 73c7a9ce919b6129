import { describeError } from '../../../platform/log.ts'
import type { Clock } from '../../../platform/clock.ts'
import { uuidOf } from '../../../platform/ids.ts'
import { enqueueBulk } from '../../../platform/outbox.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import { isOver, noteInfected, NothingToScan, type ScanParts } from './scan-content.ts'
import type { ContentScanning } from './types.ts'

/** What looking at it again is built from. */
export type RescanParts = ScanParts & { parameters: Parameters; clock: Clock }

const spacesAtOnce = 500
const documentsAtOnce = 20
const dayMs = 86_400_000

const sinceOf = ({ parameters, clock }: RescanParts): string => {
  const now = clock.now()
  return new Date(now.getTime() - parameters.parameterAt('rescanDays', now.toISOString()) * dayMs).toISOString()
}

const createQueueScans =
  (parts: RescanParts): ContentScanning['queueScans'] =>
  async () => {
    const { door, scanner, clock } = parts
    if (scanner === undefined) return 0
    const signatures = (await scanner.version()).slice(0, 200)
    const now = clock.now().toISOString()
    return door.queueScans({ signatures, since: sinceOf(parts), now, limit: spacesAtOnce })
  }

interface Part {
  spaceId: string
  what: 'clean' | 'unscanned'
  after?: string
}

/** Some of the files that are due; the next are queued with the entry, so that whatever stops this one loses none. */
const takePart = (parts: RescanParts, { spaceId, what, after }: Part) => {
  const visit = { ...parts.visitor, space: { spaceId }, act: 'scan-content' } as const
  return parts.door.open(visit, async ({ vault, alongside }) => {
    const found = await vault.listScanned({
      scan: what,
      limit: documentsAtOnce,
      ...(after === undefined ? {} : { after }),
      ...(what === 'clean' ? { depositedAfter: sinceOf(parts) } : {}),
    })
    const last = found.at(-1)?.documentId
    if (last === undefined) throw new NothingToScan()
    const next = { spaceId, id: uuidOf(`${spaceId}/scan/${what}/${last}`), payload: { what, after: last } }
    if (found.length === documentsAtOnce)
      await alongside((connection) => enqueueBulk(connection, 'contents-unscanned', [next]))
    return found
  })
}

type Taken = Awaited<ReturnType<typeof takePart>>

/** One that cannot be looked at (too large for the scanner, damaged) holds up no other, and stays as it is. */
const lookAt = async (parts: RescanParts, receipt: Taken['receipt'], one: Taken['value'][number]): Promise<void> => {
  const { door, scanner, visitor, log } = parts
  const { documentId, blob } = one
  try {
    const verdict = await scanner?.scan(await door.content(receipt, blob))
    const visit = { ...visitor, space: { objectId: documentId }, act: 'scan-content', documentId } as const
    if (verdict === 'infected') await noteInfected(parts, visit)
    else if (verdict === 'clean' && blob.scan === 'unscanned') await door.noteScan(blob, verdict)
  } catch (error) {
    if (isOver(error)) return
    if (error instanceof Problem && error.kind === 'unavailable') throw error
    log.warn('content-not-scanned', describeError(error))
  }
}

const createScanSpace =
  (parts: RescanParts): ContentScanning['scanSpace'] =>
  async (spaceId, { what, after }) => {
    if (parts.scanner === undefined) return
    await parts.scanner.ping()
    const part = { spaceId, what: what === 'clean' ? what : 'unscanned', ...(after ? { after } : {}) } as const
    try {
      const { value: found, receipt } = await takePart(parts, part)
      for (const one of found) await lookAt(parts, receipt, one)
    } catch (error) {
      if (!isOver(error)) throw error
    }
  }

/** Builds the scanner's looks at what is there already. */
export const createContentScanning = (parts: RescanParts): ContentScanning => ({
  queueScans: createQueueScans(parts),
  scanSpace: createScanSpace(parts),
})
