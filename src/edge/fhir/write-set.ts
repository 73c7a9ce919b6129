import type { FolderView, SetView } from '../../areas/documents/index.ts'
import type { List } from './resources.ts'
import { terms } from './terms.ts'
import { uri, writeSubmissionSet } from './write-submission-set.ts'

/** A folder of the holder as a List. It has one name for both of the profile's, and nobody's codes. Spec: PDSm folder, IHE MHD 3.66. */
const writeFolder = ({ id, name, updatedAt, documentIds }: FolderView): List => ({
  resourceType: 'List',
  id,
  meta: { profile: [terms.profiles.folder] },
  identifier: [uri('usual', id), uri('official', id)],
  status: 'current',
  mode: 'working',
  title: name,
  code: { coding: [{ system: terms.listTypes[0] ?? '', code: 'folder' }] },
  date: updatedAt,
  entry: documentIds.map((documentId) => ({ item: { reference: `DocumentReference/${documentId}` } })),
})

/** A submission set or a folder as a List, with the documents of it that the visitor may see. */
export const writeSet = (view: SetView): List => ('metadata' in view ? writeSubmissionSet(view) : writeFolder(view))
