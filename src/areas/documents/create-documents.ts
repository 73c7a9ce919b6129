import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import type { Keys } from '../../keys/keys.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Scanner } from '../../platform/clamav/scan-stream.ts'
import type { Confined } from '../../platform/confined/confined.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import type { Identifier } from '../../reference/document-entry.ts'
import type { Reference } from '../../reference/reference.ts'
import type { FileLog } from '../history/index.ts'
import type { Directory, Persons } from '../identity/index.ts'
import { createDocumentAdding } from './adding/add-document.ts'
import type { DocumentAdding } from './adding/types.ts'
import { createArrange, createFindPlace } from './arrange/arrange-documents.ts'
import { createListOwn } from './arrange/list-own.ts'
import type { DocumentArranging } from './arrange/types.ts'
import { createBrowseDocuments } from './browse/browse-documents.ts'
import type { DocumentBrowsing } from './browse/types.ts'
import { createReading, createShowing } from './create-looking.ts'
import type { DocumentReading } from './read-document-body.ts'
import type { ResultFollowing } from './results/follow-result.ts'
import type { ResultTabling } from './results/tabulate-results.ts'
import { requireFeeder } from './require-feeder.ts'
import { createReadPdf } from './search/create-read-pdf.ts'
import { visitorName } from './visitor-name.ts'
import { createOpenWithheld } from './announce-withheld.ts'
import { announcementTimes, visibilityRulesNow } from './law-of-visibility.ts'
import { createCopySpace, type SpaceCopying } from './copy-space.ts'
import { createProposeFields } from './own/propose-fields.ts'
import type { OwnProposals } from './own/types.ts'
import { createOwnDeposits } from './own/deposit-own.ts'
import type { OwnDeposits } from './own/types.ts'
import type { Inspect } from './inspect-document.ts'
import { createListDocuments, createListLook } from './list-documents.ts'
import type { IsMinor } from './not-listed.ts'
import { createOlderDeposits } from './older/older-deposits.ts'
import { createScanContent } from './scan/scan-content.ts'
import { checkSubmission } from './rules.ts'
import { createStageContent, type WatchContent } from './stage-content.ts'
import { createUniqueIdLocator } from './store.ts'
import { createSubmitDocuments } from './submit-documents.ts'
import { createExtractText } from './search/extract-text.ts'
import { createReadText, type ReadPdf } from './search/create-read-text.ts'
import { createSealedWords } from './search/sealed-words.ts'
import { createSearchDocuments } from './search/search-documents.ts'
import type { DocumentSearch } from './search/types.ts'
import { createListSets } from './sets/list-sets.ts'
import type { DocumentSets } from './sets/types.ts'
import { createTalkingFirst } from './talk-first/talk-first.ts'
import type { TalkingFirst } from './talk-first/types.ts'
import type { Documents, HasLeft, MayList, NoteWithdrawn, Submission } from './types.ts'
import { createTakeOlderDocument, type TakeOlderDocument, type TakeOlderParts } from './transfer/take-older-document.ts'
import type { NoteArrived } from './tell-asked.ts'
import { createUpdateDocument } from './update-document.ts'

/** What the documents area is built from. */
export interface DocumentsParts {
  door: Door
  database: Database
  keys: Pick<Keys, 'lookupHash' | 'registerSeal'>
  /** the text layer of a PDF */
  readPdf: ReadPdf
  directory: Pick<Directory, 'findProfessional' | 'findFacility' | 'describeProfessional'> & Pick<Persons, 'loadPerson'>
  reference: Reference
  parameters: Parameters
  clock: Clock
  /** Problem `incorrect` for a patient identifier that cannot be one here */
  requireIns: (ins: Identifier, field: string) => void
  inspect: Inspect
  watch: WatchContent
  /** the virus scanner, where one is set */
  scanner: Scanner | undefined
  /** where strangers' bytes are taken apart */
  confined: Pick<Confined, 'runFor'>
  log: Pick<Log, 'warn'>
  /** before a deposit: makes room for somebody whose opening is awaited; nothing for anybody else (rules ENR-21) */
  awaitDeposits: (patient: Identifier) => Promise<void>
  /** says which key signed the checkpoints in a holder's file */
  publicLog: FileLog
  mayList: MayList
  noteWithdrawn: NoteWithdrawn
  hasLeft: HasLeft
  noteArrived: NoteArrived
  isMinor: IsMinor
}

/** The visitor that the system itself is: what was withheld opens at its date, what came is scanned, in nobody's name. */
const clockVisitor: Visitor = {
  actor: { kind: 'system', id: 'documents', name: 'Carnet' },
  authLevel: 'high',
  origin: { channel: 'jobs' },
}

/** The visitor that reads documents for search: in nobody's name, seen by nobody. */
const readingVisitor: Visitor = { ...clockVisitor, actor: { ...clockVisitor.actor, id: 'search' } }

