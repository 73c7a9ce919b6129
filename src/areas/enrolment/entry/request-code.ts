import { codeParameters } from '../codes/parameters.ts'
import type { RegisterPerson } from '../register/types.ts'
import { isBeyondCodes } from './beyond-codes.ts'
import type { EntryParts } from './entry-parts.ts'
import { isOutOfReach, isSerialOf, personBuckets, plainNumber, triedPerson } from './rules.ts'
import type { CodeRequest, Entries } from './types.ts'

const nir = 15

/** Those on the card who were born that day, whose card bears that serial, and for whom a code is something: twins are several (rules ENR-16). */
const findFitting = async (parts: EntryParts, request: CodeRequest): Promise<RegisterPerson[]> => {
  const { register } = parts
  const number = plainNumber(request.cardNumber)
  if (number.length !== nir) return []
  const persons = await register.findPersonsByCard(number, request.birthDate)
  const fitting: RegisterPerson[] = []
  for (const person of persons) {
    if (isOutOfReach(person.state)) continue
    const isTheirs = isSerialOf(request.cardSerial, await register.openPerson(person))
    if (isTheirs && !(await isBeyondCodes(parts, person))) fitting.push(person)
  }
  return fitting
}

/**
 * Sends a new code where the insurer's own contact is known, and says nothing of whether it did: the codes leave after the answer, by
 * the queue. Rules: ENR-12.
 */
export const createRequestCode =
  (parts: EntryParts): Entries['requestCode'] =>
  async (request) => {
    const { attempts } = parts
    const { limits } = codeParameters
    await attempts.require({ bucket: 'request-source', subject: request.source }, limits.requestPerSource)
    const who = { bucket: personBuckets.requests, subject: triedPerson(request) }
    const person = await attempts.take(who, limits.requestPerPerson)
    // A person's limit is not told: that somebody is there at all would be told with it.
    if (!person.allowed) return parts.codes.countHeld('request')
    for (const { id } of await findFitting(parts, request)) await parts.queueCode(id, 'request')
  }
