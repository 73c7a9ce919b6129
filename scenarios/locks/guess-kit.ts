import { randomBytes } from 'node:crypto'
import { codeParameters } from '../../src/areas/enrolment/index.ts'
import { createCodes } from '../../src/areas/enrolment/codes/codes.ts'
import { codeFrom } from '../../src/areas/enrolment/codes/rules.ts'
import { createEntries } from '../../src/areas/enrolment/entry/entries.ts'
import { createPasses } from '../../src/areas/enrolment/entry/passes.ts'
import type { CodeAttempt, Entries } from '../../src/areas/enrolment/entry/types.ts'
import { createDecoy } from '../../src/areas/enrolment/register/decoy.ts'
import { createRegister } from '../../src/areas/enrolment/register/register.ts'
import { createAttempts } from '../../src/platform/attempts.ts'
import { fixedClock, systemClock } from '../../src/platform/clock.ts'
import type { Connection, Database } from '../../src/platform/database/database.ts'
import { randomId } from '../../src/platform/ids.ts'
import { Problem } from '../../src/platform/problem.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { inventPerson, invite, type InvitedPerson } from '../../tests/support/invited-person.ts'

/** What one try did: the statements that ran, and the answer. */
export interface TriedCode {
  steps: string[]
  answer: string
}

/** A Carnet whose letter codes somebody tries; its clock stands still until it is moved. */
export interface GuessKit {
  carnet: Installation
  newPerson(): Promise<InvitedPerson>
  /** a card number that nobody else has */
  newCard(): string
  /** why a try was refused, or `a pass` */
  answerOf(attempt: CodeAttempt): Promise<string>
  /** the same with its statements, as the clock stands */
  stepsOf(attempt: CodeAttempt): Promise<TriedCode>
  /** makes a person's codes other than they are: `used_at = now()` */
  spoil(person: InvitedPerson, how: string): Promise<unknown>
  wait(seconds: number): void
  /** until the next try after an error */
  waitOut(): void
  close(): Promise<void>
}

/** A code of the right shape. */
export const randomCode = (): string => codeFrom(randomBytes(codeParameters.length * 3), codeParameters)

/** The right try of a person, from a place of its own; `changes` make it another. */
export const attemptOf = (person: InvitedPerson, changes: Partial<CodeAttempt> = {}): CodeAttempt => ({
  code: person.code,
  birthDate: person.traits.birthDate,
  cardNumber: person.ins.value,
  source: `source ${randomId()}`,
  ...changes,
})

/** The application's database, noting every statement that passes. */
export const listening = (database: Database, heard: string[]): Database => {
  const note = (connection: Connection): Connection => ({
    query: (statement) => {
      heard.push(statement.name ?? statement.text)
      return connection.query(statement)
    },
  })
  return {
    ...note(database),
    transaction: (work) => database.transaction((connection) => work(note(connection))),
    pipeline: (work) => database.pipeline((connection) => work(note(connection))),
    close: () => database.close(),
  }
}

const entriesOver = ({ carnet }: Installation, database: Database): Entries => {
  const { keys, credentials, enrolment, clock } = carnet
  return createEntries({
    database,
    clock,
    attempts: createAttempts({ database, clock, hash: (subject) => keys.lookupHash(`attempt|${subject}`) }),
    register: createRegister({ database, keys, clock }),
    codes: createCodes({ database, keys, clock, parameters: createParameters() }),
    lives: enrolment.lives,
    queueRecovery: async () => {},
    passes: createPasses({ database, clock }),
    credentials,
    decoy: createDecoy(keys),
    zone: () => 'Europe/Paris',
    today: () => '2026-11-21',
    minorEntryYears: () => 18,
    queueCode: async () => {},
    proofOf: enrolment.proofOf,
  })
}

const problemOf = async (work: Promise<unknown>): Promise<Problem | undefined> => {
  try {
    await work
    return undefined
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error
  }
}

/** Opens a kit. Close it after the tests. */
export const openGuessKit = async (): Promise<GuessKit> => {
  const clock = fixedClock(systemClock.now().toISOString())
  const carnet = await openInstallation({ examples: false, clock })
  const { entries } = carnet.carnet.enrolment
  let [invented, cards] = [0, 2_790_476_000_000]
  const newCard = (): string => String((cards += 1))
  const wait = (seconds: number): void => clock.advance(seconds * 1_000)
  return {
    carnet,
    newCard,
    wait,
    newPerson: () => invite(carnet.carnet, inventPerson((invented += 1))),
    answerOf: async (attempt) => (await problemOf(entries.proveByCode(attempt)))?.reason ?? 'a pass',
    stepsOf: async (attempt) => {
      const steps: string[] = []
      const over = entriesOver(carnet, listening(carnet.database.app, steps))
      // The decoy is sealed at the first use of a process.
      await problemOf(over.proveByCode({ ...attempt, code: randomCode(), cardNumber: newCard() }))
      steps.length = 0
      const problem = await problemOf(over.proveByCode(attempt))
      return { steps, answer: problem ? JSON.stringify([problem.kind, problem.reason, problem.details]) : 'a pass' }
    },
    spoil: ({ personId }, how) =>
      carnet.database.owner.query({
        text: `update enrolment.code set ${how} where person_id = $1`,
        values: [personId],
      }),
    waitOut: () => wait(codeParameters.limits.waitAfterError.seconds),
    close: () => carnet.close(),
  }
}
