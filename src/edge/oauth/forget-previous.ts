import type { Provider } from 'oidc-provider'

/**
 * Forgets who signed in before in this browser at a provider that we run: it would first ask, by a page that needs a script, whether to end
 * the session of the other.
 */
export const forgetPrevious = async (provider: Provider, uid: string | undefined): Promise<void> => {
  const session = uid === undefined ? undefined : await provider.Session.findByUid(uid)
  if (session === undefined) return
  delete session.accountId
  await session.persist()
}
