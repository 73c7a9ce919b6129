import type { VNode } from 'preact'
import type { Page, SpaceAsk } from '../../ask.ts'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { requireSectionAt } from '../../profile/profile-paths.ts'
import type { ProfileSection } from '../../../../reference/profile-sections.ts'
import { readUpload } from '../../read-upload.ts'
import { recordAt } from '../../record-at.ts'
import { addingFor, addingOf, replacingPath } from './adding-path.ts'
import { drawCheckAdded } from './check-added.tsx'
import { findDraft, type Draft } from './draft.ts'
import { faultWords } from './fault-words.ts'
import { FileField } from '../../components/file-field.tsx'
import { acceptedKinds, kindsOf, readMore, readSent, takeInto, type Taken } from './read-sent.ts'
import { SendingStatus } from './sending-status.tsx'
import { uploadMore, uploadSent } from './upload-sent.ts'

/** The others whom this person may add for: their children whose space is open. */
const ForWhom = async (ask: SpaceAsk): Promise<VNode | null> => {
  if (ask.child !== undefined) return null
  const children = await ask.parts.families.listChildren(ask.spaceId)
  const open = children.filter(({ standing, certified }) => standing === 'open' && certified)
  if (open.length === 0) return null
  const words = ask.text.adding
  return (
    <nav aria-label={words.forWhom}>
      <p class="button-row">
        <span aria-current="page">
          <strong>{words.forMe}</strong>
        </span>
        {open.map(({ personId, name }) => (
          <a key={personId} href={`/my/children/${personId}/documents/add`}>
            {name}
          </a>
        ))}
      </p>
    </nav>
  )
}

/** The document that is to be replaced, as the address names it; empty where one is added. */
const replacedId = (ask: SpaceAsk): string => ask.query.get('replaces') ?? ''

/** The section of the profile that a document is added from; nothing where it is added from anywhere else. */
const sectionOf = ({ query }: SpaceAsk): ProfileSection | undefined => {
  const number = query.get('section')
  return number === null ? undefined : requireSectionAt(number)
}

/** Where the form is sent: what the address said of the document is not lost. */
const formPath = (ask: SpaceAsk): string => {
  const section = sectionOf(ask)
  return section === undefined ? replacingPath(ask, replacedId(ask)) : addingOf(ask, section.key)
}

const UploadForm = ({ ask, fault }: { ask: SpaceAsk; fault: string | undefined }): VNode => {
  const words = ask.text.adding
  const { maxBytes, maxPhotos } = ask.parts.documents.addingOffer()
  const hint = words.fileHint({ kinds: kindsOf(ask), size: ask.words.size(maxBytes), photos: maxPhotos })
  return (
    <form method="post" action={formPath(ask)} enctype="multipart/form-data" class="stack" novalidate>
      <SendingStatus ask={ask} pieces />
      <FileField name="photo" words={{ label: words.photo, hint: words.photoHint }} accept="image/*" send="go-on" />
      <FileField
        name="file"
        words={{ label: words.file, hint }}
        accept={acceptedKinds(ask).join(',')}
        isSeveral
        send="go-on"
        fault={fault}
      />
      <p class="button-row">
        <button id="go-on" class="button" type="submit">
          {words.goOn}
        </button>
        <a
          href={replacedId(ask) === '' ? `${recordAt(ask)}/documents` : `${recordAt(ask)}/documents/${replacedId(ask)}`}
        >
          {replacedId(ask) === '' ? words.leave : ask.text.shell.cancel}
        </a>
      </p>
    </form>
  )
}

const draw = async (ask: SpaceAsk, fault?: string): Promise<Page> => ({
  title: ask.text.adding.title,
  side: 'citizen',
  place: 'record',
  island: 'adding',
  status: fault === undefined ? 200 : 422,
  body: (
    <div class="column">
      <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'file', says: fault }]} />
      <h1>{replacedId(ask) === '' ? ask.text.adding.headingFor(addingFor(ask)) : ask.text.bin.replaceHeading}</h1>
      {replacedId(ask) === '' ? await ForWhom(ask) : <p class="lead">{ask.text.bin.replacing}</p>}
      <UploadForm ask={ask} fault={fault} />
    </div>
  ),
})

/** D8: a photo or a file, for the holder or for a child. */
export const addScreen = async (ask: SpaceAsk): Promise<Page> => draw(ask)

/** Further photos for a document that has pages: what cannot be taken is said beside their field, and what was typed stays. */
const takeMore = async (ask: SpaceAsk, draft: Draft, taken: readonly Taken[]): Promise<Page> => {
  const drawFault = (says: string): Page => drawCheckAdded(ask, draft, { faults: [{ fieldId: 'more', says }] })
  const sent = readMore(ask, taken)
  if (typeof sent === 'string') return drawFault(sent)
  try {
    return drawCheckAdded(ask, await uploadMore(ask, draft, sent))
  } catch (error) {
    return drawFault(faultWords(ask, error))
  }
}

/** A new version is of the same kind and name as what it replaces, and what belongs to a section of its type, until something else is said. */
const asAsked = async (ask: SpaceAsk, draft: Draft): Promise<Draft> => {
  const papers = sectionOf(ask)?.papers
  if (papers !== undefined) return { ...draft, typeCode: papers.adds }
  const id = replacedId(ask)
  if (id === '') return draft
  const { title, type } = await ask.parts.documents.readDocument(ask.visitor, id)
  return { ...draft, title, typeCode: type.code, replaces: id }
}

/** A file that a script sent ahead in pieces is taken as if it were in the form. */
const takePieced = async (ask: SpaceAsk, fields: URLSearchParams): Promise<Taken[]> => {
  const id = fields.get('pieces')
  if (id === null) return []
  const file = await ask.parts.documents.openUpload(ask.visitor, { spaceId: ask.spaceId, id })
  return [await takeInto(ask)({ field: 'file', ...file })]
}

/** Takes the file or the photos in, checked as any deposit, and shows D9; what it cannot take is said beside the field. */
export const takeAdded = async (ask: SpaceAsk): Promise<Page> => {
  try {
    const { maxBytes } = ask.parts.documents.addingOffer()
    const { fields, files } = await readUpload(ask.request, { maxBytes, take: takeInto(ask) })
    const draft = findDraft(ask, fields)
    if (draft !== undefined) return await takeMore(ask, draft, files)
    const sent = readSent(ask, [...files, ...(await takePieced(ask, fields))])
    if (typeof sent === 'string') return await draw(ask, sent)
    return drawCheckAdded(ask, await asAsked(ask, await uploadSent(ask, sent)))
  } catch (error) {
    return draw(ask, faultWords(ask, error))
  }
}
