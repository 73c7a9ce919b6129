import { mostPins, sameName, without } from './rules.ts'
import type { Arrangement } from './types.ts'

/** What stands on the home page of the space that stays. */
const kept = ({ shortcuts }: Arrangement) => (shortcuts === undefined ? {} : { shortcuts })

/**
 * What a holder has arranged in two spaces that become one; `theirs` names documents by the ids they have here by now. Folders of one name
 * are one, and where both say something of a document, what is said here stays. Twice is the same as once.
 */
export const joinArrangements = (mine: Arrangement, theirs: Arrangement, correctionId: string): Arrangement => {
  const { brought = [] } = mine
  if (brought.some((before) => before.correctionId === correctionId)) return mine
  const here = new Map(
    theirs.folders.flatMap(({ id, name }) => {
      const same = mine.folders.find((folder) => folder.id === id || sameName(folder.name, name))
      return same === undefined ? [] : [[id, same.id] as const]
    }),
  )
  const folders = theirs.folders.filter(({ id }) => !here.has(id))
  const unplaced = Object.entries(theirs.places).filter(([documentId]) => mine.places[documentId] === undefined)
  const places = Object.fromEntries(
    unplaced.map(([documentId, folderId]) => [documentId, here.get(folderId) ?? folderId]),
  )
  const room = Math.max(0, mostPins - mine.pins.length)
  const pins = theirs.pins.filter((documentId) => !mine.pins.includes(documentId)).slice(0, room)
  return {
    folders: [...mine.folders, ...folders],
    places: { ...mine.places, ...places },
    pins: [...mine.pins, ...pins],
    ...(mine.newHidden || theirs.newHidden ? { newHidden: true } : {}),
    ...kept(mine),
    brought: [...brought, { correctionId, folders: folders.map(({ id }) => id), places, pins }],
  }
}

/**
 * The same without what a correction brought. Right: the name of a folder tells of a person's health, and they may be somebody else: their
 * folders go, whatever was put in them since, and no document with them.
 */
export const partArrangements = (joined: Arrangement, correctionId: string): Arrangement => {
  const { brought = [] } = joined
  const gone = brought.find((one) => one.correctionId === correctionId)
  if (gone === undefined) return joined
  return {
    folders: joined.folders.filter(({ id }) => !gone.folders.includes(id)),
    places: without(
      joined.places,
      (documentId, folderId) => gone.folders.includes(folderId) || gone.places[documentId] === folderId,
    ),
    pins: joined.pins.filter((documentId) => !gone.pins.includes(documentId)),
    ...(joined.newHidden ? { newHidden: true } : {}),
    ...kept(joined),
    brought: brought.filter((one) => one !== gone),
  }
}
