import type { SpaceAsk } from '../../ask.ts'
import { recordAt } from '../../record-at.ts'

/** Where documents are added to one's own space. */
export const addPath = '/my/documents/add'

/** Where documents are added to the space that is looked at: one's own, or a child's. */
export const addingPath = (ask: SpaceAsk): string => `${recordAt(ask)}/documents/add`

/** For whom: the name that is on the button. */
export const addingFor = (ask: SpaceAsk): string => ask.child?.name ?? ask.session?.actor.name ?? ''
