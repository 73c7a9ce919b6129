import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ChoiceList } from '../../components/choice-list.tsx'
import { DocumentTitle } from '../../components/document-title.tsx'
import { TickField } from '../../components/tick-field.tsx'
import { formFields, pathPiece } from '../../form-fields.ts'
import { foldersPath } from './folder-paths.ts'

/** In which folder a document lies, and whether it is pinned. */
export const arrangeScreen = async (ask: SpaceAsk): Promise<Page> => {
  const { entry, folders, folderId, isPinned } = await ask.parts.documents.findPlace(
    ask.visitor,
    pathPiece(ask.request, 'id'),
  )
  const words = ask.text.arranging
  const back = `/my/documents/${entry.id}`
  return {
    title: words.arrangeTitle,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink href={back} says={ask.text.record.whoSees.read} />
        <h1>{words.arrangeHeading}</h1>
        <p class="lead">
          <strong>
            <DocumentTitle ask={ask} entry={entry} />
          </strong>
        </p>
        <form method="post" action={ask.path} class="stack">
          <TickField id="pin" name="pin" says={words.pin} ticked={isPinned} />
          {folders.length === 0 ? null : (
            <ChoiceList
              name="folder"
              legend={words.where}
              chosen={folderId ?? ''}
              choices={[
                { value: '', label: words.nowhere },
                ...folders.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <p class="button-row">
            <button class="button" type="submit">
              {words.save}
            </button>
            <a href={foldersPath}>{folders.length === 0 ? words.newFolder : words.allFolders}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** Keeps both. The same form twice changes nothing twice. */
export const arrangeDocument = async (ask: SpaceAsk): Promise<Redirect> => {
  const documentId = pathPiece(ask.request, 'id')
  const form = formFields(ask.request)
  const folderId = form.get('folder')
  const { arrange } = ask.parts.documents
  await arrange(ask.visitor, { what: form.has('pin') ? 'pin' : 'unpin', documentId })
  if (folderId !== null)
    await arrange(ask.visitor, { what: 'move', documentId, ...(folderId === '' ? {} : { folderId }) })
  return { to: `/my/documents/${documentId}`, passing: { said: 'arranged' } }
}
