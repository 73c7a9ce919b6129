import type { Page, SpaceAsk } from '../../ask.ts'
import { formFields } from '../../form-fields.ts'
import { drawCheckAdded } from './check-added.tsx'
import { readDraft } from './draft.ts'
import { pressed } from './sheets.ts'

/** Moves or takes away one page of a document made of photos; what was typed stays. Nothing is saved yet. */
export const arrangeAdded = async (ask: SpaceAsk): Promise<Page> => {
  const form = formFields(ask.request)
  const draft = readDraft(ask, form)
  return drawCheckAdded(ask, { ...draft, sheets: pressed(draft.sheets, form.get('press') ?? ''), isArranged: true }, [])
}
