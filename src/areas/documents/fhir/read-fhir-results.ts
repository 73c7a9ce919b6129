import type { EarlierResult, LaboratoryResult, Specimen } from '../../../reference/result-entry.ts'
import { shortened } from '../cda/references.ts'
import { fewAt, nodeAt, nodesAt, said, textAt, type FhirNode } from './fhir-node.ts'
import { laboratoryWords, wordIn } from './laboratory-words.ts'
import { typeOf, type FhirDocument, type Placed } from './parse-fhir-document.ts'
import { conceptWords, readCodings, readRanges, readValues, type Systems } from './read-fhir-values.ts'

/** More lines than any laboratory writes are the work of somebody else: the first ones are read. */
const mostResults = 2_000
const deepestHeading = 4
const deepestGroup = 30
const mostEarlier = 10

/** What stands around a result: chapters, the group it belongs to, the micro-organism it is about. */
type Around = Pick<LaboratoryResult, 'headings' | 'panel' | 'isolate'>

const sequel = 'http://hl7.org/fhir/StructureDefinition/observation-sequelTo'

const timeOf = (node: FhirNode): { at?: string } => {
  const period = nodeAt(node, 'effectivePeriod')
  const at = textAt(node, 'effectiveDateTime') ?? textAt(node, 'effectiveInstant')
  return said('at', at ?? textAt(period, 'end') ?? textAt(period, 'start'))
}

const wordsOfCode = (node: FhirNode): string | undefined => conceptWords(nodeAt(node, 'code'))

/** Reads a document once: an Observation that several resources name gives one result. */
class ResultsReader {
  private readonly document: FhirDocument
  private readonly systems: Systems
  /** where the lines of an Observation begin */
  private readonly read = new Map<FhirNode, number>()
  /** the reports of this round */
  private readonly reports = new Set<FhirNode>()
  private readonly members: ReadonlySet<FhirNode>
  private readonly own: ReadonlySet<string>
  private readonly results: LaboratoryResult[] = []

  constructor(document: FhirDocument, systems: Systems) {
    this.document = document
    this.systems = systems
    const { composition } = document
    this.own = new Set(['author', 'custodian'].flatMap((name) => this.laboratoriesOf(composition, name)))
    this.members = new Set(document.resources.flatMap((one) => this.membersOf(one)).map(({ resource }) => resource))
  }

  /** Groups before what stands in them, wherever the document names it first; then what only a circle of groups names. */
  all(): LaboratoryResult[] {
    const reports = this.document.resources.filter((one) => typeOf(one) === 'DiagnosticReport')
    for (const onlyHeads of [true, false]) {
      this.reports.clear()
      this.readSections(this.document.composition.resource, [], onlyHeads)
      for (const report of reports) this.readReport(report, [], onlyHeads)
    }
    for (const report of reports) this.noteConclusion(report)
    return this.results.slice(0, mostResults)
  }

  private linked(from: Placed, name: string): Placed[] {
    return this.found(nodesAt(from.resource, name), from)
  }

  private found(references: readonly FhirNode[], from: Placed): Placed[] {
    return references.flatMap((reference) => this.document.find(reference, from) ?? [])
  }

  private membersOf(placed: Placed): Placed[] {
    if (typeOf(placed) !== 'Observation') return []
    return this.linked(placed, 'hasMember').filter((one) => typeOf(one) === 'Observation')
  }

  private readSections(parent: FhirNode, above: readonly string[], onlyHeads: boolean): void {
    for (const section of nodesAt(parent, 'section')) {
      const title = textAt(section, 'title') ?? wordsOfCode(section)
      const headings = [...above, title === undefined ? '' : shortened(title)]
      for (const reference of nodesAt(section, 'entry')) {
        const placed = this.document.find(reference, this.document.composition)
        if (placed !== undefined) this.readEntry(placed, headings, onlyHeads)
      }
      this.readSections(section, headings, onlyHeads)
    }
  }

  private readEntry(placed: Placed, above: readonly string[], onlyHeads: boolean): void {
    if (typeOf(placed) === 'DiagnosticReport') return this.readReport(placed, above, onlyHeads)
    if (typeOf(placed) !== 'Observation' || (onlyHeads && this.members.has(placed.resource))) return
    this.readObservation(placed, { headings: above.filter((title) => title !== '').slice(-deepestHeading) }, 0)
  }

  private readReport(report: Placed, above: readonly string[], onlyHeads: boolean): void {
    if (this.reports.has(report.resource)) return
    this.reports.add(report.resource)
    for (const result of this.linked(report, 'result')) this.readEntry(result, above, onlyHeads)
  }

  /** Said of a whole report: told by the first line that is its own. */
  private noteConclusion(report: Placed): void {
    const conclusion = textAt(report.resource, 'conclusion')
    const [start] = this.linked(report, 'result').flatMap(({ resource }) => this.read.get(resource) ?? [])
    const first = start === undefined ? undefined : this.results[start]
    if (first !== undefined && conclusion !== undefined) first.remarks.push(shortened(conclusion))
  }

