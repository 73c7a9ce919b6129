import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { projectRoot } from '../../platform/project.ts'
import { readData } from '../../reference/data-file.ts'
import { terms } from './terms.ts'

const lists = Type.Record(Type.String(), Type.Array(Type.String()))

const offered = readData(
  'fhir/capability.json',
  Type.Object({
    about: Type.String(),
    interactions: lists,
    searchTypes: Type.Record(Type.String(), lists),
    operations: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())),
    guides: Type.Array(Type.String()),
    patchFormats: Type.Array(Type.String()),
  }),
)

const { version } = Compile(Type.Object({ version: Type.String() })).Parse(
  JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')),
)

/** The day this statement last changed. */
const changedOn = '2026-11-23'

const searchParametersOf = (resource: string): { name: string; type: string }[] =>
  Object.entries(offered.searchTypes[resource] ?? {}).flatMap(([type, names]) => names.map((name) => ({ name, type })))

const operationsOf = (resource: string): { name: string; definition: string }[] =>
  Object.entries(offered.operations[resource] ?? {}).map(([name, definition]) => ({ name, definition }))

const resourceOf = ([type, interactions]: [string, readonly string[]]): object => ({
  type,
  ...(type === 'DocumentReference' ? { supportedProfile: [terms.profiles.documentReference] } : {}),
  ...(type === 'List' ? { supportedProfile: [terms.profiles.submissionSet, terms.profiles.folder] } : {}),
  ...(interactions.length > 0 ? { interaction: interactions.map((code) => ({ code })) } : {}),
  versioning: 'no-version',
  readHistory: false,
  updateCreate: false,
  conditionalCreate: false,
  conditionalUpdate: false,
  ...(interactions.includes('search-type') ? { searchParam: searchParametersOf(type) } : {}),
  ...(operationsOf(type).length > 0 ? { operation: operationsOf(type) } : {}),
})

/**
 * What this server can do, and nothing it cannot: the CapabilityStatement of GET /metadata. `baseUrl` ends without a slash. Clients
 * from before SMART App Launch 2 look for `tokenUrl` here; the others in .well-known/smart-configuration.
 */
export const capabilityStatement = (baseUrl: string, tokenUrl: string): object => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: changedOn,
  kind: 'instance',
  instantiates: offered.guides,
  software: { name: 'Carnet', version },
  implementation: { description: 'Carnet', url: baseUrl },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json', 'application/fhir+xml'],
  patchFormat: offered.patchFormats,
  rest: [
    {
      mode: 'server',
      security: {
        extension: [{ url: terms.extensions.oauthUris, extension: [{ url: 'token', valueUri: tokenUrl }] }],
        service: [
          {
            coding: [
              { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' },
            ],
          },
        ],
      },
      resource: Object.entries(offered.interactions).map(resourceOf),
      interaction: [{ code: 'transaction' }],
    },
  ],
})
