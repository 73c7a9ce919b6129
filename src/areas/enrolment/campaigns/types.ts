import type { Visitor } from '../../../access/types.ts'
import type { OutboxItem } from '../../../platform/outbox.ts'
import type { FunnelView, ReportView } from './figure-types.ts'

/** Where a campaign stands. `ready`: approved by two persons. */
export type CampaignState = 'draft' | 'ready' | 'running' | 'paused' | 'done' | 'stopped'

/** Where a wave stands. */
export type WaveState = 'planned' | 'sending' | 'sent'

/** Whom a campaign is for; an empty list is everybody. Departments are INSEE codes. */
export interface PopulationRule {
  schemes: string[]
  departments: string[]
  minors: boolean
  adults: boolean
  /** adults under a measure of protection */
  protected: boolean
}

/** What a campaign is made of. `startsOn`: YYYY-MM-DD, the day of the first wave; the others follow a day apart. */
export interface CampaignPlan {
  name: string
  rule: PopulationRule
  channelRule: 'mail-first' | 'post-only'
  waveBy: 'department' | 'scheme'
  isPilot: boolean
  startsOn: string
}

/** One wave of a campaign, as planned. */
export interface PlannedWaveView {
  n: number
  /** the department or the scheme that it is */
  label: string
  state: WaveState
  plannedOn: string
  persons: number
}

/** One wave of a campaign. `persons`: null where they are fewer than may be shown; how many were told stands in the funnel. */
export interface WaveView extends Omit<PlannedWaveView, 'persons'> {
  persons: number | null
}

/** How far a campaign is; null where fewer persons stand behind a figure than may be shown. */
export interface ToldCounts {
  persons: number | null
  noticed: number | null
  letters: number | null
  mails: number | null
}

/** A campaign as the console and the command line show it. Instants are ISO. */
export interface CampaignView extends CampaignPlan {
  id: string
  state: CampaignState
  createdBy: string
  createdAt: string
  preparedAt: string | null
  startedAt: string | null
  endedAt: string | null
  /** who asked for the second person, while nobody has confirmed yet */
  askedBy: string | null
  approvedBy: string[]
  /** the wordings in force that it uses and that no two persons have approved: nothing leaves before; empty when it is over */
  unapproved: { kind: string; version: string }[]
  waves: WaveView[]
  told: ToldCounts
}

/** How many persons of a scheme in a department go by which way; `none`: nobody reaches them. */
export interface PreparedCell {
  scheme: string
  department: string
  persons: number
  mail: number
  post: number
  none: number
  minors: number
  protected: number
}

/** What a preparation counted. Exceptions are the persons a human should look at, by kind. */
export interface PreparedView {
  persons: number
  cells: PreparedCell[]
  exceptions: Partial<Record<ExceptionKind, number>>
  waves: PlannedWaveView[]
}

/** Why a human must look at a person. */
export type ExceptionKind =
  | 'no-address'
  | 'returned'
  | 'twins'
  | 'protected-adult'
  | 'address-too-long'
  | 'contact-shared'
  | 'homonym'
  | 'unprintable'
  | 'untold'
  | 'code-hints'

/** One person in the queue of exceptions. No name: whoever takes it opens the person. */
export interface ExceptionView {
  id: string
  personId: string
  campaignId: string | null
  kind: ExceptionKind
  state: 'open' | 'settled'
  openedAt: string
  settledAt: string | null
  settledBy: string | null
  note: string | null
  /** the notes with which it may be settled */
  notes: readonly string[]
}

/** What a rehearsal showed: nothing of it was sent, no real name stands in its letters. */
export interface DryRunView {
  sampled: number
  mails: number
  letters: number
  kinds: Record<string, number>
  /** how many persons each problem would keep back or show to a human */
  problems: Partial<Record<ExceptionKind, number>>
  /** where the specimen letters lie */
  file: string
}

/** In what form letters leave: lines of data for a print shop, or PDF. */
export type LetterForm = 'data' | 'pdf'

/** One step of a sending: at most one file of letters. */
export interface SendStep {
  wave: number | null
  /** nothing is left to send before this day, YYYY-MM-DD, on which the next wave is planned */
  waitsUntil: string | null
  looked: number
  noticed: number
  mails: number
  letters: number
  exceptions: number
  file: string | null
  /** versions of wordings that are not approved: first letters that bear them wait */
  held: string[]
  /** nothing is left to send now */
  finished: boolean
}

