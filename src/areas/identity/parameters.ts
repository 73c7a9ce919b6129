import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { projectRoot } from '../../platform/project.ts'

const level = Type.Union([Type.Literal('none'), Type.Literal('low'), Type.Literal('substantial'), Type.Literal('high')])

const insRulesCheck = Compile(
  Type.Object({
    keyModulus: Type.Integer({ minimum: 1 }),
    corsica: Type.Record(Type.String(), Type.String()),
    systems: Type.Array(
      Type.Object({
        system: Type.String(),
        use: Type.Union([Type.Literal('production'), Type.Literal('test'), Type.Literal('retired')]),
        pattern: Type.String(),
      }),
    ),
    examples: Type.Array(
      Type.Object({
        mode: Type.Union([Type.Literal('demonstration'), Type.Literal('production')]),
        system: Type.String(),
        value: Type.String(),
        reason: Type.Optional(Type.String()),
      }),
    ),
  }),
)

const sessionSchema = Type.Object({
  idleMinutes: Type.Integer({ minimum: 1 }),
  absoluteMinutes: Type.Integer({ minimum: 1 }),
  signInMinutes: Type.Integer({ minimum: 1 }),
  freshProofMinutes: Type.Integer({ minimum: 1 }),
  entryMinutes: Type.Integer({ minimum: 1 }),
  accessTokenSeconds: Type.Integer({ minimum: 60 }),
  // security.md T14
  appTokenSeconds: Type.Integer({ minimum: 60, maximum: 300 }),
})
const sessionCheck = Compile(sessionSchema)

const providerSchema = Type.Object({
  scope: Type.String(),
  acrValues: Type.String(),
  levels: Type.Record(Type.String(), level),
  floor: level,
  prompt: Type.String(),
  algorithm: Type.String(),
  signedUserinfo: Type.Boolean(),
  amrLevels: Type.Optional(Type.Record(Type.String(), level)),
})
const providersCheck = Compile(
  Type.Object({
    providers: Type.Object({
      citizens: providerSchema,
      card: providerSchema,
      professionals: providerSchema,
      staff: providerSchema,
    }),
    france: Type.String(),
    facilityPrefix: Type.Record(Type.String(), Type.String()),
    personIdPattern: Type.String(),
  }),
)

const read = <T>(file: string, check: { Parse(value: unknown): T }): T =>
  check.Parse(JSON.parse(readFileSync(join(projectRoot, 'data', 'identity', file), 'utf8')))

/** Shapes and systems of national health identifiers (data/identity/ins.json). */
export const insRules = read('ins.json', insRulesCheck)

/** One dated set of shapes and systems of national health identifiers. */
export type InsRules = typeof insRules

/** How long sessions, sign-ins and access tokens last (data/identity/session.json). */
export const sessionParameters = read('session.json', sessionCheck)

/** Durations of sessions, sign-ins (minutes) and access tokens (seconds). */
export type SessionParameters = Static<typeof sessionSchema>

/** What is asked of the identity providers and what their words mean (data/identity/providers.json). */
export const providerParameters = read('providers.json', providersCheck)

/** What is asked of one identity provider, and what its assurance words mean. */
export type ProviderParameters = Static<typeof providerSchema>
