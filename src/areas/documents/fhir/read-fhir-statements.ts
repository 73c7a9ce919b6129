import { Type } from 'typebox'
import { readData } from '../../../reference/data-file.ts'
import type { Coding } from '../../../reference/document-entry.ts'
import type { Statement } from '../../../reference/statement-entry.ts'
import { shortened } from '../cda/references.ts'
import { mostStatements } from '../cda/read-statements.ts'
import { fewAt, nodeAt, nodesAt, said, textAt, type FhirNode } from './fhir-node.ts'
import { typeOf, type FhirDocument, type Placed } from './parse-fhir-document.ts'
import { conceptWords, readCodings, type Systems } from './read-fhir-values.ts'

const schema = Type.Object({
  about: Type.String(),
  source: Type.String(),
  absentSystem: Type.String(),
  nothingKnown: Type.Array(Type.String()),
})

const words = readData('fhir/statements.json', schema)

/** That nothing is known is no allergy, illness or medicine. */
const saysNothing = (codes: readonly Coding[]): boolean =>
  codes.some(({ system, code }) => system === words.absentSystem || words.nothingKnown.includes(code))

/** What an entry is about and when; each type has its own names for them. */
interface Told {
  concept: FhirNode | undefined
  since?: string | undefined
  until?: string | undefined
}

/** What begins and ends somewhere: an instant, a period, or neither. */
const timesOf = (node: FhirNode, name: string): Pick<Told, 'since' | 'until'> => {
  const period = nodeAt(node, `${name}Period`)
  return { since: textAt(node, `${name}DateTime`) ?? textAt(period, 'start'), until: textAt(period, 'end') }
}

const noteOf = (node: FhirNode): string | undefined => {
  const [note] = fewAt(node, 'note')
  const text = textAt(note, 'text')
  return text && shortened(text)
}

/** Reads one document: what each entry says, in the shape that documents of every kind give. */
class StatementsReader {
  private readonly document: FhirDocument
  private readonly systems: Systems

  constructor(document: FhirDocument, systems: Systems) {
    this.document = document
    this.systems = systems
  }

  read(placed: Placed): Statement[] {
    const { resource } = placed
    if (this.isMistake(resource)) return []
    switch (typeOf(placed)) {
      case 'AllergyIntolerance':
        return this.allergy(resource)
      case 'Condition':
        return this.condition(resource)
      case 'MedicationStatement':
        return this.treatment(placed, timesOf(resource, 'effective'))
      case 'MedicationRequest':
        return this.treatment(placed, { since: textAt(resource, 'authoredOn') })
      case 'Immunization':
        return this.vaccination(resource)
      default:
        return []
    }
  }

  private codeAt(node: FhirNode, name: string): string | undefined {
    return readCodings(this.systems, nodeAt(node, name))[0]?.code
  }

  /** Said and taken back. */
  private isMistake(node: FhirNode): boolean {
    return [textAt(node, 'status'), this.codeAt(node, 'verificationStatus')].includes('entered-in-error')
  }

  private stated(section: Statement['section'], node: FhirNode, { concept, since, until }: Told): Statement[] {
    const codes = readCodings(this.systems, concept)
    const label = conceptWords(concept)
    if (label === undefined || saysNothing(codes)) return []
    const comment = noteOf(node)
    return [{ section, codes, label, ...said('since', since), ...said('until', until), ...said('comment', comment) }]
  }

  private allergy(node: FhirNode): Statement[] {
    const { since } = timesOf(node, 'onset')
    const isRefuted = this.codeAt(node, 'verificationStatus') === 'refuted'
    const status = this.codeAt(node, 'clinicalStatus')
    const reactions = fewAt(node, 'reaction')
      .flatMap((reaction) => fewAt(reaction, 'manifestation'))
      .flatMap((one) => readCodings(this.systems, one)[0] ?? [])
    return this.stated('allergies', node, { concept: nodeAt(node, 'code'), since }).map((statement) => ({
      ...statement,
      ...said('status', status === 'inactive' || status === 'resolved' ? 'aborted' : status),
      ...(isRefuted ? { negated: true } : {}),
      ...(reactions.length === 0 ? {} : { reactions }),
    }))
  }

  private condition(node: FhirNode): Statement[] {
    const [onset, abatement] = [timesOf(node, 'onset'), timesOf(node, 'abatement')]
    const isRefuted = this.codeAt(node, 'verificationStatus') === 'refuted'
    const until = abatement.since ?? onset.until
    return this.stated('conditions', node, { concept: nodeAt(node, 'code'), since: onset.since, until }).map(
      (statement) => ({
        ...statement,
        ...said('status', this.codeAt(node, 'clinicalStatus')),
        ...(isRefuted ? { negated: true } : {}),
      }),
    )
  }

  /** Spec: R4 medication[x]: said here, or told apart by a Medication of the document. */
  private treatment(placed: Placed, times: Pick<Told, 'since' | 'until'>): Statement[] {
    const { resource } = placed
    const medication = this.document.find(nodeAt(resource, 'medicationReference'), placed)?.resource
    const concept = nodeAt(resource, 'medicationCodeableConcept') ?? nodeAt(medication, 'code')
    const [dosage] = [...fewAt(resource, 'dosage'), ...fewAt(resource, 'dosageInstruction')]
    const [route] = readCodings(this.systems, nodeAt(dosage, 'route'))
    const taken = textAt(dosage, 'text')
    return this.stated('treatments', resource, { concept, ...times }).map((statement) => ({
      ...statement,
      ...said('status', textAt(resource, 'status')),
      ...said('dosage', taken && shortened(taken)),
      ...said('route', route),
    }))
  }

  private vaccination(node: FhirNode): Statement[] {
    const [applied] = fewAt(node, 'protocolApplied')
    const rank = textAt(applied, 'doseNumberPositiveInt') ?? textAt(applied, 'doseNumberString')
    const [route] = readCodings(this.systems, nodeAt(node, 'route'))
    const [site] = readCodings(this.systems, nodeAt(node, 'site'))
    const lot = textAt(node, 'lotNumber')
    const { since } = timesOf(node, 'occurrence')
    const isNotDone = textAt(node, 'status') === 'not-done'
    return this.stated('vaccinations', node, { concept: nodeAt(node, 'vaccineCode'), since }).map((statement) => ({
      ...statement,
      ...said('status', textAt(node, 'status')),
      ...(isNotDone ? { negated: true } : {}),
      ...said('route', route),
      ...said('site', site),
      ...said('lot', lot && shortened(lot)),
      ...said('rank', rank && shortened(rank)),
    }))
  }
}

const entriesOf = (document: FhirDocument, section: FhirNode): Placed[] => [
  ...nodesAt(section, 'entry').flatMap((reference) => document.find(reference, document.composition) ?? []),
  ...nodesAt(section, 'section').flatMap((inner) => entriesOf(document, inner)),
]

/**
 * What a FHIR document says of a person's health as data: the allergies, conditions, treatments and vaccinations that its chapters name, each once. That
 * nothing is known of them is none. Spec: IPS 2.0.0; R4 AllergyIntolerance, Condition, MedicationStatement, MedicationRequest, Immunization.
 */
export const readFhirStatements = (document: FhirDocument, systems: Systems): Statement[] => {
  const named = new Set(nodesAt(document.composition.resource, 'section').flatMap((one) => entriesOf(document, one)))
  const reader = new StatementsReader(document, systems)
  return [...named].flatMap((placed) => reader.read(placed)).slice(0, mostStatements)
}
