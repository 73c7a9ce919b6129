import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { codeParameters } from '../../src/areas/enrolment/index.ts'
import type { CodeAttempt } from '../../src/areas/enrolment/entry/types.ts'
import { randomId } from '../../src/platform/ids.ts'
import { attemptOf, openGuessKit, randomCode, type GuessKit, type TriedCode } from './guess-kit.ts'

let kit: GuessKit
before(async () => {
  kit = await openGuessKit()
})
after(() => kit.close())

test('right after an error everybody waits alike, by the same statements, the right code too', async () => {
  const [right, expired, other] = [await kit.newPerson(), await kit.newPerson(), await kit.newPerson()]
  await kit.spoil(expired, `expires_at = now() - interval '1 day'`)
  const held = async (wrong: CodeAttempt, next: CodeAttempt): Promise<TriedCode> => {
    assert.equal(await kit.answerOf(wrong), 'code-unknown')
    kit.wait(20)
    const { steps, answer } = await kit.stepsOf(next)
    return { steps, answer: answer.replace(/"nextAt":"[^"]*"/, '"nextAt"') }
  }
  const typo = { birthDate: '1950-01-01' }
  const waits = await held(attemptOf(right, typo), attemptOf(right))
  assert.match(waits.answer, /^\["busy","wait-before-retry",\{"seconds":10,/)
  const nobody = randomCode()
  assert.deepEqual(await held(attemptOf(other, { code: nobody }), attemptOf(expired, { code: nobody })), waits)
  assert.deepEqual(await held(attemptOf(expired, typo), attemptOf(expired)), waits)
  // Another code for the same person, and the same person's own one after it: what waits is the person.
  kit.waitOut()
  assert.equal(await kit.answerOf(attemptOf(right, { code: randomCode() })), 'code-unknown')
  assert.equal(await kit.answerOf(attemptOf(right)), 'wait-before-retry')
})

test('a try that was held off leaves no wait behind, a neighbour never waits, and who waited comes in', async () => {
  const [person, neighbour] = [await kit.newPerson(), await kit.newPerson()]
  const source = `source ${randomId()}`
  assert.equal(await kit.answerOf(attemptOf(person, { birthDate: '1950-01-01', source })), 'code-unknown')
  kit.wait(29)
  assert.equal(await kit.answerOf(attemptOf(person, { source })), 'wait-before-retry')
  assert.equal(await kit.answerOf(attemptOf(neighbour, { source })), 'a pass', 'the same address')
  kit.wait(1)
  assert.equal(await kit.answerOf(attemptOf(person, { source })), 'a pass')
  assert.equal(await kit.answerOf(attemptOf(person, { source })), 'a pass', 'a success ends the wait')
})

test('a try over a limit of the day was not evaluated: it leaves no wait behind, neither for the person nor for the code', async () => {
  const [person, neighbour] = [await kit.newPerson(), await kit.newPerson()]
  for (let tries = 0; tries < codeParameters.limits.perPerson.count; tries += 1) {
    assert.equal(await kit.answerOf(attemptOf(person, { code: randomCode() })), 'code-unknown')
    kit.waitOut()
  }
  assert.equal(await kit.answerOf(attemptOf(person)), 'too-many-tries')
  assert.equal(await kit.answerOf(attemptOf(person)), 'too-many-tries', 'not a wait of seconds')
  assert.equal(
    await kit.answerOf(attemptOf(neighbour, { code: person.code })),
    'code-unknown',
    'the code waits for nobody',
  )
})
