import { startOfDay } from '../../../platform/calendar.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { lifeAfter } from '../life/rules.ts'
import { isMajorityDue } from '../register/majority-rules.ts'
import type { RegisterPerson } from '../register/types.ts'
import { momentOf, type CampaignParts } from './campaign-parts.ts'
import { openingKinds, selectLetterStanding } from './letters/store.ts'
import type { Noticed } from './notice-now.ts'

type Parts = Pick<CampaignParts, 'clock' | 'parameters' | 'register'>

const by = { kind: 'system', id: 'enrolment' } as const

/** The time to oppose begins anew for persons who are only told now. Law: R.1111-28, six weeks from the sending of the notice. */
export const restartWindow = async (
  { register }: Parts,
  connection: Connection,
  { personIds, change, channel }: { personIds: readonly string[]; change: Noticed; channel: 'mail' | 'post' },
): Promise<void> => {
  const event = { kind: 'noticed', channel: 'campaign', by, detail: { channel } }
  const persons = [...new Set(personIds)].map((id) => ({ id }))
  await register.transitionAll(connection, { persons, expectState: 'noticed' }, { ...change, event })
}

/** Where a reminder that leaves now leads somebody; nothing for whoever decided meanwhile. Rules: ENR-6. */
export const remindedNow = (parts: Parts, person: RegisterPerson): Noticed | undefined => {
  const outcome = lifeAfter('reminded', person, { at: momentOf(parts).at, parameters: parts.parameters })
  return 'change' in outcome ? outcome.change : undefined
}

/** The end of a transition is that of a reminder that leaves now, or that nobody will get: the clock runs again. */
export const restartTransition = async (parts: Parts, connection: Connection, personId: string): Promise<void> => {
  const person = await parts.register.findPerson(personId, connection)
  const change = person && remindedNow(parts, person)
  if (person === undefined || change === undefined) return
  const event = { kind: 'reminded', channel: 'campaign', by, detail: { channel: 'post' } }
  const step = { expectState: person.state, expectVersion: person.version, change: { ...change, event } }
  await parts.register.transition(connection, personId, step)
}

/** The clock stops until a letter leaves; where none can, the person stands as never told. */
export const stopWindow = async (
  { register }: Pick<Parts, 'register'>,
  connection: Connection,
  { personId, hasLetter }: { personId: string; hasLetter: boolean },
): Promise<void> => {
  const event = { kind: 'notice-failed', channel: 'campaign', by }
  const stopped = { due: null, windowEndsAt: null, event }
  const change = hasLetter ? stopped : { ...stopped, state: 'known' as const, noticedAt: null }
  await register.transition(connection, personId, { expectState: 'noticed', change })
}

/** Which letters of an opening, or of its reminder, wait or have left; of a new adult, their own: their parents' told them nothing. */
export const standingOfLetters = (
  parts: Pick<Parts, 'clock' | 'parameters'>,
  connection: Connection,
  { person, kinds }: { person: RegisterPerson; kinds: readonly string[] },
): Promise<{ waits: boolean; left: boolean }> => {
  const { today, zone } = momentOf(parts)
  const { id: personId, minorUntil } = person
  const since = minorUntil !== null && minorUntil <= today ? startOfDay(minorUntil, zone) : null
  return selectLetterStanding(connection, { personId, since }, kinds)
}

/** No letter of an opening, or of its reminder, is left to go: what the person waited for it is over, unless their majority tells anew. */
export const endWaiting = async (
  parts: Parts,
  connection: Connection,
  { personId, kind }: { personId: string; kind: string },
): Promise<void> => {
  const isOpening = openingKinds.some((known) => known === kind)
  if (!isOpening && kind !== 'reminder') return
  const person = await parts.register.findPerson(personId, connection)
  if (person === undefined || isMajorityDue(person, momentOf(parts).today)) return
  const kinds = isOpening ? openingKinds : ['reminder']
  const { waits, left } = await standingOfLetters(parts, connection, { person, kinds })
  if (waits || left) return
  if (isOpening) await stopWindow(parts, connection, { personId, hasLetter: false })
  else await restartTransition(parts, connection, personId)
}
