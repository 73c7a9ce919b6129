import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createCredentials,
  createIdentity,
  type Contact,
  type Credentials,
  type IdentityParts,
} from '../../src/areas/identity/index.ts'
import { credentialParameters, type CredentialParameters } from '../../src/areas/identity/credentials/parameters.ts'
import { createKeys, type Keys } from '../../src/keys/keys.ts'
import { createRootKeyFile } from '../../src/keys/root-key-file.ts'
import { loadRootKeys } from '../../src/keys/root-keys.ts'
import { createAttempts } from '../../src/platform/attempts.ts'
import { fixedClock, type Clock } from '../../src/platform/clock.ts'
import { randomId } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import type { Mail } from '../../src/platform/mail/mail.ts'
import { createOutbox } from '../../src/platform/outbox.ts'
import type { Sms } from '../../src/platform/sms/sms.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** What a bench is made over. */
interface Ground {
  database: TestDatabase
  keys: Keys
  identity: IdentityParts
  clock: Clock & { advance(ms: number): void }
  mails: Mail[]
  messages: Sms[]
  /** what was written into the history of the enrolment */
  notes: string[]
  /** set to let the senders fail */
  outage: { mail?: Error; sms?: Error; noRecovery?: boolean }
}

/** The means of sign-in over a real database and real keys, with a clock to move and what was sent to read. */
export interface CredentialBench extends Ground {
  credentials: Credentials
  /** the six digits of the last mail or message to an address */
  lastCode(to: string): string
  /** Sends the alerts that wait in the queue, as a worker does. */
  sendAlerts(): Promise<void>
  /** The same over other parameters, or without short messages. */
  rebuild(change: { parameters?: CredentialParameters; withoutSms?: boolean }): Credentials
  /** A space with keys and a holder, Camille MARTIN, born on 15 March 1974. */
  newHolder(contact?: Contact): Promise<string>
  close(): Promise<void>
}

/** Hashing for tests: the smallest memory, so that a hundred passwords take a moment. */
export const lightParameters: CredentialParameters = {
  ...credentialParameters,
  password: {
    ...credentialParameters.password,
    argon2: { ...credentialParameters.password.argon2, memoryKiB: 64, passes: 1 },
  },
}

const { dayOf } = createParameters()

/** Where the tests' site is. */
export const publicUrl = 'https://carnet.example'

const openGround = async (folder: string): Promise<Ground> => {
  const database = await createTestDatabase()
  const clock = fixedClock('2026-11-21T08:00:00.000Z')
  const rootFile = join(folder, 'root.key')
  await createRootKeyFile(rootFile, { clock, databaseFolder: join(folder, 'db') })
  const keys = createKeys({ database: database.app, rootKeys: await loadRootKeys(rootFile), clock })
  await keys.ready()
  const identity = createIdentity({ database: database.app, keys, clock })
  return { database, keys, identity, clock, mails: [], messages: [], notes: [], outage: {} }
}

const build = (
  { database, keys, identity, clock, mails, messages, notes, outage }: Ground,
  { parameters = lightParameters, withoutSms = false }: { parameters?: CredentialParameters; withoutSms?: boolean },
): Credentials => {
  const sendMail = async (mail: Mail): Promise<void> => {
    if (outage.mail) throw outage.mail
    mails.push(mail)
  }
  const sendSms = async (sms: Sms): Promise<void> => {
    if (outage.sms) throw outage.sms
    messages.push(sms)
  }
  return createCredentials({
    database: database.app,
    keys,
    clock,
    log: silentLog,
    attempts: createAttempts({ database: database.app, clock, hash: keys.lookupHash }),
    persons: identity,
    dayOf,
    mayRecover: async () => !outage.noRecovery,
    noteMeans: async (_, __, { kind, by }) => void notes.push(`${kind} ${by.kind}`),
    recoveryTimes: () => ({ holdHours: 72, endsDays: 60 }),
    publicUrl,
    mailer: { send: sendMail },
    ...(withoutSms ? {} : { sms: { send: sendSms } }),
    parameters,
  })
}

let made = 0

const storeHolder = async ({ database, keys, identity }: Ground, contact: Contact = {}): Promise<string> => {
  const spaceId = randomId()
  made += 1
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: `2740397411${String(made).padStart(5, '0')}` }
  const traits = {
    birthFamily: 'MARTIN',
    birthGiven: ['Camille', 'Anne-Lise'],
    gender: 'female',
    birthDate: '1974-03-15',
    birthPlace: '97411',
  } as const
  await database.app.transaction(async (connection) => {
    await keys.createSpaceKey(connection, spaceId)
    const person = { spaceId, ins, traits: { ...traits, birthGiven: [...traits.birthGiven] }, contact }
    await identity.storePerson(connection, person)
  })
  return spaceId
}

/** Opens a bench with a database of its own. */
export const openCredentialBench = async (): Promise<CredentialBench> => {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-credentials-'))
  const ground = await openGround(folder)
  const credentials = build(ground, {})
  const outbox = createOutbox(ground.database.app)
  return {
    ...ground,
    credentials,
    sendAlerts: async () => {
      for (const item of await outbox.leaseDue(100, 'single')) {
        await credentials.sendAlert(item)
        await outbox.settle(item)
      }
    },
    rebuild: (change) => build(ground, change),
    lastCode: (to) => {
      const text = [...ground.mails, ...ground.messages].findLast((sent) => sent.to === to)?.text ?? ''
      return /\b\d{6}\b/.exec(text)?.[0] ?? ''
    },
    newHolder: (contact) => storeHolder(ground, contact),
    close: async () => {
      await ground.database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
