import type { Connection } from '../../../../platform/database/database.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { CredentialRoom } from '../types.ts'
import { hasAcceptance, insertAcceptance } from './store.ts'
import { loadTerms, type TermsVersion } from './terms-file.ts'

/** The terms of use: accepted to activate, and again when they change. Law: rules ENR-18, ENR-19. */
export interface Terms {
  /** The terms in force at an instant (ISO): new ones begin at midnight by the civil clock. */
  termsAt(at: string): TermsVersion
  /** Notes that a holder accepts the terms now in force; Problem `terms-outdated` for any other. `connection`: a transaction. */
  acceptTerms(spaceId: string, version: string, connection?: Connection): Promise<void>
  /** The version that a holder must accept before going on, or nothing. `at` is an instant (ISO). */
  termsDue(spaceId: string, at: string): Promise<TermsVersion | undefined>
}

/** Terms over a database; `versions` are those of data/identity/terms.json unless a test says otherwise. */
export const createTerms = (room: CredentialRoom, versions: readonly TermsVersion[] = loadTerms()): Terms => {
  const [first, ...later] = versions
  if (first === undefined) throw new TypeError('there are no terms of use')
  const termsAt = (at: string): TermsVersion => {
    const day = room.dayOf(at)
    return later.findLast(({ from }) => from <= day) ?? first
  }
  return {
    termsAt,
    acceptTerms: async (spaceId, version, connection = room.database) => {
      const current = termsAt(room.now()).version
      // Only what was shown can be accepted: a page kept open over a change shows the old terms.
      if (version !== current)
        throw new Problem('conflict', 'terms-outdated', { details: { field: 'version', current } })
      await insertAcceptance(connection, { spaceId, version, now: room.now() })
    },
    termsDue: async (spaceId, at) => {
      const current = termsAt(at)
      return (await hasAcceptance(room.database, spaceId, current.version)) ? undefined : current
    },
  }
}
