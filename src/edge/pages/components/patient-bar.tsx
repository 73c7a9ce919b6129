import type { VNode } from 'preact'
import { personName, type PersonView } from '../../../areas/identity/index.ts'
import type { Ask } from '../ask.ts'

/** Whose record a professional has open, on every page of it: name, birth date, age. Right: no act on the wrong person. */
export const PatientBar = ({ ask, patient }: { ask: Ask; patient: PersonView }): VNode => {
  const words = ask.text.professional
  const { traits } = patient
  return (
    <section class="patient-bar" aria-label={words.bar.label}>
      <p>
        <span class="initial" aria-hidden="true">
          {personName(traits).slice(0, 1).toUpperCase()}
        </span>
        <strong>{personName(traits)}</strong>
        <span>{words.bar.born[traits.gender](ask.words.date(traits.birthDate))}</span>
        <span>{words.check.age(ask.words.age(traits.birthDate, ask.parts.clock.now()))}</span>
        {ask.secretVisitEndsAt === undefined ? null : (
          <a href={`/pro/patients/${patient.spaceId}/secret-visit`}>
            {words.secretVisit.until(ask.words.time(ask.secretVisitEndsAt))}
          </a>
        )}
        <a href="/pro">{words.bar.change}</a>
      </p>
    </section>
  )
}
