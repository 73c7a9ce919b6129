import type { Attempts } from '../../platform/attempts.ts'
import type { Keys } from '../../keys/keys.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Connection, Database } from '../../platform/database/database.ts'
import { dayOf } from '../../platform/calendar.ts'
import { timeOrderedId } from '../../platform/ids.ts'
import { createOutbox, enqueue } from '../../platform/outbox.ts'
import type { LetterTexts } from '../../reference/create-letter-texts.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import { createApprovals, type ApprovalParts } from './approvals/create-approvals.ts'
import type { Approvals } from './approvals/types.ts'
import { createDesk, type Desk } from './staff/desk.ts'
import type { NoticePress } from './campaigns/ports.ts'
import type { Codes } from './codes/codes.ts'
import { createIdentityDesk, identityExecutors } from './corrections/requests/create-identity-desk.ts'
import type { Corrections, IdentityDesk } from './corrections/types.ts'
import { createCounter } from './counter/create-counter.ts'
import type { Counter } from './counter/types.ts'
import type { DeskParts } from './desk/desk-parts.ts'
import { createDropMeans } from './desk/deeds-on-means.ts'
import { createPersonsDesk } from './desk/create-persons-desk.ts'
import type { PersonsDesk } from './desk/types.ts'
import type { Lives } from './life/types.ts'
import { createDecoy } from './register/decoy.ts'
import { createFindAskedText, createTextsDesk, textExecutor, type TextsParts } from './texts/create-texts-desk.ts'
import { textApproval } from './texts/store.ts'
import type { TextsDesk, TextVersions } from './texts/types.ts'
import type { Register } from './register/register.ts'

/** Where the staff works: the desk of phone agents and operator, the counter, what takes two persons. */
export interface StaffRooms {
  /** writes down who comes to a page, and refuses who may not */
  enter: Desk['enter']
  persons: PersonsDesk
  counter: Counter
  approvals: Approvals
  /** the wordings of letters and messages: looked at, and approved by two */
  texts: TextsDesk
  /** identities that change: asked by one, confirmed by another */
  identities: IdentityDesk
  /** today (YYYY-MM-DD) by the civil clock */
  today(): string
  /** the delays in force now, for what pages say of a step */
  delays(): StaffDelays
}

/** Delays that a decree sets, as they are now. */
export interface StaffDelays {
  oppositionWeeks: number
  suspensionWeeks: number
  archiveYears: number
}

/** What the rooms of the staff are built from. */
export interface StaffParts {
  database: Database
  keys: Keys
  clock: Clock
  parameters: Parameters
  attempts: Attempts
  register: Register
  lives: Lives
  codes: Codes
  corrections: Corrections
  credentials: DeskParts['credentials']
  press: Pick<NoticePress, 'print'>
  texts: TextVersions
  letterTexts: Pick<LetterTexts, 'checkLetterText'>
  publicUrl: string
  /** whether short messages can be sent */
  canSms: boolean
  /** what the second person's yes does in other areas, by kind */
  executors: ApprovalParts['executors']
}

/** Builds the rooms of the staff. What two persons decided about somebody has no channel of its own: it comes in writing. */
export const createStaffRooms = (parts: StaffParts): StaffRooms => {
  const { database, clock, lives, keys, parameters, corrections } = parts
  const desk = createDesk({ database, clock })
  const identityParts = { database, clock, keys, corrections, desk }
  const { texts, publicUrl } = parts
  const check = parts.letterTexts.checkLetterText
  const textsParts: TextsParts = { database, clock, parameters, desk, texts, check, publicUrl }
  const approvals = createApprovals({
    database,
    clock,
    desk,
    executors: {
      'person-suspend': (visitor, personId, approval) =>
        lives.suspend({ personId, visitor, channel: 'post', under: { approval } }),
      'person-correct-death': (visitor, personId, approval) =>
        lives.correctDeath({ personId, visitor, channel: 'post', under: { approval } }),
      'person-drop-means': createDropMeans(parts),
      ...identityExecutors(identityParts),
      [textApproval]: textExecutor(textsParts),
      ...parts.executors,
    },
  })
  const zone = (at: string): string => parameters.parameterAt('civilTimeZone', at)
  const now = (): string => clock.now().toISOString()
  const deskParts = {
    ...parts,
    desk,
    approvals,
    findAskedText: createFindAskedText(textsParts),
    decoy: createDecoy(keys),
    outbox: createOutbox(database),
    zone,
    queueCode: (connection: Connection, personId: string, origin: string): Promise<void> => {
      const id = timeOrderedId(clock.now().getTime())
      return enqueue(connection, { spaceId: personId, id, kind: 'enrolment-code', payload: { personId, origin } })
    },
  }
  return {
    enter: (visitor, deed, subject) => desk.enter(visitor, deed, subject),
    persons: createPersonsDesk(deskParts),
    counter: createCounter(deskParts),
    approvals,
    texts: createTextsDesk(textsParts, approvals),
    identities: createIdentityDesk(identityParts, approvals),
    today: () => dayOf(now(), zone(now())),
    delays: () => ({
      oppositionWeeks: parameters.parameterAt('oppositionWeeks', now()),
      suspensionWeeks: parameters.parameterAt('suspensionWeeks', now()),
      archiveYears: parameters.parameterAt('archiveYears', now()),
    }),
  }
}
