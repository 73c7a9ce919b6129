import type { VNode } from 'preact'
import type { PersonView } from '../../../areas/identity/types.ts'
import type { ProfessionalAsk } from '../ask.ts'

/** R4: on what ground the record opens, answered already, with its end where it has one. */
export const Ground = ({ ask, person }: { ask: ProfessionalAsk; person: PersonView }): VNode | null => {
  const { ground } = person
  if (ground === undefined) return null
  const words = ask.text.entering.ground
  const { relation, until } = ground
  const ends = (relation === 'permitted' || relation === 'care-team') && until !== undefined
  return (
    <p>
      {ends
        ? words.until[relation](ask.text.access.instant(ask.words.date(until), ask.words.time(until)))
        : words.relations[relation]}
    </p>
  )
}
