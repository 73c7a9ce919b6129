import type { VNode } from 'preact'
import type { EmergencyRule } from '../../../areas/emergencies/index.ts'
import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { formFields } from '../form-fields.ts'

/** Where a holder says what an emergency may open. */
export const emergencyRulePath = '/my/access/emergency'

const choices = ['breakGlass', 'dispatch', 'hidden'] as const

/** A rule as one word, so that the page after a change can undo it. */
const inOneWord = (rule: EmergencyRule): string => choices.map((choice) => (rule[choice] ? '1' : '0')).join('')

const Done = ({ ask }: { ask: SpaceAsk }): VNode | null => {
  const { passing, text } = ask
  if (passing?.said !== 'emergency-saved') return null
  const before = passing.about ?? ''
  return (
    <Notice kind="ok" focus>
      <p>{text.emergency.rule.saved}</p>
      <form method="post" action={emergencyRulePath}>
        {choices.map((choice, index) =>
          before[index] === '1' ? <input key={choice} type="hidden" name={choice} value="yes" /> : null,
        )}
        <button class="button button-quiet" type="submit">
          {text.shell.undo}
        </button>
      </form>
    </Notice>
  )
}

const Choices = ({ ask, rule }: { ask: SpaceAsk; rule: EmergencyRule }): VNode => {
  const words = ask.text.emergency.rule
  const counts = ask.parts.emergencies.opposable()
  return (
    <fieldset class="choices choices-explained">
      <legend class="unseen">{words.heading}</legend>
      {choices.map((choice) => (
        <div key={choice}>
          {counts[choice] ? null : <p>{words.notNow}</p>}
          <label class="choice">
            <input
              type="checkbox"
              name={choice}
              value="yes"
              checked={rule[choice]}
              aria-describedby={`${choice}-says`}
            />
            <span>{words.choices[choice].label}</span>
          </label>
          <p class="hint" id={`${choice}-says`}>
            {words.choices[choice].says}
          </p>
        </div>
      ))}
    </fieldset>
  )
}

/** X8: three independent choices, what each is for, who is told. */
export const showEmergencyRule = async (ask: SpaceAsk): Promise<Page> => {
  const rule = await ask.parts.emergencies.readRule(ask.visitor, ask.spaceId)
  const words = ask.text.emergency.rule
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <Done ask={ask} />
        <p>
          <a class="onward" href="/my/access">
            <Icon name="back" />
            {words.back}
          </a>
        </p>
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action={emergencyRulePath} class="stack">
          <Choices ask={ask} rule={rule} />
          <p>
            <button class="button" type="submit">
              {words.save}
            </button>
          </p>
        </form>
        <p class="aside">{words.law}</p>
      </div>
    ),
  }
}

/** Keeps the choice; the page it leads to can undo it. */
export const saveEmergencyRule = async (ask: SpaceAsk): Promise<Redirect> => {
  const { readRule, setRule } = ask.parts.emergencies
  const before = await readRule(ask.visitor, ask.spaceId)
  const typed = formFields(ask.request)
  const said = (choice: keyof EmergencyRule): boolean => typed.get(choice) === 'yes'
  const rule = { breakGlass: said('breakGlass'), dispatch: said('dispatch'), hidden: said('hidden') }
  await setRule(ask.visitor, ask.spaceId, rule)
  return { to: emergencyRulePath, passing: { said: 'emergency-saved', about: inOneWord(before) } }
}

const saysOf = ({ breakGlass, dispatch }: EmergencyRule): 'open' | 'onlyBeside' | 'onlyDispatch' | 'closed' => {
  if (breakGlass) return dispatch ? 'open' : 'onlyBeside'
  return dispatch ? 'onlyDispatch' : 'closed'
}

/** X1: what an emergency opens as things stand, and the way to change it. */
export const InAnEmergency = ({ ask, rule: said }: { ask: SpaceAsk; rule: EmergencyRule }): VNode => {
  const words = ask.text.emergency.home
  const counts = ask.parts.emergencies.opposable()
  const rule = {
    breakGlass: said.breakGlass || !counts.breakGlass,
    dispatch: said.dispatch,
    hidden: said.hidden || !counts.hidden,
  }
  const says = saysOf(rule)
  return (
    <section aria-labelledby="emergency">
      <h2 id="emergency">{ask.text.access.home.emergency}</h2>
      <p>
        {words[says]} {says === 'closed' ? null : rule.hidden ? words.hiddenToo : words.hiddenKept}
      </p>
      <p>
        <a class="onward" href={emergencyRulePath}>
          {words.change}
          <Icon name="next" />
        </a>
      </p>
    </section>
  )
}
