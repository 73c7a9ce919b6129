import type { Answer, Caller } from './caller.ts'

const archived = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived'
const visibility =
  'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument'

/** A metadata update by JSON Patch, as the document's author sends one. */
export const patch = (
  call: Caller,
  as: string,
  { id, steps }: { id: string; steps: readonly object[] },
): Promise<Answer> =>
  call(as, `DocumentReference/${id}`, {
    method: 'PATCH',
    contentType: 'application/json-patch+json',
    body: JSON.stringify(steps),
  })

/** Puts a document among the archived ones. */
export const archiving = [{ op: 'add', path: '/extension/-', value: { url: archived, valueBoolean: true } }]

/** Hides a document from professionals. */
export const hiding = [
  { op: 'add', path: '/securityLabel/-', value: { coding: [{ system: visibility, code: 'MASQUE_PS' }] } },
]
