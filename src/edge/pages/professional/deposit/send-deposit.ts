import type { NameFinding } from '../../../../areas/documents/index.ts'
import { isUuid } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Page, ProfessionalAsk, Redirect } from '../../ask.ts'
import type { FieldFault } from '../../components/error-summary.tsx'
import { formFields, pathPiece } from '../../form-fields.ts'
import { typedDay } from '../../typed-date.ts'
import { depositorOf, drawCheck, type Draft } from './check-deposit.tsx'
import { depositFault } from '../../deposit-fault.ts'

/** Carried by the page itself: it guards whoever deposits against a mistake, not the record against them. */
const readFinding = (kind: string, name: string): NameFinding => {
  if (kind === 'other') return { kind, name }
  return { kind: kind === 'same' ? kind : 'none' }
}

const readDraft = (ask: ProfessionalAsk): Draft => {
  const form = formFields(ask.request)
  const text = (name: string, most: number): string => (form.get(name) ?? '').trim().slice(0, most)
  const upload = text('upload', 40)
  if (!isUuid(upload)) throw new Problem('incorrect', 'page-form-unreadable')
  const { contentTypes, sights } = ask.parts.documents.depositOffer(ask.visitor)
  const typed = text('day', 20)
  const replaces = text('replaces', 40)
  return {
    upload,
    contentType: contentTypes.find((known) => known === text('contentType', 64)) ?? '',
    fileName: text('fileName', 100),
    size: Number(/^\d{1,9}$/.exec(text('size', 9))?.[0] ?? 0),
    typeCode: text('type', 64),
    title: text('title', 200),
    day: typedDay(typed) ?? typed,
    sight: sights.find((known) => known === text('sight', 20)) ?? 'now',
    why: text('why', 300),
    name: readFinding(text('compared', 10), text('found', 80)),
    sure: form.has('sure'),
    read: { type: false, day: false },
    ...(isUuid(replaces) ? { replaces } : {}),
  }
}

const findFaults = (ask: ProfessionalAsk, draft: Draft): FieldFault[] => {
  const words = ask.text.deposit.checking
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(draft.day)
  const isPast = isDay && draft.day <= ask.parts.dayOf(ask.parts.clock.now().toISOString())
  return [
    ...(draft.name.kind === 'other' && !draft.sure ? [{ fieldId: 'sure', says: words.sureMissing }] : []),
    ...(isPast ? [] : [{ fieldId: 'day', says: words.dayWrong }]),
    ...(draft.replaces !== undefined && draft.why === '' ? [{ fieldId: 'why', says: words.whyMissing }] : []),
  ]
}

const personOf = (ask: ProfessionalAsk) =>
  ask.parts.identity.readPerson(ask.visitor, { spaceId: pathPiece(ask.request, 'space') })

/** Draws R11 again with what was changed: what the patient will read follows it. */
export const checkAgain = async (ask: ProfessionalAsk): Promise<Page> => {
  const draft = readDraft(ask)
  return drawCheck(ask, await personOf(ask), { draft, faults: findFaults(ask, draft) })
}

/** Deposits, and leads to the document; what must be corrected is drawn again. Sent twice, it is deposited once. */
export const sendDeposit = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const draft = readDraft(ask)
  const person = await personOf(ask)
  const faults = findFaults(ask, draft)
  if (faults.length > 0) return drawCheck(ask, person, { draft, faults })
  const { upload: uploadId, contentType, typeCode, title, day, sight, replaces, why } = draft
  try {
    const { documents } = await ask.parts.documents.depositOwn(depositorOf(ask, person), {
      patient: person.ins,
      uploadId,
      contentType,
      typeCode,
      title,
      day,
      sight,
      language: 'fr-FR',
      ...(replaces === undefined ? {} : { replaces: { id: replaces, why } }),
    })
    const to = `/pro/patients/${person.spaceId}/documents/${documents[0]?.id ?? ''}`
    return { to, passing: { said: replaces === undefined ? 'deposited' : 'replaced' } }
  } catch (error) {
    const fault = error instanceof Problem ? depositFault(ask, error) : undefined
    if (fault === undefined) throw error
    return drawCheck(ask, person, { draft, faults: [fault] })
  }
}
