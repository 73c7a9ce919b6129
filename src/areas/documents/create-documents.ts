import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import type { Keys } from '../../keys/keys.ts'
import type { Attempts } from '../../platform/attempts.ts'
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
import type { AllDocuments } from './all-documents.ts'
import { createKeepRecall } from '../notifications/index.ts'
import { createBin } from './bin/create-bin.ts'
import { createDocumentAdding } from './adding/add-document.ts'
import { limitUploads } from './adding/limit-uploads.ts'
import { createArrange, createFindPlace } from './arrange/arrange-documents.ts'
import { createListOwn } from './arrange/list-own.ts'
import { createBrowseDocuments } from './browse/browse-documents.ts'
import { createReading, createShowing } from './create-looking.ts'
import { createPhotoAdding } from './photos/join-photos.ts'
import { requireFeeder } from './require-feeder.ts'
import { createReadPdf } from './search/create-read-pdf.ts'
import { visitorName } from './visitor-name.ts'
import { notingRefusals, type NoteFed } from './feed/note-fed.ts'
import { createOpenWithheld } from './announce-withheld.ts'
import { announcementTimes, visibilityRulesNow } from './law-of-visibility.ts'
import { createCopySpace } from './copy-space.ts'
import { createProposeFields } from './own/propose-fields.ts'
import { createOwnDeposits } from './own/deposit-own.ts'
import type { Inspect } from './inspect-document.ts'
import { createListDocuments, createListLook } from './list-documents.ts'
import type { IsMinor } from './not-listed.ts'
import { createOlderDeposits } from './older/older-deposits.ts'
import { createContentScanning } from './scan/scan-space.ts'
import { createScanContent } from './scan/scan-content.ts'
import { checkSubmission } from './rules.ts'
import { createStageContent, type WatchContent } from './stage-content.ts'
import { createUniqueIdLocator } from './store.ts'
import { createSubmitDocuments } from './submit-documents.ts'
import { createExtractText } from './search/extract-text.ts'
import { createReadContent, type ReadPdf } from './search/create-read-content.ts'
import { createSealedWords } from './search/sealed-words.ts'
import { createSearchDocuments } from './search/search-documents.ts'
import { createListSets } from './sets/list-sets.ts'
import { createPiecedUploads } from './pieces/pieced-uploads.ts'
import { createNewDocuments } from './new-documents/choose-new-hidden.ts'
import { createTalkingFirst } from './talk-first/talk-first.ts'
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
  attempts: Pick<Attempts, 'take'>
  /** before a deposit: makes room for somebody whose opening is awaited; nothing for anybody else (rules ENR-21) */
  awaitDeposits: (patient: Identifier) => Promise<void>
  /** says which key signed the checkpoints in a holder's file */
  publicLog: FileLog
  mayList: MayList
  noteWithdrawn: NoteWithdrawn
  hasLeft: HasLeft
  noteArrived: NoteArrived
  noteFed: NoteFed
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
    | 'attempts'
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
    | 'noteFed'
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
  extractText: createExtractText({
    door,
    visitor: readingVisitor,
    readBytes: createReadContent(readPdf, reference.canonicalSystem),
  }),
})

const createSubmit = (parts: DocumentsParts, maxContentBytes: number): Documents['submitDocuments'] =>
  createSubmitDocuments({
    ...parts,
    check: createCheck(parts),
    globalHash: createGlobalHash(parts.keys),
    now: () => parts.clock.now(),
    times: () => announcementTimes(parts, parts.clock.now().toISOString()),
    visibilityRules: () => visibilityRulesNow(parts),
    maxContentBytes,
    older: createOlderDeposits(parts),
    keepRecall: createKeepRecall(parts),
  })

const createUpdate = (parts: DocumentsParts): Documents['updateDocument'] =>
  createUpdateDocument({
    door: parts.door,
    locator: createUniqueIdLocator(parts.database, parts.keys),
    visibilityRules: () => visibilityRulesNow(parts),
    mayList: parts.mayList,
    noteWithdrawn: parts.noteWithdrawn,
    hasLeft: parts.hasLeft,
  })

/** Builds the documents area: deposit, list, read, hide. Every method goes through the door. */
export const createDocuments = (parts: DocumentsParts): AllDocuments => {
  const { door, clock, parameters } = parts
  const maxContentBytes = parameters.parameterAt('maxContentBytes', clock.now().toISOString())
  const submitDocuments = createSubmit(parts, maxContentBytes)
  const visibilityRules = () => visibilityRulesNow(parts)
  const stageContent = createStageContent({
    awaitDeposits: parts.awaitDeposits,
    door,
    watch: parts.watch,
    maxContentBytes,
  })
  const own = { ...parts, persons: parts.directory, stageContent: limitUploads(stageContent, parts.attempts) }
  const reading = createReading(parts)
  const listDocuments = createListDocuments(parts)
  const clocked = { ...parts, visitor: clockVisitor }
  const bin = createBin(clocked)
  return {
    ...reading,
    ...createShowing(parts),
    ...createSearch(parts),
    ...createOwnDeposits({
      ...parts,
      submitDocuments: notingRefusals(parts.noteFed, submitDocuments),
      visibilityRules,
    }),
    ...createDocumentAdding({
      ...own,
      ...reading,
      submitDocuments,
      listDocuments,
      deleteDocuments: bin.deleteDocuments,
    }),
    ...createPhotoAdding(own),
    openWithheld: createOpenWithheld(door, clockVisitor, clock),
    ...bin,
    scanContent: createScanContent(clocked),
    ...createContentScanning(clocked),
    countClosed: async () => ({ ...(await door.countClosed()), scans: parts.scanner !== undefined }),
    submitDocuments: async (visitor, submission) => submitDocuments(requireFeeder(visitor), submission),
    stageContent: notingRefusals(parts.noteFed, async (visitor, staged) =>
      stageContent(requireFeeder(visitor), staged),
    ),
    listDocuments,
    listOwn: createListOwn({ door, look: createListLook(parts) }),
    findPlace: createFindPlace(door),
    arrange: createArrange(door),
    browseDocuments: createBrowseDocuments(door),
    listSets: createListSets(parts),
    ...createTalkingFirst(parts),
    ...createNewDocuments(door),
    ...createPiecedUploads(parts),
    updateDocument: createUpdate(parts),
    copySpace: createCopySpace({
      door,
      database: parts.database,
      persons: parts.directory,
      publicLog: parts.publicLog,
    }),
  }
}
