import { codeParameters } from '../codes/parameters.ts'
import type { RegisterPerson } from '../register/types.ts'
import { isBeyondCodes } from './beyond-codes.ts'
import type { EntryParts } from './entry-parts.ts'
import {
  isOutOfReach,
  isRecoverableByPost,
  isSerialOf,
  personBuckets,
  plainNumber,
  triedCard,
  triedPerson,
} from './rules.ts'
import type { CodeRequest, Entries } from './types.ts'

const nir = 15
const { limits } = codeParameters

/** Those on the card who were born that day and whose card bears that serial: twins are several (rules ENR-16). */
const findFitting = async (parts: EntryParts, request: CodeRequest): Promise<RegisterPerson[]> => {
  const { register } = parts
  const number = plainNumber(request.cardNumber)
  if (number.length !== nir) return []
  const persons = await register.findPersonsByCard(number, request.birthDate)
  const fitting: RegisterPerson[] = []
  for (const person of persons) {
    if (isOutOfReach(person.state)) continue
    if (isSerialOf(request.cardSerial, await register.openPerson(person))) fitting.push(person)
  }
  return fitting
}

type Answer = (parts: EntryParts, person: RegisterPerson, request: CodeRequest) => Promise<void>

/** One more request for a code of somebody's, of which the board counts those beyond the limit. */
const mayRequestCode = async ({ attempts, codes }: EntryParts, request: CodeRequest): Promise<boolean> => {
  const key = { bucket: personBuckets.requests, subject: triedPerson(request) }
  const { allowed } = await attempts.take(key, limits.requestPerPerson)
  if (!allowed) await codes.countHeld('request')
  return allowed
}

/** One more request for a letter with a card. The board is that of first codes: it counts none of these. */
const mayRequestRecovery = async ({ attempts }: EntryParts, request: CodeRequest): Promise<boolean> =>
  (await attempts.take({ bucket: 'recovery-card', subject: triedCard(request) }, limits.recoveryPerCard)).allowed

/** A code, for whom one is something. */
const sendCode: Answer = async (parts, person) => {
  if (!(await isBeyondCodes(parts, person))) await parts.queueCode(person.id, 'request')
}

/** A letter back in, for who was in; for the others a first code is all they need. */
const sendRecovery: Answer = async (parts, person, request) => {
  if (await isBeyondCodes(parts, person)) {
    if (isRecoverableByPost(person, parts.today())) await parts.queueRecovery(person.id)
  } else if (await mayRequestCode(parts, request)) await parts.queueCode(person.id, 'request')
}

/** What a request sends, and by what it is limited beside its source. */
interface Requested {
  answer: Answer
  mayRequest(parts: EntryParts, request: CodeRequest): Promise<boolean>
}

/** Answers every request alike and says nothing of what it did: what was asked for leaves after the answer, by the queue. */
const createRequest =
  (parts: EntryParts, { answer, mayRequest }: Requested): ((request: CodeRequest) => Promise<void>) =>
  async (request) => {
    const { attempts } = parts
    await attempts.require({ bucket: 'request-source', subject: request.source }, limits.requestPerSource)
    // A person's limit is not told: that somebody is there at all would be told with it.
    if (!(await mayRequest(parts, request))) return
    for (const person of await findFitting(parts, request)) await answer(parts, person, request)
  }

/** Sends a new code where the insurer's own contact is known. Rules: ENR-12. */
export const createRequestCode = (parts: EntryParts): Entries['requestCode'] =>
  createRequest(parts, { answer: sendCode, mayRequest: mayRequestCode })

/**
 * Sends a letter that leads back in. Counted on the card, apart from first codes: who does not have the card spends nothing of its
 * holder's, who has no other way in.
 */
export const createRequestRecovery = (parts: EntryParts): Entries['requestRecovery'] =>
  createRequest(parts, { answer: sendRecovery, mayRequest: mayRequestRecovery })
