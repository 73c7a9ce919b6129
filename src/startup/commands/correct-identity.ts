import type { AskedCorrection, Correction, CorrectionWish } from '../../areas/enrolment/index.ts'
import type { Traits } from '../../areas/identity/index.ts'
import type { IdentityClerk, TraitOptions } from '../../edge/cli/identity-program.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Terminal } from '../../platform/terminal.ts'
import type { Carnet } from '../../startup.ts'
import { createInsCheck } from '../ins-check.ts'
import { campaignClerk } from './campaign-clerk.ts'

const personNamed = async ({ settings, register }: Carnet, text: string): Promise<string> => {
  if (isUuid(text)) return text
  const person = await register.findPersonByIns(createInsCheck(settings.mode).read(text))
  if (person === undefined) throw new Problem('absent', 'enrolment-person-unknown')
  return person.id
}

const lineOf = (
  { parameters }: Carnet,
  { id, kind, state, at, reversibleUntil, askedBy, confirmedBy, ended }: Correction,
): string =>
  `${id}  ${kind.padEnd(10)} ${state.padEnd(7)} ${at.slice(0, 16)}Z  ${askedBy} + ${confirmedBy}  reversible until ${parameters.dayOf(reversibleUntil)}${ended === undefined ? '' : `  (${ended})`}`

const waitingLine = ({ parameters }: Carnet, { id, wish, askedAt, askedBy, expiresAt }: AskedCorrection): string =>
  `${id}  ${wish.kind.padEnd(10)} waiting ${askedAt.slice(0, 16)}Z  ${askedBy}  forgotten on ${parameters.dayOf(expiresAt)}`

/** Asks a second person for a correction, and says by what id they confirm it. */
const ask = async (
  carnet: Carnet,
  { wish, options }: { wish: CorrectionWish; options: IdentityClerk },
  terminal: Terminal,
): Promise<number> => {
  const id = await carnet.staffRooms.identities.ask(campaignClerk(carnet, options), wish)
  if (options.json) terminal.print(JSON.stringify({ asked: id }))
  else terminal.print(`Asked. Another account of the staff confirms it: carnet identity confirm ${id}`)
  return 0
}

const genders: readonly Traits['gender'][] = ['female', 'male', 'unknown']

