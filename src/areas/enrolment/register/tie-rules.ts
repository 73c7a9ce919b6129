import { checkIns } from '../../identity/index.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import { fits, type ImportedPerson, type Line, type LineRules } from './line.ts'

const systemsOf = ({ ins }: LineRules): { system: string; pattern: string }[] =>
  ins.rules.systems.filter(({ use }) => use === (ins.mode === 'production' ? 'production' : 'test'))

/** The identifier that a number stands for: `system|number`, or a number alone in the first system in use whose shape it has. */
const identifierOf = (text: string, rules: LineRules): Identifier => {
  const [number = '', system] = text.split('|').reverse()
  const value = number.replaceAll(/[\s.-]/g, '').toUpperCase()
  if (system !== undefined) return { system, value }
  const systems = systemsOf(rules)
  const fitting = systems.find(({ pattern }) => fits(pattern, value)) ?? systems[0]
  return { system: fitting?.system ?? '', value }
}

/** A number of a column as an identifier, or nothing, with its fault told. */
export const readIdentifier = (
  line: Line,
  { column, text }: { column: string; text: string },
  rules: LineRules,
): Identifier | undefined => {
  const ins = identifierOf(text, rules)
  const fault = checkIns(ins, { ...rules.ins, field: column })
  if (fault === undefined) return ins
  line.flaws.push({ column, severity: 'rejected', reason: fault.reason, details: fault.details })
  return undefined
}

/** The person's own identifier; `ins_system` may be left out. */
export const readOwnIdentifier = (line: Line, rules: LineRules): Identifier | undefined => {
  const [system, number] = [line.text('ins_system'), line.text('ins')]
  if (number === '') {
    line.reject('ins', 'line-field-missing')
    return undefined
  }
  return readIdentifier(line, { column: 'ins', text: system === '' ? number : `${system}|${number}` }, rules)
}

/** The card the person is on: their own where the line names none (rules ENR-13 to ENR-15). */
export const readCard = (line: Line, ins: Identifier, rules: LineRules): ImportedPerson['card'] => {
  const text = line.text('card_number')
  const number = text === '' ? ins : readIdentifier(line, { column: 'card_number', text }, rules)
  const serial = line.text('card_serial').replaceAll(/\s/g, '')
  const wrong = serial !== '' && !fits(rules.words.cardSerialPattern, serial)
  if (wrong) line.warn('card_serial', 'line-card-serial-wrong')
  return { number: number?.value ?? '', ...(serial === '' || wrong ? {} : { serial }) }
}

const readGuardian = (line: Line, rules: LineRules): ImportedPerson['representatives'] => {
  const measure = line.text('measure').toLowerCase()
  const text = line.text('guardian_ins')
  const kind = rules.words.measures[measure]
  const allowed = Object.keys(rules.words.measures).join(', ')
  if (measure !== '' && kind === undefined) line.reject('measure', 'line-measure-unknown', { allowed })
  else if (measure === '' && text !== '') line.reject('measure', 'line-guardian-without-measure', { allowed })
  if (text === '' && measure !== '') line.warn('guardian_ins', 'line-measure-without-guardian')
  if (text === '' || kind === undefined) return []
  const ins = readIdentifier(line, { column: 'guardian_ins', text }, rules)
  return ins ? [{ ins, kind }] : []
}

const readParents = (line: Line, minor: boolean, rules: LineRules): ImportedPerson['representatives'] => {
  const texts = [...new Set(line.text('parents').split(/\s+/))].filter((text) => text !== '')
  if (texts.length === 0) return []
  // Law: Code civil 371-1. Parental authority ends at majority: parents of an adult represent nobody.
  if (!minor) {
    line.warn('parents', 'line-parents-of-adult')
    return []
  }
  const { parents: limit } = rules.words.limits
  if (texts.length > limit) line.reject('parents', 'line-parents-too-many', { limit })
  return texts.slice(0, limit).flatMap((text) => {
    const ins = readIdentifier(line, { column: 'parents', text }, rules)
    return ins ? [{ ins, kind: 'parent' as const }] : []
  })
}

/** Who acts for the person: the guardian of a measure, the parents of a minor. Nobody acts for themselves. */
export const readRepresentatives = (
  line: Line,
  { ins, minor }: { ins: Identifier; minor: boolean },
  rules: LineRules,
): ImportedPerson['representatives'] => {
  const guardians = readGuardian(line, rules)
  const parents = readParents(line, minor, rules)
  const all = [...guardians, ...parents.filter((one) => guardians.every((other) => !isSame(one.ins, other.ins)))]
  if (guardians.some((one) => isSame(one.ins, ins))) line.reject('guardian_ins', 'line-represents-itself')
  if (parents.some((one) => isSame(one.ins, ins))) line.reject('parents', 'line-represents-itself')
  return all
}

const isSame = (one: Identifier, other: Identifier): boolean => one.value === other.value && one.system === other.system
