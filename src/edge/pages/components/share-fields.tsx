import type { VNode } from 'preact'
import type { Duration } from '../../../areas/permissions/types.ts'
import type { Ask } from '../ask.ts'
import { ChoiceList } from './choice-list.tsx'

const durations: readonly Duration[] = ['hour', 'two-days', 'three-months', 'until-stopped']

const Categories = ({ ask, chosen }: { ask: Ask; chosen: readonly string[] }): VNode => {
  const words = ask.text.sharing.share
  return (
    <details class="filter" open={chosen.length > 0}>
      <summary>{words.some}</summary>
      <fieldset class="choices">
        <legend>{words.categories}</legend>
        {ask.parts.labels.documentCategories(ask.lang).map(({ code, label }) => (
          <label key={code} class="choice">
            <input type="checkbox" name="category" value={code} checked={chosen.includes(code)} />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </details>
  )
}

/** How long, and what: two days and everything unless said otherwise. Of a document that is given, only how long. */
export const ShareFields = (props: {
  ask: Ask
  /** as typed before a fault */
  typed?: URLSearchParams
  document?: string
}): VNode => {
  const { ask, typed, document } = props
  const words = ask.text.sharing.share
  return (
    <>
      <ChoiceList
        name="duration"
        legend={words.how}
        chosen={typed?.get('duration') ?? 'two-days'}
        choices={durations.map((value) => ({ value, label: words.durations[value] }))}
      />
      {document === undefined ? (
        <Categories ask={ask} chosen={typed?.getAll('category') ?? []} />
      ) : (
        <input type="hidden" name="document" value={document} />
      )}
    </>
  )
}
