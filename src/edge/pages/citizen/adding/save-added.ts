import { Problem } from '../../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import type { FieldFault } from '../../components/error-summary.tsx'
import { formFields } from '../../form-fields.ts'
import { recordAt } from '../../record-at.ts'
import { drawCheckAdded } from './check-added.tsx'
import { faultWords } from './fault-words.ts'
import { readDraft, type Draft } from './draft.ts'

/** What is saved: the upload as it is, or its pages in the order that was chosen. */
const uploadOf = async (ask: SpaceAsk, { upload, contentType, sheets, isArranged }: Draft) => {
  if (!isArranged) return { uploadId: upload, contentType }
  const { spaceId, visitor } = ask
  const { uploadId } = await ask.parts.documents.arrangePhotos(visitor, { spaceId, sheets })
  const order = sheets.map((sheet) => `${sheet.uploadId}.${sheet.page}`).join(',')
  return { uploadId, contentType: 'application/pdf', order }
}

const faultOf = (ask: SpaceAsk, error: unknown): FieldFault => {
  if (error instanceof Problem && error.reason === 'document-day-impossible')
    return { fieldId: 'day', says: ask.text.adding.checking.dayWrong }
  const isType = error instanceof Problem && error.reason === 'document-type-unknown'
  return { fieldId: isType ? 'type' : 'file', says: faultWords(ask, error) }
}

/** Saves, and leads to the document; what must be corrected is drawn again. Sent twice, it is saved once. */
export const saveAdded = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const draft = readDraft(ask, formFields(ask.request))
  const { typeCode, title, day, replaces } = draft
  try {
    const uploaded = await uploadOf(ask, draft)
    const saying = { typeCode, title, day, lang: ask.lang, ...(replaces === undefined ? {} : { replaces }) }
    const added = { spaceId: ask.spaceId, ...uploaded, ...saying }
    const { documents } = await ask.parts.documents.addDocument(ask.visitor, added)
    return { to: `${recordAt(ask)}/documents/${documents[0]?.id ?? ''}`, passing: { said: 'added' } }
  } catch (error) {
    return drawCheckAdded(ask, draft, { faults: [faultOf(ask, error)] })
  }
}
