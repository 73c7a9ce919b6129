import type { EnrolmentMessages } from '../../areas/enrolment/index.ts'
import type { Notifications } from '../../areas/notifications/index.ts'
import { describeError, type Log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { HeldBack, type Lane, type Outbox, type OutboxItem } from '../../platform/outbox.ts'

/** What a worker is built from; each kind of queued item leads to one use-case. */
export interface WorkerParts {
  outbox: Outbox
  /** what is done every ten minutes: clean-up that may come late and be repeated */
  chores: Readonly<Record<string, () => Promise<unknown>>>
  notifications: Notifications
  /** what queued items of enrolment become */
  messages: EnrolmentMessages
  /** a holder is told of a change of what they come in with or are reached by */
  sendAlert: (item: OutboxItem) => Promise<void>
  /** what dates have made due: openings, closings, erasures; gives how many were done */
  runDue: (limit: number) => Promise<number>
  /** the register was corrected: the person's space follows */
  followRegister: (personId: string) => Promise<void>
  /** who represents somebody, or is represented by them, is another by now: the spaces follow */
  followRepresentatives: (personId: string) => Promise<void>
  /** what was withheld in a space has opened by its date, or by a professional */
  openWithheld: (spaceId: string) => Promise<void>
  /** a document came whose text is still to be read */
  extractText: (documentId: string) => Promise<void>
  /** a document came whose bytes wait for the virus scanner */
  scanContent: (documentId: string) => Promise<void>
  /** files of a space are due for the virus scanner, again or for the first time */
  scanSpace: (spaceId: string, payload: OutboxItem['payload']) => Promise<void>
  /** a space was erased: what lies elsewhere of whom it was goes too */
  eraseRemains: (remains: OutboxItem['payload']) => Promise<void>
  /** takes what waits into the journal's public log; gives how many entries */
  growLog: (most: number) => Promise<number>
  /** the insurer said that somebody died */
  followDeath: (personId: string) => Promise<void>
  log: Log
}

/** Turns queued items into use-case calls until it is stopped. */
export interface Worker {
  /** Does what is due now, queued or dated; gives how much it did. */
  runDue(): Promise<number>
  start(): void
  stop(): Promise<void>
}

const queueBatch = 20
/** How many persons whose date has come are taken at once; the bench takes as many. */
export const dueBatch = 400
const idleMs = 500
/** How long a lane rests of which something was held back. */
const heldMs = 30_000
const choresEveryMs = 600_000
/** The log is signed once a second, sooner only while it has more to take in than this. */
const logEveryMs = 1_000
const logBatch = 1_024

type Job = (item: OutboxItem) => Promise<void>

const createJobs = ({
  notifications,
  messages,
  sendAlert,
  followRegister,
  followRepresentatives,
  openWithheld,
  extractText,
  scanContent,
  scanSpace,
  eraseRemains,
  followDeath,
}: WorkerParts): Readonly<Record<string, Job>> => ({
  'notice-first-look': notifications.sendNotice,
  'notice-deposit': notifications.sendNotice,
  'notice-withheld': notifications.sendWithheldNotice,
  'notice-recall': notifications.sendRecall,
  'withheld-opened': ({ spaceId }) => openWithheld(spaceId),
  'text-unread': ({ payload }) => extractText(payload['documentId'] ?? ''),
  'contents-unscanned': ({ spaceId, payload }) => scanSpace(spaceId, payload),
  'content-unscanned': ({ payload }) => scanContent(payload['documentId'] ?? ''),
  'notice-entered': notifications.sendNotice,
  'notice-professional': notifications.tellProfessional,
  'notice-producer': notifications.tellProducer,
  'notice-answer': notifications.sendAnswerNotice,
  'enrolment-mail': messages.tell,
  'enrolment-code': messages.sendCode,
  'enrolment-recovery': messages.sendRecovery,
  'holder-alert': sendAlert,
  'space-erased': ({ payload }) => eraseRemains(payload),
  'identity-corrected': async ({ payload }) => {
    await followRegister(payload['personId'] ?? '')
    await followRepresentatives(payload['personId'] ?? '')
  },
  'representation-changed': ({ payload }) => followRepresentatives(payload['personId'] ?? ''),
  'person-died': ({ payload }) => followDeath(payload['personId'] ?? ''),
})

/** Gives whether the item was held back. */
const runItem = async (parts: WorkerParts, job: Job | undefined, item: OutboxItem): Promise<boolean> => {
  try {
    if (!job) throw new Error('no job of this kind')
    await job(item)
    await parts.outbox.settle(item)
  } catch (error) {
    if (error instanceof HeldBack) {
      await parts.outbox.giveBack(item)
      return true
    }
    const passes = error instanceof Problem && error.kind === 'unavailable'
    const state = await parts.outbox.postpone(item, error instanceof Error ? error.name : 'unknown', passes)
    parts.log.warn(state === 'parked' ? 'job-parked' : 'job-postponed', {
      job: item.kind,
      attempt: item.attempts,
      ...describeError(error),
    })
  }
  return false
}

const runChores = async ({ chores, log }: WorkerParts): Promise<void> => {
  for (const [job, chore] of Object.entries(chores)) {
    await chore().catch((error: unknown) => log.warn('chore-failed', { job, ...describeError(error) }))
  }
}

interface Loop {
  start(): void
  stop(): Promise<void>
}

/** Takes a step again and again, after the rest that it gives (milliseconds; 0: there may be more). */
const createLoop = (step: () => Promise<number>, log: Log): Loop => {
  const state = { running: false }
  let turning: Promise<void> = Promise.resolve()
  let wake = (): void => {}
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const turn = async (): Promise<void> => {
    while (state.running) {
      const restMs = await step().catch((error: unknown) => {
        log.error('worker-failed', describeError(error))
        return idleMs
      })
      if (state.running && restMs > 0) await rest(restMs)
    }
  }
  return {
    start: () => {
      state.running = true
      turning = turn()
    },
    stop: async () => {
      state.running = false
      wake()
      await turning
    },
  }
}

/**
 * Builds a worker. Several may run, in one process or many: items are leased, and every effect has an idempotency key. The two lanes
 * of the queue and the dates have a loop each: a mail server that hangs holds back no opening, and a campaign nobody's code.
 */
export const createWorker = (parts: WorkerParts): Worker => {
  const jobs = createJobs(parts)
  let chores: NodeJS.Timeout | undefined

  const runQueue = async (lane: Lane): Promise<{ done: number; held: number }> => {
    const items = await parts.outbox.leaseDue(queueBatch, lane)
    const heldBack = await Promise.all(items.map((item) => runItem(parts, jobs[item.kind], item)))
    const held = heldBack.filter(Boolean).length
    if (held > 0) parts.log.warn('jobs-held', { count: held })
    return { done: items.length, held }
  }
  const runLane = (lane: Lane) => async (): Promise<number> => {
    const { done, held } = await runQueue(lane)
    if (held > 0) return heldMs
    return done === queueBatch ? 0 : idleMs
  }
  const runDates = (): Promise<number> => parts.runDue(dueBatch)
  const growLog = async (): Promise<number> => ((await parts.growLog(logBatch)) === logBatch ? 0 : logEveryMs)
  const loops = [
    createLoop(growLog, parts.log),
    createLoop(runLane('single'), parts.log),
    createLoop(runLane('bulk'), parts.log),
    // Some of a batch may have been somebody else's: less than asked is no sign that nothing is left.
    createLoop(async () => ((await runDates()) > 0 ? 0 : idleMs), parts.log),
  ]
  return {
    runDue: async () => (await runQueue('single')).done + (await runQueue('bulk')).done + (await runDates()),
    start: () => {
      for (const loop of loops) loop.start()
      chores = setInterval(() => void runChores(parts), choresEveryMs)
      void runChores(parts)
    },
    stop: async () => {
      clearInterval(chores)
      await Promise.all(loops.map((loop) => loop.stop()))
      // What was written while it stopped: an installation at rest has nothing that is not in its log.
      await growLog().catch((error: unknown) => parts.log.error('worker-failed', describeError(error)))
    },
  }
}
