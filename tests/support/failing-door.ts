import { createBlobStore } from '../../src/access/door-content.ts'
import { createDoor, type Door } from '../../src/access/door.ts'
import { createGlobalHash, createTransfers } from '../../src/areas/documents/index.ts'
import { createCorrections } from '../../src/areas/enrolment/corrections/corrections.ts'
import type { Corrections } from '../../src/areas/enrolment/index.ts'
import { createMoveRequests } from '../../src/areas/requests/index.ts'
import { createMoveDisputes, followTwin } from '../../src/areas/disputes/index.ts'
import { createMoveObjections, setAsideArrived, setAsideFollowed } from '../../src/areas/objections/index.ts'
import { moveShares } from '../../src/areas/permissions/index.ts'
import { moveCases } from '../../src/areas/suspicions/index.ts'
import { silentLog, type Log } from '../../src/platform/log.ts'
import { createAccessMatrix } from '../../src/reference/create-access-matrix.ts'
import { createCareFeeds } from '../../src/reference/create-care-feeds.ts'
import { createAgreements } from '../../src/reference/create-agreements.ts'
import { createEmergencyRules } from '../../src/reference/create-emergency-rules.ts'
import { createBudgets } from '../../src/reference/create-budgets.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import { createLawInForce } from '../../src/startup/law-in-force.ts'
import type { Installation } from './installation.ts'

/** The door of an installation, made once more. */
export const doorOf = async ({ carnet }: Pick<Installation, 'carnet'>): Promise<Door> => {
  const { database, keys, clock, reference, settings } = carnet
  const parameters = createParameters()
  const budgets = createBudgets(reference, parameters)
  const national = {
    parameters,
    emergencies: createEmergencyRules(),
    agreements: createAgreements(),
    careFeeds: createCareFeeds(),
    budgets,
  }
  const rules = createLawInForce(createAccessMatrix(reference), national)
  const blobs = await createBlobStore(settings.blobs.url)
  return createDoor({ database: database.app, keys, blobs, rules, clock })
}

class Crash extends Error {}

/** A door that lets so many visits through and then falls: before the visit, or after its commit. */
export const failingDoor = (door: Door, at: { visits: number; when: 'before' | 'after' }): Door => {
  let left = at.visits
  const count = async <T>(visit: () => Promise<T>): Promise<T> => {
    left -= 1
    if (left < 0 && at.when === 'before') throw new Crash()
    const value = await visit()
    if (left < 0) throw new Crash()
    return value
  }
  return {
    ...door,
    open: (visit, look) => count(() => door.open(visit, look)),
    prepare: async (visit) => {
      const prepared = await door.prepare(visit)
      return {
        ...prepared,
        open: (look) => count(() => prepared.open(look)),
        // a process that died discards nothing
        discard: async (blobs) => (left < 0 ? undefined : prepared.discard(blobs)),
      }
    },
  }
}

/** The corrections of an installation behind another door; `log` hears what the sweep says. */
export const correctionsBehind = (
  { carnet }: Pick<Installation, 'carnet'>,
  door: Door,
  log: Log = silentLog,
): Corrections => {
  const { database, keys, clock, register, identity, credentials, enrolment } = carnet
  return createCorrections({
    database: database.app,
    door,
    keys,
    clock,
    log,
    parameters: createParameters(),
    register,
    persons: identity,
    directory: identity,
    credentials,
    transfers: createTransfers({
      door,
      globalHash: createGlobalHash(keys),
      parameters: createParameters(),
      clock,
      setAsideArrived,
      followTwin,
      zone: () => 'Europe/Paris',
    }),
    follows: {
      cases: moveCases,
      disputes: createMoveDisputes(keys),
      objections: createMoveObjections(keys),
      requests: createMoveRequests(keys),
      shares: moveShares,
    },
    setAsideFollowed,
    requireIns: () => {},
    prepareSpace: enrolment.lives.prepareSpace,
  })
}

/** Whether some work came to its end; a crash says no, anything else is thrown on. */
export const ended = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof Crash) return false
    throw error
  }
}
