import type { FastifyInstance } from 'fastify'
import { qualityFile } from '../areas/feeding/index.ts'
import { createMetrics } from '../edge/health/metrics.ts'
import { createWorker, type Worker } from '../edge/jobs/worker.ts'
import { describeError, type Log } from '../platform/log.ts'
import { createOutbox } from '../platform/outbox.ts'
import type { Settings } from '../platform/settings.ts'
import { onStopSignal, onUnhandledFailure, type Terminal } from '../platform/terminal.ts'
import { openCarnet, type Carnet } from '../startup.ts'
import { buildServer } from './build-server.ts'
import { loadDemonstration } from './load-demonstration.ts'

/** A role of the process: what it does until somebody stops it. */
export type Role = 'serve' | 'work' | 'all'

/** A running role: where it answers, and how to stop it with everything written. */
export interface Running {
  address?: string
  stop(): Promise<void>
}

const idleCheckMs = 50

/** Lets requests under way end. A connection that falls idle meanwhile is not waited for until its client lets go of it. */
const closeServer = async (server: FastifyInstance): Promise<void> => {
  const timer = setInterval(() => server.server.closeIdleConnections(), idleCheckMs)
  await server.close().finally(() => clearInterval(timer))
}

/** The monitor's look; what nobody has explained stands in the logs as long as it is so. */
const watchGaps = async ({ monitor, log }: Carnet): Promise<void> => {
  await monitor.look()
  const count = await monitor.count()
  if (count > 0) log.warn('journal-gaps', { count })
}

/** What is done again and again, whether anybody asks or not. */
const choresOf = (carnet: Carnet) => {
  const { identity, credentials, enrolment, staffRooms, activity, suspicionChores, sweepObjects } = carnet
  return {
    objects: sweepObjects,
    scans: () => carnet.documents.queueScans(),
    sessions: () => identity.sweepExpired(),
    credentials: () => credentials.sweepCredentials(),
    entries: () => enrolment.entries.sweep(),
    codes: () => enrolment.codes.sweep(),
    families: () => enrolment.families.sweepRequests(),
    corrections: () => enrolment.corrections.resumeAll(),
    away: () => enrolment.corrections.sweepAway(),
    bins: () => carnet.documents.sweepBins(),
    requests: () => staffRooms.identities.sweep(),
    cases: () => staffRooms.persons.sweep(),
    mandates: () => staffRooms.counter.sweep(),
    campaigns: () => enrolment.countCampaigns(),
    journal: () => carnet.pruneJournal(),
    gaps: () => watchGaps(carnet),
    unusual: () => suspicionChores.findUnusual(),
    tallies: () => suspicionChores.sweep(),
    activity: () => activity.sweep(),
    feeding: () => carnet.tally.sweep(),
  }
}

/** Writes every few seconds what this process counted; gives what writes the last of it. */
const startCounting = ({ tally }: Carnet): (() => Promise<void>) => {
  const timer = setInterval(() => void tally.flush(), qualityFile.flushSeconds * 1000)
  return async () => {
    clearInterval(timer)
    await tally.flush()
  }
}

/** Starts a role on an opened installation; used by the command line and by tests. */
export const startRole = async (carnet: Carnet, role: Role): Promise<Running> => {
  const { settings, log, database, notifications, credentials, enrolment } = carnet
  const outbox = createOutbox(database.app)
  const { messages } = enrolment
  const { sendAlert } = credentials
  const { runDue, eraseRemains, followDeath } = enrolment.lives
  const { followRegister } = enrolment.corrections
  const { followRepresentatives } = enrolment.families
  const worker: Worker | undefined =
    role === 'serve'
      ? undefined
      : createWorker({
          outbox,
          notifications,
          messages,
          sendAlert,
          runDue,
          followRegister,
          followRepresentatives,
          openWithheld: carnet.documents.openWithheld,
          extractText: carnet.documents.extractText,
          scanContent: carnet.documents.scanContent,
          scanSpace: carnet.documents.scanSpace,
          eraseRemains,
          followDeath,
          growLog: carnet.publicLog.sequence,
          chores: choresOf(carnet),
          log,
        })
  const metrics = settings.metricsPort === undefined ? undefined : createMetrics(outbox)
  const server = role === 'work' ? undefined : await buildServer(carnet, metrics)
  const stopMetrics = await metrics?.serve({ host: '127.0.0.1', port: settings.metricsPort ?? 0 })
  const address = await server?.listen({ host: settings.host, port: settings.port })
  worker?.start()
  const stopCounting = startCounting(carnet)
  log.info('started', { role, port: settings.port })
  return {
    ...(address ? { address } : {}),
    // Requests under way are finished, queued work in hand is settled; what is left is done by the next process.
    stop: async () => {
      if (server) await closeServer(server)
      await worker?.stop()
      await stopCounting()
      await stopMetrics?.()
    },
  }
}

const welcome = ({ settings }: Carnet, terminal: Terminal): void => {
  terminal.print(`Carnet answers at ${settings.url}`)
  if (settings.mode !== 'demonstration') return
  terminal.print('  Holders:        sign in at /my as Dominique PAT-TROIS, Paul, Claire, Marthe…')
  terminal.print('  Professionals:  sign in at /pro as Dr Moreau (her doctor), Dr Petit (a stranger), the nurse…')
  terminal.print('  Software:       npx carnet token --as laboratory')
  terminal.print(`  Mails:          ${settings.mail.kind === 'folder' ? settings.mail.folder : 'sent by the server'}`)
  terminal.print(
    `  Letters:        ${settings.lettersFolder}: open one, try its code at /open (docs/operating/campaigns.md)`,
  )
  terminal.print('Demonstration mode: every person is invented. Ctrl-C stops everything.')
}

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    onStopSignal(() => resolve())
  })

/** Opens the installation, loads the demonstration once where there is one, and does the role until a signal stops it. */
export const runRole = async (
  role: Role,
  { settings, log, terminal }: { settings: Settings; log: Log; terminal: Terminal },
): Promise<number> => {
  const stopped = untilStopped()
  onUnhandledFailure((error) => log.error('unhandled-failure', describeError(error)))
  terminal.progress('Starting…')
  const carnet = await openCarnet(settings, log)
  try {
    if (settings.mode === 'demonstration') await loadDemonstration(carnet)
    const running = await startRole(carnet, role)
    welcome(carnet, terminal)
    await stopped
    terminal.progress('Stopping…')
    await running.stop()
    return 0
  } finally {
    await carnet.close()
  }
}
