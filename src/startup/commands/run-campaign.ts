import { readFile } from 'node:fs/promises'
import type { Visitor } from '../../access/types.ts'
import type { CampaignView, Delivery, ExceptionKind, SendStep } from '../../areas/enrolment/index.ts'
import { campaignParameters } from '../../areas/enrolment/index.ts'
import type {
  CampaignClerk,
  CampaignQuestion,
  CreateCampaignOptions,
  LetterOptions,
  SendCampaignOptions,
} from '../../edge/cli/campaign-program.ts'
import { progressBar } from '../../platform/progress-bar.ts'
import { Problem } from '../../platform/problem.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'
import { campaignClerk } from './campaign-clerk.ts'
import { describeAnswer, describeCampaign, describeFile } from './describe-campaign.ts'

const tell = (
  terminal: Terminal,
  json: boolean,
  { value, lines }: { value: unknown; lines: readonly string[] },
): void => {
  if (json) terminal.print(JSON.stringify(value))
  else for (const line of lines) terminal.print(line)
}

/** Keeps a plan as a draft and prints its id. */
export const createCampaignCommand = async (
  carnet: Carnet,
  options: CreateCampaignOptions,
  terminal: Terminal,
): Promise<number> => {
  const { name, scheme = [], department = [], minors, adults, postOnly, waves, pilot, json } = options
  const campaign = await carnet.enrolment.campaigns.create(campaignClerk(carnet, options), {
    name,
    rule: { schemes: scheme, departments: department, minors, adults, protected: options.protected },
    channelRule: postOnly ? 'post-only' : 'mail-first',
    waveBy: waves,
    isPilot: pilot,
    startsOn: options.starts ?? carnet.parameters.dayOf(carnet.clock.now().toISOString()),
  })
  tell(terminal, json, { value: campaign, lines: describeCampaign(campaign) })
  return 0
}

const noGo = 6

/** Does one step of a campaign, or shows its figures. A report that is no "go" has its own exit code. */
export const askCampaignCommand = async (
  carnet: Carnet,
  { question, campaignId, ...options }: CampaignClerk & { question: CampaignQuestion; campaignId: string },
  terminal: Terminal,
): Promise<number> => {
  const { campaigns } = carnet.enrolment
  const clerk = campaignClerk(carnet, options)
  const ask = {
    prepare: campaigns.prepare,
    'dry-run': campaigns.dryRun,
    approve: campaigns.approve,
    pause: campaigns.pause,
    resume: campaigns.resume,
    stop: campaigns.stop,
    funnel: campaigns.funnel,
    report: campaigns.report,
  }[question]
  const answer = await ask(clerk, campaignId)
  tell(terminal, options.json, { value: answer, lines: describeAnswer(answer) })
  return 'verdict' in answer && answer.verdict !== 'go' ? noGo : 0
}

/** Lists the campaigns and the latest files of letters, or shows one campaign with all its files. */
export const showCampaignsCommand = async (
  carnet: Carnet,
  { campaignId, ...options }: CampaignClerk & { campaignId?: string },
  terminal: Terminal,
): Promise<number> => {
  const { campaigns } = carnet.enrolment
  const clerk = campaignClerk(carnet, options)
  const shown = campaignId === undefined ? await campaigns.list(clerk) : [await campaigns.find(clerk, campaignId)]
  const files = await campaigns.listBatches(clerk, campaignId)
  const lines =
    shown.length === 0 ? ['No campaign yet: carnet campaign create --name …'] : shown.flatMap(describeCampaign)
  tell(terminal, options.json, {
    value: { campaigns: shown, files },
    lines: [...lines, ...files.map(describeFile)],
  })
  return 0
}

/** How far a sending is as far as may be shown: of one wave only its persons are known, not how many were told. */
const farOf = ({ waves, told }: CampaignView, wave: number | undefined): { persons: number; noticed: number } =>
  wave === undefined
    ? { persons: told.persons ?? 0, noticed: told.noticed ?? 0 }
    : { persons: waves.find(({ n }) => n === wave)?.persons ?? 0, noticed: 0 }

const watch = (
  { clock }: Carnet,
  terminal: Terminal,
  far: { persons: number; noticed: number },
): ((step: SendStep) => void) => {
  const startedMs = clock.now().getTime()
  const sizeBytes = far.persons
  let bytes = far.noticed
  let items = 0
  return (step) => {
    bytes += step.noticed
    items += step.noticed
    const elapsedMs = clock.now().getTime() - startedMs
    terminal.progress(progressBar({ label: `Wave ${step.wave ?? ''}`, bytes, sizeBytes, items, elapsedMs }))
  }
}

type Sum = Pick<SendStep, 'noticed' | 'mails' | 'letters' | 'exceptions' | 'waitsUntil' | 'held'> & { files: string[] }

const sendAll = async (next: () => Promise<SendStep>, seen: (step: SendStep) => void): Promise<Sum> => {
  const sum: Sum = { noticed: 0, mails: 0, letters: 0, exceptions: 0, files: [], waitsUntil: null, held: [] }
  for (;;) {
    const step = await next()
    if (step.finished) return { ...sum, waitsUntil: step.waitsUntil, held: step.held }
    sum.noticed += step.noticed
    sum.mails += step.mails
    sum.letters += step.letters
    sum.exceptions += step.exceptions
    if (step.file !== null) sum.files.push(step.file)
    seen(step)
  }
}

