import type { Visitor } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import { instantOf, type DeskParts } from '../desk/desk-parts.ts'
import { stopRecovery } from '../desk/deeds-on-means.ts'
import { deskParameters } from '../desk/parameters.ts'
import { printProofOf } from '../desk/print-proof.ts'
import { createHandOut } from './hand-out-code.ts'
import { holdMandate, useLiveMandate } from './hold-mandate.ts'
import { createReadMandate } from './read-mandate.ts'
import { mandateAt, mayStopRecovery } from './rules.ts'
import { createSigning } from './sign-mandate.ts'
import { createStartMandate } from './start-mandate.ts'
import { endMandate, endOverdue } from './store.ts'
import type { Counter } from './types.ts'
import { doerOf } from '../life/doer-of.ts'

const createStep =
  (parts: DeskParts, step: 'oppose' | 'close') =>
  async (visitor: Visitor, id: string, from: string): Promise<void> => {
    const { person } = await useLiveMandate(parts, visitor, { id, deed: `counter-${step}` })
    if (person.state !== from) throw new Problem('conflict', 'enrolment-wrong-moment')
    const under = { mandate: id }
    await parts.lives[step]({ personId: person.id, visitor, channel: 'counter', version: person.version, under })
  }

const createPrintProof =
  (parts: DeskParts): Counter['printProof'] =>
  async (visitor, id) => {
    const { row, person } = await holdMandate(parts, visitor, { id, deed: 'counter-proof' })
    return printProofOf(parts, person.id, ({ mandate }) => mandate === row.id)
  }

const createEnd =
  (parts: DeskParts): Counter['end'] =>
  async (visitor, id) => {
    const { row } = await holdMandate(parts, visitor, { id, deed: 'counter-end' })
    const now = instantOf(parts)
    const { endedAt: at = now, endedHow: how = 'agent' } = mandateAt(row, now)
    await endMandate(parts.database, id, { at, how })
  }

/** Builds the counter over the register and the life of spaces. */
export const createCounter = (parts: DeskParts): Counter => ({
  start: createStartMandate(parts),
  read: createReadMandate(parts),
  ...createSigning(parts),
  oppose: createStep(parts, 'oppose'),
  close: createStep(parts, 'close'),
  ...createHandOut(parts),
  stopRecovery: async (visitor, id) => {
    const { row, person } = await useLiveMandate(parts, visitor, { id, deed: 'counter-stop-recovery' })
    if (!mayStopRecovery(row.givenBy)) throw new Problem('conflict', 'enrolment-wrong-moment')
    await stopRecovery(parts, person, { by: doerOf(visitor), channel: 'counter', detail: { mandate: id } })
  },
  printProof: createPrintProof(parts),
  keep: async (visitor, id) => {
    await useLiveMandate(parts, visitor, { id, deed: 'counter-view' })
  },
  end: createEnd(parts),
  sweep: () => endOverdue(parts.database, { now: instantOf(parts), idleMinutes: deskParameters.mandateIdleMinutes }),
})
