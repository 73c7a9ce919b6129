import type {
  Capacity,
  Decision,
  DecisionInput,
  Obligation,
  Permit,
  PermitReason,
  RefusalReason,
  Refused,
} from './decision.ts'
import { hidesExistence } from './public-reason.ts'

const sharing = <R, D extends Decision>(make: (reason: R, capacity: Capacity) => D) => {
  const made = new Map<R, Map<Capacity, D>>()
  return (reason: R, capacity: Capacity): D => {
    const byCapacity = made.get(reason) ?? new Map<Capacity, D>()
    const decision = byCapacity.get(capacity) ?? Object.freeze(make(reason, capacity))
    made.set(reason, byCapacity.set(capacity, decision))
    return decision
  }
}

const freeze = (...obligations: Obligation[]): readonly Obligation[] => Object.freeze(obligations)

const written = freeze('journal')
const writtenAndNotified = freeze('journal', 'notify-holder-first-look')
const told = freeze('journal', 'notify-holder')
const answeredFor = freeze('journal', 'justify', 'notify-holder', 'notify-treating-doctor', 'review')
const writtenAndHidden = freeze('journal', 'hide-existence')

/** A permit that only has to be written. Decisions are made once and shared: millions are taken a second. */
export const permit = sharing<PermitReason, Permit>((reason, capacity) => ({
  effect: 'permit',
  reason,
  capacity,
  obligations: written,
}))

/** A permit for a professional's look, of which the holder is told when it is the first. Right: rules ACC-24. */
export const permitLook = sharing<PermitReason, Permit>((reason, capacity) => ({
  effect: 'permit',
  reason,
  capacity,
  obligations: writtenAndNotified,
}))

/** A permit that changes who may enter, on somebody else's word: the holder is told each time. */
export const permitTold = sharing<PermitReason, Permit>((reason, capacity) => ({
  effect: 'permit',
  reason,
  capacity,
  obligations: told,
}))

/** A permit to open in an emergency: justified, told to the holder and the treating doctor, reviewed. Law: L.1111-17, R.1111-48. */
export const permitEmergency = sharing<PermitReason, Permit>((reason, capacity) => ({
  effect: 'permit',
  reason,
  capacity,
  obligations: answeredFor,
}))

/** A refusal, with the duty to hide what it would betray. */
export const refuse = sharing<RefusalReason, Refused>((reason, capacity) => ({
  effect: 'refuse',
  reason,
  capacity,
  obligations: hidesExistence(reason) ? writtenAndHidden : written,
}))

/** Whether the holder shut somebody out, by name or with everybody else. */
export const findShutOut = ({ blocked }: Pick<DecisionInput, 'blocked'>): RefusalReason | undefined => {
  if (blocked === 'no') return undefined
  return blocked === 'everybody' ? 'space-paused' : 'blocked'
}
