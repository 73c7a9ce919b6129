import { randomId } from '../../src/platform/ids.ts'
import type { CareLine } from '../../src/reference/care-entry.ts'
import type { Measurement } from '../../src/reference/measurement-entry.ts'
import type { ProfileLine } from '../../src/reference/profile-entry.ts'
import type { DoorKit } from './door-kit.ts'

const measurementOf = (id: string): Measurement => ({
  id,
  kind: 'body-weight',
  at: '2026-03-28T08:00:00Z',
  values: { value: '72' },
  author: { as: 'holder', id, name: 'Dominique' },
  enteredAt: '2026-03-28T08:00:00Z',
})

const lineOf = (id: string): ProfileLine => ({
  id,
  section: 'allergies',
  fields: { what: 'Pollen' },
  author: { as: 'holder', id, name: 'Dominique' },
  enteredAt: '2026-03-28T08:00:00Z',
  changedAt: '2026-03-28T08:00:00Z',
})

const careOf = (id: string): CareLine => ({
  id,
  lineId: 'line',
  statement: 'reimbursement',
  kind: 'medical-care',
  day: '2026-03-28',
  label: 'Consultation',
  writtenAt: '2026-03-28T08:00:00Z',
  source: { feed: 'insurer', organisation: { id: 'insurer', name: 'Insurer' } },
  enteredAt: '2026-03-28T08:00:00Z',
})

/** Leaves a row in every table of the vault that a deposit leaves none in: what a correction, an older record, choices, an upload, measurements, a profile and a care history leave. */
export const fillVault = async (kit: DoorKit, spaceId: string): Promise<void> => {
  const [correctionId, documentId] = [randomId(), randomId()]
  const actor = { kind: 'system', id: 'enrolment', name: 'Carnet' } as const
  const visitor = { actor, authLevel: 'high', origin: { channel: 'jobs' } } as const
  const access = { at: '2019-01-01T00:00:00Z', effect: 'permit', act: 'read-document' } as const
  await kit.door.open({ ...visitor, space: { spaceId }, act: 'take-over-documents' }, async ({ vault }) => {
    await vault.noteTaken({ correctionId, documentId, sourceId: documentId })
    const accesses = [{ ...access, actor: { id: '8', name: 'Docteur' } }]
    await vault.keepOlderHistory({ id: documentId, origin: 'legacy', accesses })
    await vault.keepArrangement({ folders: [], places: {}, pins: [] })
    await vault.keepTalkFirst({ wishes: {}, talked: [] })
    await vault.insertMeasurements({ measurements: [measurementOf(documentId)], authorIds: [], isSecret: false })
    await vault.keepMeasurementChoices({ targets: {}, pinned: [], hidden: [] })
    await vault.insertLine(lineOf(documentId))
    await vault.keepProfileChoices({ hidden: [], ignored: [], card: [] })
    await vault.putCare([{ line: careOf(documentId), isSecret: false, isCancelled: false }])
    await vault.keepCareChoices({ hidden: false })
    const saying = { name: 'a.txt', type: 'text/plain' }
    await vault.insertUpload({ id: documentId, depositorId: 'me', size: 1, saying })
  })
}
