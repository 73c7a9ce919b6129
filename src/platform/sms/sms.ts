import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../problem.ts'

/** A short message to send: `to` in international form (`+33612345678`). `id` makes sending it twice harmless. */
export interface Sms {
  id: string
  to: string
  text: string
}

/**
 * Sends short messages; resolves once the gateway, or the folder, has taken charge. Throws Problem `sms-number-wrong`,
 * `sms-too-long` (one message only), `sms-with-link`, `sms-gateway-unavailable`.
 */
export interface SmsSender {
  send(sms: Sms): Promise<void>
}

// Spec: E.164.
const oneNumber = /^\+[1-9]\d{7,14}$/

// Spec: 3GPP TS 23.038 §6.2.1, the alphabet of one message of 160 characters; those after it count twice.
const alphabet = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const doubled = new Set('^{}\\[~]|€')
const longestGsm = 160
const longestOther = 70

/** How many characters of one message a text takes, and how many there are: 160, or 70 with letters outside the GSM alphabet. */
export const measureSms = (text: string): { size: number; max: number } => {
  const letters = Array.from(text)
  return letters.every((letter) => alphabet.has(letter) || doubled.has(letter))
    ? { size: letters.length + letters.filter((letter) => doubled.has(letter)).length, max: longestGsm }
    : { size: text.length, max: longestOther }
}

// Whoever gets our messages must never learn to follow a link in one: an address, or what phones make into one.
const link = /:\/\/|\bwww\.|[\p{L}\p{N}_-]\.\p{L}{2,}/iu

const checkSms = ({ to, text }: Sms): void => {
  if (!oneNumber.test(to)) throw new Problem('incorrect', 'sms-number-wrong', { details: { field: 'phone' } })
  const { size, max } = measureSms(text)
  if (size > max) throw new Problem('fault', 'sms-too-long', { details: { size, max } })
  if (link.test(text)) throw new Problem('fault', 'sms-with-link')
}

/** Where no gateway is configured: one `.txt` file a message, the number on its first line, named by its id. */
export const createFolderSms = (folder: string): SmsSender => ({
  send: async (sms) => {
    checkSms(sms)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(join(folder, `${sms.id}.txt`), `${sms.to}\n${sms.text}\n`, { mode: 0o600 })
  },
})

// A gateway that hangs must not hold up whoever waits for a code.
const patienceMs = 15_000

const authorizationOf = ({ username, password }: URL): { authorization: string } | undefined => {
  if (username === '') return undefined
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

const withoutCredentials = (address: URL): URL => {
  const bare = new URL(address)
  bare.username = ''
  bare.password = ''
  return bare
}

/**
 * A gateway that takes a form by POST: `to` and `text`, with the credentials of the address as Basic authentication and the
 * message's id as `Idempotency-Key`. Any answer of 200 to 299 is an acceptance. Redirections are not followed.
 */
export const createGatewaySms = (url: string): SmsSender => {
  const address = new URL(url)
  const target = withoutCredentials(address)
  return {
    send: async (sms) => {
      checkSms(sms)
      const { id, to, text } = sms
      const answer = await fetch(target, {
        method: 'POST',
        headers: { ...authorizationOf(address), 'idempotency-key': id },
        body: new URLSearchParams({ to, text }),
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      }).catch((cause: unknown) => {
        throw new Problem('unavailable', 'sms-gateway-unavailable', { cause })
      })
      await answer.body?.cancel()
      if (!answer.ok)
        throw new Problem('unavailable', 'sms-gateway-unavailable', { details: { status: answer.status } })
    },
  }
}
