import type { VNode } from 'preact'
import type { Folder, OwnPage } from '../../../../areas/documents/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ConfirmChange } from '../../components/confirm-change.tsx'
import { DocumentRows } from '../../components/document-rows.tsx'
import { Pager } from '../../components/pager.tsx'
import { Said } from '../../components/said.tsx'
import { formFault, type FormFault } from '../../form-fault.ts'
import { formFields, pathPiece } from '../../form-fields.ts'
import { endsPath } from '../profile/ends-screen.tsx'
import { foldersPath } from './folder-paths.ts'
import { NameFaults, NameField } from './folders-screen.tsx'

const readFolder = async (ask: SpaceAsk): Promise<{ folder: Folder; found: OwnPage }> => {
  const folderId = pathPiece(ask.request, 'folder')
  const after = ask.query.get('after')
  const found = await ask.parts.documents.listOwn(ask.visitor, {
    folderId,
    count: 50,
    ...(after === null ? {} : { after }),
  })
  const folder = found.folders.find(({ id }) => id === folderId)
  if (folder === undefined) throw new Problem('absent', 'folder-unknown')
  return { folder, found }
}

const Inside = ({ ask, found }: { ask: SpaceAsk; found: OwnPage }): VNode =>
  found.entries.length === 0 ? (
    <p class="empty">{ask.text.arranging.emptyFolder}</p>
  ) : (
    <DocumentRows ask={ask} entries={found.entries} eye />
  )

const draw = async (ask: SpaceAsk, typed?: string, fault?: FormFault): Promise<Page> => {
  const words = ask.text.arranging
  const { folder, found } = await readFolder(ask)
  const path = `${foldersPath}/${folder.id}`
  return {
    title: words.folderTitle,
    side: 'citizen',
    place: 'record',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <BackLink href={foldersPath} says={words.foldersHeading} />
        <Said ask={ask} sayings={words.said} />
        <NameFaults ask={ask} fault={fault} />
        <h1>{folder.name}</h1>
        <h2>{words.inFolder}</h2>
        <Inside ask={ask} found={found} />
        <Pager ask={ask} next={found.next === undefined ? undefined : `${path}?after=${found.next}`} />
        <p>
          <a href={endsPath('/my', { kind: 'folder', id: folder.id })}>{ask.text.profile.links.from}</a>
        </p>
        <h2>{words.renameHeading}</h2>
        <form method="post" action={path} class="stack" novalidate>
          <NameField ask={ask} value={typed ?? folder.name} fault={fault} />
          <p class="button-row">
            <button class="button button-secondary" type="submit">
              {words.rename}
            </button>
            <a href={`${path}/remove`}>{words.remove}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** The documents of one folder, and its name to change. */
export const folderScreen = (ask: SpaceAsk): Promise<Page> => draw(ask)

/** Renames it. */
export const renameFolder = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const folderId = pathPiece(ask.request, 'folder')
  const name = formFields(ask.request).get('name') ?? ''
  try {
    await ask.parts.documents.arrange(ask.visitor, { what: 'rename-folder', folderId, name })
  } catch (error) {
    return draw(ask, name, formFault(ask, error))
  }
  return { to: `${foldersPath}/${folderId}`, passing: { said: 'folder-renamed' } }
}

/** Before a folder is deleted: its documents stay. */
export const askToRemoveFolder = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.arranging
  const { folder } = await readFolder(ask)
  return {
    title: words.folderTitle,
    side: 'citizen',
    place: 'record',
    body: (
      <ConfirmChange
        ask={ask}
        heading={words.removeHeading}
        says={[folder.name, words.removeSays]}
        button={{ says: words.removeYes, isStop: true }}
        back={`${foldersPath}/${folder.id}`}
      />
    ),
  }
}

/** Deletes it. */
export const removeFolder = async (ask: SpaceAsk): Promise<Redirect> => {
  const folderId = pathPiece(ask.request, 'folder')
  await ask.parts.documents.arrange(ask.visitor, { what: 'remove-folder', folderId })
  return { to: foldersPath, passing: { said: 'folder-removed' } }
}