/** Keyed hash of a producer's unique id over all spaces. */
export const createGlobalHash =
  (keys: Pick<Keys, 'lookupHash'>) =>
  (uniqueId: string): Buffer =>
    keys.lookupHash(`unique-id|${uniqueId}`)

const createCheck =
  (parts: Pick<DocumentsParts, 'reference' | 'parameters' | 'clock' | 'requireIns'>) =>
  (submission: Submission): void => {
    parts.requireIns(submission.patient, 'subject.identifier')
    checkSubmission(submission, {
      reference: parts.reference,
      visibility: visibilityRulesNow(parts),
    })
  }

/** Builds the taking over of documents of older records: checked like any deposit, brought by no depositor. */
export const createOlderDocuments = (
  parts: Omit<
    DocumentsParts,
    | 'readPdf'
    | 'watch'
    | 'scanner'
    | 'confined'
    | 'log'
    | 'awaitDeposits'
    | 'database'
    | 'directory'
    | 'publicLog'
    | 'mayList'
    | 'noteWithdrawn'
    | 'hasLeft'
    | 'noteArrived'
  > &
    Pick<TakeOlderParts, 'setAsideArrived'>,
): TakeOlderDocument =>
  createTakeOlderDocument({
    door: parts.door,
    check: createCheck(parts),
    inspect: parts.inspect,
    setAsideArrived: parts.setAsideArrived,
    isMinor: parts.isMinor,
    globalHash: createGlobalHash(parts.keys),
    maxContentBytes: parts.parameters.parameterAt('maxContentBytes', parts.clock.now().toISOString()),
  })

const createSearch = ({ door, reference, keys, readPdf, confined, log }: DocumentsParts) => ({
  ...createProposeFields({ readPdfFor: (visitor) => createReadPdf(confined.runFor(visitorName(visitor))), log }),
  ...createSealedWords(keys),
  searchDocuments: createSearchDocuments({ door, reference }),
  extractText: createExtractText({ door, visitor: readingVisitor, readText: createReadText(readPdf) }),
})

/** Everything the area offers. */
export type AllDocuments = Documents &
  ResultFollowing &
  ResultTabling &
  DocumentBrowsing &
  DocumentReading &
  DocumentSearch &
  DocumentSets &
  OwnDeposits &
  OwnProposals &
  DocumentAdding &
  TalkingFirst &
  SpaceCopying &
  DocumentArranging & {
    /** reads the text of a document after its deposit, once: for the worker */
    extractText: (documentId: string) => Promise<void>
  }

/** Builds the documents area: deposit, list, read, hide. Every method goes through the door. */
export const createDocuments = (parts: DocumentsParts): AllDocuments => {
  const { door, clock, parameters, inspect } = parts
  const maxContentBytes = parameters.parameterAt('maxContentBytes', clock.now().toISOString())
  const globalHash = createGlobalHash(parts.keys)
  const submitDocuments = createSubmitDocuments({
    door,
    check: createCheck(parts),
    awaitDeposits: parts.awaitDeposits,
    inspect,
    globalHash,
    now: () => clock.now(),
    times: () => announcementTimes(parts, clock.now().toISOString()),
    maxContentBytes,
    older: createOlderDeposits(parts),
    noteArrived: parts.noteArrived,
    mayList: parts.mayList,
    isMinor: parts.isMinor,
  })
  const visibilityRules = () => visibilityRulesNow(parts)
  const stageContent = createStageContent({
    awaitDeposits: parts.awaitDeposits,
    door,
    watch: parts.watch,
    maxContentBytes,
  })
  const { directory: persons } = parts
  return {
    ...createReading(parts),
    ...createShowing(parts),
    ...createSearch(parts),
    ...createOwnDeposits({ ...parts, submitDocuments, visibilityRules }),
    ...createDocumentAdding({ ...parts, persons, submitDocuments, stageContent }),
    openWithheld: createOpenWithheld(door, clockVisitor, clock),
    scanContent: createScanContent({ ...parts, visitor: clockVisitor }),
    countClosed: async () => ({ ...(await door.countClosed()), scans: parts.scanner !== undefined }),
    submitDocuments: async (visitor, submission) => submitDocuments(requireFeeder(visitor), submission),
    stageContent: async (visitor, staged) => stageContent(requireFeeder(visitor), staged),
    listDocuments: createListDocuments(parts),
    listOwn: createListOwn({ door, look: createListLook(parts) }),
    findPlace: createFindPlace(door),
    arrange: createArrange(door),
    browseDocuments: createBrowseDocuments(door),
    listSets: createListSets(parts),
    ...createTalkingFirst(parts),
    updateDocument: createUpdateDocument({
      door,
      locator: createUniqueIdLocator(parts.database, parts.keys),
      visibilityRules,
      mayList: parts.mayList,
      noteWithdrawn: parts.noteWithdrawn,
      hasLeft: parts.hasLeft,
    }),
    copySpace: createCopySpace({
      door,
      database: parts.database,
      persons: parts.directory,
      publicLog: parts.publicLog,
    }),
  }
}
