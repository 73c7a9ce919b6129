import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { PlainList } from '../../components/plain-list.tsx'
import { Said } from '../../components/said.tsx'
import { formFields } from '../../form-fields.ts'
import { recordAt } from '../../record-at.ts'
import { talkFirstPath } from './talk-first-path.ts'

/** Which kinds of result wait for a talk, what that means, and that it keeps nobody from anything. Right: rules EHDS-3. */
export const talkFirstScreen = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.talkFirst
  const choices = await ask.parts.documents.listTalkFirst(ask.visitor, ask.spaceId)
  const { child } = ask
  return {
    title: words.title,
    side: 'citizen',
    place: child === undefined ? 'more' : 'record',
    body: (
      <div class="column">
        {child === undefined ? null : (
          <BackLink href={`${recordAt(ask)}/documents`} says={ask.text.children.record.heading(child.name)} />
        )}
        <Said ask={ask} sayings={{ 'talk-first-saved': words.saved }} />
        <h1>{child === undefined ? words.heading : words.headingOf(child.name)}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action={ask.path} class="stack">
          <fieldset class="choices">
            <legend>{words.legend}</legend>
            {choices.map(({ kind, chosen }) => (
              <label key={kind.code} class="choice">
                <input type="checkbox" name="kind" value={kind.code} checked={chosen} />
                <span>{kind[ask.lang]}</span>
              </label>
            ))}
          </fieldset>
          <p>
            <button class="button" type="submit">
              {words.save}
            </button>
          </p>
        </form>
        <PlainList says={child === undefined ? words.says : [words.onlyYou, ...words.says]} />
      </div>
    ),
  }
}

/** Keeps the choice. The same form twice changes nothing twice. */
export const saveTalkFirst = async (ask: SpaceAsk): Promise<Redirect> => {
  await ask.parts.documents.wishTalkFirst(ask.visitor, ask.spaceId, formFields(ask.request).getAll('kind'))
  return { to: talkFirstPath(ask), passing: { said: 'talk-first-saved' } }
}
