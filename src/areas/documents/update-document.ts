import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Visibility } from '../../reference/document-entry.ts'
import { settleAnnouncement } from './announce-withheld.ts'
import { hiddenBesides } from './new-documents/come-in-hidden.ts'
import { addressOf, findUnder } from './read-document.ts'
import { isForbiddenTogether, type VisibilityRules } from './rules.ts'
import type { Documents, HasLeft, MayList, NoteWithdrawn } from './types.ts'

/** Where documents with a producer's unique id lie. */
export interface UniqueIdLocator {
  findUniqueId(uniqueId: string): Promise<string[]>
}

type Found = NonNullable<Awaited<ReturnType<Opened['vault']['findDocument']>>>

/** The one document a conditional update names; none leads to the same refusal as one that is not the visitor's. */
const targetOf = async (locator: UniqueIdLocator, target: { id: string } | { uniqueId: string }): Promise<string> => {
  if ('id' in target) return target.id
  const [id, another] = await locator.findUniqueId(target.uniqueId)
  if (another) throw new Problem('conflict', 'several-documents-match', { details: { precondition: true } })
  return id ?? randomId()
}

/** What was set aside at the person's word, or left their space because they disputed it, is not listed again by its author. */
const requireListable = async (
  { mayList, hasLeft }: { mayList: MayList; hasLeft: HasLeft },
  opened: Opened,
  { facts, open }: Found,
): Promise<void> => {
  const again = { documentId: facts.id, parties: facts.authorIds, metadata: open() }
  if (!(await mayList(opened, [again]))) opened.refuse('listing-refused', 'hidden-from-representatives')
  if (await hasLeft(opened, facts.id)) throw new Problem('conflict', 'document-has-left')
}

/** What was withheld from its holder is new to them when it is announced: it comes in as they chose for new documents (rules DOC-11). */
const asHolderChose = async (
  { visibilityRules }: { visibilityRules: () => VisibilityRules },
  { vault }: Opened,
  { before, said }: { before: Visibility; said: Partial<Visibility> },
): Promise<Partial<Visibility>> => {
  if (!before.withheld || said.withheld !== false) return {}
  const { newHidden } = await vault.findArrangement()
  return newHidden ? { hidden: hiddenBesides(visibilityRules(), { ...before, ...said }).hidden } : {}
}

/**
 * Changes what may change after deposit: status, archive flag, visibility. Only the author, or their facility, does so.
 * A withheld document opened to the patient is never closed again (rules DOC-23), nor one opened to representatives (DOC-25).
 */
export const createUpdateDocument =
  (parts: {
    door: Door
    locator: UniqueIdLocator
    visibilityRules: () => VisibilityRules
    mayList: MayList
    noteWithdrawn: NoteWithdrawn
    hasLeft: HasLeft
  }): Documents['updateDocument'] =>
  async (visitor, target, update) => {
    const { objectId } = addressOf(await targetOf(parts.locator, target))
    const why = update.why === undefined ? {} : { justification: { words: update.why } }
    const visit = { ...visitor, ...why, space: { objectId }, act: 'update-document', documentId: objectId } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      const found = opened.require(await findUnder(visitor, opened, objectId))
      const { facts } = found
      if (facts.status === 'entered-in-error' && update.status !== undefined)
        await requireListable(parts, opened, found)
      const { visibility = {} } = update
      const closesAgain =
        (visibility.withheld && !facts.visibility.withheld) ||
        (visibility.hiddenFromRepresentatives && !facts.visibility.hiddenFromRepresentatives)
      if (closesAgain)
        throw new Problem('incorrect', 'visibility-never-closed-again', { details: { field: 'securityLabel' } })
      if (update.visibility && isForbiddenTogether(parts.visibilityRules(), { ...facts.visibility, ...visibility }))
        throw new Problem('incorrect', 'visibility-combination-refused', { details: { field: 'securityLabel' } })
      const isWithdrawn = update.status === 'entered-in-error'
      if (facts.visibility.withheld && (isWithdrawn || visibility.withheld === false))
        await settleAnnouncement(opened, facts.id, isWithdrawn ? 'withdrawn' : 'announced')
      const state = {
        ...(update.status ? { status: update.status } : {}),
        ...(update.archived === undefined ? {} : { archived: update.archived }),
        ...visibility,
        ...(await asHolderChose(parts, opened, { before: facts.visibility, said: visibility })),
        ...(isWithdrawn ? { quarantined: false } : {}),
      }
      const changed = await opened.vault.updateState(facts.id, state)
      if (!changed) throw new Problem('fault', 'unexpected-fault')
      const entry = changed.open()
      if (isWithdrawn && facts.status !== 'entered-in-error')
        await parts.noteWithdrawn(opened, {
          entry,
          authorIds: facts.authorIds,
          wrongPerson: update.wrongPerson === true,
        })
      return entry
    })
    return value
  }
