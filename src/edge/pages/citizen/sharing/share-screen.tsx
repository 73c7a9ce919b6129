import type { VNode } from 'preact'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { DocumentTitle } from '../../components/document-title.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { ShareFields } from '../../components/share-fields.tsx'
import { TextField } from '../../components/text-field.tsx'
import { pathPiece } from '../../form-fields.ts'
import { readOffer } from './read-offer.ts'

/** The name to search for; `document` where one document is shared. */
export const NameSearch = (props: { ask: SpaceAsk; document?: string; typed?: string; fault?: string }): VNode => {
  const words = props.ask.text.sharing.share
  return (
    <form method="post" action="/my/share/with" class="stack" novalidate>
      {props.document === undefined ? null : <input type="hidden" name="document" value={props.document} />}
      <TextField
        name="name"
        label={words.name}
        hint={words.nameHint}
        autocomplete="off"
        maxlength={80}
        value={props.typed ?? ''}
        fault={props.fault}
      />
      <p>
        <button class="button button-secondary" type="submit">
          <Icon name="search" />
          {words.search}
        </button>
      </p>
    </form>
  )
}

const ByCode = ({ ask, document }: { ask: SpaceAsk; document?: string }): VNode => {
  const words = ask.text.sharing.share
  return (
    <section aria-labelledby="by-code">
      <h2 id="by-code">{words.withCode}</h2>
      <p class="quiet">{words.withCodeSays}</p>
      <form method="post" action={ask.path} class="stack">
        <ShareFields ask={ask} {...(document === undefined ? {} : { document })} />
        <p class="button-row">
          <button class="button" type="submit">
            {words.create}
          </button>
          <a href={document === undefined ? '/my/access' : `/my/documents/${document}`}>{ask.text.shell.cancel}</a>
        </p>
      </form>
    </section>
  )
}

const ByName = ({ ask, document }: { ask: SpaceAsk; document?: string }): VNode => (
  <section aria-labelledby="by-name">
    <h2 id="by-name">{ask.text.sharing.share.byName}</h2>
    <NameSearch ask={ask} {...(document === undefined ? {} : { document })} />
  </section>
)

/** X4: how long, what, and with whom: whoever has the code, or somebody by name. */
export const shareScreen = (ask: SpaceAsk): Page => {
  const words = ask.text.sharing.share
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <ByCode ask={ask} />
        <ByName ask={ask} />
      </div>
    ),
  }
}

/** X4 for one document. Right: what is hidden is shown to nobody, so it is not shared either. */
export const shareDocumentScreen = async (ask: SpaceAsk): Promise<Page> => {
  const entry = await ask.parts.documents.readDocument(ask.visitor, pathPiece(ask.request, 'id'))
  const words = ask.text.sharing.share
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <h1>{words.headingOne}</h1>
        <p class="lead">
          <strong>
            <DocumentTitle ask={ask} entry={entry} />
          </strong>
        </p>
        {entry.visibility.hidden ? (
          <Notice kind="attention">
            <p>{words.hiddenOne}</p>
            <a href={`/my/documents/${entry.id}/who-sees`}>{words.whoSees}</a>
          </Notice>
        ) : (
          <>
            <p>{words.leadOne}</p>
            <ByCode ask={ask} document={entry.id} />
            <ByName ask={ask} document={entry.id} />
          </>
        )}
      </div>
    ),
  }
}

/** Makes the code; it is told once, on the page it leads to. */
export const createCode = async (ask: SpaceAsk): Promise<Redirect> => {
  const { id, code } = await ask.parts.permissions.shareByCode(ask.visitor, ask.spaceId, readOffer(ask))
  return { to: `/my/share/${id}`, passing: { said: 'shared', about: code } }
}
