import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Visitor } from '../../access/types.ts'
import type { Activity } from '../../areas/activity/index.ts'
import type { ReceivedRequests, Requests } from '../../areas/requests/index.ts'
import type { DisputeDesk, DisputedDeposits, Disputes } from '../../areas/disputes/index.ts'
import type { Emergencies } from '../../areas/emergencies/index.ts'
import type {
  Campaigns,
  Enrolment,
  Entries,
  LifeProof,
  NoticeLetter,
  OwnSpace,
  RefusalForm,
  StaffRooms,
} from '../../areas/enrolment/index.ts'
import type { FeedDesk, OwnFeeds } from '../../areas/feeding/index.ts'
import type { History } from '../../areas/history/types.ts'
import type { Credentials, LawReadings } from '../../areas/identity/index.ts'
import type { Identity, NewSession, Session } from '../../areas/identity/types.ts'
import type { NoticeChoices } from '../../areas/notifications/index.ts'
import type { CareHistory } from '../../areas/care-history/index.ts'
import type { CareFeeds } from '../../reference/create-care-feeds.ts'
import type { Observations } from '../../areas/observations/index.ts'
import type { Profile } from '../../areas/profile/index.ts'
import type { PictureCard } from '../letters/picture-card.ts'
import type { PrintCard } from '../letters/print-card.ts'
import type { PrintedProfile } from '../letters/print-profile.ts'
import type { ObjectionDesk, Objections } from '../../areas/objections/index.ts'
import type { Permissions } from '../../areas/permissions/types.ts'
import type { SuspicionDesk, Suspicions } from '../../areas/suspicions/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { ProblemDetails } from '../../platform/problem.ts'
import type { LetterTexts } from '../../reference/create-letter-texts.ts'
import type { DocumentTitles } from '../../reference/create-document-titles.ts'
import type { Coding, Identifier } from '../../reference/document-entry.ts'
import type { AppAsks } from '../oauth/app-asks.ts'
import type { EntryCookie } from '../sign-in/entry-cookie.ts'
import type { AllDocuments, PublicValidator } from '../../areas/documents/index.ts'
import type { OwnSignIn } from '../sign-in/own-sign-in.ts'
import type { SignInKind } from '../sign-in/sign-in-parts.ts'
import type { Lang } from './text/catalogue.ts'

/** Words for codes, from reference: pages never spell a code system's words themselves. */
export interface Labels {
  documentTypeLabel(coding: Coding, lang: Lang): string
  /** what documents are called in plain words */
  documentTitles: DocumentTitles
  /** `code` of TRE_G15, e.g. `10` */
  professionLabel(code: string, lang: Lang): string
  /** A scheme or a department of the register as people name it: `Mutualité sociale agricole`, `48 Lozère`; else the code itself. */
  populationLabel(code: string, lang: Lang): string
  /** why somebody opened in an emergency; the code itself where no list has it */
  emergencyReason(code: string, lang: Lang): string
  /** The types of document that professionals write, by the same categories and in the same order. */
  documentTypes(lang: Lang): readonly { label: string; types: readonly { code: string; label: string }[] }[]
  /** The categories a person browses by, in the order people look for them, with the types of document each holds. */
  documentCategories(lang: Lang): readonly { code: string; label: string; typeCodes: readonly string[] }[]
}

/** Which documents one profession may read, as the national matrix in force says. */
export interface ProfessionRules {
  code: string
  label: string
  categories: readonly { label: string; types: readonly TypeRule[] }[]
}

/** One type of document: whether the profession may read it, and where that is known from; what is not known says no. */
export interface TypeRule {
  label: string
  sees: boolean
  source: 'confirmed' | 'sample' | 'unknown'
}

/** The sentences of data/reasons: one French and one English for each reason, with details filled in. */
export interface Reasons {
  sentence(reason: string, lang: Lang, details: ProblemDetails): string
}

/** One of the cast, as the public home page of a demonstration presents them. */
export interface CastMember {
  name: string
  door: 'citizens' | 'professionals' | 'staff'
  says: Record<Lang, string>
}

/** What pages ask of the means of sign-in: to show, make and remove them, and to keep the terms. */
export type PageCredentials = Pick<
  Credentials,
  | 'beginPasskeyRegistration'
  | 'finishPasskeyRegistration'
  | 'choosePassword'
  | 'beginTotp'
  | 'confirmTotp'
  | 'hasTotp'
  | 'termsAt'
  | 'acceptTerms'
  | 'termsDue'
  | 'meansOf'
  | 'removePasskey'
  | 'sendContactCode'
  | 'hasContactCode'
  | 'changeContact'
  | 'changePassword'
  | 'recoveryOf'
  | 'stopRecovery'
