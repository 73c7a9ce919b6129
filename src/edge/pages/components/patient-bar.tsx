import type { VNode } from 'preact'
import { personName, type PersonView } from '../../../areas/identity/index.ts'
import type { Ask } from '../ask.ts'
import { Icon } from './icon.tsx'

/** While an emergency lasts: that it does, for how long, and the way to end it. Right: rules ACC-21, on every page of the record. */
const EmergencyBar = ({ ask, patient }: { ask: Ask; patient: PersonView }): VNode | null => {
  if (patient.emergency === undefined) return null
  const { kind, until } = patient.emergency
  const words = ask.text.emergency.bar
  const minutes = Math.max(0, Math.ceil((Date.parse(until) - ask.parts.clock.now().getTime()) / 60_000))
  return (
    <p class="emergency-bar">
      <Icon name="alert" />
      <strong>{words.says[kind]}</strong>
      <span>{words.left(Math.floor(minutes / 60), minutes % 60)}</span>
      <span>{words.until(ask.words.time(until))}</span>
      <a href={`/pro/patients/${patient.spaceId}/emergency`}>{words.end}</a>
    </p>
  )
}

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
        {patient.secretUntil === undefined ? null : (
          <a href={`/pro/patients/${patient.spaceId}/secret-visit`}>
            {words.secretVisit.until(ask.words.time(patient.secretUntil))}
          </a>
        )}
        <a href="/pro">{words.bar.change}</a>
      </p>
      <EmergencyBar ask={ask} patient={patient} />
    </section>
  )
}