  private readObservation(placed: Placed, around: Around, depth: number): void {
    const { resource } = placed
    if (this.read.has(resource) || this.results.length >= mostResults || depth > deepestGroup) return
    this.read.set(resource, this.results.length)
    const [members, components] = [this.membersOf(placed), nodesAt(resource, 'component').slice(0, mostResults)]
    const own = this.resultOf(placed, resource, around)
    const isOnlyGroup = own.values.length === 0 && own.status === 'final' && members.length + components.length > 0
    if (!isOnlyGroup) this.results.push(own)
    const inside = { ...around, ...said('panel', own.label), ...this.isolateOf(own) }
    for (const component of components) this.results.push(this.resultOf(placed, component, inside))
    for (const member of members) this.readObservation(member, inside, depth + 1)
  }

  private isolateOf({ codes, values }: LaboratoryResult): Pick<Around, 'isolate'> {
    const [value] = values
    const names = codes.some(({ code }) => laboratoryWords.identifying.includes(code))
    return names && value?.kind === 'coded' ? said('isolate', value.text) : {}
  }

  /** `node` is the Observation itself or one of its components, which has the rest from it. */
  private resultOf(placed: Placed, node: FhirNode, around: Around): LaboratoryResult {
    const { resource } = placed
    const isWhole = node === resource
    return {
      ...around,
      codes: readCodings(this.systems, nodeAt(node, 'code')),
      ...said('label', wordsOfCode(node)),
      status: wordIn(laboratoryWords.statuses, textAt(resource, 'status')) ?? 'final',
      ...timeOf(resource),
      values: readValues(this.systems, node),
      interpretations: nodesAt(node, 'interpretation').flatMap((one) => readCodings(this.systems, one)),
      ranges: readRanges(this.systems, node),
      ...said('method', conceptWords(nodeAt(resource, 'method'))),
      ...said('specimen', this.specimenOf(placed)),
      ...said('laboratory', this.laboratoryOf(placed)),
      comments: isWhole ? nodesAt(resource, 'note').flatMap((note) => this.wordsOf(note)) : [],
      remarks: [],
      earlier: isWhole ? this.earlierOf(placed) : [],
      source: placed.address,
    }
  }

  private wordsOf(note: FhirNode): string[] {
    const text = textAt(note, 'text')
    return text === undefined ? [] : [shortened(text)]
  }

  private specimenOf(placed: Placed): Specimen | undefined {
    const found = this.document.find(nodeAt(placed.resource, 'specimen'), placed)
    if (found === undefined || typeOf(found) !== 'Specimen') return undefined
    const [kind] = readCodings(this.systems, nodeAt(found.resource, 'type'))
    const collection = nodeAt(found.resource, 'collection')
    const period = nodeAt(collection, 'collectedPeriod')
    const collectedAt = textAt(collection, 'collectedDateTime') ?? textAt(period, 'end') ?? textAt(period, 'start')
    return { ...said('kind', kind), ...said('collectedAt', collectedAt) }
  }

  private laboratoriesOf(from: Placed, name: string): string[] {
    const one = nodeAt(from.resource, name)
    const named =
      one === undefined ? this.found(fewAt(from.resource, name), from) : (this.document.find(one, from) ?? [])
    return [named].flat().flatMap((party) => {
      const found =
        typeOf(party) === 'Organization' ? party : this.document.find(nodeAt(party.resource, 'organization'), party)
      const written =
        found !== undefined && typeOf(found) === 'Organization' ? textAt(found.resource, 'name') : undefined
      return written === undefined ? [] : [shortened(written)]
    })
  }

  /** Who made it, where that is another laboratory than the author's. */
  private laboratoryOf(placed: Placed): string | undefined {
    const [name] = this.laboratoriesOf(placed, 'performer')
    return name !== undefined && this.own.has(name) ? undefined : name
  }

  /** Spec: R4 observation-sequelTo: the values that this one follows. */
  private earlierOf(placed: Placed): EarlierResult[] {
    return nodesAt(placed.resource, 'extension')
      .filter((extension) => textAt(extension, 'url') === sequel)
      .flatMap((extension) => this.document.find(nodeAt(extension, 'valueReference'), placed) ?? [])
      .filter((one) => typeOf(one) === 'Observation')
      .slice(0, mostEarlier)
      .map(({ resource }) => ({
        codes: readCodings(this.systems, nodeAt(resource, 'code')),
        ...timeOf(resource),
        values: readValues(this.systems, resource),
      }))
  }
}

/**
 * The laboratory results of a FHIR document, in its order: those that its sections and its reports name, with the members of their groups
 * and their components. Spec: HL7 Europe Laboratory Report (interop.md); R4 DiagnosticReport, Observation.
 */
export const readFhirResults = (document: FhirDocument, systems: Systems): LaboratoryResult[] =>
  new ResultsReader(document, systems).all()
