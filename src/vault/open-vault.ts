import {
  listMovableMeasurements,
  takeMeasurements,
  withdrawMeasurements,
  type MovedMeasurement,
} from './move-measurements.ts'
import type { ContentRead } from '../reference/content-read.ts'
import type { Measurement } from '../reference/measurement-entry.ts'
import type { ProfileLine } from '../reference/profile-entry.ts'
import {
  findProfileChoices,
  insertLine,
  keepProfileChoices,
  listLines,
  removeLines,
  replaceLine,
  restoreLine,
  takeLines,
  withdrawLines,
  type ProfileChoices,
} from './profile.ts'
import { openCare } from './open-care.ts'
import { findChoices, keepChoices, type MeasurementChoices } from './measurement-choices.ts'
import {
  countMeasurements,
  findMeasurement,
  findMeasuringDevice,
  findSame,
  insertMeasurements,
  listKinds,
  listMeasurements,
  removeMeasurement,
  replaceMeasurement,
  restoreMeasurement,
  type MeasurementFilter,
  type NewMeasurements,
} from './measurements.ts'
import type { Identifier, Visibility } from '../reference/document-entry.ts'
import { findArrangement, keepArrangement, type Arrangement } from './arrangement.ts'
import {
  claimStaged,
  findBlob,
  findBlobs,
  findStaged,
  insertBlob,
  insertRead,
  type Blob,
  type BlobOrigin,
  type Scan,
} from './blobs.ts'
import { listScanned, noteScan } from './content-scans.ts'
import type { DocumentFilter } from './document-filter.ts'
import {
  findByUniqueId,
  findDocument,
  insertDocument,
  sayOtherwise,
  updateState,
  type DocumentSaying,
  type DocumentState,
  type NewDocument,
} from './documents.ts'
import { endBinned, putInBin, takeFromBin } from './bin.ts'
import { dropAway, dropBinned } from './drop-away.ts'
import { countDocuments, groupDocuments, listDocuments, type GroupRequest, type PageRequest } from './list-documents.ts'
import { findMessage, findSubmission, insertSubmission, listSubmissions, type NewSubmission } from './submissions.ts'
import {
  listTaken,
  loosenStanding,
  markHanded,
  noteObjected,
  noteTaken,
  restoreHanded,
  tightenStanding,
  undoHanded,
  withdrawTaken,
  type TransferNote,
} from './note-transfers.ts'
import {
  keepOlderHistory,
  pageOlderHistory,
  readOlderHistory,
  withdrawOlderHistory,
  type OlderHistory,
} from './older-history.ts'
import {
  findPlace,
  findStanding,
  stepAside,
  reviveDocument,
  setMovable,
  takeDocument,
  type TakenDocument,
} from './take-documents.ts'
import { listSettled } from './settled-twins.ts'
import { listMovable, type MovableState, type MovedFilter } from './transfers.ts'
import { findTalkFirst, keepTalkFirst, type TalkFirst } from './talk-first.ts'
import { findTexts } from './content-texts.ts'
import { findResults, findResultsOf, listResults, type SoughtResults } from './results.ts'
import { addPiece, countUploads, endUpload, findUpload, insertUpload } from './uploads.ts'
import type { VaultAccess } from './vault-access.ts'

/** What corrections and older records need: documents that move between spaces, and accesses of an earlier time. */
const openMoves = (access: VaultAccess) => ({
  listMovable: (filter: MovedFilter) => listMovable(access, filter),
  findStanding: (hash: Buffer) => findStanding(access, hash),
  findPlace: (wanted: { hash: Buffer; id: string }) => findPlace(access, wanted),
  stepAside: (id: string) => stepAside(access, id),
  takeDocument: (taken: TakenDocument) => takeDocument(access, taken),
  reviveDocument: (id: string, taken: Pick<TakenDocument, 'moved' | 'globalIdHash'>) =>
    reviveDocument(access, id, taken),
  tightenStanding: (
    note: { correctionId: string; documentId: string; sourceId: string },
    marks: Visibility & { quarantined: boolean },
  ) => tightenStanding(access, note, marks),
  noteObjected: (correctionId: string, documentId: string) => noteObjected(access, correctionId, documentId),
  listSettled: (correctionId: string) => listSettled(access, correctionId),
  loosenStanding: (correctionId: string) => loosenStanding(access, correctionId),
  setMovable: (documents: readonly { id: string; state: MovableState }[]) => setMovable(access, documents),
  noteTaken: (note: TransferNote) => noteTaken(access, note),
  markHanded: (correctionId: string, ids: readonly string[]) => markHanded(access, correctionId, ids),
  listTaken: (correctionId: string, limit: number) => listTaken(access, correctionId, limit),
  withdrawTaken: (correctionId: string, copies: { ids: readonly string[]; backTo: string | null }) =>
    withdrawTaken(access, correctionId, copies),
  undoHanded: (correctionId: string, ids: readonly string[]) => undoHanded(access, correctionId, ids),
  restoreHanded: (correctionId: string) => restoreHanded(access, correctionId),
  keepOlderHistory: (history: OlderHistory) => keepOlderHistory(access, history),
  readOlderHistory: (limit: number) => readOlderHistory(access, limit),
  pageOlderHistory: (page: { after?: string; limit: number }) => pageOlderHistory(access, page),
  dropAway: (correctionIds: readonly string[]) => dropAway(access, correctionIds),
  withdrawOlderHistory: (correctionId: string) => withdrawOlderHistory(access, correctionId),
})

