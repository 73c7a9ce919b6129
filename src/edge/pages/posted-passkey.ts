import type { FastifyReply } from 'fastify'
import type { Ask } from './ask.ts'
import { formFault } from './form-fault.ts'

/** The passkey that the script of a page put into its form (RegistrationResponseJSON); undefined when it is no JSON. */
export const postedPasskey = (fields: URLSearchParams): unknown => {
  try {
    return JSON.parse(fields.get('credential') ?? '')
  } catch {
    return undefined
  }
}

/**
 * Answers the script, which asks at the press of the button: `{ options }` (PublicKeyCredentialCreationOptionsJSON), or `{ says }`
 * where no passkey can be made. A challenge lives five minutes; a page may stay open for longer.
 */
export const sendPasskeyOptions = async (ask: Ask, begin: () => Promise<unknown>): Promise<FastifyReply> => {
  const answer = await begin().then(
    (options) => ({ status: 200, body: { options } }),
    (error: unknown) => {
      const { says, status } = formFault(ask, error)
      return { status, body: { says } }
    },
  )
  return ask.reply.code(answer.status).send(answer.body)
}
