import { foldText } from '../../../platform/fold-text.ts'

/** The names of a person, as their record has them. */
export interface KnownNames {
  /** of birth and in use */
  family: readonly string[]
  given: readonly string[]
}

/** What comparing the names in a text with those of a record found. `none`: the text names no patient that could be read. */
export type NameFinding = { kind: 'same' } | { kind: 'none' } | { kind: 'other'; name: string }

/** A name in a text, and whether it stands where only the patient's does. */
interface Named {
  words: string[]
  labelled: boolean
}

/** Where a text says whom it is about: a label, or a civil title. */
const label =
  /(?<!\p{L})(?:nom(?: de naissance| de famille| d['’]usage| utilisé| du patient| de la patiente| et prénoms?|,? prénoms?)?|patiente?|patient\(e\)|concerne|identité)\s*:\s*/giu
const title = /(?<![\p{L}'’])(?:Madame|Monsieur|Mademoiselle|Mme|Mlle|M\.|MADAME|MONSIEUR|MME|MLLE)\s+(?=\p{Lu})/gu
/** Before a label or a title: the name of somebody who writes or is written to. */
const notPatient =
  /(?:médecin|prescripteur|praticien|docteur|dr\.?|correspondant|destinataire|cher|chère|établissement|laboratoire|biologiste|pharmacien|infirmi[eè]re?|signataire|accompagnée? (?:de|par)|contact|confiance)\s*:?\s*$/iu

/** Words with a capital that are no name: the next field, a civil title, whoever writes. */
const noNames = new Set(
  'prenom prenoms nom ne nee date naissance sexe dossier ipp ins nir adresse age le la les du des docteur dr pr professeur medecin service consultation patient patiente concerne madame monsieur mme mlle mademoiselle m tel telephone chambre sejour hospitalisation compte cr objet cher chere vu vue identite usage utilise famille homme femme'.split(
    ' ',
  ),
)
/** Small words inside a name. */
const particles = new Set([
  'de',
  'du',
  'des',
  'la',
  'le',
  'van',
  'von',
  'der',
  'den',
  'el',
  'al',
  'ben',
  'bin',
  'da',
  'dos',
  'd',
])
const mostWords = 6

const partsOf = (text: string): string[] =>
  foldText(text)
    .split(/[^\p{L}]+/u)
    .filter((part) => part !== '')

const lowest = (word: string): string => partsOf(word)[0] ?? ''

/** The words of a name at the beginning of a text: until the end of the line, the next field, a figure, a sign or a small word. */
const readName = (text: string): string[] => {
  const words: string[] = []
  for (const [, before = '', word = ''] of text.matchAll(/([^\p{L}]*)(\p{L}[\p{L}'’.-]*)/gu)) {
    const isApart = words.length > 0 && !/^(?:[^\S\n]*,?[^\S\n]*|\p{Pd})$/u.test(before)
    const isParticle = particles.has(lowest(word)) && !/^\p{Lu}\p{Ll}/u.test(word)
    if (isApart || (noNames.has(lowest(word)) && !isParticle)) break
    if (!isParticle && !/^\p{Lu}/u.test(word)) break
    words.push(word.replace(/[.'’-]+$/u, ''))
    if (word.endsWith('.') && word.length > 2) break
    if (words.length === mostWords) break
  }
  while (particles.has(lowest(words.at(-1) ?? '-'))) words.pop()
  return words
}

/** A label of the family name alone is followed by one for the given names. */
const givenAfter = (text: string): string[] => {
  const found = /^[^]{0,80}?(?<!\p{L})prénoms?(?: de naissance| utilisé)?\s*:\s*/iu.exec(text)
  return found === null ? [] : readName(text.slice(found[0].length, found[0].length + 80))
}

const named = (text: string, pattern: RegExp, labelled: boolean): Named[] =>
  [...text.matchAll(pattern)].flatMap((found) => {
    if (notPatient.test(text.slice(Math.max(0, found.index - 40), found.index))) return []
    const after = text.slice(found.index + found[0].length, found.index + found[0].length + 160)
    // « Patient : Madame … »
    const own = after.replace(/^(?:Madame|Monsieur|Mademoiselle|Mme|Mlle|M\.)\s+/iu, '')
    const words = readName(own)
    return words.length === 0 ? [] : [{ words: labelled ? [...words, ...givenAfter(own)] : words, labelled }]
  })

const hasAll = (parts: ReadonlySet<string>, wanted: readonly string[]): boolean =>
  wanted.length > 0 && wanted.every((part) => parts.has(part))

/** An initial stands for a given name: `M. J. Martin`. */
const isGiven = (part: string, given: ReadonlySet<string>): boolean =>
  given.has(part) || (part.length === 1 && [...given].some((one) => one.startsWith(part)))

/** Whether a name in a text can be the person's: a whole family name of theirs, and no given name that is nobody's of theirs alone. */
const canBe = ({ words }: Named, { family, given }: KnownNames): boolean => {
  const parts = new Set(words.flatMap(partsOf))
  const families = family.map(partsOf)
  const ownFamily = new Set(families.flat())
  const ownGiven = new Set(given.flatMap(partsOf))
  const rest = [...parts].filter((part) => !ownFamily.has(part) && !particles.has(part))
  const isNamed = rest.some((part) => isGiven(part, ownGiven)) || [...parts].some((part) => ownGiven.has(part))
  const isWhole = families.some((one) => hasAll(parts, one))
  // half of a double name, with the given name, is how many are called
  const isHalf = isNamed && [...parts].some((part) => part.length > 2 && ownFamily.has(part))
  return (isWhole || isHalf) && (rest.length === 0 || isNamed)
}

/**
 * Compares the names of patients in a text with those of a record. What stands behind a label decides; civil titles only where no label names
 * anybody. `author` writes the text: their own name is no patient's.
 */
export const compareNames = (text: string, record: KnownNames, author: KnownNames): NameFinding => {
  const composed = text.normalize('NFC')
  const titled = named(composed, title, false).filter((one) => !canBe(one, author) || canBe(one, record))
  const labelled = named(composed, label, true)
  const found = labelled.length > 0 ? labelled : titled
  const [first] = found
  if (first === undefined) return { kind: 'none' }
  if (found.some((one) => canBe(one, record))) return { kind: 'same' }
  return { kind: 'other', name: first.words.join(' ').slice(0, 80) }
}
