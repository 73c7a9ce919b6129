import type { VNode } from 'preact'
import { longestName, type Folder } from '../../../../areas/documents/index.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { Said } from '../../components/said.tsx'
import { TextField } from '../../components/text-field.tsx'
import { formFault, type FormFault } from '../../form-fault.ts'
import { formFields } from '../../form-fields.ts'
import { foldersPath } from './folder-paths.ts'

/** The name of a folder, to make one or to rename it, with what is wrong with it. */
export const NameField = (props: { ask: SpaceAsk; value: string; fault: FormFault | undefined }): VNode => (
  <TextField
    name="name"
    label={props.ask.text.arranging.name}
    hint={props.ask.text.arranging.nameHint}
    autocomplete="off"
    maxlength={longestName * 2}
    value={props.value}
    fault={props.fault?.says}
  />
)

/** What is wrong with a name, at the top of its page. */
export const NameFaults = ({ ask, fault }: { ask: SpaceAsk; fault: FormFault | undefined }): VNode => (
  <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'name', says: fault.says }]} />
)

/** Links to folders, as the list of documents and their own page show them. */
export const FolderLinks = ({ folders }: { folders: readonly Folder[] }): VNode => (
  <ul class="folder-links">
    {folders.map(({ id, name }) => (
      <li key={id}>
        <a href={`${foldersPath}/${id}`}>{name}</a>
      </li>
    ))}
  </ul>
)

const draw = async (ask: SpaceAsk, typed = '', fault?: FormFault): Promise<Page> => {
  const words = ask.text.arranging
  const { folders } = await ask.parts.documents.listOwn(ask.visitor, { status: ['current'], count: 0 })
  return {
    title: words.foldersTitle,
    side: 'citizen',
    place: 'record',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <BackLink href="/my/documents" says={words.back} />
        <Said ask={ask} sayings={words.said} />
        <NameFaults ask={ask} fault={fault} />
        <h1>{words.foldersHeading}</h1>
        <p class="lead">{words.foldersSays}</p>
        {folders.length === 0 ? <p class="empty">{words.noFolders}</p> : <FolderLinks folders={folders} />}
        <h2>{words.newFolder}</h2>
        <form method="post" action={foldersPath} class="stack" novalidate>
          <NameField ask={ask} value={typed} fault={fault} />
          <p>
            <button class="button" type="submit">
              {words.add}
            </button>
          </p>
        </form>
      </div>
    ),
  }
}

/** The holder's folders, and a form to make one. */
export const foldersScreen = (ask: SpaceAsk): Promise<Page> => draw(ask)

/** Makes a folder. */
export const addFolder = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const name = formFields(ask.request).get('name') ?? ''
  try {
    await ask.parts.documents.arrange(ask.visitor, { what: 'add-folder', name })
  } catch (error) {
    return draw(ask, name, formFault(ask, error))
  }
  return { to: foldersPath, passing: { said: 'folder-added' } }
}
