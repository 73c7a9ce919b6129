import type { EnrolmentMessages } from '../../areas/enrolment/index.ts'
import type { Notifications } from '../../areas/notifications/index.ts'
import { describeError, type Log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import type { Outbox, OutboxItem } from '../../platform/outbox.ts'

/** What a worker is built from; each kind of queued item leads to one use-case. */
export interface WorkerParts {
  outbox: Outbox
  /** what is done every ten minutes: clean-up that may come late and be repeated */
  chores: Readonly<Record<string, () => Promise<unknown>>>
  notifications: Notifications
  /** what queued items of enrolment become */
  messages: EnrolmentMessages
  /** what dates have made due: openings, closings, erasures; gives how many were done */
  runDue: (limit: number) => Promise<number>
  /** the register was corrected: the person's space follows */
  followRegister: (personId: string) => Promise<void>
  log: Log
}

/** Turns queued items into use-case calls until it is stopped. */
export interface Worker {
  /** Does what is due now; gives how many items it took. */
  runDue(): Promise<number>
  start(): void
  stop(): Promise<void>
}

const batch = 20
const idleMs = 500
const choresEveryMs = 600_000

type Job = (item: OutboxItem) => Promise<void>

const createJobs = ({ notifications, messages, followRegister }: WorkerParts): Readonly<Record<string, Job>> => ({
  'notice-first-look': notifications.sendNotice,
  'notice-deposit': notifications.sendNotice,
  'enrolment-mail': messages.tell,
  'enrolment-code': messages.sendCode,
  'identity-corrected': ({ payload }) => followRegister(payload['personId'] ?? ''),
})

const runItem = async (parts: WorkerParts, job: Job | undefined, item: OutboxItem): Promise<void> => {
  try {
    if (!job) throw new Error('no job of this kind')
    await job(item)
    await parts.outbox.settle(item)
  } catch (error) {
    const passes = error instanceof Problem && error.kind === 'unavailable'
    const state = await parts.outbox.postpone(item, error instanceof Error ? error.name : 'unknown', passes)
    parts.log.warn(state === 'parked' ? 'job-parked' : 'job-postponed', {
      job: item.kind,
      attempt: item.attempts,
      ...describeError(error),
    })
  }
}

const runChores = async ({ chores, log }: WorkerParts): Promise<void> => {
  for (const [job, chore] of Object.entries(chores)) {
    await chore().catch((error: unknown) => log.warn('chore-failed', { job, ...describeError(error) }))
  }
}

/** Builds a worker. Several may run, in one process or many: items are leased, and every effect has an idempotency key. */
export const createWorker = (parts: WorkerParts): Worker => {
  const jobs = createJobs(parts)
  let chores: NodeJS.Timeout | undefined
  const state = { running: false }
  let loop: Promise<void> = Promise.resolve()
  let wake = (): void => {}

  const runDue = async (): Promise<number> => {
    const items = await parts.outbox.leaseDue(batch)
    await Promise.all(items.map((item) => runItem(parts, jobs[item.kind], item)))
    return Math.max(items.length, await parts.runDue(batch))
  }
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, idleMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const turn = async (): Promise<void> => {
    while (state.running) {
      const done = await runDue().catch((error: unknown) => {
        parts.log.error('worker-failed', describeError(error))
        return 0
      })
      if (state.running && done < batch) await rest()
    }
  }
  return {
    runDue,
    start: () => {
      state.running = true
      loop = turn()
      chores = setInterval(() => void runChores(parts), choresEveryMs)
      void runChores(parts)
    },
    stop: async () => {
      state.running = false
      clearInterval(chores)
      wake()
      await loop
    },
  }
}
