import { Problem } from '../../../platform/problem.ts'
import type { LifeStep, WishLetter } from '../life/types.ts'
import { staffDeeds } from '../staff/staff-deeds.ts'
import { stopRecovery } from './deeds-on-means.ts'
import { todayOf, type DeskParts } from './desk-parts.ts'
import { isDecision, mayOpposeLate } from './letter-rules.ts'
import { noteCode, requireCodeDue } from './note-code.ts'
import { holdCase, type HeldCase } from './open-case.ts'
import { civilDays, frameOf, requireLetter } from './read-letter.ts'
import { isChild, whyNot, type DeedOnMeans } from './rules.ts'
import type { DeskDeed, DeskWish, PersonsDesk } from './types.ts'
import { doerOf } from '../life/doer-of.ts'

const wrongMoment = (): Problem => new Problem('conflict', 'enrolment-wrong-moment')

type Step = (parts: DeskParts, step: LifeStep) => Promise<unknown>

const steps: Readonly<Record<Exclude<DeskDeed, DeedOnMeans>, Step>> = {
  oppose: ({ lives }, step) => lives.oppose(step),
  close: ({ lives }, step) => lives.close(step),
  suspend: ({ lives }, step) => lives.suspend(step),
  resume: ({ lives }, step) => lives.resume(step),
  'record-death': ({ lives }, step) => lives.recordDeath(step),
  'correct-death': ({ lives }, step) => lives.correctDeath(step),
  'cancel-erasure': ({ lives }, step) => lives.cancelErasure(step),
}

/** To the contact that the insurer knows, and to no other: whoever calls cannot name one (rules ENR-12). */
const sendNewCode = async (parts: DeskParts, { person, row }: HeldCase, step: LifeStep): Promise<void> => {
  await requireCodeDue(parts, person, row.channel)
  const note = { visitor: step.visitor, channel: row.channel, how: 'message' } as const
  await parts.database.transaction(async (connection) => {
    await noteCode(parts, connection, { person, note })
    await parts.queueCode(connection, person.id, row.channel)
  })
}

const noLetter = { receivedOn: '', signer: '', signed: false }

/**
 * A decision that came by post, with what its letter says: it counts from the day on which it came. Right: whoever refused in time is
 * taken as having refused in time, however late the desk reads it.
 */
const takeByPost = async (
  parts: DeskParts,
  { person, step }: { person: HeldCase['person']; step: LifeStep },
  { deed, letter = noLetter }: { deed: 'oppose' | 'close'; letter?: DeskWish['letter'] },
): Promise<void> => {
  const events = await parts.register.listEvents(person.id)
  const isLate = deed === 'oppose' && person.state === 'open'
  if (isLate && !mayOpposeLate({ person, events }, civilDays(parts))) throw wrongMoment()
  const under: WishLetter = requireLetter(await frameOf(parts, { person, events }, deed), letter)
  await (isLate ? parts.lives.opposeLate({ ...step, under }) : steps[deed](parts, { ...step, under }))
}

/** Does a deed of the desk, or asks a second person for it. Rules: ENR-7, ENR-31 to ENR-38. */
export const createTakeDeed =
  (parts: DeskParts): PersonsDesk['takeDeed'] =>
  async (visitor, caseId, { deed, from, letter }) => {
    const held = await holdCase(parts, visitor, { caseId, deed: `person-${deed}` })
    const { person, row } = held
    const isMinor = isChild(person, todayOf(parts))
    const limit = whyNot(deed, row, { isMinor, protected: person.protected })
    if (limit !== undefined) throw new Problem('refused', limit)
    if (staffDeeds.twoPersons.includes(`person-${deed}`)) {
      await parts.approvals.ask(visitor, { kind: `person-${deed}`, subjectId: person.id })
      return 'asked'
    }
    if (deed === 'oppose' && person.state !== from) throw wrongMoment()
    const step: LifeStep = { personId: person.id, visitor, channel: row.channel, version: person.version }
    if (row.channel === 'post' && isDecision(deed)) await takeByPost(parts, { person, step }, { deed, letter })
    else if (deed === 'new-code') await sendNewCode(parts, held, step)
    else if (deed === 'stop-recovery') await stopRecovery(parts, person, { by: doerOf(visitor), channel: row.channel })
    // Two persons decide it, whatever the data says: nobody is told that it was done.
    else if (deed === 'drop-means') throw new Problem('fault', 'unexpected-fault')
    else await steps[deed](parts, step)
    return 'done'
  }
