import { isUuid } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { SpaceAsk } from '../../ask.ts'
import { readSaying, type Saying } from './saying-fields.tsx'
import { readSheet, type NamedSheet } from './sheets.ts'

/** A document before it is saved: the upload, and what is said of it. */
export interface Draft extends Saying {
  upload: string
  contentType: string
  fileName: string
  size: number
  /** the document of one's own that it is a new version of */
  replaces?: string
  /** the photos that its pages are, in their order; none for a file */
  sheets: readonly NamedSheet[]
  /** whether the pages are no longer those of the upload */
  isArranged: boolean
}

/** The draft that a form carries; nothing for a form without one. Problem `incorrect`, `page-form-unreadable` for what no page of ours sends. */
export const findDraft = (ask: SpaceAsk, form: URLSearchParams): Draft | undefined => {
  const text = (name: string, most: number): string => (form.get(name) ?? '').trim().slice(0, most)
  const upload = text('upload', 40)
  if (upload === '') return undefined
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
    sheets: form.getAll('sheet').map(readSheet),
    isArranged: text('arranged', 3) === 'yes',
  }
}

/** The draft that a form carries. Problems as `findDraft`. */
export const readDraft = (ask: SpaceAsk, form: URLSearchParams): Draft => {
  const draft = findDraft(ask, form)
  if (draft === undefined) throw new Problem('incorrect', 'page-form-unreadable')
  return draft
}