const describeSum = (
  { noticed, mails, letters, exceptions, files, waitsUntil, held }: Sum,
  waves: boolean,
): string[] => [
  ...(waves ? [`${noticed} persons told: ${mails} mails queued, ${letters} letters.`] : [`${letters} letters.`]),
  ...(exceptions > 0 ? [`${exceptions} exceptions to look at: carnet campaign exceptions`] : []),
  ...(files.length > 0 ? [`${files.length} files, the last: ${files.at(-1)}`] : []),
  ...(held.length === 0
    ? []
    : [`Letters wait for wordings that are not approved: ${held.join(', ')} (carnet campaign texts approve …)`]),
  ...(waitsUntil === null ? [] : [`The next wave is planned for ${waitsUntil}; --wave N sends one now.`]),
]

/** The wave that was asked for; Problem `incorrect`, `campaign-wave-unknown`, before anything is begun. */
const chooseWave = (waves: CampaignView['waves'], asked: string): number => {
  const found = waves.find(({ n }) => String(n) === asked)
  if (found === undefined) {
    const allowed = waves.length === 0 ? '0' : `1 – ${waves.length}`
    throw new Problem('incorrect', 'campaign-wave-unknown', { details: { field: '--wave', allowed } })
  }
  return found.n
}

/** Sends the waves of a campaign, batch by batch. Interrupted at any moment, the same command goes on. */
export const sendCampaignCommand = async (
  carnet: Carnet,
  { campaignId, ...options }: SendCampaignOptions & { campaignId: string },
  terminal: Terminal,
): Promise<number> => {
  const { campaigns } = carnet.enrolment
  const clerk = campaignClerk(carnet, options)
  const campaign = await campaigns.find(clerk, campaignId)
  const wave = options.wave === undefined ? undefined : chooseWave(campaign.waves, options.wave)
  const order = { campaignId, as: options.form, ...(wave === undefined ? {} : { wave }) }
  const sum = await sendAll(() => campaigns.sendNext(clerk, order), watch(carnet, terminal, farOf(campaign, wave)))
  tell(terminal, options.json, { value: sum, lines: describeSum(sum, true) })
  return 0
}

/** Writes the letters that wait. */
export const sendLettersCommand = async (
  carnet: Carnet,
  options: LetterOptions,
  terminal: Terminal,
): Promise<number> => {
  const clerk: Visitor = campaignClerk(carnet, options)
  const sum = await sendAll(
    () => carnet.enrolment.campaigns.sendLetters(clerk, options.form),
    (step) => terminal.progress(`${step.letters} letters…`),
  )
  tell(terminal, options.json, { value: sum, lines: describeSum(sum, false) })
  return 0
}

const isKind = (kind: string): kind is ExceptionKind => Object.hasOwn(campaignParameters.exceptions, kind)

/** Shows the queue of exceptions with what may be said of each. */
export const listExceptionsCommand = async (
  carnet: Carnet,
  { kind, ...options }: CampaignClerk & { kind?: string },
  terminal: Terminal,
): Promise<number> => {
  if (kind !== undefined && !isKind(kind)) {
    const allowed = Object.keys(campaignParameters.exceptions).join(', ')
    throw new Problem('incorrect', 'exception-kind-unknown', { details: { field: '--kind', allowed } })
  }
  const open = await carnet.enrolment.campaigns.listExceptions(campaignClerk(carnet, options), kind)
  const lines = open.map(
    ({ id, kind: why, openedAt, notes }) => `${id}  ${carnet.parameters.dayOf(openedAt)}  ${why}: ${notes.join(' | ')}`,
  )
  tell(terminal, options.json, { value: open, lines: lines.length === 0 ? ['Nothing waits.'] : lines })
  return 0
}

/** Settles an exception. */
export const settleExceptionCommand = async (
  carnet: Carnet,
  { exceptionId, note, ...options }: CampaignClerk & { exceptionId: string; note: string },
  terminal: Terminal,
): Promise<number> => {
  await carnet.enrolment.campaigns.settleException(campaignClerk(carnet, options), exceptionId, note)
  tell(terminal, options.json, { value: { settled: exceptionId, note }, lines: ['Settled.'] })
  return 0
}

const readDeliveries = async (file: string): Promise<Delivery[]> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Problem('incorrect', 'import-file-unreadable', { details: { file } })
  })
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  return lines.flatMap((line, index): Delivery[] => {
    const [reference = '', state = ''] = line.split(';').map((cell) => cell.trim())
    if (line.trim() === '' || (index === 0 && reference.toLowerCase() === 'reference')) return []
    if (reference === '' || (state !== 'delivered' && state !== 'returned'))
      throw new Problem('incorrect', 'deliveries-file-wrong', { details: { file, line: index + 1 } })
    return [{ reference, state }]
  })
}

/** Takes what the post says of letters. Exit 2 when a reference is nobody's. */
export const recordDeliveriesCommand = async (
  carnet: Carnet,
  { file, ...options }: CampaignClerk & { file: string },
  terminal: Terminal,
): Promise<number> => {
  const deliveries = await readDeliveries(file)
  const outcome = await carnet.enrolment.campaigns.recordDeliveries(campaignClerk(carnet, options), deliveries)
  const { delivered, returned, unknown } = outcome
  tell(terminal, options.json, {
    value: outcome,
    lines: [`${delivered} delivered, ${returned} returned, ${unknown} unknown.`],
  })
  return unknown > 0 ? 2 : 0
}
