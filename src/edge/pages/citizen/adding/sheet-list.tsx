import type { VNode } from 'preact'
import type { SpaceAsk } from '../../ask.ts'
import { Notice } from '../../components/notice.tsx'
import { addingPath } from './adding-path.ts'
import type { Draft } from './draft.ts'
import { FileField } from '../../components/file-field.tsx'
import { photoKinds } from './read-sent.ts'
import { SendingStatus } from './sending-status.tsx'
import type { Press } from './sheets.ts'

const PressButton = (props: { says: string; label: string; value: string; ask: SpaceAsk }): VNode => (
  <button
    class="button button-quiet"
    type="submit"
    name="press"
    value={props.value}
    aria-label={props.label}
    formaction={`${addingPath(props.ask)}/arrange#pages`}
  >
    {props.says}
  </button>
)

const List = ({ ask, draft: { sheets } }: { ask: SpaceAsk; draft: Draft }): VNode => {
  const words = ask.text.adding.pages
  return (
    <ol class="stack">
      {sheets.map(({ name }, at) => (
        <li>
          <p>{words.named(at + 1, name)}</p>
          <p class="button-row">
            {at === 0 ? null : <PressButton ask={ask} says={words.up} label={words.upOf(at + 1)} value={`up.${at}`} />}
            {at === sheets.length - 1 ? null : (
              <PressButton ask={ask} says={words.down} label={words.downOf(at + 1)} value={`down.${at}`} />
            )}
            <PressButton ask={ask} says={words.remove} label={words.removeOf(at + 1)} value={`remove.${at}`} />
          </p>
        </li>
      ))}
    </ol>
  )
}

const More = ({ ask, fault }: { ask: SpaceAsk; fault: string | undefined }): VNode => {
  const words = ask.text.adding.pages
  return (
    <>
      <FileField
        name="more"
        words={{ label: words.more, hint: words.moreHint(ask.parts.documents.addingOffer().maxPhotos) }}
        accept={photoKinds(ask).join(',')}
        isSeveral
        send="add-pages"
        fault={fault}
      />
      <SendingStatus ask={ask} />
      <p class="button-row">
        <button
          id="add-pages"
          class="button button-quiet"
          type="submit"
          formaction={addingPath(ask)}
          formenctype="multipart/form-data"
        >
          {words.addMore}
        </button>
      </p>
    </>
  )
}

/** The pages of a document that is made of photos: their order, one less, one more. It stands behind the button that saves, which is the form's first. */
export const SheetList = (props: {
  ask: SpaceAsk
  draft: Draft
  press: Press | undefined
  fault: string | undefined
}): VNode => {
  const { ask, draft, press, fault } = props
  const words = ask.text.adding.pages
  return (
    <section class="stack" aria-labelledby="pages">
      <h2 id="pages">{words.heading(Math.max(1, draft.sheets.length))}</h2>
      {press === undefined ? null : (
        <Notice kind="ok" focus>
          <p>{words.done[press.what](press.at + 1)}</p>
        </Notice>
      )}
      {draft.sheets.length > 1 ? <List ask={ask} draft={draft} /> : null}
      <More ask={ask} fault={fault} />
    </section>
  )
}
