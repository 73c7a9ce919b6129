import assert from 'node:assert/strict'
import type { HttpBrowser } from './http-browser.ts'

/** The last of several answers: where the browser stands. */
export const lastOf = (answers: readonly Response[]): Response => {
  const answer = answers.at(-1)
  assert.ok(answer)
  return answer
}

/** Goes to the simulator, chooses a person, and stops at the address that brings the browser back. */
export const chooseAtSimulator = async (browser: HttpBrowser, start: string, name: string): Promise<string> => {
  const choice = lastOf(await browser.follow(start))
  assert.equal(choice.status, 200)
  let answer = await browser.send(choice.url, { form: { name } })
  for (let step = 0; step < 5; step += 1) {
    const next = answer.headers.get('location') ?? ''
    if (next.includes('/return?')) return next
    answer = await browser.send(next)
  }
  return assert.fail(`no way back: ${answer.status}`)
}

/** Signs in as one of the simulator's cast; gives the answer of our own return address. */
export const signInAt = async (browser: HttpBrowser, start: string, name: string): Promise<Response> =>
  browser.send(await chooseAtSimulator(browser, start, name))

/** The reason of a Problem as the identity server tells it. */
export const reasonOf = async (answer: Response): Promise<unknown> => {
  const body: unknown = await answer.json()
  return typeof body === 'object' && body !== null && 'reason' in body ? body.reason : body
}
