import { isUuid } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { depositFault } from '../../deposit-fault.ts'
import type { FieldFault } from '../../components/error-summary.tsx'
import { formFields } from '../../form-fields.ts'
import { recordAt } from '../../record-at.ts'
import { drawCheckAdded, type Draft } from './check-added.tsx'
import { readSaying } from './saying-fields.tsx'

const readDraft = (ask: SpaceAsk): Draft => {
  const form = formFields(ask.request)
  const text = (name: string, most: number): string => (form.get(name) ?? '').trim().slice(0, most)
  const upload = text('upload', 40)
  const { files } = ask.parts.documents.addingOffer()
  const contentType = files.find((known) => known.contentType === text('contentType', 64))?.contentType
  if (!isUuid(upload) || contentType === undefined) throw new Problem('incorrect', 'page-form-unreadable')
  const replaces = text('replaces', 40)
  return {
    ...readSaying(form),
    ...(replaces === '' ? {} : { replaces }),
    upload,
    contentType,
    fileName: text('fileName', 100),
    size: Number(/^\d{1,9}$/.exec(text('size', 9))?.[0] ?? 0),
  }
}

const faultOf = (ask: SpaceAsk, error: unknown): FieldFault | undefined => {
  if (!(error instanceof Problem)) return undefined
  if (error.reason === 'document-day-impossible') return { fieldId: 'day', says: ask.text.adding.checking.dayWrong }
  return depositFault(ask, error)
}

/** Saves, and leads to the document; what must be corrected is drawn again. Sent twice, it is saved once. */
export const saveAdded = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const draft = readDraft(ask)
  const { upload: uploadId, fileName: _name, size: _size, ...said } = draft
  const added = { spaceId: ask.spaceId, uploadId, ...said, lang: ask.lang }
  try {
    const { documents } = await ask.parts.documents.addDocument(ask.visitor, added)
    return { to: `${recordAt(ask)}/documents/${documents[0]?.id ?? ''}`, passing: { said: 'added' } }
  } catch (error) {
    const fault = faultOf(ask, error)
    if (fault === undefined) throw error
    return drawCheckAdded(ask, draft, [fault])
  }
}