/** A file of letters that was made. */
export interface BatchView {
  id: string
  number: number
  campaignId: string | null
  wave: number | null
  fileName: string
  form: LetterForm
  letters: number
  bytes: number
  /** hexadecimal */
  sha256: string
  madeAt: string
}

/** A line of the post's file: a letter's reference and what became of it. */
export interface Delivery {
  reference: string
  state: 'delivered' | 'returned'
}

/** What came of a file of deliveries. `unknown`: references that no letter has. */
export interface DeliveryOutcome {
  delivered: number
  returned: number
  unknown: number
}

/** Which campaign, and in what form its letters leave. */
export interface SendOrder {
  campaignId: string
  /** only this wave, whatever its day; without it, the first that is not over, once its day has come */
  wave?: number
  as: LetterForm
}

/**
 * Campaigns, from the plan to the report. The visitor is a member of the staff; whatever they do or look at is written down
 * first. Problem `refused`, `staff-deed-refused` for who may not; `absent`, `campaign-unknown`; `conflict`, `letter-not-approved`
 * where a step would lead to letters or mails whose wording in force two persons have not approved: the same step goes on after.
 */
export interface Campaigns {
  create(visitor: Visitor, plan: CampaignPlan): Promise<CampaignView>
  /** Counts the population, plans the waves, opens the exceptions. Again at will until it is approved. */
  prepare(visitor: Visitor, campaignId: string): Promise<PreparedView>
  dryRun(visitor: Visitor, campaignId: string): Promise<DryRunView>
  /** The first person asks, another confirms; the same twice is Problem `refused`, `second-person-needed`. */
  approve(visitor: Visitor, campaignId: string): Promise<CampaignView>
  /** Tells the next persons of the campaign; one transaction. Interrupted at any moment, calling again loses and doubles nothing. */
  sendNext(visitor: Visitor, order: SendOrder): Promise<SendStep>
  /**
   * Writes the letters that wait outside waves: failed mails, reminders, new codes, majorities, proofs. Only the first, which are a campaign's, wait
   * for the approval of their wording.
   */
  sendLetters(visitor: Visitor, as: LetterForm): Promise<SendStep>
  pause(visitor: Visitor, campaignId: string): Promise<CampaignView>
  /** Goes on, and looks again at whoever was kept back. */
  resume(visitor: Visitor, campaignId: string): Promise<CampaignView>
  stop(visitor: Visitor, campaignId: string): Promise<CampaignView>
  list(visitor: Visitor): Promise<CampaignView[]>
  find(visitor: Visitor, campaignId: string): Promise<CampaignView>
  /** A campaign, and where its persons are once it has begun: one look. */
  show(visitor: Visitor, campaignId: string): Promise<{ campaign: CampaignView; funnel?: FunnelView }>
  funnel(visitor: Visitor, campaignId: string): Promise<FunnelView>
  report(visitor: Visitor, campaignId: string): Promise<ReportView>
  /** The oldest first, at most `exceptionsListed`; `after`: the id of the last one of the page before. */
  listExceptions(visitor: Visitor, kind?: ExceptionKind, after?: string): Promise<ExceptionView[]>
  /** One that is still open. Problem `absent`, `exception-unknown`. */
  findException(visitor: Visitor, exceptionId: string): Promise<ExceptionView>
  /** `note` is one of the exception's notes. Problem `incorrect`, `exception-note-unknown`; `conflict`, `exception-settled`. */
  settleException(visitor: Visitor, exceptionId: string, note: string): Promise<void>
  /** The latest files of letters, newest first; those of one campaign are all given. */
  listBatches(visitor: Visitor, campaignId?: string): Promise<BatchView[]>
  /** What became of letters. The same line again changes nothing. */
  recordDeliveries(visitor: Visitor, deliveries: readonly Delivery[]): Promise<DeliveryOutcome>
}

/** What queued items of enrolment become: a mail, a message, or a letter that waits for the next file. */
export interface EnrolmentMessages {
  /** A mail that tells what happened to an enrolment, without a health word and without a code. */
  tell(item: OutboxItem): Promise<void>
  /** A new code, to the contact that the insurer knows (rules ENR-12). */
  sendCode(item: OutboxItem): Promise<void>
  /** A letter that leads back into a space, to the address that the insurer knows; every proved contact is told of it at once. */
  sendRecovery(item: OutboxItem): Promise<void>
}
