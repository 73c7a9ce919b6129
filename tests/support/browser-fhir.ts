import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/platform/project.ts'
import type { Installation } from './installation.ts'
import { at, changed, listAt } from './json-path.ts'

/** Dominique's national identifier, key included. */
export const dominiqueIns = '279035121518989'

const testSystem = 'urn:oid:1.2.250.1.213.1.4.10'

/** What a program reads: the status, the whole text of the answer, and each document by its title. */
export interface SoftwareSight {
  status: number
  text: string
  titles: string[]
  ids: Map<string, string>
}

/** A program that holds a token of one of the cast and asks at `/fhir`, a path below it each time. */
export interface Software {
  get(path: string): Promise<{ status: number; text: string; headers: string[] }>
  listDocuments(ins?: string): Promise<SoftwareSight>
}

const kept = (headers: Headers): string[] => [...headers].filter(([name]) => name !== 'date').map(String)

/** Opens a program of one of the cast; its token is taken once, as that of a program left running, for what it says that it comes for. */
export const openSoftware = async (carnet: Installation, as: string, purpose?: string): Promise<Software> => {
  const headers = { authorization: `Bearer ${await carnet.token(as, undefined, purpose)}` }
  const get: Software['get'] = async (path) => {
    const answer = await fetch(`${carnet.fhir}/${path}`, { headers })
    return { status: answer.status, text: await answer.text(), headers: kept(answer.headers) }
  }
  return {
    get,
    listDocuments: async (ins = dominiqueIns) => {
      const query = `patient.identifier=${testSystem}|${ins}&status=current&_count=100`
      const { status, text } = await get(`DocumentReference?${query}`)
      const resources = listAt(JSON.parse(text), 'entry').map((entry) => at(entry, 'resource'))
      const titleOf = (resource: unknown): string => String(at(resource, 'content.0.attachment.title'))
      const ids = new Map(resources.map((resource) => [titleOf(resource), String(at(resource, 'id'))]))
      return { status, text, titles: resources.map(titleOf), ids }
    },
  }
}

/** A letter of the hospital: its title and number; another day of the act than the example's (YYYY-MM-DD), a label beside its own. */
export interface Letter {
  title: string
  uniqueId: string
  actOn?: string
  label?: { system: string; code: string }
  /** the number of another patient; its bytes stay those of the same one */
  patient?: string
}

/** A letter of the hospital, dated after all examples. */
export const newLetter = {
  title: 'Ordonnance du 2 novembre 2026',
  uniqueId: '2.25.4711471147114711471147114711471147',
} as const satisfies Letter

/** The bytes of a letter: the example prescription under another number, title and date. */
export const writeLetter = (letter: Letter = newLetter): Buffer => {
  const example = readFileSync(join(projectRoot, 'data/examples/prescription.xml'), 'utf8')
  return Buffer.from(
    example
      .replaceAll('2.25.306700221942470555008578586177298580884', letter.uniqueId)
      .replaceAll('2.25.250233827285359687185552073465595202243', '2.25.81547115471154711547115471154711547')
      .replaceAll('Ordonnance du 18 septembre 2026', letter.title)
      .replaceAll('<effectiveTime value="20260918101500+0200"/>', '<effectiveTime value="20261102093000+0100"/>')
      .replaceAll('20260918100000', `${(letter.actOn ?? '2026-09-18').replaceAll('-', '')}100000`),
  )
}

/** Deposits a letter, the new one unless told, as the hospital's software would (ITI-105), described like the example it is made from. */
export const depositLetter = async (
  carnet: Installation,
  letter: Letter = newLetter,
): Promise<{ status: number; text: string }> => {
  const reader = await openSoftware(carnet, 'dominique')
  const id = (await reader.listDocuments()).ids.get('Ordonnance du 18 septembre 2026')
  const { text } = await reader.get(`DocumentReference/${id}`)
  const patient = letter.patient ?? dominiqueIns
  const example = text.replaceAll(dominiqueIns, patient)
  const bytes = writeLetter(letter)
  const dated = example
    .replaceAll('2026-09-18T10:15:00+02:00', '2026-11-02T09:30:00+01:00')
    .replaceAll('2026-09-18T10:00:00', `${letter.actOn ?? '2026-09-18'}T10:00:00`)
  const body = changed(dated, {
    'masterIdentifier.value': `urn:oid:${letter.uniqueId}`,
    ...(letter.label === undefined ? {} : { 'securityLabel.0.coding.1': letter.label }),
    'meta.profile': ['https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-simplified-publish'],
    'identifier.0.value': `urn:uuid:4d6a7a52-7a5f-4b0c-9a53-${letter.uniqueId.slice(-12)}`,
    'subject.reference': `Patient?identifier=${testSystem}|${patient}`,
    'content.0.attachment.url': undefined,
    'content.0.attachment.title': letter.title,
    'content.0.attachment.size': bytes.length,
    'content.0.attachment.hash': createHash('sha1').update(bytes).digest('base64'),
    'content.0.attachment.data': bytes.toString('base64'),
  })
  const headers = { authorization: `Bearer ${await carnet.token('hospital')}`, 'content-type': 'application/fhir+json' }
  const answer = await fetch(`${carnet.fhir}/DocumentReference`, { method: 'POST', headers, body })
  return { status: answer.status, text: await answer.text() }
}
