import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import { sentenceOf, type Page, type Redirect, type SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { DocumentTitle } from '../../components/document-title.tsx'
import { ErrorSummary, type FieldFault } from '../../components/error-summary.tsx'
import { formFields, pathPiece } from '../../form-fields.ts'
import { recordAt } from '../../record-at.ts'
import { Problem } from '../../../../platform/problem.ts'
import { wasAdded } from '../bin/bin-paths.ts'
import { readSaying, SayingFields, type Saying } from './saying-fields.tsx'

const draw = (
  ask: SpaceAsk,
  entry: DocumentEntry,
  { saying, faults }: { saying: Saying; faults: readonly FieldFault[] },
): Page => {
  const words = ask.text.bin.changing
  const at = `${recordAt(ask)}/documents/${entry.id}`
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="column">
        <BackLink href={at} says={ask.text.shell.back} />
        <ErrorSummary ask={ask} faults={faults} />
        <h1>{words.heading}</h1>
        <p class="lead">
          <DocumentTitle ask={ask} entry={entry} />
        </p>
        <form method="post" action={`${at}/change`} class="stack" novalidate>
          <SayingFields ask={ask} saying={saying} faults={faults} />
          <p class="button-row">
            <button class="button" type="submit">
              {words.save}
            </button>
            <a href={at}>{ask.text.shell.cancel}</a>
          </p>
        </form>
      </div>
    ),
  }
}

const readEntry = (ask: SpaceAsk): Promise<DocumentEntry> =>
  ask.parts.documents.readDocument(ask.visitor, pathPiece(ask.request, 'id'))

/** What is said of a document that was added, to be said otherwise. Problem `refused`, `document-not-own`, for any other. */
export const askToChange = async (ask: SpaceAsk): Promise<Page> => {
  const entry = await readEntry(ask)
  if (!wasAdded(entry)) throw new Problem('refused', 'document-not-own')
  const saying = { typeCode: entry.type.code, title: entry.title, day: ask.parts.dayOf(entry.createdAt) }
  return draw(ask, entry, { saying, faults: [] })
}

/** Says it otherwise; what must be corrected is drawn again. */
export const changeAdded = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const saying = readSaying(formFields(ask.request))
  const id = pathPiece(ask.request, 'id')
  try {
    await ask.parts.documents.changeAdded(ask.visitor, id, { ...saying, spaceId: ask.spaceId, lang: ask.lang })
    return { to: `${recordAt(ask)}/documents/${id}`, passing: { said: 'changed' } }
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    const isDay = error.reason === 'document-day-impossible'
    const says = isDay ? ask.text.adding.checking.dayWrong : sentenceOf(ask, error.reason, error.details)
    return draw(ask, await readEntry(ask), { saying, faults: [{ fieldId: isDay ? 'day' : 'type', says }] })
  }
}
