import type { VNode } from 'preact'
import { Problem } from '../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { BackLink } from '../components/back-link.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { formFields } from '../form-fields.ts'

/** Where a holder says how new documents come in. */
export const newDocumentsPath = '/my/access/new-documents'

const sights = ['visible', 'hidden'] as const

const Done = ({ ask, isHidden }: { ask: SpaceAsk; isHidden: boolean }): VNode | null => {
  const { passing, text } = ask
  if (passing?.said !== 'new-documents-saved') return null
  return (
    <Notice kind="ok" focus>
      <p>{isHidden ? text.newDocuments.savedHidden : text.newDocuments.savedVisible}</p>
      {passing.about === undefined ? null : (
        <form method="post" action={newDocumentsPath}>
          <input type="hidden" name="sight" value={passing.about} />
          <button class="button button-quiet" type="submit">
            {text.shell.undo}
          </button>
        </form>
      )}
    </Notice>
  )
}

/** DOC-11: one choice for whatever comes from now on, what it does, and what it leaves as it is. */
export const showNewDocuments = async (ask: SpaceAsk): Promise<Page> => {
  const isHidden = await ask.parts.documents.areNewHidden(ask.visitor)
  const words = ask.text.newDocuments
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <Done ask={ask} isHidden={isHidden} />
        <BackLink href="/my/access" says={words.back} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action={newDocumentsPath} class="stack">
          <fieldset class="choices choices-explained">
            <legend class="unseen">{words.heading}</legend>
            {sights.map((sight) => (
              <div key={sight}>
                <label class="choice">
                  <input
                    type="radio"
                    name="sight"
                    value={sight}
                    checked={(sight === 'hidden') === isHidden}
                    aria-describedby={`${sight}-says`}
                  />
                  <span>{words.sights[sight].label}</span>
                </label>
                <p class="hint" id={`${sight}-says`}>
                  {words.sights[sight].says}
                </p>
              </div>
            ))}
          </fieldset>
          <p>
            <button class="button" type="submit">
              {words.save}
            </button>
          </p>
        </form>
        <p class="aside">{words.limits}</p>
      </div>
    ),
  }
}

/** Keeps the choice; the page it leads to can undo it. */
export const saveNewDocuments = async (ask: SpaceAsk): Promise<Redirect> => {
  const wanted = sights.find((sight) => sight === formFields(ask.request).get('sight'))
  if (wanted === undefined) throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'sight' } })
  const { areNewHidden, chooseNewHidden } = ask.parts.documents
  const before = (await areNewHidden(ask.visitor)) ? 'hidden' : 'visible'
  if (before !== wanted) await chooseNewHidden(ask.visitor, wanted === 'hidden')
  const about = before === wanted ? {} : { about: before }
  return { to: newDocumentsPath, passing: { said: 'new-documents-saved', ...about } }
}

/** X1: how new documents come in as things stand, and the way to change it. */
export const ForNewDocuments = ({ ask, isHidden }: { ask: SpaceAsk; isHidden: boolean }): VNode => {
  const words = ask.text.newDocuments
  return (
    <section aria-labelledby="new-documents">
      <h2 id="new-documents">{words.heading}</h2>
      <p>{isHidden ? words.nowHidden : words.nowVisible}</p>
      <p>
        <a class="onward" href={newDocumentsPath}>
          {words.change}
          <Icon name="next" />
        </a>
      </p>
    </section>
  )
}
