import { displayName } from '../../identity/index.ts'
import type { PersonIdentity } from '../register/types.ts'
import type { CampaignState, ExceptionKind, PopulationRule } from './types.ts'

/** What moves a campaign on. */
export type CampaignStep = 'prepare' | 'approve' | 'start' | 'send' | 'pause' | 'resume' | 'stop' | 'end'

const steps: Readonly<Record<CampaignStep, Partial<Record<CampaignState, CampaignState>>>> = {
  prepare: { draft: 'draft' },
  approve: { draft: 'ready' },
  start: { ready: 'running', running: 'running', done: 'done' },
  // `done`: another sender was faster, and nothing is left
  send: { running: 'running', done: 'done' },
  pause: { running: 'paused' },
  resume: { paused: 'running', done: 'running' },
  stop: { draft: 'stopped', ready: 'stopped', running: 'stopped', paused: 'stopped' },
  end: { running: 'done', done: 'done' },
}

/** Where a step leads a campaign; nothing when it makes no sense there. */
export const campaignAfter = (step: CampaignStep, state: CampaignState): CampaignState | undefined => steps[step][state]

/**
 * The kinds of wordings that the notices of a campaign may need: an adult whose measure leaves them the choice is written to as any
 * other, and whoever's envelope does not fit gets the mail also where letters come first.
 */
export const textsOfCampaign = (rule: Pick<PopulationRule, 'adults' | 'minors' | 'protected'>): string[] => [
  ...(rule.adults || rule.protected ? ['opening'] : []),
  ...(rule.protected ? ['opening-guardian'] : []),
  ...(rule.minors ? ['child'] : []),
  'mail-noticed',
]

/** Spec: AFNOR XP Z10-011, what shows in the window of an envelope. */
export const envelope = { lines: 7, characters: 38 } as const

const nameLines = ({ traits }: Pick<PersonIdentity, 'traits'>): string[] => {
  const family = traits.usedFamily ?? traits.birthFamily
  const given = traits.birthGiven[0] ?? ''
  return [displayName(given, family), displayName(`${given.slice(0, 1)}.`, family)]
}

/**
 * What stands in the window: the name, then the address as the insurer knows it. A name too long keeps the initial of the given
 * name. An exception when there is no address or when it does not fit.
 */
export const recipientLines = (
  person: Pick<PersonIdentity, 'traits' | 'address'>,
): { lines: string[] } | { exception: ExceptionKind } => {
  const { lines: address, country } = person.address
  if (address.length === 0) return { exception: 'no-address' }
  const name = nameLines(person).find((line) => Array.from(line).length <= envelope.characters)
  const lines = [name ?? '', ...address, ...(country === undefined ? [] : [country.toUpperCase()])]
  const fits = lines.every((line) => line !== '' && Array.from(line).length <= envelope.characters)
  return fits && lines.length <= envelope.lines ? { lines } : { exception: 'address-too-long' }
}

/** The name by which a letter speaks of whose space it is. */
export const nameOf = ({ traits }: Pick<PersonIdentity, 'traits'>): string =>
  displayName(traits.birthGiven[0] ?? '', traits.usedFamily ?? traits.birthFamily)

/** A letter's reference: the number of its file and its place there, with a digit that betrays most mistypings. */
export const letterReference = (batch: number, place: number): string => {
  const body = `${batch}-${String(place).padStart(4, '0')}`
  return `${body}-${checkDigits(batch, place)}`
}

const checkDigits = (batch: number, place: number): string =>
  String(97 - ((batch * 10_000 + place) % 97)).padStart(2, '0')

/** The file's number and the place in a reference; nothing when it is not one of ours. */
export const readReference = (text: string): { batch: number; place: number } | undefined => {
  const [, number = '', place = '', check = ''] = /^(\d{1,12})-(\d{4,6})-(\d{2})$/.exec(text.trim()) ?? []
  if (number === '' || checkDigits(Number(number), Number(place)) !== check) return undefined
  return { batch: Number(number), place: Number(place) }
}
