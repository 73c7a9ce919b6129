import { errors, type Adapter, type AdapterFactory, type AdapterPayload } from 'oidc-provider'
import type { OidcRecords } from '../../areas/identity/index.ts'

const isPayload = (value: unknown): value is AdapterPayload => typeof value === 'object' && value !== null

const payloadOf = (value: unknown): AdapterPayload | undefined => (isPayload(value) ? value : undefined)

/** How a provider finds its clients: their metadata as OAuth registers them, or nothing. */
export type FindClient = (clientId: string) => Promise<AdapterPayload | undefined>

const createAdapter = (records: OidcRecords, provider: string, model: string): Adapter => {
  const key = (id: string) => ({ provider, model, id })
  return {
    upsert: (id, payload, expiresInSeconds) => {
      const { grantId, uid } = payload
      const links = { ...(grantId === undefined ? {} : { grantId }), ...(uid === undefined ? {} : { uid }) }
      const life = expiresInSeconds === undefined ? {} : { expiresInSeconds }
      return records.upsert({ ...key(id), payload, ...links, ...life })
    },
    find: async (id) => payloadOf(await records.find(key(id))),
    findByUid: async (uid) => payloadOf(await records.findByUid(key(uid))),
    findByUserCode: async () => undefined,
    consume: async (id) => {
      if (await records.consume(key(id))) return
      // Trust: the provider looks whether it is used before it says so; whoever sends it twice at once would have two of each.
      const grantId = payloadOf(await records.find(key(id)))?.grantId
      if (grantId !== undefined) await records.revokeByGrantId(provider, grantId)
      throw new errors.InvalidGrant('used already')
    },
    destroy: (id) => records.destroy(key(id)),
    revokeByGrantId: (grantId) => records.revokeByGrantId(provider, grantId),
  }
}

/** Storage of one of our OpenID Connect providers in the directory; clients come from `findClient` where it is given. */
export const createOidcAdapter =
  (records: OidcRecords, provider: string, findClient?: FindClient): AdapterFactory =>
  (model) => {
    const adapter = createAdapter(records, provider, model)
    return model === 'Client' && findClient !== undefined ? { ...adapter, find: findClient } : adapter
  }
