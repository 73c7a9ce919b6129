import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { codeParameters, printedCode } from '../../src/areas/enrolment/index.ts'
import { createCodes } from '../../src/areas/enrolment/codes/codes.ts'
import { codeFrom } from '../../src/areas/enrolment/codes/rules.ts'
import { createEntries } from '../../src/areas/enrolment/entry/entries.ts'
import { createPasses } from '../../src/areas/enrolment/entry/passes.ts'
import type { CodeAttempt, Entries } from '../../src/areas/enrolment/entry/types.ts'
import { createDecoy } from '../../src/areas/enrolment/register/decoy.ts'
import { createRegister } from '../../src/areas/enrolment/register/register.ts'
import { createAttempts } from '../../src/platform/attempts.ts'
import type { Connection, Database } from '../../src/platform/database/database.ts'
import { randomId } from '../../src/platform/ids.ts'
import { Problem } from '../../src/platform/problem.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import { createHttpBrowser } from '../../tests/support/http-browser.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { inventPerson, invite, type InvitedPerson } from '../../tests/support/invited-person.ts'

const { limits } = codeParameters

let carnet: Installation
let entries: Entries
before(async () => {
  carnet = await openInstallation({ examples: false })
  entries = carnet.carnet.enrolment.entries
})
after(() => carnet.close())

let invented = 0
const newPerson = (): Promise<InvitedPerson> => invite(carnet.carnet, inventPerson((invented += 1)))

const randomCode = (): string => codeFrom(randomBytes(codeParameters.length * 3), codeParameters)
const attemptOf = (person: InvitedPerson, changes: Partial<CodeAttempt> = {}): CodeAttempt => ({
  code: person.code,
  birthDate: person.traits.birthDate,
  cardNumber: person.ins.value,
  source: `source ${randomId()}`,
  ...changes,
})

const answerOf = async (by: Entries, attempt: CodeAttempt): Promise<string> => {
  try {
    await by.proveByCode(attempt)
    return 'a pass'
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.reason
  }
}

