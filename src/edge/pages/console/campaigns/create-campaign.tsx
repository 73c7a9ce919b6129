import type { VNode } from 'preact'
import type { CampaignPlan } from '../../../../areas/enrolment/index.ts'
import type { Page, Redirect, StaffAsk } from '../../ask.ts'
import { ChoiceList } from '../../components/choice-list.tsx'
import type { FieldFault } from '../../components/error-summary.tsx'
import { TextField } from '../../components/text-field.tsx'
import { formFields } from '../../form-fields.ts'
import { consolePage } from '../console-page.tsx'
import { enterForm } from '../for-staff.ts'
import { typedDay } from '../../typed-date.ts'
import { fieldFaultOf, fieldOf, typedText, type WhoTyped } from '../who-fields.tsx'

const Tick = (props: { name: string; says: string; checked: boolean }): VNode => (
  <label class="choice">
    <input type="checkbox" name={props.name} value="1" checked={props.checked} />
    <span>{props.says}</span>
  </label>
)

const Population = ({ ask, shown }: { ask: StaffAsk; shown: WhoTyped }): VNode => {
  const words = ask.text.campaignDesk.create
  const isFresh = shown.typed.size === 0
  return (
    <>
      <fieldset class="choices">
        <legend>{words.who}</legend>
        {(['adults', 'minors', 'protected'] as const).map((name) => (
          <Tick key={name} name={name} says={words[name]} checked={isFresh || shown.typed.has(name)} />
        ))}
      </fieldset>
      {(['schemes', 'departments'] as const).map((name) => (
        <TextField
          key={name}
          {...fieldOf(shown, name)}
          label={words[name]}
          hint={words[`${name}Hint`]}
          autocomplete="off"
          maxlength={100}
        />
      ))}
    </>
  )
}

const drawCreate = (ask: StaffAsk, shown: WhoTyped): Page => {
  const words = ask.text.campaignDesk.create
  const { typed, faults } = shown
  const text = (name: string) => ({ ...fieldOf(shown, name), autocomplete: 'off' })
  return consolePage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      place: 'campaigns',
      faults,
      ...(faults.length > 0 ? { status: 422 } : {}),
    },
    <form method="post" action="/console/campaigns/new" class="stack" novalidate>
      <TextField {...text('name')} label={words.name} hint={words.nameHint} maxlength={100} />
      <Population ask={ask} shown={shown} />
      <ChoiceList
        name="channelRule"
        legend={words.channel}
        chosen={typed.get('channelRule') ?? 'mail-first'}
        choices={(['mail-first', 'post-only'] as const).map((value) => ({ value, label: words.channels[value] }))}
      />
      <ChoiceList
        name="waveBy"
        legend={words.waveBy}
        chosen={typed.get('waveBy') ?? 'department'}
        choices={(['department', 'scheme'] as const).map((value) => ({ value, label: words.wavesBy[value] }))}
      />
      <Tick name="isPilot" says={words.isPilot} checked={typed.has('isPilot')} />
      <TextField {...text('startsOn')} label={words.startsOn} hint={words.startsHint} maxlength={20} />
      <p>
        <button class="button" type="submit">
          {words.button}
        </button>
      </p>
    </form>,
  )
}

/** O4: whom a campaign is for, by which way, in which waves, from which day. */
export const showCreate = async (ask: StaffAsk): Promise<Page> => {
  await enterForm(ask, 'campaign-create')
  return drawCreate(ask, { typed: new URLSearchParams(), faults: [] })
}

const wordsIn = (fields: URLSearchParams, name: string): string[] =>
  typedText(fields, name)
    .split(/[\s,;]+/)
    .filter((word) => word !== '')

const planOf = (fields: URLSearchParams, startsOn: string): CampaignPlan => ({
  name: typedText(fields, 'name'),
  rule: {
    schemes: wordsIn(fields, 'schemes').map((scheme) => scheme.toLowerCase()),
    departments: wordsIn(fields, 'departments').map((department) => department.toUpperCase()),
    minors: fields.has('minors'),
    adults: fields.has('adults'),
    protected: fields.has('protected'),
  },
  channelRule: fields.get('channelRule') === 'post-only' ? 'post-only' : 'mail-first',
  waveBy: fields.get('waveBy') === 'scheme' ? 'scheme' : 'department',
  isPilot: fields.has('isPilot'),
  startsOn,
})

/** Keeps the plan of a campaign; nothing leaves before two persons have agreed. */
export const createCampaign = async (ask: StaffAsk): Promise<Page | Redirect> => {
  const typed = formFields(ask.request)
  const startsOn = typedDay(typedText(typed, 'startsOn'))
  const missing: FieldFault = { fieldId: 'startsOn', says: ask.text.staffConsole.find.birthDateWrong }
  if (startsOn === undefined) {
    await enterForm(ask, 'campaign-create')
    return drawCreate(ask, { typed, faults: [missing] })
  }
  try {
    const { id } = await ask.parts.campaigns.create(ask.visitor, planOf(typed, startsOn))
    return { to: `/console/campaigns/${id}` }
  } catch (error) {
    return drawCreate(ask, { typed, faults: [fieldFaultOf(ask, error, 'name')] })
  }
}
