import { openingKinds } from '../campaigns/letters/store.ts'
import { standingOfLetters } from '../campaigns/notice-clock.ts'
import { requireRegistered } from '../register/require-registered.ts'
import type { LifeParts } from './take-step.ts'
import type { Lives, LifeStep } from './types.ts'

/**
 * What time opens, once somebody was told that it would: where the mail or the letter that says so has not left yet, the clock stops
 * until it does, and begins again with it. Law: R.1111-28, six weeks from the sending of the notice; rules ENR-6.
 */
export const createOpenWhenTold =
  (parts: LifeParts, open: Lives['open']) =>
  async (step: LifeStep): Promise<void> => {
    const person = await requireRegistered(parts.register, step.personId)
    const isTransition = person.state === 'legacy-opposed'
    const kinds = isTransition ? ['reminder'] : openingKinds
    const { waits, left } = await standingOfLetters(parts, parts.database, { person, kinds })
    if (!waits || left) return void (await open(step))
    const event = { kind: 'notice-late', channel: 'clock', by: { kind: 'system', id: 'enrolment' } }
    const change = { due: null, ...(isTransition ? {} : { windowEndsAt: null }), event }
    await parts.database.transaction((connection) =>
      parts.register.transition(connection, person.id, {
        expectState: ['noticed', 'legacy-opposed'],
        expectVersion: step.version ?? person.version,
        change,
      }),
    )
  }
