import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createDoor, type Door, type DoorParts } from '../../src/access/door.ts'
import { foundNobody, foundSpace } from '../../src/access/found-space.ts'
import type { Rules } from '../../src/access/rules.ts'
import type { Tie } from '../../src/access/standing-ties.ts'
import type { Visitor } from '../../src/access/types.ts'
import { clockVisitor } from '../../src/areas/enrolment/index.ts'
import { createKeys, type Keys } from '../../src/keys/keys.ts'
import { createRootKeyFile } from '../../src/keys/root-key-file.ts'
import { loadRootKeys } from '../../src/keys/root-keys.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { randomId } from '../../src/platform/ids.ts'
import type { Allowance } from '../../src/reference/create-budgets.ts'
import { createBlobStore } from '../../src/vault/blob-store/blob-store.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'

/** A door on a fresh database, with everything real but the national data. */
export interface DoorKit {
  database: TestDatabase
  keys: Keys
  blobs: DoorParts['blobs']
  door: Door
  foundSpace(relations: Tie[]): Promise<string>
  close(): Promise<void>
}

/** So many new persons and consents that no test spends them all, in the day and hour of an instant. */
export const plenty = (now: Date): Allowance => ({
  day: now.toISOString().slice(0, 10),
  hour: now.toISOString().slice(0, 13),
  isNight: false,
  newPersons: [100_000, 100_000],
  newConsents: [100_000, 100_000],
  nationConsents: 100_000,
})

/** Every profession reads every type but `closed-type`. */
export const openRules: Rules = {
  matrixCell: (_profession, typeCode) => (typeCode === 'closed-type' ? 'deny' : 'allow'),
  openTypes: () => ['open-type'],
  treatingDoctorSeesHidden: () => true,
  uncountedWords: () => [],
  agreementFor: ({ savoirFaire }) =>
    savoirFaire === 'express-only' ? 'express' : savoirFaire === 'noted-only' ? 'noted' : 'presumed',
  dispatches: ({ facility }) => facility?.id === 'centre-15',
  feeds: ({ facility }) => facility.id === '1990000085',
  emergencyNotedSince: (now) => new Date(now.getTime() - 86_400_000),
  withheldBefore: (now) => new Date(now.getTime() - 30 * 86_400_000).toISOString(),
  careTeamUntil: (now) => new Date(now.getTime() + 365 * 86_400_000).toISOString(),
  allowance: (_spender, now) => plenty(now),
}

/** The same, with a prefilter that lets too much out of the vault: what is shown then rests on the judgement of each row. */
export const loosePrefilter: Rules = {
  ...openRules,
  openTypes: () => ['open-type', 'closed-type'],
}

/** Which visibility states may stand together, as by default. */
export const visibilityRules = () => ({
  hiddenWithWithheld: false,
  hiddenWithHiddenFromRepresentatives: true,
  withheldWithHiddenFromRepresentatives: false,
})

/** A signed-in professional. */
export const professional = (id: string): Visitor => ({
  actor: { kind: 'professional', id, name: `Docteur ${id}`, profession: '10' },
  authLevel: 'substantial',
  origin: { channel: 'fhir' },
})

/** The holder of a space. */
export const holder = (spaceId: string): Visitor => ({
  actor: { kind: 'holder', id: spaceId, name: 'Dominique' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
})

/** Opens the kit. Close it after the test. */
export const openDoorKit = async (): Promise<DoorKit> => {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'carnet-door-'))
  const rootKeys = join(folder, 'root.key')
  await createRootKeyFile(rootKeys, { clock: systemClock, databaseFolder: join(folder, 'postgres') })
  const keys = createKeys({ database: database.app, rootKeys: await loadRootKeys(rootKeys), clock: systemClock })
  await keys.ready()
  await foundNobody(database.app, keys)
  const blobs = await createBlobStore(pathToFileURL(join(folder, 'blobs')).href)
  return {
    database,
    keys,
    blobs,
    door: createDoor({ database: database.app, keys, blobs, rules: openRules, clock: systemClock }),
    foundSpace: async (relations) => {
      const spaceId = randomId()
      await database.app.transaction((connection) =>
        foundSpace(connection, keys, { spaceId, visitor: clockVisitor, relations, state: 'open' }),
      )
      return spaceId
    },
    close: async () => {
      await database.drop()
      await rm(folder, { recursive: true })
    },
  }
}
