import type { SpaceAsk } from '../../ask.ts'
import { sectionNumber } from '../../profile/profile-paths.ts'
import { recordAt } from '../../record-at.ts'

/** Where documents are added to one's own space. */
export const addPath = '/my/documents/add'

/** Where documents are added to the space that is looked at: one's own, or a child's. */
export const addingPath = (ask: SpaceAsk): string => `${recordAt(ask)}/documents/add`

/** Where a new version of a document of one's own is added; where one is added, for no id. */
export const replacingPath = (ask: SpaceAsk, id: string): string =>
  id === '' ? addingPath(ask) : `${addingPath(ask)}?${new URLSearchParams({ replaces: id }).toString()}`

/** Where one is added that belongs to a section of the profile, as its type. */
export const addingOf = (ask: SpaceAsk, section: string): string =>
  `${addingPath(ask)}?section=${sectionNumber(section)}`

/** For whom: the name that is on the button. */
export const addingFor = (ask: SpaceAsk): string => ask.child?.name ?? ask.session?.actor.name ?? ''
