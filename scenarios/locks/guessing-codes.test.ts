import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { codeParameters, printedCode } from '../../src/areas/enrolment/index.ts'
import type { CodeAttempt } from '../../src/areas/enrolment/entry/types.ts'
import { randomId } from '../../src/platform/ids.ts'
import { createHttpBrowser } from '../../tests/support/http-browser.ts'
import { attemptOf, openGuessKit, randomCode, type GuessKit, type TriedCode } from './guess-kit.ts'

const { limits } = codeParameters

let kit: GuessKit
before(async () => {
  kit = await openGuessKit()
})
after(() => kit.close())

/** How many answers of each kind somebody patient got, who waits after each try. */
const answersToPatient = async (tries: number, attempt: () => CodeAttempt): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (let n = 0; n < tries; n += 1) {
    const answer = await kit.answerOf(attempt())
    counts[answer] = (counts[answer] ?? 0) + 1
    kit.waitOut()
  }
  return counts
}

/** How many answers of each kind the tries got, eight at a time. */
const answersTo = async (tries: number, attempt: (n: number) => CodeAttempt): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  let next = 0
  const work = async (): Promise<void> => {
    for (let n = next++; n < tries; n = next++) {
      const answer = await kit.answerOf(attempt(n))
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
  const victim = await kit.newPerson()
  // Somebody who knows birth date and card of one person: one try in thirty seconds is looked at, and at most ten a day.
  const guess = (): CodeAttempt => attemptOf(victim, { code: randomCode() })
  assert.deepEqual(await answersTo(1_500, guess), { 'code-unknown': 1, 'wait-before-retry': 1_499 })
  kit.waitOut()
  assert.deepEqual(await answersToPatient(300, guess), {
    'code-unknown': limits.perPerson.count - 1,
    'too-many-tries': 301 - limits.perPerson.count,
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
  const [row] = await kit.carnet.database.owner.query<{ count: number }>({
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

/** With what an earlier try left waited out. */
const stepsOf = (attempt: CodeAttempt): Promise<TriedCode> => {
  kit.waitOut()
  return kit.stepsOf(attempt)
}

test('unknown, of another person, expired, used, of somebody who died: one answer and the same statements', async () => {
  const [other, expired, used, dead] = [
    await kit.newPerson(),
    await kit.newPerson(),
    await kit.newPerson(),
    await kit.newPerson(),
  ]
  await kit.spoil(expired, `expires_at = now() - interval '1 day'`)
  await kit.spoil(used, 'used_at = now()')
  await kit.carnet.database.owner.query({
    text: `update enrolment.person set state = 'deceased' where id = $1`,
    values: [dead.personId],
  })
  const wrong = { birthDate: '1950-01-01' }
  const unknown = await stepsOf(attemptOf(other, { code: randomCode() }))
  assert.ok(unknown.steps.length >= 4, unknown.steps.join())
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
  const [person, expired, used] = [await kit.newPerson(), await kit.newPerson(), await kit.newPerson()]
  await kit.spoil(expired, `expires_at = now() - interval '1 day'`)
  await kit.spoil(used, 'used_at = now()')
  assert.equal(await kit.answerOf(attemptOf(expired)), 'code-expired')
  assert.equal(await kit.answerOf(attemptOf(used)), 'code-used')
  const right = await stepsOf(attemptOf(person, { code: printedCode(person.code, codeParameters).toLowerCase() }))
  assert.equal(right.answer, 'a pass')
  assert.notDeepEqual(right.steps, (await stepsOf(attemptOf(person, { code: randomCode() }))).steps)
})

const fifty = <T>(make: () => T): T[] => Array.from({ length: 50 }, make)

test('fifty tries at once are one, whoever counts; day after day no limit of a code, a person, a place is passed', async () => {
  const [coded, person] = [await kit.newPerson(), await kit.newPerson()]
  const together = (tries: CodeAttempt[]) => Promise.all(tries.map((attempt) => kit.answerOf(attempt)))
  const looked = async (tries: CodeAttempt[]): Promise<number> =>
    (await together(tries)).filter((answer) => answer === 'code-unknown').length
  const inTwelveBursts = async (make: () => CodeAttempt): Promise<number> => {
    let sum = 0
    for (let burst = 0; burst < 12; burst += 1) {
      const seen = await looked(fifty(make))
      assert.ok(seen <= 1, `${seen} in one burst`)
      sum += seen
      kit.waitOut()
    }
    return sum
  }
  const byCode = () => attemptOf(coded, { cardNumber: kit.newCard() })
  assert.equal(await inTwelveBursts(byCode), limits.perCode.count)
  assert.equal(await inTwelveBursts(() => attemptOf(person, { code: randomCode() })), limits.perPerson.count)
  const source = `source ${randomId()}`
  const place = fifty(() => attemptOf(person, { code: randomCode(), cardNumber: kit.newCard(), source }))
  assert.equal(await looked(place), limits.perSource.count)
  // Over the limit even the right answer is not looked at.
  assert.equal(await kit.answerOf(attemptOf(coded)), 'too-many-tries')
})

test('on the page: the same bytes for a code that exists and for one that does not, and never a cookie', async () => {
  const person = await kit.newPerson()
  const post = async (code: string): Promise<{ status: number; text: string; headers: string }> => {
    const form = {
      code,
      asked: '1',
      'birth-day': '1',
      'birth-month': '1',
      'birth-year': '1950',
      'card-number': person.ins.value,
    }
    const answer = await createHttpBrowser(kit.carnet.origin).send('/open/you', { form })
    const text = (await answer.text()).replaceAll(printedCode(code, codeParameters), 'CODE')
    const headers = [...answer.headers].filter(([name]) => name !== 'date')
    return { status: answer.status, text, headers: JSON.stringify(headers) }
  }
  const known = await post(person.code)
  assert.equal(known.status, 422)
  assert.doesNotMatch(known.headers, /set-cookie/)
  assert.match(known.text, /Ces trois informations ne vont pas ensemble/)
  kit.waitOut()
  assert.deepEqual(await post(randomCode()), known)
})
