import { Problem } from '../../platform/problem.ts'
import type { PatchStep } from './patch-step.ts'
import type { FhirBody } from './read-resource.ts'
import { readResource } from './read-resource.ts'
import type { Parameter } from './resources.ts'
import { terms } from './terms.ts'

const malformed = (field: string): Problem => new Problem('incorrect', 'patch-malformed', { details: { field } })

/** `DocumentReference.securityLabel[1]` → `['securityLabel', '1']`; the archived extension by its address → its place. */
const readPath = (path: string): string[] => {
  const archived = `extension.where(url='${terms.extensions.isArchived}')`
  const plain = path
    .replaceAll('"', "'")
    .replace(archived, 'extension[0]')
    .replace(/^DocumentReference\.?/, '')
  return plain
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '')
}

const valueOf = (part: Parameter | undefined): unknown => {
  if (!part) return undefined
  if (part.part) return Object.fromEntries(part.part.map((each) => [choiceName(each), valueOf(each)]))
  return Object.entries(part).find(([name]) => name.startsWith('value'))?.[1]
}

// A complex value is spelled part by part; `value` with a boolean inside is the extension's `valueBoolean`.
const choiceName = (part: Parameter): string =>
  part.name === 'value' && part.valueBoolean !== undefined ? 'valueBoolean' : part.name

const kinds: Record<string, PatchStep['op']> = { add: 'add', insert: 'add', replace: 'replace', delete: 'remove' }

const readOperation = (operation: Parameter, at: number): PatchStep => {
  const field = `Parameters.parameter[${at}]`
  const part = (name: string) => operation.part?.find((each) => each.name === name)
  const type = part('type')?.valueCode ?? ''
  const path = part('path')?.valueString
  if (path === undefined || operation.name !== 'operation') throw malformed(field)
  const op = kinds[type]
  if (!op) throw new Problem('incorrect', 'update-not-allowed', { details: { field: path } })
  const steps = readPath(path)
  const name = part('name')?.valueString
  if (type === 'add') steps.push(...(name === undefined ? [] : [name, '-']))
  if (type === 'insert') steps.push(String(part('index')?.valueInteger ?? '-'))
  return { op, path: steps, value: valueOf(part('value')), field: path }
}

/** Reads a FHIRPath Patch, in JSON or XML. Spec: R4 fhirpatch. */
export const readFhirPathPatch = (body: FhirBody): PatchStep[] => {
  const { parameter } = readResource(body, 'Parameters')
  if (!parameter) throw malformed('Parameters')
  return parameter.map(readOperation)
}
