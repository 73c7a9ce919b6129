import type { VNode } from 'preact'
import type { OwnEmergency, SecondAsked, ToldEmergency } from '../../../areas/emergencies/index.ts'
import type { SeenPatient } from '../../../areas/activity/index.ts'
import type { ProfessionalAsk, Redirect } from '../ask.ts'
import { formFields } from '../form-fields.ts'

interface Own {
  own: OwnEmergency
  /** whose record it is, where the visitor has read that themselves today */
  name: string | undefined
}

const OwnRow = ({ ask, own, name }: Own & { ask: ProfessionalAsk }): VNode => {
  const words = ask.text.emergency.own
  const { date, time } = ask.words
  const at = `/pro/patients/${own.spaceId}`
  return (
    <li class="row">
      <div class="row-main">
        <h3>{name ?? words.openedAt(date(own.openedAt), time(own.openedAt))}</h3>
        {name === undefined ? null : <p class="row-who">{words.openedAt(date(own.openedAt), time(own.openedAt))}</p>}
        <p class="row-who">{own.isOver ? words.over(time(own.endsAt)) : words.underWay(time(own.endsAt))}</p>
        {own.isOver ? null : (
          <p>
            <a href={`${at}/documents`}>{words.goOn}</a>
          </p>
        )}
      </div>
      <a class="button button-quiet" href={`${at}/emergency`}>
        {own.isOver ? words.note : words.end}
      </a>
    </li>
  )
}

/** What a professional has under way, or may still note. Right: nobody is named whose record the door has not opened for them today. */
export const OwnEmergencies = (props: {
  ask: ProfessionalAsk
  own: readonly OwnEmergency[]
  seen: readonly SeenPatient[]
}): VNode | null => {
  const { ask, own, seen } = props
  return own.length === 0 ? null : (
    <section aria-labelledby="own-emergencies">
      <h2 id="own-emergencies">{ask.text.emergency.own.heading}</h2>
      <ul class="rows">
        {own.map((each) => (
          <OwnRow
            key={each.openedAt}
            ask={ask}
            own={each}
            name={seen.find(({ spaceId }) => spaceId === each.spaceId)?.name}
          />
        ))}
      </ul>
    </section>
  )
}

/** What a treating doctor is told of: that a record was opened, when and by whom; whose it is, the door says. Law: R.1111-48. */
export const ToldEmergencies = ({
  ask,
  told,
}: {
  ask: ProfessionalAsk
  told: readonly ToldEmergency[]
}): VNode | null => {
  const words = ask.text.emergency.told
  const { date, time } = ask.words
  if (told.length === 0) return null
  return (
    <section aria-labelledby="told-emergencies">
      <h2 id="told-emergencies">{words.heading}</h2>
      <p class="quiet">{words.says}</p>
      <ul class="rows">
        {told.map((each) => (
          <li key={each.id} class="row">
            <div class="row-main">
              <h3>{words.line(date(each.openedAt), time(each.openedAt))}</h3>
              <p class="row-who">
                {ask.text.emergency.bar.says[each.kind]} · {words.by(each.by)}
              </p>
            </div>
            <a class="button button-quiet" href={`/pro/patients/${each.spaceId}`}>
              {words.open}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Where a colleague says yes. */
export const secondPath = '/pro/emergency/second'

/** What colleagues of the place ask: a second person for their next openings. Trust: security.md T04. */
export const SecondsAsked = ({
  ask,
  seconds,
}: {
  ask: ProfessionalAsk
  seconds: readonly SecondAsked[]
}): VNode | null => {
  const words = ask.text.emergency.second
  if (seconds.length === 0) return null
  return (
    <section aria-labelledby="seconds">
      <h2 id="seconds">{words.heading}</h2>
      <p class="quiet">{words.says}</p>
      <ul class="rows">
        {seconds.map((each) => (
          <li key={each.id} class="row">
            <div class="row-main">
              <h3>{each.by}</h3>
              <p class="row-who">{words.askedAt(ask.words.time(each.askedAt))}</p>
            </div>
            <form method="post" action={secondPath}>
              <input type="hidden" name="id" value={each.id} />
              <button class="button button-secondary" type="submit">
                <span aria-hidden="true">{words.yes}</span>
                <span class="unseen">{words.yesTo(each.by)}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Says yes to a colleague. */
export const sayYes = async (ask: ProfessionalAsk): Promise<Redirect> => {
  await ask.parts.emergencies.confirmSecond(ask.visitor, formFields(ask.request).get('id') ?? '')
  return { to: '/pro', passing: { said: 'second-confirmed' } }
}
