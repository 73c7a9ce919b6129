import type { PersonView } from '../../../areas/identity/types.ts'
import { linesOf } from '../profile/search-lines.ts'
import { hl7Concept, ipsProfile, patientOf, type LinePlace, type ProfileResource } from '../profile/profile-resource.ts'
import { writeLine } from '../profile/write-line.ts'
import { writePatient } from '../write-patient.ts'
import { fillSections, type FilledSection, type SummaryGround } from './summary-parts.ts'
import { summaryTerms } from './summary-terms.ts'

const xhtml = 'http://www.w3.org/1999/xhtml'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const emptyWords = {
  fr: { said: 'Rien à déclarer, dit la personne.', unknown: 'Rien n’est écrit ici.' },
  en: { said: 'Nothing to declare, says the person.', unknown: 'Nothing is written here.' },
} as const

const narrative = ({ items: filled, saidEmpty }: FilledSection, { lang }: LinePlace): object => {
  const empty = emptyWords[lang][saidEmpty ? 'said' : 'unknown']
  const items = filled.map(({ says }) => `<li>${escaped(says)}</li>`).join('')
  const body = items === '' ? `<p>${escaped(empty)}</p>` : `<ul>${items}</ul>`
  return { status: 'generated', div: `<div xmlns="${xhtml}" lang="${lang}">${body}</div>` }
}

const writeSection = (filled: FilledSection, place: LinePlace): object => {
  const { section, items, saidEmpty } = filled
  const { baseUrl, lang } = place
  const empty = hl7Concept('list-empty-reason', saidEmpty ? 'nilknown' : 'unavailable')
  return {
    title: section[lang],
    code: { coding: [{ system: 'http://loinc.org', code: section.loinc }] },
    text: narrative(filled, place),
    ...(items.length === 0
      ? { emptyReason: empty }
      : {
          entry: items.map(({ resource: { resourceType, id } }) => ({ reference: `${baseUrl}/${resourceType}/${id}` })),
        }),
  }
}

/** Who to call stands in the person's own resource: no other of a summary takes it. */
const writePerson = (person: PersonView, { profile }: SummaryGround, place: LinePlace): ProfileResource => {
  const contact = linesOf(profile, (section) => section === 'contacts').map((line) => {
    const { relationship, telecom } = writeLine(line, place)
    return { relationship, name: { text: line.fields['what'] }, ...(telecom ? { telecom } : {}) }
  })
  return {
    ...writePatient(person),
    id: person.spaceId,
    meta: { profile: [ipsProfile('Patient')] },
    ...(contact.length === 0 ? {} : { contact }),
  }
}

/** What a summary is made of and when, under which ids. */
export interface SummaryMaking {
  person: PersonView
  ground: SummaryGround
  /** ISO instant */
  at: string
  id: string
}

const entry = ({ baseUrl }: LinePlace, resource: ProfileResource): object => ({
  fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id}`,
  resource,
})

/**
 * A patient summary that any clinic in Europe reads: a document of what this visitor may see, in the person's words and their laboratories',
 * with codes where there are some. Spec: International Patient Summary 2.0.0.
 */
export const writeSummary = ({ person, ground, at, id }: SummaryMaking, place: LinePlace): object => {
  const sections = fillSections(ground, place)
  const device: ProfileResource = {
    resourceType: 'Device',
    id,
    deviceName: [{ name: 'Carnet', type: 'user-friendly-name' }],
  }
  const composition: ProfileResource = {
    resourceType: 'Composition',
    id,
    meta: { profile: [summaryTerms.profile] },
    language: place.lang,
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: summaryTerms.type }] },
    subject: patientOf(place),
    date: at,
    author: [{ reference: `${place.baseUrl}/Device/${id}` }],
    title: summaryTerms.title[place.lang],
    section: sections.map((filled) => writeSection(filled, place)),
  }
  const resources = [
    composition,
    writePerson(person, ground, place),
    device,
    ...sections.flatMap(({ items }) => items.map(({ resource }) => resource)),
  ]
  return {
    resourceType: 'Bundle',
    id,
    meta: { profile: [summaryTerms.bundleProfile] },
    language: place.lang,
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` },
    type: 'document',
    timestamp: at,
    entry: resources.map((resource) => entry(place, resource)),
  }
}