>

/** Everything the pages call. They decide nothing and store nothing: each part is a use-case or a word list. */
export interface PagesParts {
  documents: AllDocuments
  /** checks what nobody deposits */
  validator: PublicValidator
  permissions: Permissions
  /** what apps ask of holders */
  appAsks: AppAsks
  emergencies: Emergencies
  history: Omit<History, 'searchJournal'>
  /** what a professional did themselves */
  activity: Activity
  /** how many gaps of the journal nobody has explained */
  countGaps(): Promise<number>
  /** how long a line of the history is kept (data/parameters.json) */
  journalYears(): number
  /** accesses that a holder does not recognise, and what becomes of it */
  suspicions: Suspicions
  /** what a holder asks not to be listed, and what becomes of it */
  objections: Objections
  /** documents that are not their holder's, or wrong, and what becomes of it; for their authors too */
  disputes: Disputes
  disputedDeposits: DisputedDeposits
  /** what holders ask facilities for, and what those are asked for */
  requests: Requests
  receivedRequests: ReceivedRequests
  noticeChoices: NoticeChoices
  observations: Observations
  profile: Profile
  careHistory: Pick<CareHistory, 'readCare' | 'hideCareLine' | 'hideCare' | 'keepCareLine'>
  careFeeds: Pick<CareFeeds, 'feedsAt'>
  /** a profile as a PDF */
  printProfile: (profile: PrintedProfile) => Promise<Buffer>
  /** an emergency card on paper, and as a picture */
  cards: { print: PrintCard; picture: PictureCard }
  identity: Identity
  lawReadings: LawReadings
  /** a holder's steps with their own space, and with those of their children */
  ownSpace: OwnSpace
  families: Enrolment['families']
  /** The proof of a decision as PDF; absent where letters cannot be printed. */
  printProof?(proof: LifeProof, lang: Lang): Promise<Buffer>
  /** Trust: reads the session cookie; gives nothing for an absent, ended or expired session. */
  sessionOf(request: FastifyRequest): Promise<Session | undefined>
  visitorOf(session: Session, channel: 'pages'): Visitor
  /** Begins a session of somebody who has just proved who they are, in this browser. */
  startSession(request: FastifyRequest, reply: FastifyReply, session: NewSession): Promise<void>
  /** Ends the session of this browser, if any: whoever was signed in is not the person who has just come. */
  endSession(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** The way of an insured person to the opening or the refusal of their space. */
  entries: Entries
  entryCookie: EntryCookie
  credentials: PageCredentials
  /** A provisional code in what somebody typed, by its shape and check character alone; nothing when it cannot be one. */
  readCode(typed: string): string | undefined
  /** The number of the help line as it is shown; absent: it stands on the letter. */
  helpPhone?: string
  reasons: Reasons
  labels: Labels
  /** The national matrix in force at an instant, by profession. */
  accessRules(at: string, lang: Lang): readonly ProfessionRules[]
  /** The identifier a typed INS stands for; throws `incorrect` with a reason that says what is wrong with the text. */
  readIns(text: string): Identifier
  /** the desk, the counter, what takes two persons */
  staffRooms: StaffRooms
  suspicionDesk: SuspicionDesk
  /** what producers send, for the operator; of a facility, for itself */
  feedDesk: FeedDesk
  ownFeeds: OwnFeeds
  objectionDesk: ObjectionDesk
  disputeDesk: DisputeDesk
  campaigns: Campaigns
  /** the words of letters, and the press for what is looked at; `printForm`: for what anybody may take, printed once a day */
  letters: {
    texts: LetterTexts
    print(letter: NoticeLetter | RefusalForm): Promise<Buffer>
    printForm(form: RefusalForm): Promise<Buffer>
  }
  /** how long a professional's word lasts that they see a minor alone, and who is one by their birth date (YYYY-MM-DD) */
  secretVisits: { minutes(): number; isFor(birthDate: string): boolean }
  clock: Clock
  /** The day (YYYY-MM-DD) of an instant by the civil clock; a day stays as it is. */
  dayOf(at: string): string
  /** The instants [from, to) of a day (YYYY-MM-DD) by the civil clock. */
  spanOf(day: string): { from: string; to: string }
  log: Log
  /** The address people type, e.g. `https://carnet.example`: decides `Secure` on cookies and the origin forms may come from. */
  publicUrl: string
  /** The ways to sign in with an identity provider that are configured. */
  doors: readonly SignInKind[]
  /** Absent where holders have no means of their own: no passkey, no password. */
  ownSignIn?: OwnSignIn
  /** Present in demonstration mode only. */
  cast?: readonly CastMember[]
}
