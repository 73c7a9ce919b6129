import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDataType, OperationOutcomeError, validateResource } from '@medplum/core'
import { corpusPath } from './corpus.ts'
import { at, listAt } from './json-path.ts'

const folder = 'hl7-ips/definitions'

type Definition = Parameters<typeof loadDataType>[0]
type Resource = Parameters<typeof validateResource>[0]

const isDefinition = (value: unknown): value is Definition => at(value, 'resourceType') === 'StructureDefinition'
const isResource = (value: unknown): value is Resource => typeof at(value, 'resourceType') === 'string'

const readDefinitions = (): Definition[] =>
  readdirSync(corpusPath(folder))
    .filter((name) => name.startsWith('StructureDefinition-') && name.endsWith('-uv-ips.json'))
    // the oracle reads no slices by profile: what they say is checked below
    .filter((name) => !/-(Bundle|DiagnosticReport)-/.test(name))
    .map((name): unknown => {
      const text = readFileSync(join(corpusPath(folder), name), 'utf8')
      // it takes targets with a version for other targets
      return JSON.parse(text.replaceAll(/(StructureDefinition\/[\w-]+)\|[\d.]+/g, '$1'))
    })
    .filter(isDefinition)

const textOf = (issue: { code: string; details?: { text?: string } }): string => issue.details?.text ?? issue.code

/** Opens the oracle: the definitions of the International Patient Summary, in the hands of somebody else's validator. */
export const openIpsOracle = (): ((resource: unknown) => string[]) => {
  const definitions = readDefinitions()
  for (const one of definitions) {
    if (one.kind !== 'resource') continue
    loadDataType({ ...one, url: `http://hl7.org/fhir/StructureDefinition/${one.type}`, name: one.type })
  }
  return (given) => {
    // it knows references by their type alone, and takes an address for one
    const resource: unknown = JSON.parse(
      JSON.stringify(given).replaceAll(/"reference":"https?:[^"]*\/(\w+\/[^"/]+)"/g, '"reference":"$1"'),
    )
    const profile = definitions.find(({ url }) => url === at(resource, 'meta.profile.0'))
    if (!isResource(resource) || profile === undefined) return []
    try {
      return validateResource(resource, { profile }).map(textOf)
    } catch (error) {
      if (!(error instanceof OperationOutcomeError)) throw error
      // it finds no section by its code, in the official examples neither: `bundleFaults` does
      return error.outcome.issue.map(textOf).filter((text: string) => !text.includes("provided for slice 'section"))
    }
  }
}

const required = ['11450-4', '48765-2', '10160-0']

/** What Composition-uv-ips asks of its sections: the required ones, none twice, each with words and either entries or why there are none. */
const sectionFaults = (composition: unknown): string[] => {
  const sections = listAt(composition, 'section')
  const codes = sections.map((section) => String(at(section, 'code.coding.0.code')))
  const empty = sections.filter(
    (section) => listAt(section, 'entry').length === 0 && at(section, 'emptyReason.coding.0.code') === undefined,
  )
  const mute = sections.filter(
    (section) => !/<(li|p)>[^<]/.test(String(at(section, 'text.div'))) || !at(section, 'title'),
  )
  return [
    ...required.filter((code) => !codes.includes(code)).map((code) => `no section ${code}`),
    ...(new Set(codes).size === codes.length ? [] : ['a section twice']),
    ...empty.map((section) => `${String(at(section, 'title'))}: neither entries nor why`),
    ...mute.map((section) => `${String(at(section, 'title'))}: without words`),
  ]
}

/** What Bundle-uv-ips asks beside its parts: a document with an identifier and a time, the Composition first, one person, every reference found. */
export const bundleFaults = (bundle: unknown): string[] => {
  const entries = listAt(bundle, 'entry')
  const types = entries.map((entry) => at(entry, 'resource.resourceType'))
  const urls = new Set(entries.map((entry) => at(entry, 'fullUrl')))
  const referred = JSON.stringify(listAt(entries[0], 'resource.section')).matchAll(/"reference":"([^"]+)"/g)
  const subject = at(entries[0], 'resource.subject.reference')
  const lost = [subject, ...[...referred].map(([, url]) => url)].filter((url) => !urls.has(url))
  return [
    ...(at(bundle, 'type') === 'document' ? [] : ['no document']),
    ...(at(bundle, 'identifier.value') === undefined ? ['no identifier'] : []),
    ...(at(bundle, 'timestamp') === undefined ? ['no timestamp'] : []),
    ...(types[0] === 'Composition' ? [] : ['no composition first']),
    ...(types.filter((type) => type === 'Composition').length === 1 ? [] : ['another composition']),
    ...(types.filter((type) => type === 'Patient').length === 1 ? [] : ['not one patient']),
    ...(urls.size === entries.length && !urls.has(undefined) ? [] : ['an entry without an address of its own']),
    ...sectionFaults(at(entries[0], 'resource')),
    ...lost.map((url) => `nothing at ${String(url)}`),
  ]
}
