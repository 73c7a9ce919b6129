import type { Actor } from '../../access/types.ts'
import { Problem } from '../../platform/problem.ts'

/** A scope of SMART v2: `context/Type.letters`, letters of `cruds` in that order; `query` narrows a search. */
export interface Scope {
  context: 'patient' | 'user' | 'system'
  type: string
  letters: string
  query?: string
}

/** One interaction that a scope may permit: create, read, update, delete, search. */
export type ScopeLetter = 'c' | 'r' | 'u' | 'd' | 's'

const scopeShape = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]{0,63})\.(c?r?u?d?s?|read|write|\*)(?:\?(.{1,200}))?$/
const oldLetters: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' }
const contexts = {
  holder: 'patient',
  representative: 'patient',
  professional: 'user',
  app: 'patient',
  software: 'system',
  staff: 'system',
  system: 'system',
} as const

const isContext = (text: string | undefined): text is Scope['context'] =>
  text === 'patient' || text === 'user' || text === 'system'

/**
 * Reads one scope, of SMART v2 or v1 (`.read` is `rs`, `.write` is `cud`, `.*` is `cruds`). Nothing for what is not exactly one:
 * letters out of order are refused, never guessed. Spec: SMART App Launch 2.2, scopes.
 */
export const parseScope = (text: string): Scope | undefined => {
  const [, context, type = '', written = '', query] = scopeShape.exec(text) ?? []
  const letters = oldLetters[written] ?? written
  if (!isContext(context) || letters === '') return undefined
  return { context, type, letters, ...(query === undefined ? {} : { query }) }
}

/** The word before the slash that an actor's scopes must have. */
export const scopeContextOf = (actor: Actor): Scope['context'] => contexts[actor.kind]

/** The scopes of a space-separated list that an actor of this context may be given; the others are left out. */
export const grantableScopes = (list: string, context: Scope['context']): string[] =>
  list.split(' ').filter((text) => parseScope(text)?.context === context)

const appScopes: ReadonlySet<string> = new Set(
  [
    ['DocumentReference', 'rs', 'r', 's', 'read'],
    ['Binary', 'r', 'read'],
    ['Patient', 'r', 'read'],
    ['Observation', 'rs', 'r', 's', 'read', 'c', 'crs'],
  ].flatMap(([type, ...letters]) => letters.map((each) => `patient/${type}.${each}`)),
)

/**
 * Every scope that an app may be given for a resource: its holder's documents, their bytes, who the holder is, their measurements, which it may
 * add to. Nothing else is written, nothing else read.
 */
export const scopesForApps: readonly string[] = [...appScopes]

/** The scopes of a space-separated list that an app may be given; the others are left out. */
export const grantableToApp = (list: string): string[] => list.split(' ').filter((text) => appScopes.has(text))

/**
 * Whether scopes permit an interaction with a resource type. A scope narrowed by a query permits nothing here: who serves
 * searches must apply the query, and until then the narrower reading is the safe one.
 */
export const permitsScope = (scopes: readonly string[], type: string, letter: ScopeLetter): boolean =>
  scopes.some((text) => {
    const scope = parseScope(text)
    if (scope === undefined || scope.query !== undefined) return false
    return (scope.type === '*' || scope.type === type) && scope.letters.includes(letter)
  })

/** Stops a request whose token does not permit an interaction: Problem `refused`, `scope-missing`. */
export const requireScope = (scopes: readonly string[], type: string, letter: ScopeLetter): void => {
  if (permitsScope(scopes, type, letter)) return
  const context = scopes.map(parseScope).find((scope) => scope !== undefined)?.context ?? 'system'
  throw new Problem('refused', 'scope-missing', { details: { scope: `${context}/${type}.${letter}` } })
}
