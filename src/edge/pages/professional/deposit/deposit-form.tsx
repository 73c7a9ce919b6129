import { Readable } from 'node:stream'
import type { PersonView } from '../../../../areas/identity/types.ts'
import { isUuid } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type Page, type ProfessionalAsk } from '../../ask.ts'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { documentNameAlone } from '../../document-words.ts'
import { pathPiece } from '../../form-fields.ts'
import { bytesOfFile, readUpload, type SentFile, type Upload } from '../../read-upload.ts'
import { drawCheck, type Draft } from './check-deposit.tsx'
import { depositFault } from '../../deposit-fault.ts'
import { depositPath } from './deposit-path.ts'
import { UploadForm } from './upload-form.tsx'

/** Of whose record a deposit is; what it replaces is named where the visitor may read it. */
interface Place {
  person: PersonView
  replaces?: { id: string; title: string; typeCode: string }
}

/** Whose record it is, and the document that would be replaced, if any. */
const readPlace = async (ask: ProfessionalAsk, replaces: string): Promise<Place> => {
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId: pathPiece(ask.request, 'space') })
  if (!isUuid(replaces)) return { person }
  const entry = await ask.parts.documents.readDocument(ask.visitor, replaces)
  return { person, replaces: { id: entry.id, title: documentNameAlone(ask, entry), typeCode: entry.type.code } }
}

const draw = (ask: ProfessionalAsk, { person, replaces }: Place, fault?: string): Page => {
  const words = ask.text.deposit
  const at = { path: depositPath(person.spaceId), fault, withText: true } as const
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    patient: person,
    island: 'workplace',
    status: fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'file', says: fault }]} />
        <h1>{replaces === undefined ? words.heading : words.replaceHeading}</h1>
        {replaces === undefined ? null : <p class="lead">{words.replaces(replaces.title)}</p>}
        <UploadForm ask={ask} at={replaces === undefined ? at : { ...at, replaces: replaces.id }} />
        <p>
          <a href={`/pro/patients/${person.spaceId}/documents`}>{ask.text.shell.cancel}</a>
        </p>
      </div>
    ),
  }
}

/** R10: the file to deposit. */
export const depositForm = async (ask: ProfessionalAsk): Promise<Page> =>
  draw(ask, await readPlace(ask, ask.query.get('replaces') ?? ''))

interface Sent {
  bytes: Buffer
  contentType: string
  fileName: string
}

interface SentBytes {
  name: string
  type: string
  bytes: Buffer
}

const keepWhole = async (file: SentFile): Promise<SentBytes> => ({
  name: file.name,
  type: file.type,
  bytes: await bytesOfFile(file),
})

/** What was sent: a file or a text; a sentence about what to do where it is neither, or both. */
const readSent = (ask: ProfessionalAsk, { fields, files: [file] }: Upload<SentBytes>): Sent | string => {
  const words = ask.text.deposit
  const text = fields.get('text')?.trim() ?? ''
  if (file !== undefined && text !== '') return words.both
  if (text !== '') return { bytes: Buffer.from(text), contentType: 'text/plain', fileName: words.checking.pasted }
  if (file === undefined) return words.missing
  const { contentTypes } = ask.parts.documents.depositOffer(ask.visitor)
  const contentType = contentTypes.find((known) => file.type.startsWith(known))
  if (contentType === undefined) return words.kind
  return { bytes: file.bytes, contentType, fileName: file.name.slice(0, 100) }
}

const namesOf = ({ visitor: { actor } }: ProfessionalAsk, { person: { traits } }: Place) => ({
  names: {
    family: [traits.birthFamily, ...(traits.usedFamily === undefined ? [] : [traits.usedFamily])],
    given: traits.birthGiven,
  },
  // Of who deposits only the name as it is shown is known: any word of it may be either.
  author: { family: actor.name.split(' '), given: actor.name.split(' ') },
  birthDate: traits.birthDate,
})

const stage = async (ask: ProfessionalAsk, place: Place, { bytes, contentType, fileName }: Sent): Promise<Draft> => {
  const { blobId } = await ask.parts.documents.stageContent(ask.visitor, {
    patient: place.person.ins,
    contentType,
    stream: Readable.from([bytes]),
  })
  const { typeCode } = ask.parts.documents.depositOffer(ask.visitor)
  const today = ask.parts.dayOf(ask.parts.clock.now().toISOString())
  const read = await ask.parts.documents.proposeFields(ask.visitor, bytes, { ...namesOf(ask, place), today })
  const isTypeRead = place.replaces === undefined && read.typeCode !== undefined
  return {
    upload: blobId,
    contentType,
    fileName,
    size: bytes.length,
    typeCode: place.replaces?.typeCode ?? read.typeCode ?? typeCode,
    title: '',
    day: read.day ?? today,
    sight: 'now',
    why: '',
    name: read.name,
    sure: false,
    read: { type: isTypeRead, day: read.day !== undefined },
    ...(place.replaces === undefined ? {} : { replaces: place.replaces.id }),
  }
}

/** Takes the file in, checked as any deposit, and shows R11; what it cannot take is said beside the field. */
export const takeFile = async (ask: ProfessionalAsk): Promise<Page> => {
  const { maxBytes } = ask.parts.documents.depositOffer(ask.visitor)
  const form = await readUpload(ask.request, { maxBytes, take: keepWhole }).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'incorrect') return error
    throw error
  })
  const place = await readPlace(ask, form instanceof Problem ? '' : (form.fields.get('replaces') ?? ''))
  if (form instanceof Problem) return draw(ask, place, sentenceOf(ask, form.reason, form.details))
  const sent = readSent(ask, form)
  if (typeof sent === 'string') return draw(ask, place, sent)
  try {
    return drawCheck(ask, place.person, { draft: await stage(ask, place, sent), faults: [] })
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    return draw(ask, place, depositFault(ask, error)?.says ?? sentenceOf(ask, error.reason, error.details))
  }
}
