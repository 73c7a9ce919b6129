import type { Connection } from '../../../../platform/database/database.ts'
import { randomId } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import { forgetProofs, writeContact } from '../contact/contact-proofs.ts'
import { credentialHash } from '../passkeys/passkey-responses.ts'
import { ensureHandle, insertPasskey } from '../passkeys/store.ts'
import { sealLabel } from '../passkeys/passkey-label.ts'
import { loginHash, sealLogin } from '../password/passwords.ts'
import { insertPassword } from '../password/store.ts'
import { dropMeans } from '../store.ts'
import { insertTotp } from '../totp/store.ts'
import { sealTotp } from '../totp/totp.ts'
import type { CredentialRoom } from '../types.ts'
import { openMeans, type NewPasskeyMeans, type NewPasswordMeans } from './new-means.ts'
import { takeRecovery } from './store.ts'
import { tellMeans } from '../tell-means.ts'

/** The first use of a new means: it takes the place of every other, once, and gives the epoch of the means from then on. Problem `sign-in-not-recognised` when it was stopped. */
export type TakeOver = (recovery: { spaceId: string; id: string; step?: number }) => Promise<number>

const notRecognised = (): Problem => new Problem('unauthenticated', 'sign-in-not-recognised')

interface Place {
  room: CredentialRoom
  connection: Connection
  spaceId: string
}

const keepPasskey = async ({ room, connection, spaceId }: Place, means: NewPasskeyMeans): Promise<boolean> => {
  const { credentialId, name, publicKey, counter, transports, handle } = means
  const id = randomId()
  const seal = await room.keys.spaceKeys(spaceId, connection)
  const known = await ensureHandle(connection, spaceId, Buffer.from(handle, 'base64'))
  const passkey = {
    spaceId,
    id,
    handle: known,
    credentialHash: credentialHash(credentialId),
    publicKey: Buffer.from(publicKey, 'base64'),
    counter,
    transports,
    sealed: sealLabel(seal, id, { credentialId, name }),
    now: room.now(),
  }
  return insertPasskey(connection, passkey, room.parameters.passkey.perSpace)
}

const keepPassword = async (
  { room, connection, spaceId }: Place,
  { login, hash, totp }: NewPasswordMeans,
  step: number,
): Promise<boolean> => {
  const seal = await room.keys.spaceKeys(spaceId, connection)
  const now = room.now()
  if (totp !== undefined) await insertTotp(connection, { spaceId, secret: sealTotp(seal, spaceId, totp), step, now })
  const sealedLogin = sealLogin(seal, spaceId, login)
  return insertPassword(connection, { spaceId, loginHash: loginHash(room, login), sealedLogin, hash, now })
}

/**
 * One transaction: a crash leaves the new means waiting, and the old ones where they were. A stop at the same moment deletes the same
 * row, and one of the two comes too late.
 */
export const createTakeOver =
  (room: CredentialRoom): TakeOver =>
  ({ spaceId, id, step = 0 }) =>
    room.database.transaction(async (connection) => {
      if (!(await room.mayRecover(spaceId, connection))) throw notRecognised()
      const taken = await takeRecovery(connection, { spaceId, id, now: room.now() })
      if (taken === undefined) throw notRecognised()
      const means = openMeans(await room.keys.spaceKeys(spaceId, connection), id, taken.sealed)
      const meansEpoch = await dropMeans(room, connection, spaceId)
      const place = { room, connection, spaceId }
      const kept = means.kind === 'passkey' ? await keepPasskey(place, means) : await keepPassword(place, means, step)
      if (!kept) throw notRecognised()
      // One alert at each address: the contact before is among those told that everything was replaced.
      await tellMeans(room, connection, { event: 'means-replaced', spaceId })
      if (means.contact === undefined) await forgetProofs(room, connection, spaceId)
      else await writeContact(room, connection, { spaceId, contact: means.contact })
      return meansEpoch
    })
