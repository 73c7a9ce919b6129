import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mintTokenCommand } from '../../src/startup/commands/mint-token.ts'
import { createWorker } from '../../src/edge/jobs/worker.ts'
import type { Clock } from '../../src/platform/clock.ts'
import type { ConnectionSettings } from '../../src/platform/database/database.ts'
import { silentLog, type Log } from '../../src/platform/log.ts'
import { createOutbox } from '../../src/platform/outbox.ts'
import { readSettings, type Settings } from '../../src/platform/settings.ts'
import { openCarnet, type Carnet } from '../../src/startup.ts'
import { loadDemonstration } from '../../src/startup/load-demonstration.ts'
import { startRole } from '../../src/startup/run-role.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { freePort } from './free-port.ts'
import { listen } from './listening-terminal.ts'

/** A whole Carnet in demonstration mode, with the cast loaded, answering on a loopback port of its own. */
export interface Installation {
  /** `http://localhost:<port>` */
  origin: string
  fhir: string
  carnet: Carnet
  database: TestDatabase
  settings: Settings
  /** A bearer token for one of the cast; `purpose` is what its bearer says that they come for. */
  token(name: string, scope?: string, purpose?: string): Promise<string>
  /** Does the queued work now, and gives the mails sent so far, newest last. */
  mails(): Promise<string[]>
  close(): Promise<void>
}

const urlOf = ({ user = '', password = '', host = '', port = 5432, database = '' }: ConnectionSettings): string =>
  `postgresql://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`

const settingsFor = async (home: string, database: TestDatabase): Promise<Settings> => {
  const port = await freePort()
  const settings = readSettings({
    CARNET_MODE: 'demonstration',
    CARNET_HOME: home,
    CARNET_PORT: String(port),
    CARNET_LOG: 'silent',
    CARNET_URL: `http://localhost:${port}`,
    ROOT_KEY_FILE: join(home, 'root-key'),
  })
  const url = urlOf(database.logins.app)
  return { ...settings, database: { kind: 'server', url, ownerUrl: urlOf(database.logins.owner) } }
}

const readMails = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.toSorted().map((name) => readFile(join(folder, name), 'utf8')))
}

/** How an installation begins. */
export interface InstallationOptions {
  /** hears what the installation logs; silent when absent */
  log?: Log
  /** what time it is for the installation; the machine's own clock when absent */
  clock?: Clock
  /** false: the spaces are without documents */
  examples?: boolean
  /** where its virus scanner is; it has none when absent */
  clamavUrl?: string
  /** puts back what an earlier version wrote, into a home and a database that have nothing in them yet */
  earlier?: (home: string, database: TestDatabase) => Promise<void>
}

/** Opens an installation. Close it after the tests. */
export const openInstallation = async (options: InstallationOptions = {}): Promise<Installation> => {
  const home = await mkdtemp(join(tmpdir(), 'carnet-home-'))
  const database = await createTestDatabase({ empty: options.earlier !== undefined })
  await options.earlier?.(home, database)
  const scanner = options.clamavUrl === undefined ? {} : { clamavUrl: options.clamavUrl }
  const settings = { ...(await settingsFor(home, database)), ...scanner }
  const carnet = await openCarnet(settings, options.log ?? silentLog, options.clock)
  await loadDemonstration(carnet, options)
  const running = await startRole(carnet, 'serve')
  const worker = createWorker({
    outbox: createOutbox(carnet.database.app),
    notifications: carnet.notifications,
    messages: carnet.enrolment.messages,
    sendAlert: carnet.credentials.sendAlert,
    runDue: carnet.enrolment.lives.runDue,
    eraseRemains: carnet.enrolment.lives.eraseRemains,
    followRegister: carnet.enrolment.corrections.followRegister,
    followRepresentatives: carnet.enrolment.families.followRepresentatives,
    openWithheld: carnet.documents.openWithheld,
    extractText: carnet.documents.extractText,
    scanContent: carnet.documents.scanContent,
    scanSpace: carnet.documents.scanSpace,
    followDeath: carnet.enrolment.lives.followDeath,
    growLog: carnet.publicLog.sequence,
    chores: {},
    log: options.log ?? silentLog,
  })
  return {
    origin: settings.url,
    fhir: `${settings.url}/fhir`,
    carnet,
    database,
    settings,
    token: async (as, scope, purpose) => {
      const { terminal, printed } = listen()
      const asked = { ...(scope ? { scope } : {}), ...(purpose ? { purpose } : {}) }
      await mintTokenCommand(carnet, { as, json: false, ...asked }, terminal)
      return printed[0] ?? ''
    },
    mails: async () => {
      while ((await worker.runDue()) > 0);
      return settings.mail.kind === 'folder' ? readMails(settings.mail.folder) : []
    },
    close: async () => {
      await running.stop()
      await carnet.close()
      await database.drop()
      await rm(home, { recursive: true, force: true })
    },
  }
}
