import type { VNode } from 'preact'
import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type Page, type SpaceAsk } from '../../ask.ts'
import { depositFault } from '../../deposit-fault.ts'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Icon } from '../../components/icon.tsx'
import { readUpload, type SentFile } from '../../read-upload.ts'
import { recordAt } from '../../record-at.ts'
import { addingFor, replacingPath } from './adding-path.ts'
import { drawCheckAdded, type Draft } from './check-added.tsx'

const kindsOf = (ask: SpaceAsk): string =>
  ask.parts.documents
    .addingOffer()
    .files.map(({ name }) => name)
    .join(', ')

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

const FileField = (props: {
  name: 'photo' | 'file'
  words: { label: string; hint: string }
  accept: string
  fault?: string | undefined
}): VNode => {
  const { name, words, fault } = props
  return (
    <div class={fault === undefined ? 'field' : 'field field-fault'}>
      <label for={name}>{words.label}</label>
      <p class="hint" id={`${name}-hint`}>
        {words.hint}
      </p>
      {fault === undefined ? null : (
        <p class="fault" id={`${name}-fault`}>
          <Icon name="alert" />
          {fault}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="file"
        accept={props.accept}
        capture={name === 'photo' ? 'environment' : undefined}
        data-send
        aria-describedby={fault === undefined ? `${name}-hint` : `${name}-hint ${name}-fault`}
        aria-invalid={fault === undefined ? undefined : 'true'}
      />
    </div>
  )
}

/** The document that is to be replaced, as the address names it; empty where one is added. */
const replacedId = (ask: SpaceAsk): string => ask.query.get('replaces') ?? ''

const UploadForm = ({ ask, fault }: { ask: SpaceAsk; fault: string | undefined }): VNode => {
  const words = ask.text.adding
  const { files, maxBytes } = ask.parts.documents.addingOffer()
  const endings = files.flatMap((file) => file.endings.map((ending) => `.${ending}`))
  const accept = [...files.map(({ contentType }) => contentType), ...endings].join(',')
  const hint = words.fileHint(kindsOf(ask), ask.words.size(maxBytes))
  return (
    <form
      method="post"
      action={replacingPath(ask, replacedId(ask))}
      enctype="multipart/form-data"
      class="stack"
      novalidate
    >
      <FileField name="photo" words={{ label: words.photo, hint: words.photoHint }} accept="image/*" />
      <FileField name="file" words={{ label: words.file, hint }} accept={accept} fault={fault} />
      <p class="button-row">
        <button class="button" type="submit">
          {words.goOn}
        </button>
        <a href={`${recordAt(ask)}/documents`}>{words.leave}</a>
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
      <h1>{ask.text.adding.headingFor(addingFor(ask))}</h1>
      {replacedId(ask) === '' ? await ForWhom(ask) : <p class="lead">{ask.text.bin.replacing}</p>}
      <UploadForm ask={ask} fault={fault} />
    </div>
  ),
})

/** D8: a photo or a file, for the holder or for a child. */
export const addScreen = async (ask: SpaceAsk): Promise<Page> => draw(ask)

const isHeic = ({ type, name }: SentFile): boolean => /hei[cf]/i.test(type) || /\.hei[cf]$/i.test(name)

/** Takes the bytes in as they come; a sentence about what to do where the file is of no kind that is taken, or the second one. */
const takeInto = (ask: SpaceAsk): ((file: SentFile) => Promise<Draft | string>) => {
  const { documents } = ask.parts
  const words = ask.text.adding
  let files = 0
  return async (file) => {
    files += 1
    if (files > 1) return words.both
    const contentType = documents.findAddedKind(file)
    if (contentType === undefined) return isHeic(file) ? words.heic : words.kind(kindsOf(ask))
    const sent = { spaceId: ask.spaceId, contentType, stream: file.stream }
    const { uploadId, size } = await documents.uploadAdded(ask.visitor, sent)
    const fileName = file.name.slice(0, 100)
    return { upload: uploadId, contentType, fileName, size, ...documents.proposeAdded(fileName) }
  }
}

const sayFault = (ask: SpaceAsk, error: unknown): string => {
  if (!(error instanceof Problem) || (error.kind !== 'incorrect' && error.reason !== 'added-enough-today')) throw error
  return depositFault(ask, error)?.says ?? sentenceOf(ask, error.reason, error.details)
}

/** A new version is of the same kind and name as what it replaces, until something else is said. */
const asReplaced = async (ask: SpaceAsk, draft: Draft): Promise<Draft> => {
  const id = replacedId(ask)
  if (id === '') return draft
  const { title, type } = await ask.parts.documents.readDocument(ask.visitor, id)
  return { ...draft, title, typeCode: type.code, replaces: id }
}

/** Takes the file in, checked as any deposit, and shows D9; what it cannot take is said beside the field. */
export const takeAdded = async (ask: SpaceAsk): Promise<Page> => {
  try {
    const { maxBytes } = ask.parts.documents.addingOffer()
    const { files } = await readUpload(ask.request, { maxBytes, take: takeInto(ask) })
    const [draft = ask.text.adding.missing, other] = files
    if (typeof draft === 'string') return await draw(ask, draft)
    if (typeof other === 'string') return await draw(ask, other)
    return drawCheckAdded(ask, await asReplaced(ask, draft), [])
  } catch (error) {
    return draw(ask, sayFault(ask, error))
  }
}
