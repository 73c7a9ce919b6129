import type { Visitor } from '../../access/types.ts'
import type { Approved, Correction } from '../../areas/enrolment/index.ts'
import { displayName, type Traits } from '../../areas/identity/index.ts'
import type { ApprovalOptions, TraitOptions } from '../../edge/cli/identity-program.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Terminal } from '../../platform/terminal.ts'
import { loadCast } from '../../reference/load-cast.ts'
import type { Carnet } from '../../startup.ts'
import { createInsCheck } from '../ins-check.ts'
import { requireDemonstration } from './require-demonstration.ts'

const staffNamed = (name: string, field: string): Visitor => {
  const { staff } = loadCast()
  const found = staff.find((one) => one.name === name)
  if (found === undefined) {
    const names = staff.map((one) => one.name).join(', ')
    throw new Problem('incorrect', 'cast-name-unknown', { details: { field, names } })
  }
  const { given, family, roles } = found
  return {
    actor: { kind: 'staff', id: name, name: displayName(given, family), roles },
    authLevel: 'substantial',
    origin: { channel: 'cli' },
  }
}

/** Who asks and who confirms. In production both come from the console; here they are of the cast. */
const approvalOf = ({ settings }: Carnet, { as, confirmedAs }: ApprovalOptions): Approved => {
  requireDemonstration(settings)
  return { asked: staffNamed(as, '--as'), confirmed: staffNamed(confirmedAs, '--confirmed-as') }
}

const personNamed = async ({ settings, register }: Carnet, text: string): Promise<string> => {
  if (isUuid(text)) return text
  const person = await register.findPersonByIns(createInsCheck(settings.mode).read(text))
  if (person === undefined) throw new Problem('absent', 'enrolment-person-unknown')
  return person.id
}

const lineOf = ({ id, kind, state, at, reversibleUntil, askedBy, confirmedBy }: Correction): string =>
  `${id}  ${kind.padEnd(10)} ${state.padEnd(7)} ${at.slice(0, 16)}Z  ${askedBy} + ${confirmedBy}  reversible until ${reversibleUntil.slice(0, 10)}`

const tell = (terminal: Terminal, json: boolean, correction: Correction): number => {
  terminal.print(json ? JSON.stringify(correction) : lineOf(correction))
  return 0
}

const genders: readonly Traits['gender'][] = ['female', 'male', 'unknown']

const changed = (before: Traits, options: TraitOptions): Traits => {
  const gender = genders.find((one) => one === options.gender)
  if (options.gender !== undefined && gender === undefined)
    throw new Problem('incorrect', 'line-gender-unknown', {
      details: { field: '--gender', allowed: genders.join(', ') },
    })
  return {
    ...before,
    ...(options.birthFamily ? { birthFamily: options.birthFamily } : {}),
    ...(options.birthGiven ? { birthGiven: options.birthGiven.split('|') } : {}),
    ...(options.usedFamily ? { usedFamily: options.usedFamily } : {}),
    ...(gender ? { gender } : {}),
    ...(options.birthDate ? { birthDate: options.birthDate } : {}),
    ...(options.birthPlace ? { birthPlace: options.birthPlace } : {}),
  }
}

/** Corrects who somebody is. */
export const correctIdentityCommand = async (
  carnet: Carnet,
  { person, ...options }: ApprovalOptions & TraitOptions & { person: string },
  terminal: Terminal,
): Promise<number> => {
  const approved = approvalOf(carnet, options)
  const personId = await personNamed(carnet, person)
  const found = await carnet.register.findPerson(personId)
  if (found === undefined) throw new Problem('absent', 'enrolment-person-unknown')
  const { traits } = await carnet.register.openPerson(found)
  const change = { personId, traits: changed(traits, options) }
  return tell(terminal, options.json, await carnet.enrolment.corrections.correctTraits(approved, change))
}

/** Gives somebody their final number. */
export const replaceIdentifierCommand = async (
  carnet: Carnet,
  { person, ins, ...options }: ApprovalOptions & { person: string; ins: string },
  terminal: Terminal,
): Promise<number> => {
  const approved = approvalOf(carnet, options)
  const change = { personId: await personNamed(carnet, person), ins: createInsCheck(carnet.settings.mode).read(ins) }
  return tell(terminal, options.json, await carnet.enrolment.corrections.replaceIdentifier(approved, change))
}

/** Makes one person of two, or counts what that would be. */
export const mergePersonsCommand = async (
  carnet: Carnet,
  { survivor, other, dryRun, ...options }: ApprovalOptions & { survivor: string; other: string; dryRun: boolean },
  terminal: Terminal,
): Promise<number> => {
  const approved = approvalOf(carnet, options)
  const { corrections } = carnet.enrolment
  const pair = { survivorId: await personNamed(carnet, survivor), otherId: await personNamed(carnet, other) }
  if (!dryRun) return tell(terminal, options.json, await corrections.merge(approved, pair))
  const preview = await corrections.previewMerge(approved.asked, pair)
  terminal.print(JSON.stringify(preview))
  return preview.hindrance === undefined ? 0 : 6
}

/** Hands documents over to the person they belong to, or lists what there is by depositor, day and size. */
export const splitPersonCommand = async (
  carnet: Carnet,
  given: ApprovalOptions & { from: string; to: string; documents?: string; dryRun: boolean },
  terminal: Terminal,
): Promise<number> => {
  const { from, to, documents = '', dryRun, ...options } = given
  const approved = approvalOf(carnet, options)
  const { corrections } = carnet.enrolment
  const pair = { fromId: await personNamed(carnet, from), toId: await personNamed(carnet, to) }
  if (!dryRun) {
    const documentIds = documents.split(',').filter(isUuid)
    return tell(terminal, options.json, await corrections.split(approved, { ...pair, documentIds }))
  }
  const lines = await corrections.previewSplit(approved.asked, pair.fromId)
  if (options.json) terminal.print(JSON.stringify(lines))
  else
    for (const { documentId, depositedOn, depositor, size } of lines)
      terminal.print(`${documentId}  ${depositedOn}  ${String(size).padStart(9)} B  ${depositor}`)
  return 0
}

/** Takes a correction back. */
export const undoCorrectionCommand = async (
  carnet: Carnet,
  { id, ...options }: ApprovalOptions & { id: string },
  terminal: Terminal,
): Promise<number> => {
  const approved = approvalOf(carnet, options)
  if (!isUuid(id)) throw new Problem('absent', 'correction-unknown')
  return tell(terminal, options.json, await carnet.enrolment.corrections.undo(approved, id))
}

const shownCorrections = 50

/** Lists the latest corrections, newest first. */
export const listCorrectionsCommand = async (carnet: Carnet, json: boolean, terminal: Terminal): Promise<number> => {
  const corrections = await carnet.enrolment.corrections.list(shownCorrections)
  if (json) terminal.print(JSON.stringify(corrections))
  else if (corrections.length === 0) terminal.print('No identity was corrected yet.')
  else for (const correction of corrections) terminal.print(lineOf(correction))
  return 0
}