const traitsOf = ({ birthGiven, gender: word, ...texts }: TraitOptions): Partial<Traits> => {
  const gender = genders.find((one) => one === word)
  if (word !== undefined && gender === undefined)
    throw new Problem('incorrect', 'line-gender-unknown', {
      details: { field: '--gender', allowed: genders.join(', ') },
    })
  const { birthFamily, usedFamily, birthDate, birthPlace } = texts
  return {
    ...(birthFamily === undefined ? {} : { birthFamily }),
    ...(birthGiven === undefined ? {} : { birthGiven: birthGiven.split('|') }),
    ...(usedFamily === undefined ? {} : { usedFamily }),
    ...(gender === undefined ? {} : { gender }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(birthPlace === undefined ? {} : { birthPlace }),
  }
}

/** Asks to correct who somebody is. */
export const correctIdentityCommand = async (
  carnet: Carnet,
  { person, ...options }: IdentityClerk & TraitOptions & { person: string },
  terminal: Terminal,
): Promise<number> => {
  const wish = { kind: 'traits', personId: await personNamed(carnet, person), traits: traitsOf(options) } as const
  return ask(carnet, { wish, options }, terminal)
}

/** Asks to give somebody their final number. */
export const replaceIdentifierCommand = async (
  carnet: Carnet,
  { person, ins: text, ...options }: IdentityClerk & { person: string; ins: string },
  terminal: Terminal,
): Promise<number> => {
  const ins = createInsCheck(carnet.settings.mode).read(text)
  const wish = { kind: 'identifier', personId: await personNamed(carnet, person), ins } as const
  return ask(carnet, { wish, options }, terminal)
}

/** Asks to make one person of two, or counts what that would be. */
export const mergePersonsCommand = async (
  carnet: Carnet,
  { survivor, other, dryRun, ...options }: IdentityClerk & { survivor: string; other: string; dryRun: boolean },
  terminal: Terminal,
): Promise<number> => {
  const pair = { survivorId: await personNamed(carnet, survivor), otherId: await personNamed(carnet, other) }
  if (!dryRun) return ask(carnet, { wish: { kind: 'merge', ...pair }, options }, terminal)
  const preview = await carnet.enrolment.corrections.previewMerge(campaignClerk(carnet, options), pair)
  terminal.print(JSON.stringify(preview))
  return preview.hindrance === undefined ? 0 : 6
}

/** Ids between commas. Problem `incorrect` names what is none: nothing is left out in silence. */
const documentIdsOf = (text: string): string[] => {
  const ids = text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  const wrong = ids.filter((id) => !isUuid(id))
  if (wrong.length > 0)
    throw new Problem('incorrect', 'correction-documents-unknown', { details: { documents: wrong.join(', ') } })
  return ids
}

/** Asks to hand documents over to the person they belong to, or lists what there is by depositor, day and size. */
export const splitPersonCommand = async (
  carnet: Carnet,
  given: IdentityClerk & { from: string; to: string; documents?: string; dryRun: boolean },
  terminal: Terminal,
): Promise<number> => {
  const { from, to, documents = '', dryRun, ...options } = given
  const pair = { fromId: await personNamed(carnet, from), toId: await personNamed(carnet, to) }
  if (!dryRun) {
    const wish = { kind: 'split', ...pair, documentIds: documentIdsOf(documents) } as const
    return ask(carnet, { wish, options }, terminal)
  }
  const lines = await carnet.enrolment.corrections.previewSplit(campaignClerk(carnet, options), pair.fromId)
  if (options.json) terminal.print(JSON.stringify(lines))
  else
    for (const { documentId, depositedOn, depositor, size } of lines)
      terminal.print(`${documentId}  ${depositedOn}  ${String(size).padStart(9)} B  ${depositor}`)
  return 0
}

/** Asks to take a correction back. */
export const undoCorrectionCommand = async (
  carnet: Carnet,
  { id, ...options }: IdentityClerk & { id: string },
  terminal: Terminal,
): Promise<number> => {
  if (!isUuid(id)) throw new Problem('absent', 'correction-unknown')
  return ask(carnet, { wish: { kind: 'undo', correctionId: id }, options }, terminal)
}

/** Shows what is asked, or is the second person: it is done now. */
export const confirmCorrectionCommand = async (
  carnet: Carnet,
  { id, dryRun, ...options }: IdentityClerk & { id: string; dryRun: boolean },
  terminal: Terminal,
): Promise<number> => {
  const clerk = campaignClerk(carnet, options)
  const { identities } = carnet.staffRooms
  if (dryRun) terminal.print(JSON.stringify(await identities.find(clerk, id)))
  else {
    const correction = await identities.confirm(clerk, id)
    terminal.print(options.json ? JSON.stringify(correction) : lineOf(carnet, correction))
  }
  return 0
}

const shownCorrections = 50

/** Lists what waits, and the latest corrections, newest first. */
export const listCorrectionsCommand = async (
  carnet: Carnet,
  options: IdentityClerk,
  terminal: Terminal,
): Promise<number> => {
  const waiting = await carnet.staffRooms.identities.list(campaignClerk(carnet, options))
  const corrections = await carnet.enrolment.corrections.list(shownCorrections)
  if (options.json) terminal.print(JSON.stringify({ waiting, corrections }))
  else {
    const lines = [
      ...waiting.map((wish) => waitingLine(carnet, wish)),
      ...corrections.map((correction) => lineOf(carnet, correction)),
    ]
    terminal.print(lines.length === 0 ? 'No identity was corrected yet.' : lines.join('\n'))
  }
  return 0
}
