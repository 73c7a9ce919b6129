import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { foldText } from '../../platform/fold-text.ts'
import { Problem } from '../../platform/problem.ts'
import { readData } from '../../reference/data-file.ts'
import type { Language } from '../../reference/language.ts'
import type { CodeListName, Reference } from '../../reference/reference.ts'

const text = Type.String()

const valueSetLists = [
  'document-types',
  'document-classes',
  'practice-settings',
  'confidentiality-codes',
  'author-specialties',
  'healthcare-facility-types',
  'author-functions',
  'format-codes',
  'professions',
  'savoir-faire',
  'reference-id-types',
  'mes-document-categories',
] as const satisfies readonly CodeListName[]

const listName = Type.Enum([...valueSetLists])

const { version, valueSets } = readData(
  'fhir/value-sets.json',
  Type.Object({
    about: text,
    source: text,
    version: text,
    valueSets: Type.Array(
      Type.Object({
        id: listName,
        url: Type.Optional(text),
        oid: Type.Optional(text),
        fr: text,
        en: text,
        copyright: Type.Optional(text),
      }),
    ),
  }),
)

type Named = (typeof valueSets)[number]
type Concept = ReturnType<Reference['all']>[number]

/** What of a value set is wanted: codes that a text begins a word of, a page of them, in which language, with the words of the others. */
export interface Expansion {
  filter?: string
  count?: number
  offset?: number
  language: Language
  designations: boolean
}

/** The code lists as FHIR value sets: public, the same for everybody. */
export interface ValueSets {
  all(url?: string): object[]
  /** Problem `absent` for a value set that is not one of ours. */
  get(id: string): object
  expand(wanted: { id?: string; url?: string }, expansion: Expansion): object
}

const fits = (wanted: string, { code, fr, en }: Concept): boolean =>
  foldText(code).startsWith(wanted) ||
  [fr, en].some((words) => foldText(words).startsWith(wanted) || foldText(words).includes(` ${wanted}`))

const designationsOf = ({ fr, en }: Concept) => ({
  designation: [
    { language: 'fr', value: fr },
    { language: 'en', value: en },
  ],
})

const listed =
  ({ language, designations }: Pick<Expansion, 'language' | 'designations'>) =>
  (concept: Concept) => ({
    system: concept.system,
    code: concept.code,
    display: concept[language],
    ...(designations ? designationsOf(concept) : {}),
  })

const asked = ({ filter, count, offset, language, designations }: Expansion) => ({
  parameter: [
    ...(filter === undefined ? [] : [{ name: 'filter', valueString: filter }]),
    ...(count === undefined ? [] : [{ name: 'count', valueInteger: count }]),
    ...(offset === undefined ? [] : [{ name: 'offset', valueInteger: offset }]),
    { name: 'displayLanguage', valueCode: language },
    { name: 'includeDesignations', valueBoolean: designations },
  ],
})

/** Builds the value sets of data/fhir/value-sets.json over the lists of data/codes. `baseUrl` names those without a national name. */
export const createValueSets = (reference: Pick<Reference, 'all'>, baseUrl: string): ValueSets => {
  const urlOf = ({ id, url }: Named): string => url ?? `${baseUrl}/ValueSet/${id}`
  const isCalled = (named: Named, wanted: string): boolean =>
    [urlOf(named), `${baseUrl}/ValueSet/${named.id}`, `urn:oid:${named.oid}`].includes(wanted.split('|')[0] ?? '')
  const concepts = ({ id }: Named): readonly Concept[] => reference.all(id)
  const headOf = (named: Named): object => ({
    resourceType: 'ValueSet',
    id: named.id,
    url: urlOf(named),
    ...(named.oid === undefined
      ? {}
      : { identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:oid:${named.oid}` }] }),
    version,
    name: named.id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    title: named.fr,
    status: 'active',
    description: named.en,
    ...(named.copyright === undefined ? {} : { copyright: named.copyright }),
  })
  const composeOf = (named: Named): object => {
    const systems = [...new Set(concepts(named).map(({ system }) => system))]
    const include = systems.map((system) => ({
      system,
      concept: concepts(named)
        .filter((concept) => concept.system === system)
        .map((concept) => ({ code: concept.code, display: concept.fr, ...designationsOf(concept) })),
    }))
    return { compose: { include } }
  }
  const require = (named: Named | undefined): Named => {
    if (named === undefined) throw new Problem('absent', 'value-set-unknown')
    return named
  }
  return {
    all: (url) => valueSets.filter((named) => url === undefined || isCalled(named, url)).map(headOf),
    get: (id) => {
      const named = require(valueSets.find((one) => one.id === id))
      return { ...headOf(named), ...composeOf(named) }
    },
    expand: ({ id, url }, expansion) => {
      const named = require(valueSets.find((one) => (url === undefined ? one.id === id : isCalled(one, url))))
      const { filter, offset = 0, count } = expansion
      const found = concepts(named).filter((concept) => filter === undefined || fits(foldText(filter), concept))
      const page = found.slice(offset, count === undefined ? undefined : offset + count)
      const contains = page.map(listed(expansion))
      const told = { total: found.length, offset, ...asked(expansion) }
      return {
        ...headOf(named),
        expansion: { timestamp: version, ...told, ...(contains.length > 0 ? { contains } : {}) },
      }
    },
  }
}

/** A short mark of an answer, by which a cache knows that it has not changed. */
export const etagOf = (resource: object): string =>
  `W/"${createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 22)}"`
