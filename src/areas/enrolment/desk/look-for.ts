import type { PersonIdentity, RegisterPerson } from '../register/types.ts'
import type { DeskParts } from './desk-parts.ts'
import { deskParameters } from './parameters.ts'
import { isWho, mayBeFound } from './rules.ts'
import type { CallerAnswers } from './types.ts'

/** Somebody of the register, opened. */
export interface Opened {
  person: RegisterPerson
  identity: PersonIdentity
}

/** Who is asked for, by whom, and what else must fit. */
export interface Asked extends Omit<CallerAnswers, 'postalCode'> {
  staffId: string
  isOperator: boolean
  fits(identity: PersonIdentity): boolean
}

/** Counts a try of somebody of the staff, `about` a person or whoever was said to be one. Problem `busy` after too many. */
export const countTry = async (
  { attempts }: DeskParts,
  { staffId, about }: { staffId: string; about: string },
): Promise<void> => {
  const { findPerAgent, findPerPerson } = deskParameters.limits
  await attempts.require({ bucket: 'desk-agent', subject: staffId }, findPerAgent)
  await attempts.require({ bucket: 'desk-person', subject: about }, findPerPerson)
}

const findCandidates = async ({ register }: DeskParts, { ins, birthDate }: Asked): Promise<RegisterPerson[]> => {
  const own = await register.findPersonByIns(ins)
  const onCard = await register.findPersonsByCard(ins.value, birthDate)
  return own === undefined || onCard.some(({ id }) => id === own.id) ? onCard : [own, ...onCard]
}

/**
 * The one person to whom all the answers fit; nothing when none fits or several do, and nothing says which. Somebody is opened in
 * every case, so that both take the same steps. Problem `busy` after too many tries.
 */
export const lookFor = async (parts: DeskParts, asked: Asked): Promise<Opened | undefined> => {
  const { staffId, ins, birthDate } = asked
  // Counted before anything is looked at, the same for known and unknown numbers.
  await countTry(parts, { staffId, about: `${ins.value.slice(0, 13)}|${birthDate}` })
  const candidates = await findCandidates(parts, asked)
  if (candidates.length === 0) await parts.register.openPerson(await parts.decoy())
  const fitting: Opened[] = []
  for (const person of candidates) {
    const identity = await parts.register.openPerson(person)
    const isFound = mayBeFound(person.state, asked.isOperator) && isWho(asked, identity) && asked.fits(identity)
    if (isFound) fitting.push({ person, identity })
  }
  const [one, second] = fitting
  return second === undefined ? one : undefined
}
