import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Visit, Visitor } from '../../../access/types.ts'
import { dayOf } from '../../../platform/calendar.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Connection, Database } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import type { Log } from '../../../platform/log.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import type { Transfers } from '../../documents/index.ts'
import type { Credentials, Directory, Persons } from '../../identity/index.ts'
import { endOf } from '../life/rules.ts'
import type { RegisterKeys } from '../register/person-seal.ts'
import type { Register } from '../register/register.ts'
import { queueFollowing } from '../register/representatives/queue-following.ts'
import { findUnapproved, type CorrectionReason } from './rules.ts'
import {
  advanceCorrection,
  findOther,
  insertCorrection,
  selectCorrection,
  type Advance,
  type CorrectionDetail,
  type CorrectionRow,
} from './store.ts'
import type { Approved, CorrectionKind } from './types.ts'

/**
 * Rows of other areas, without health data, that follow a holder from one space into another: all that are there, or those named. Gives
 * which were moved. In the transaction of the step.
 */
export type Follow = (
  connection: Connection,
  spaces: { from: string; to: string },
  ids?: readonly string[],
) => Promise<string[]>

/** What corrections are built from. */
export interface CorrectionParts {
  database: Database
  door: Door
  keys: RegisterKeys
  clock: Clock
  log: Log
  parameters: Parameters
  register: Register
  persons: Pick<Persons, 'correctPerson' | 'leadToSpace' | 'leadNowhere'>
  directory: Pick<Directory, 'findParties'>
  credentials: Pick<Credentials, 'endRecovery'>
  transfers: Transfers
  /** by a name that stays in corrections for ever */
  follows: Readonly<Record<string, Follow>>
  /** what the space that is open has of what these objections name, which came along, is set aside */
  setAsideFollowed: (opened: Opened, objectionIds: readonly string[], correctionId: string) => Promise<void>
  /** Problem `incorrect` for an identifier that cannot be one here */
  requireIns: (ins: Identifier, field: string) => void
  /** founds the space in which documents wait, for somebody who has none yet */
  prepareSpace: (personId: string) => Promise<void>
}

/** Stops a correction that cannot be made as things stand. */
export const stop = (reason: CorrectionReason): never => {
  throw new Problem('conflict', reason)
}

/** Problem `refused` unless one operator asks and somebody else of the staff confirms. */
export const requireApproval = ({ asked, confirmed }: Approved): void => {
  const reason = findUnapproved(asked.actor, confirmed.actor)
  if (reason) throw new Problem('refused', reason)
}

/** The correction; Problem `absent`, `correction-unknown`. */
export const requireCorrection = async ({ database }: CorrectionParts, id: string): Promise<CorrectionRow> => {
  const row = await selectCorrection(database, id)
  if (row === undefined) throw new Problem('absent', 'correction-unknown')
  return row
}

/** The instant, ISO. */
export const nowOf = ({ clock }: Pick<CorrectionParts, 'clock'>): string => clock.now().toISOString()

/** The day it is where the law holds, YYYY-MM-DD. */
export const todayOf = (parts: Pick<CorrectionParts, 'clock' | 'parameters'>): string => {
  const now = nowOf(parts)
  return dayOf(now, parts.parameters.parameterAt('civilTimeZone', now))
}

/** Who makes the visits of a correction: who asked for it, also when somebody else goes on with it. */
export const visitorOf = ({ askedBy, detail }: CorrectionRow): Visitor => ({
  actor: { kind: 'staff', id: askedBy, name: detail.asked.name, roles: ['operator'] },
  authLevel: 'substantial',
  origin: { channel: detail.asked.channel },
})

/** A visit of a correction to one of its spaces. */
export const visitTo = (row: CorrectionRow, spaceId: string, act: Visit['act']): Visit => ({
  ...visitorOf(row),
  space: { spaceId },
  act,
})

/** A correction about to be written. */
export interface NewCorrection {
  kind: CorrectionKind
  personIds: string[]
  state: 'running' | 'done'
  detail?: Partial<CorrectionDetail>
  sealed?: Buffer | null
}

/** What a correction will stand as: its id, its date, and until when it can be taken back. */
export const describeCorrection = (
  parts: CorrectionParts,
  { asked, confirmed, id }: Approved,
  { kind, personIds, state, detail = {}, sealed = null }: NewCorrection,
): CorrectionRow => {
  const at = nowOf(parts)
  const days = parts.parameters.parameterAt('correctionReversibleDays', at)
  return {
    id: id ?? timeOrderedId(parts.clock.now().getTime()),
    kind,
    personIds,
    askedBy: asked.actor.id,
    confirmedBy: confirmed.actor.id,
    at,
    state,
    step: state === 'done' ? 'done' : 'begun',
    reversibleUntil: endOf({ at, parameters: parts.parameters }, { days }),
    undoneAt: null,
    detail: { asked: { name: asked.actor.name, channel: asked.origin.channel }, ...detail },
    sealed,
  }
}

/** Writes a correction, unless another one is at work on the same persons. */
export const recordCorrection = async (connection: Connection, row: CorrectionRow): Promise<void> => {
  const states = ['running', 'undoing']
  if (await findOther(connection, { personIds: row.personIds, states })) stop('correction-under-way')
  await insertCorrection(connection, row)
}

/** Writes that a step is done, in the transaction of the step. Whoever else took it has won: nothing of this one is kept. */
export const advance = async (connection: Connection, id: string, step: Advance): Promise<void> => {
  if (!(await advanceCorrection(connection, id, step))) stop('correction-under-way')
}

/** Whom the two represent and who represents them is said of others by now: their spaces follow. */
export const queueFollowingOf = async (
  { clock }: CorrectionParts,
  connection: Connection,
  { personIds }: CorrectionRow,
): Promise<void> => {
  for (const personId of personIds) await queueFollowing(connection, clock.now(), personId)
}

/** Takes the steps of a correction from where it stands until it is over. */
export const runSteps = async (
  parts: CorrectionParts,
  id: string,
  steps: Readonly<Record<string, (row: CorrectionRow) => Promise<void>>>,
): Promise<CorrectionRow> => {
  for (;;) {
    const row = await requireCorrection(parts, id)
    const step = steps[row.step]
    if (step === undefined) return row
    await step(row)
  }
}
