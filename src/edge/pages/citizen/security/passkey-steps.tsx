import type { FastifyReply } from 'fastify'
import type { Means, PasskeyView } from '../../../../areas/identity/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { ConfirmChange } from '../../components/confirm-change.tsx'
import { formFault } from '../../form-fault.ts'
import { formFields, pathPiece } from '../../form-fields.ts'
import { isProven, proofAddress, proveFirst } from '../../fresh-proof.ts'
import { postedPasskey, sendPasskeyOptions } from '../../posted-passkey.ts'
import { takeStep } from '../../take-step.ts'
import { drawSecurity } from './security-screen.tsx'

/** What a new passkey must be, for the script; where the proof is too old by now, the way to a new one. */
export const offerPasskey = async (ask: SpaceAsk): Promise<FastifyReply> => {
  const { credentials } = ask.parts
  if (!isProven(ask)) return ask.reply.send({ to: proofAddress({ ...ask, path: '/my/security' }) })
  return sendPasskeyOptions(ask, () => credentials.beginPasskeyRegistration(ask.spaceId, ask.session?.actor.name ?? ''))
}

/** Keeps the passkey that the browser has just made. */
export const addPasskey = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  if (!isProven(ask)) return proveFirst(ask)
  const fields = formFields(ask.request)
  const name = (fields.get('name') ?? '').trim()
  try {
    const label = name === '' ? ask.text.security.addDefault : name
    await ask.parts.credentials.finishPasskeyRegistration(ask.spaceId, postedPasskey(fields), label)
    return { to: '/my/security', passing: { said: 'passkey-added' } }
  } catch (error) {
    return drawSecurity(ask, formFault(ask, error))
  }
}

const findPasskey = (ask: SpaceAsk, { passkeys }: Means): PasskeyView => {
  const passkey = passkeys.find(({ id }) => id === pathPiece(ask.request, 'passkey'))
  if (passkey === undefined) throw new Problem('absent', 'passkey-unknown')
  return passkey
}

/** Before a passkey goes: what it means, and whether it is the last means of one's own. */
export const askToRemovePasskey = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const means = await ask.parts.credentials.meansOf(ask.spaceId)
  const { name } = findPasskey(ask, means)
  if (!isProven(ask)) return proveFirst(ask)
  const words = ask.text.security.removal
  const isLast = means.passkeys.length === 1 && !means.hasPassword
  return {
    title: words.title,
    side: 'citizen',
    place: 'more',
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.heading(name)}
        says={words.says}
        warning={isLast ? words.last : undefined}
        button={{ says: words.button, isStop: true }}
        back="/my/security"
      />
    ),
  }
}

/** Removes a passkey: it opens nothing from now on. */
export const removePasskey = async (ask: SpaceAsk): Promise<Redirect> => {
  if (!isProven(ask)) return proveFirst(ask)
  return takeStep(() => ask.parts.credentials.removePasskey(ask.spaceId, pathPiece(ask.request, 'passkey')), {
    to: '/my/security',
    said: 'passkey-removed',
    late: '/my/security',
  })
}