/** What people say of their health, and what they chose about it. */
const openProfile = (access: VaultAccess) => ({
  listLines: () => listLines(access),
  insertLine: (line: ProfileLine) => insertLine(access, line),
  replaceLine: (line: ProfileLine) => replaceLine(access, line),
  removeLines: (ids: readonly string[]) => removeLines(access, ids),
  restoreLine: (id: string) => restoreLine(access, id),
  takeLines: (moved: readonly ProfileLine[], correctionId: string) => takeLines(access, moved, correctionId),
  withdrawLines: (correctionId: string) => withdrawLines(access, correctionId),
  findProfileChoices: () => findProfileChoices(access),
  keepProfileChoices: (choices: ProfileChoices) => keepProfileChoices(access, choices),
})

/** What was measured, and what its holder chose about it. */
const openMeasurements = (access: VaultAccess) => ({
  insertMeasurements: (given: NewMeasurements) => insertMeasurements(access, given),
  findSameMeasurements: (measurements: readonly Measurement[], isSecret: boolean) =>
    findSame(access, measurements, isSecret),
  findMeasuringDevice: (authorId: string, identifier: Identifier) => findMeasuringDevice(access, authorId, identifier),
  listMeasurements: (filter: MeasurementFilter) => listMeasurements(access, filter),
  countMeasurements: (filter: Omit<MeasurementFilter, 'limit'>) => countMeasurements(access, filter),
  listMeasuredKinds: (kinds: readonly string[], shown: Parameters<typeof listKinds>[2]) =>
    listKinds(access, kinds, shown),
  findMeasurement: (id: string) => findMeasurement(access, id),
  replaceMeasurement: (measurement: Measurement, isSecret: boolean) =>
    replaceMeasurement(access, measurement, isSecret),
  removeMeasurement: (id: string) => removeMeasurement(access, id),
  restoreMeasurement: (id: string) => restoreMeasurement(access, id),
  listMovableMeasurements: (page: { after: string | undefined; limit: number }) =>
    listMovableMeasurements(access, page),
  takeMeasurements: (moved: readonly MovedMeasurement[], correctionId: string) =>
    takeMeasurements(access, moved, correctionId),
  withdrawMeasurements: (correctionId: string) => withdrawMeasurements(access, correctionId),
  findMeasurementChoices: () => findChoices(access),
  keepMeasurementChoices: (choices: MeasurementChoices) => keepChoices(access, choices),
})

/**
 * The vault as one visit sees it: every function is bound to the transaction that wrote the entry and to its grant.
 * Trust: only access/door.ts calls this; use-cases receive the result and can reach no other space with it.
 */
export const openVault = (access: VaultAccess) => ({
  findDocument: (id: string) => findDocument(access, id),
  findByUniqueId: (hash: Buffer) => findByUniqueId(access, hash),
  listDocuments: (filter: DocumentFilter, page: PageRequest) => listDocuments(access, filter, page),
  countDocuments: (filter: DocumentFilter, most?: number) => countDocuments(access, filter, most),
  groupDocuments: (filter: DocumentFilter, how: GroupRequest) => groupDocuments(access, filter, how),
  insertDocument: (document: NewDocument) => insertDocument(access, document),
  updateState: (id: string, state: DocumentState) => updateState(access, id, state),
  sayOtherwise: (id: string, saying: DocumentSaying) => sayOtherwise(access, id, saying),
  putInBin: (id: string, until: string) => putInBin(access, id, until),
  takeFromBin: (id: string) => takeFromBin(access, id),
  endBinned: (ids: readonly string[], now: Date) => endBinned(access, ids, now),
  dropBinned: (now: Date) => dropBinned(access, now),
  findMessage: (hash: Buffer, uniqueIdHashes: Buffer[]) => findMessage(access, hash, uniqueIdHashes),
  insertSubmission: (submission: NewSubmission) => insertSubmission(access, submission),
  findSubmission: (id: string) => findSubmission(access, id),
  listSubmissions: (limit: number) => listSubmissions(access, limit),
  insertBlob: (blob: Blob, origin: BlobOrigin) => insertBlob(access, blob, origin),
  findResults: (blobId: string) => findResults(access, blobId),
  listResults: (filter: DocumentFilter, sought: SoughtResults) => listResults(access, filter, sought),
  findResultsOf: (blobIds: readonly string[]) => findResultsOf(access, blobIds),
  insertRead: (blobId: string, read: ContentRead) => insertRead(access, blobId, read),
  findTexts: (blobIds: readonly string[]) => findTexts(access, blobIds),
  findBlob: (id: string) => findBlob(access, id),
  findBlobs: (ids: readonly string[]) => findBlobs(access, ids),
  claimStaged: (id: string, depositorId: string) => claimStaged(access, id, depositorId),
  /** in this visit's transaction; gives whether it is something new */
  noteScan: (objectName: string, scan: Scan) => noteScan(access.connection, objectName, scan),
  listScanned: (wanted: Parameters<typeof listScanned>[1]) => listScanned(access, wanted),
  findStaged: (ids: readonly string[], depositorId: string) => findStaged(access, ids, depositorId),
  insertUpload: (begun: Parameters<typeof insertUpload>[1]) => insertUpload(access, begun),
  countUploads: (depositorId: string) => countUploads(access, depositorId),
  findUpload: (id: string, depositorId: string) => findUpload(access, id, depositorId),
  addPiece: (id: string, piece: { blobId: string; size: number }) => addPiece(access, id, piece),
  endUpload: (id: string) => endUpload(access, id),
  findArrangement: () => findArrangement(access),
  keepArrangement: (arrangement: Arrangement) => keepArrangement(access, arrangement),
  findTalkFirst: () => findTalkFirst(access),
  keepTalkFirst: (talkFirst: TalkFirst) => keepTalkFirst(access, talkFirst),
  ...openMeasurements(access),
  ...openProfile(access),
  ...openCare(access),
  ...openMoves(access),
})

/** What a use-case may do with an open vault. */
export type OpenVault = ReturnType<typeof openVault>
