import type { Door } from '../../access/door.ts'
import type { Keys } from '../../keys/keys.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Parameters } from '../../reference/create-parameters.ts'
import type { Identifier } from '../../reference/document-entry.ts'
import type { Reference } from '../../reference/reference.ts'
import type { Directory, Persons } from '../identity/index.ts'
import { createDocumentReading, type DocumentReading } from './read-document-body.ts'
import { createCopySpace, type SpaceCopying } from './copy-space.ts'
import { createHideDocument, createShowDocument } from './hide-document.ts'
import type { Inspect } from './inspect-document.ts'
import { createListDocuments } from './list-documents.ts'
import { notListedLabel } from './not-listed.ts'
import { createPreviewHiding } from './preview-hiding.ts'
import { createOpenContent, createReadDocument } from './read-document.ts'
import { createReadSubmission } from './read-submission.ts'
import { checkSubmission } from './rules.ts'
import { createStageContent, type WatchContent } from './stage-content.ts'
import { createUniqueIdLocator } from './store.ts'
import { createSubmitDocuments } from './submit-documents.ts'
import type { Documents, MayList, Submission } from './types.ts'
import { createTakeOlderDocument, type TakeOlderDocument } from './transfer/take-older-document.ts'
import { createUpdateDocument } from './update-document.ts'

export { authorNamesOf } from './rules.ts'
export { createInspect } from './create-inspect.ts'
export { createWatch } from './create-watch.ts'
export { loadExamples, type Example } from './load-examples.ts'
export type * from './cda/body.ts'
export type { CopiedFile, SpaceCopy, SpaceCopying } from './copy-space.ts'
export type { DocumentBody, DocumentReading, EmbeddedPart } from './read-document-body.ts'
export type * from './transfer/take-older-document.ts'
export { createTransfers } from './transfer/create-transfers.ts'
export type * from './transfer/types.ts'
export type * from './types.ts'

/** What the documents area is built from. */
export interface DocumentsParts {
  door: Door
  database: Database
  keys: Pick<Keys, 'lookupHash'>
  directory: Pick<Directory, 'findProfessional'> & Pick<Persons, 'loadPerson'>
  reference: Reference
  parameters: Parameters
  clock: Clock
  /** Problem `incorrect` for a patient identifier that cannot be one here */
  requireIns: (ins: Identifier, field: string) => void
  inspect: Inspect
  watch: WatchContent
  /** before a deposit: makes room for somebody whose opening is awaited; nothing for anybody else (rules ENR-21) */
  awaitDeposits: (patient: Identifier) => Promise<void>
  /** what the checkpoints of the journal's public log are verified with */
  logKey: string
  mayList: MayList
}

/** Keyed hash of a producer's unique id over all spaces. */
export const createGlobalHash =
  (keys: Pick<Keys, 'lookupHash'>) =>
  (uniqueId: string): Buffer =>
    keys.lookupHash(`unique-id|${uniqueId}`)

const createCheck =
  ({
    reference,
    parameters,
    clock,
    requireIns,
  }: Pick<DocumentsParts, 'reference' | 'parameters' | 'clock' | 'requireIns'>) =>
  (submission: Submission): void => {
    const today = clock.now().toISOString()
    requireIns(submission.patient, 'subject.identifier')
    checkSubmission(submission, {
      reference,
      notListed: notListedLabel,
      visibility: {
        hiddenWithWithheld: parameters.parameterAt('hiddenWithWithheldAllowed', today),
        hiddenWithHiddenFromRepresentatives: parameters.parameterAt(
          'hiddenWithHiddenFromRepresentativesAllowed',
          today,
        ),
        withheldWithHiddenFromRepresentatives: parameters.parameterAt(
          'withheldWithHiddenFromRepresentativesAllowed',
          today,
        ),
      },
    })
  }

/** Builds the taking over of documents of older records: checked like any deposit, brought by no depositor. */
export const createOlderDocuments = (
  parts: Omit<DocumentsParts, 'watch' | 'awaitDeposits' | 'database' | 'directory' | 'logKey' | 'mayList'>,
): TakeOlderDocument =>
  createTakeOlderDocument({
    door: parts.door,
    check: createCheck(parts),
    inspect: parts.inspect,
    globalHash: createGlobalHash(parts.keys),
    maxContentBytes: parts.parameters.parameterAt('maxContentBytes', parts.clock.now().toISOString()),
  })

/** Builds the documents area: deposit, list, read, hide. Every method goes through the door. */
export const createDocuments = (parts: DocumentsParts): Documents & DocumentReading & SpaceCopying => {
  const { door, clock, parameters, inspect } = parts
  const maxContentBytes = parameters.parameterAt('maxContentBytes', clock.now().toISOString())
  const globalHash = createGlobalHash(parts.keys)
  const openContent = createOpenContent(door)
  return {
    ...createDocumentReading(openContent),
    submitDocuments: createSubmitDocuments({
      door,
      check: createCheck(parts),
      awaitDeposits: parts.awaitDeposits,
      inspect,
      globalHash,
      now: () => clock.now(),
      maxContentBytes,
      mayList: parts.mayList,
    }),
    stageContent: createStageContent({ awaitDeposits: parts.awaitDeposits, door, watch: parts.watch, maxContentBytes }),
    listDocuments: createListDocuments(parts),
    readDocument: createReadDocument(door),
    openContent,
    readSubmission: createReadSubmission(door),
    updateDocument: createUpdateDocument({
      door,
      locator: createUniqueIdLocator(parts.database, parts.keys),
      mayList: parts.mayList,
    }),
    previewHiding: createPreviewHiding(parts),
    hideDocument: createHideDocument(door),
    showDocument: createShowDocument(door),
    copySpace: createCopySpace({ door, database: parts.database, persons: parts.directory, logKey: parts.logKey }),
  }
}
