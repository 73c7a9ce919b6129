import { randomInt } from 'node:crypto'
import type { Connection } from '../../../../platform/database/database.ts'
import { randomId } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Language } from '../../../../reference/language.ts'
import type { ChannelAddress, CredentialRoom } from '../types.ts'
import { codeMail, codeSms } from './code-texts.ts'
import { deleteCode, selectWait, takeCode, upsertCode, type CodeKey } from './store.ts'

/** Whose code and what for: `subject` is a space id or an enrolment entry's, `purpose` a word like `confirm-contact`. */
export interface CodeRequest extends CodeKey {
  /** what the code proves, sealed by the caller; given back when the code is taken */
  about?: Buffer
}

/** Codes of some digits that prove, once and for ten minutes, that somebody reads a mailbox or holds a phone. */
export interface OneTimeCodes {
  /**
   * Makes a code, which replaces the one before, and sends it by mail or short message; only its keyed hash is kept. One that could
   * not be sent is forgotten and may be asked for again. Throws Problem `busy`: `code-just-sent` within 30 seconds of the last one,
   * `too-many-tries` after six an hour.
   */
  sendOneTimeCode(request: CodeRequest, to: ChannelAddress & { lang?: Language }): Promise<void>
  /**
   * Takes a code: `undefined` for a wrong, used, replaced or expired one, and for every one after the fifth try. Exact however many
   * arrive at once. With a `connection` the code is used only if the caller's transaction commits, and so is the try counted: a
   * caller that refuses a wrong code must let its transaction commit first.
   */
  takeOneTimeCode(
    tried: CodeKey & { code: string },
    connection?: Connection,
  ): Promise<{ about: Buffer | null } | undefined>
}

/** A code as it is compared: digits only, whatever spaces a mail program or a hand put between them. */
const plainCode = (code: string): string => code.replaceAll(/[\s.-]/g, '')

const hashOf = ({ keys }: CredentialRoom, { subject, purpose, code }: CodeKey & { code: string }): Buffer =>
  keys.lookupHash(JSON.stringify(['one-time-code', subject, purpose, plainCode(code)]))

const justSent = (details: { seconds: number; nextAt: string }): Problem =>
  new Problem('busy', 'code-just-sent', { details })

const issue = async (room: CredentialRoom, request: CodeRequest): Promise<{ code: string; codeHash: Buffer }> => {
  const { database, parameters, attempts } = room
  const { digits, minutes, resendSeconds } = parameters.oneTimeCode
  const code = String(randomInt(10 ** digits)).padStart(digits, '0')
  const codeHash = hashOf(room, { ...request, code })
  const now = room.now()
  const wait = await selectWait(database, request, { resendSeconds, now })
  // Asked before it is counted: whoever presses twice does not use up the hour. Of two at once, the statement lets one through.
  if (wait !== undefined) throw justSent(wait)
  await attempts.require({ bucket: 'code-sent', subject: request.subject }, parameters.limits.codesSent)
  const written = await upsertCode(database, { ...request, codeHash, now, minutes, resendSeconds })
  if (!written) throw justSent({ seconds: resendSeconds, nextAt: now })
  return { code, codeHash }
}

const send = async (room: CredentialRoom, code: string, to: ChannelAddress & { lang?: Language }): Promise<void> => {
  const { mailer, sms, parameters } = room
  const { minutes } = parameters.oneTimeCode
  const message = { id: randomId(), to: to.address }
  if (to.channel === 'email') return mailer.send({ ...message, ...codeMail(to.lang ?? 'fr', { code, minutes }) })
  if (sms === undefined) throw new Problem('unavailable', 'sms-not-offered')
  return sms.send({ ...message, text: codeSms(to.lang ?? 'fr', { code, minutes }) })
}

/** One-time codes over a database. Law: rules IDN-8, ENR-20; security T30. */
export const createOneTimeCodes = (room: CredentialRoom): OneTimeCodes => ({
  sendOneTimeCode: async (request, to) => {
    const { code, codeHash } = await issue(room, request)
    try {
      await send(room, code, to)
    } catch (error) {
      await deleteCode(room.database, { ...request, codeHash })
      throw error
    }
  },
  takeOneTimeCode: (tried, connection = room.database) =>
    takeCode(connection, {
      ...tried,
      codeHash: hashOf(room, tried),
      tries: room.parameters.oneTimeCode.tries,
      now: room.now(),
    }),
})
