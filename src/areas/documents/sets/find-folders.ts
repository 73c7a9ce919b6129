import type { Opened } from '../../../access/door-opened.ts'
import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import type { FolderView } from './types.ts'

/**
 * Where a set is looked for. A holder looks in their own space: the ids of their folders lead nowhere, so that nobody finds by one that
 * there is such a folder.
 */
export const spaceOfSet = ({ actor }: Visitor, space: SpaceAddress): SpaceAddress =>
  actor.kind === 'holder' && 'objectId' in space ? { spaceId: actor.id } : space

/**
 * The folders of the space visited as its holder sees them, with what lies in them and may be seen. Right: they are the holder's alone
 * (rules DOC-13): to anybody else there are none, whoever they stand for.
 */
export const findFolders = async ({ actor }: Visitor, opened: Opened): Promise<FolderView[]> => {
  if (actor.kind !== 'holder' || actor.id !== opened.spaceId) return []
  const { folders, places } = await opened.vault.findArrangement()
  const ids = Object.keys(places)
  if (ids.length === 0) return []
  const page = { sort: 'created_at', descending: true, limit: ids.length } as const
  const filter = { prefilter: opened.prefilter, ids, status: ['current'] }
  const found = await opened.vault.listDocuments(filter, page)
  const seen = found.filter(({ facts }) => opened.judge(facts).effect === 'permit').map(({ facts }) => facts)
  return folders.flatMap(({ id, name }) => {
    const inside = seen.filter((document) => places[document.id] === id)
    const [newest] = inside.map(({ depositedAt }) => depositedAt).toSorted((a, b) => Date.parse(b) - Date.parse(a))
    return newest === undefined ? [] : [{ id, name, updatedAt: newest, documentIds: inside.map((one) => one.id) }]
  })
}