/** How many answers of each kind the tries got, eight at a time. */
const answersTo = async (tries: number, attempt: (n: number) => CodeAttempt): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  let next = 0
  const work = async (): Promise<void> => {
    for (let n = next++; n < tries; n = next++) {
      const answer = await answerOf(entries, attempt(n))
      counts[answer] = (counts[answer] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  return counts
}

/** CARNET_GUESSES=1000000 tries a million. */
const guesses = Number(process.env['CARNET_GUESSES'] ?? 2_000)
const places = Math.min(guesses, 2_000)

test(`${guesses} codes of the right shape, from ${places} places, open nothing`, async () => {
  const victim = await newPerson()
  // Somebody who knows birth date and card of one person: at most ten of their tries a day are looked at.
  assert.deepEqual(await answersTo(1_500, () => attemptOf(victim, { code: randomCode() })), {
    'code-unknown': limits.perPerson.count,
    'too-many-tries': 1_500 - limits.perPerson.count,
  })
  // Somebody who tries everybody: a code found by chance would still need the birth date and the card of its owner.
  const spray = (n: number) =>
    attemptOf(victim, {
      code: randomCode(),
      cardNumber: String(1_790_475_000_000 + n),
      source: `place ${n % places}`,
    })
  const looked = Math.min(guesses, places * limits.perSource.count)
  const counts = await answersTo(guesses, spray)
  assert.deepEqual([counts['code-unknown'], counts['too-many-tries'] ?? 0], [looked, guesses - looked])
  const [row] = await carnet.database.owner.query<{ count: number }>({
    text: 'select count(*)::integer as count from enrolment.entry',
  })
  assert.equal(row?.count, 0)
})

test('the arithmetic of a million tries', () => {
  const codes = codeParameters.alphabet.length ** (codeParameters.length - 1)
  const inForce = 68_000_000
  const tries = 1_000_000
  // Even if each of a million tries also carried the right card of whoever owns the code: one hit in more than 250 such attacks.
  assert.ok((tries * inForce) / codes < 1 / 250)
  // And against one person, with all the tries of six weeks: one chance in more than forty million million.
  assert.ok(codes / (limits.perPerson.count * 42) > 4e13)
  // From one place, a million tries take years.
  assert.ok((tries / limits.perSource.count) * (limits.perSource.seconds / 3600) > 24 * 365 * 3)
})

/** The application's database, noting every statement that passes. */
const listening = (database: Database, heard: string[]): Database => {
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

const entriesOver = (database: Database): Entries => {
  const { keys, clock, credentials, enrolment } = carnet.carnet
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
    queueCode: async () => {},
    proofOf: enrolment.proofOf,
  })
}

const stepsOf = async (attempt: CodeAttempt): Promise<{ steps: string[]; answer: string }> => {
  const steps: string[] = []
  const over = entriesOver(listening(carnet.database.app, steps))
  // The decoy is sealed at the first use of a process.
  await answerOf(over, { ...attempt, code: randomCode(), cardNumber: '1790475999999' })
  steps.length = 0
  const answer = await over.proveByCode(attempt).then(
    () => 'a pass',
    (error: unknown) =>
      error instanceof Problem ? JSON.stringify([error.kind, error.reason, error.details]) : 'fault',
  )
  return { steps, answer }
}

const spoil = (person: InvitedPerson, how: string): Promise<unknown> =>
  carnet.database.owner.query({
    text: `update enrolment.code set ${how} where person_id = $1`,
    values: [person.personId],
  })

test('unknown, of another person, expired, used, of somebody who died: one answer and the same statements', async () => {
  const [other, expired, used, dead] = [await newPerson(), await newPerson(), await newPerson(), await newPerson()]
  await spoil(expired, `expires_at = now() - interval '1 day'`)
  await spoil(used, 'used_at = now()')
  await carnet.database.owner.query({
    text: `update enrolment.person set state = 'deceased' where id = $1`,
    values: [dead.personId],
  })
  const wrong = { birthDate: '1950-01-01' }
  const unknown = await stepsOf(attemptOf(other, { code: randomCode() }))
  assert.ok(unknown.steps.length >= 5, unknown.steps.join())
  for (const attempt of [
    attemptOf(other, wrong),
    attemptOf(other, { cardNumber: '279047512345678' }),
    attemptOf(expired, wrong),
    attemptOf(used, wrong),
    attemptOf(dead),
  ])
    assert.deepEqual(await stepsOf(attempt), unknown)
})

test('with all three, their owner is told what is wrong, and takes other steps: the comparison can fail', async () => {
  const [person, expired, used] = [await newPerson(), await newPerson(), await newPerson()]
  await spoil(expired, `expires_at = now() - interval '1 day'`)
  await spoil(used, 'used_at = now()')
  assert.equal(await answerOf(entries, attemptOf(expired)), 'code-expired')
  assert.equal(await answerOf(entries, attemptOf(used)), 'code-used')
  const right = await stepsOf(attemptOf(person, { code: printedCode(person.code, codeParameters).toLowerCase() }))
  assert.equal(right.answer, 'a pass')
  assert.notDeepEqual(right.steps, (await stepsOf(attemptOf(person, { code: randomCode() }))).steps)
})

const fifty = <T>(make: (n: number) => T): T[] => Array.from({ length: 50 }, (_, n) => make(n))
const cardOf = (n: number): string => String(2_790_476_000_000 + n)

test('fifty tries at once pass no limit: of a code, of a person, of a place', async () => {
  const [coded, person] = [await newPerson(), await newPerson()]
  const together = (tries: CodeAttempt[]) => Promise.all(tries.map((attempt) => answerOf(entries, attempt)))
  const looked = async (tries: CodeAttempt[]): Promise<number> =>
    (await together(tries)).filter((answer) => answer === 'code-unknown').length
  assert.equal(await looked(fifty((n) => attemptOf(coded, { cardNumber: cardOf(n) }))), limits.perCode.count)
  assert.equal(await looked(fifty(() => attemptOf(person, { code: randomCode() }))), limits.perPerson.count)
  const source = `source ${randomId()}`
  const place = fifty((n) => attemptOf(person, { code: randomCode(), cardNumber: cardOf(n + 100), source }))
  assert.equal(await looked(place), limits.perSource.count)
  // Over the limit even the right answer is not looked at.
  assert.equal(await answerOf(entries, attemptOf(coded)), 'too-many-tries')
})

test('on the page: the same bytes for a code that exists and for one that does not, and never a cookie', async () => {
  const person = await newPerson()
  const post = async (code: string): Promise<{ status: number; text: string; headers: string }> => {
    const form = {
      code,
      asked: '1',
      'birth-day': '1',
      'birth-month': '1',
      'birth-year': '1950',
      'card-number': person.ins.value,
    }
    const answer = await createHttpBrowser(carnet.origin).send('/open/you', { form })
    const text = (await answer.text()).replaceAll(printedCode(code, codeParameters), 'CODE')
    const headers = [...answer.headers].filter(([name]) => name !== 'date')
    return { status: answer.status, text, headers: JSON.stringify(headers) }
  }
  const known = await post(person.code)
  assert.equal(known.status, 422)
  assert.doesNotMatch(known.headers, /set-cookie/)
  assert.match(known.text, /Ces trois informations ne vont pas ensemble/)
  assert.deepEqual(await post(randomCode()), known)
})
