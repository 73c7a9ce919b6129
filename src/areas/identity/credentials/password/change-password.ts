import { Problem } from '../../../../platform/problem.ts'
import { provePassword } from '../sign-in/prove-password.ts'
import { endSessions } from '../store.ts'
import { holderOnline, tellMeans } from '../tell-means.ts'
import { plainPassword } from './password-rules.ts'
import { loginHash, requirePassword, type PasswordParts, type Passwords } from './passwords.ts'
import { insertPassword, retirePassword } from './store.ts'

/** Another password in the place of the one that a holder knows; their login stays. Law: rules IDN-7; security T10. */
export interface PasswordChange {
  /**
   * Ends every session of the holder and tells every proved contact; gives the epoch of the means, for the session to go on with.
   * Problem `current-password-wrong`, counted with the tries of sign-in (`busy`), then the refusals of any choice (`password-…`).
   */
  changePassword(spaceId: string, change: { current: string; password: string; source: string }): Promise<number>
}

const wrong = (): Problem => new Problem('incorrect', 'current-password-wrong', { details: { field: 'current' } })

/** The change over a database. */
export const createPasswordChange = (
  { room, hash }: PasswordParts,
  { findLogin }: Pick<Passwords, 'findLogin'>,
): PasswordChange => ({
  changePassword: async (spaceId, { current, password, source }) => {
    const login = await findLogin(spaceId)
    if (login === undefined) throw wrong()
    const known = await provePassword(room, hash, { login, password: current, source })
    // A password that waited is nobody's own before its first use, which is a sign-in: it is not changed here.
    if (known?.space_id !== spaceId || known.recovery_id !== null) throw wrong()
    const chosen = plainPassword(password)
    await requirePassword({ room, hash }, spaceId, { login, password: chosen })
    const fresh = await hash.make(chosen)
    return room.database.transaction(async (connection) => {
      const now = room.now()
      const meansEpoch = await endSessions(room, connection, spaceId)
      const gone = await retirePassword(connection, { spaceId, now, kept: room.parameters.password.formerKept })
      // Of two changes at once, the second no longer knew the password.
      if (gone?.hash !== known.hash) throw wrong()
      const next = { spaceId, loginHash: loginHash(room, login), sealedLogin: gone.sealed_login, hash: fresh, now }
      if (!(await insertPassword(connection, next))) throw wrong()
      await tellMeans(room, connection, { event: 'password-changed', spaceId, doer: holderOnline(spaceId) })
      return meansEpoch
    })
  },
})
