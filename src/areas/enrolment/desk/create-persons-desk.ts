import { createCountLate } from './count-late.ts'
import { instantOf, minutesAfter, type DeskParts } from './desk-parts.ts'
import { createListRefusals } from './list-refusals.ts'
import { createFindPerson, createOpenException } from './open-case.ts'
import { createPrintProof, createPrintRefusal } from './print-proof.ts'
import { createReadApproved } from './read-approved.ts'
import { createReadCase } from './read-case.ts'
import { createReadCodes } from './read-codes.ts'
import { createReadToday } from './read-today.ts'
import { sweepCases } from './store.ts'
import { createTakeDeed } from './take-deed.ts'
import type { PersonsDesk } from './types.ts'

const keptMinutes = 24 * 60

/** Builds the desk over the register and the life of spaces. */
export const createPersonsDesk = (parts: DeskParts): PersonsDesk => ({
  findPerson: createFindPerson(parts),
  openException: createOpenException(parts),
  readCase: createReadCase(parts),
  takeDeed: createTakeDeed(parts),
  readApproved: createReadApproved(parts),
  printProof: createPrintProof(parts),
  countLateRefusals: createCountLate(parts),
  listRefusals: createListRefusals(parts),
  printRefusal: createPrintRefusal(parts),
  readToday: createReadToday(parts),
  readCodes: createReadCodes(parts),
  sweep: () => sweepCases(parts.database, minutesAfter(instantOf(parts), -keptMinutes)),
})
