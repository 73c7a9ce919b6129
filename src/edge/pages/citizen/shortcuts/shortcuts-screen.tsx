import type { VNode } from 'preact'
import { mostShortcuts } from '../../../../areas/documents/index.ts'
import type { Page, Redirect, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { ErrorSummary } from '../../components/error-summary.tsx'
import { FaultBeside } from '../../components/fault-beside.tsx'
import { formFields } from '../../form-fields.ts'
import { formFault, type FormFault } from '../../form-fault.ts'
import { offeredShortcuts, type ShortcutGroup } from './offered-shortcuts.ts'

const Group = ({ group, chosen }: { group: ShortcutGroup; chosen: readonly string[] }): VNode => (
  <fieldset class="choices">
    <legend>{group.heading}</legend>
    {group.places.map(({ name, says }) => (
      <label key={name} class="choice">
        <input type="checkbox" name="shortcut" value={name} checked={chosen.includes(name)} />
        <span>{says}</span>
      </label>
    ))}
  </fieldset>
)

const draw = async (
  ask: SpaceAsk,
  { chosen, fault }: { chosen?: readonly string[]; fault?: FormFault },
): Promise<Page> => {
  const words = ask.text.record.shortcuts
  const { folders, shortcuts = [] } = await ask.parts.documents.listOwn(ask.visitor, { count: 1 })
  return {
    title: words.title,
    side: 'citizen',
    place: 'home',
    status: fault?.status ?? 200,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={fault === undefined ? [] : [{ fieldId: 'shortcut', says: fault.says }]} />
        <BackLink href="/my" says={ask.text.record.home.title} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead(mostShortcuts)}</p>
        <form method="post" action={ask.path} class="stack">
          <FaultBeside id="shortcut" fault={fault?.says}>
            <div class="stack">
              {offeredShortcuts(ask, folders).map((group) => (
                <Group key={group.heading} group={group} chosen={chosen ?? shortcuts} />
              ))}
            </div>
          </FaultBeside>
          <p class="button-row">
            <button class="button" type="submit">
              {words.save}
            </button>
            <a href="/my">{ask.text.shell.cancel}</a>
          </p>
        </form>
      </div>
    ),
  }
}

/** Asks which places stand on the home page (rules PML-13). */
export const askForShortcuts = (ask: SpaceAsk): Promise<Page> => draw(ask, {})

/** Keeps them; what is no place of ours is left out. */
export const saveShortcuts = async (ask: SpaceAsk): Promise<Page | Redirect> => {
  const chosen = formFields(ask.request).getAll('shortcut')
  try {
    await ask.parts.documents.arrange(ask.visitor, { what: 'choose-shortcuts', names: chosen })
    return { to: '/my', passing: { said: 'shortcuts-saved' } }
  } catch (error) {
    return draw(ask, { chosen, fault: formFault(ask, error) })
  }
}
