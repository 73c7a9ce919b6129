import type { Page, SpaceAsk } from '../../ask.ts'
import { formFields } from '../../form-fields.ts'
import { drawCheckAdded } from './check-added.tsx'
import { readDraft } from './draft.ts'
import { pressed, readPress } from './sheets.ts'

/** Moves or takes away one page of a document made of photos; what was typed stays. Nothing is saved yet. */
export const arrangeAdded = async (ask: SpaceAsk): Promise<Page> => {
  const form = formFields(ask.request)
  const draft = readDraft(ask, form)
  const press = readPress(form.get('press') ?? '', draft.sheets)
  if (press === undefined) return drawCheckAdded(ask, draft)
  return drawCheckAdded(ask, { ...draft, sheets: pressed(draft.sheets, press), isArranged: true }, { press })
}
