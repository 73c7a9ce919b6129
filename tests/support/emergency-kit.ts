import assert from 'node:assert/strict'
import type { Visitor } from '../../src/access/types.ts'
import type { AskedEmergency, Emergencies, EmergencyKind, EmergencyRule } from '../../src/areas/emergencies/index.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { Problem } from '../../src/platform/problem.ts'
import { dominiqueIns } from './browser-fhir.ts'
import { openInstallation, type Installation } from './installation.ts'

/** An hour, for a clock that is moved on. */
export const hourMs = 3_600_000

/** The number system of the demonstration. */
export const testSystem = 'urn:oid:1.2.250.1.213.1.4.10'

/** Professionals of the cast: a stranger, another one, the treating doctor, a nurse of her place, the doctor of the centre 15. */
export const carers = {
  petit: '810000001023',
  pharmacist: '810000001049',
  moreau: '810000001015',
  nurse: '810000001031',
  dispatcher: '810000001072',
} as const

/** One of them. */
export type Carer = keyof typeof carers

/** A whole installation at a fixed hour, with one document of Dominique's hidden, and emergencies by the cast. */
export interface EmergencyKit {
  installation: Installation
  clock: ReturnType<typeof fixedClock>
  area: Emergencies
  spaceId: string
  her: Visitor
  hiddenId: string
  visitorOf(who: Carer): Promise<Visitor>
  open(who: Carer, kind?: EmergencyKind): Promise<string>
  close(who: Carer, note?: string): Promise<void>
  /** the ids that somebody's list holds; the reason where there is no list */
  seenBy(who: Carer): Promise<unknown>
  /** what the holder says closes: everything else is open */
  setRule(rule: Partial<EmergencyRule>): Promise<void>
}

/** What is asked for to open Dominique's space. */
export const asked = (kind: EmergencyKind = 'break-glass', more: Partial<AskedEmergency> = {}): AskedEmergency => ({
  ins: { system: testSystem, value: dominiqueIns },
  birthDate: '1979-03-28',
  kind,
  ...(kind === 'break-glass' ? { reason: 'unconscious' } : {}),
  ...more,
})

/** `open`, or the whole of what a refused visitor is told. */
export const toldOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'open',
    (error: unknown) =>
      error instanceof Problem ? { kind: error.kind, reason: error.reason, details: error.details } : error,
  )

/** `open`, or the reason of the refusal. */
export const reasonOf = async (work: Promise<unknown>): Promise<unknown> => {
  const told = await toldOf(work)
  return typeof told === 'object' && told !== null && 'reason' in told ? told.reason : told
}

const everything: EmergencyRule = { breakGlass: true, dispatch: true, hidden: true }

/** Opens the kit. Close its installation after the tests. */
export const openEmergencyKit = async (): Promise<EmergencyKit> => {
  const clock = fixedClock('2026-11-22T09:00:00.000Z')
  const installation = await openInstallation({ clock })
  const { identity, documents, emergencies: area } = installation.carnet
  const spaceId = (await identity.findSpaceByIns({ system: testSystem, value: dominiqueIns })) ?? ''
  const actor = { kind: 'holder', id: spaceId, name: 'Dominique PAT-TROIS' } as const
  const her: Visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } }
  const { entries } = await documents.listDocuments(her, { spaceId }, { count: 100 })
  const hiddenId = entries[0]?.id ?? ''
  await documents.hideDocument(her, hiddenId)
  const visitorOf = async (who: Carer): Promise<Visitor> => {
    const carer = await identity.findProfessional(carers[who])
    assert.ok(carer)
    return { actor: carer, authLevel: 'substantial', origin: { channel: 'pages' } }
  }
  return {
    installation,
    clock,
    area,
    spaceId,
    her,
    hiddenId,
    visitorOf,
    open: async (who, kind) => area.open(await visitorOf(who), asked(kind)),
    close: async (who, note = '') => area.close(await visitorOf(who), spaceId, note),
    seenBy: async (who) => {
      const list = documents.listDocuments(await visitorOf(who), { spaceId }, { count: 100 })
      return (await toldOf(list)) === 'open' ? (await list).entries.map(({ id }) => id) : reasonOf(list)
    },
    setRule: (rule) => area.setRule(her, spaceId, { ...everything, ...rule }),
  }
}
