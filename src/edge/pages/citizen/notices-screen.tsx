import { depositNotices } from '../../../areas/notifications/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { ChoiceList } from '../components/choice-list.tsx'
import { Said } from '../components/said.tsx'
import { formFields } from '../form-fields.ts'

/** How often the holder is told of deposits; and of what they are always told. Right: rules ACC-22, ACC-24. */
export const showNotices = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.settings.notices
  const chosen = await ask.parts.noticeChoices.findDepositNotices(ask.visitor)
  return {
    title: words.title,
    side: 'citizen',
    place: 'more',
    body: (
      <div class="column">
        <Said ask={ask} sayings={{ 'notices-saved': words.saved }} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action={ask.path} class="stack">
          <ChoiceList
            name="deposits"
            legend={words.deposits}
            chosen={chosen}
            choices={depositNotices.map((value) => ({ value, label: words.choices[value] }))}
          />
          <p>
            <button class="button" type="submit">
              {words.save}
            </button>
          </p>
        </form>
        <p>{words.always}</p>
        <ul class="plain-list">
          {words.alwaysWhen.map((when) => (
            <li key={when}>{when}</li>
          ))}
        </ul>
        <p>{words.why}</p>
      </div>
    ),
  }
}

/** Keeps the choice; it holds from the next deposit. */
export const saveNotices = async (ask: SpaceAsk): Promise<Redirect> => {
  const wanted = formFields(ask.request).get('deposits')
  const choice = depositNotices.find((known) => known === wanted)
  if (choice === undefined) throw new Problem('incorrect', 'page-choice-unknown', { details: { field: 'deposits' } })
  await ask.parts.noticeChoices.chooseDepositNotices(ask.visitor, choice)
  return { to: ask.path, passing: { said: 'notices-saved' } }
}
