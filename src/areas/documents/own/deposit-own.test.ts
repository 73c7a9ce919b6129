import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Visitor } from '../../../access/types.ts'
import { createReference } from '../../../reference/create-reference.ts'
import type { Visibility } from '../../../reference/document-entry.ts'
import { createOwnDeposits } from './deposit-own.ts'
import type { FirstSight } from './types.ts'

const doctor = {
  actor: { kind: 'professional', id: '810000000001', name: 'Docteur', profession: '10' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
} as const satisfies Visitor

const combinations = { hiddenWithWithheld: false, hiddenWithHiddenFromRepresentatives: true } as const

/** Deposits a text, and gives how its index says who sees it. */
const visibilityOf = async (sight: FirstSight, secretVisit: boolean, withheldToo: boolean) => {
  const sent: Visibility[] = []
  const deposits = createOwnDeposits({
    directory: { describeProfessional: async () => ({ id: '', family: 'DOCTEUR', given: 'Une', profession: '10' }) },
    reference: createReference(),
    visibilityRules: () => ({ ...combinations, withheldWithHiddenFromRepresentatives: withheldToo }),
    submitDocuments: async (_visitor, { documents }) => {
      sent.push(...documents.map(({ metadata }) => metadata.visibility))
      return { submissionId: '', documents: [], receipt: { audience: '', n: '', hash: '' } }
    },
  })
  const visitor = { ...doctor, secretVisit }
  const { sights, typeCode } = deposits.depositOffer(visitor)
  const patient = { system: 'urn:test', value: '1' }
  const what = { patient, uploadId: 'u', contentType: 'text/plain', typeCode, title: '', day: '2026-03-05' }
  await deposits.depositOwn(visitor, { ...what, sight, language: 'fr-FR' })
  const [visibility] = sent
  return { visibility, isOffered: sights.includes(sight) }
}

const shown = { hidden: false, withheld: false, hiddenFromRepresentatives: false }

test('seen first by whom its author says', async () => {
  assert.deepEqual((await visibilityOf('now', false, false)).visibility, shown)
  assert.deepEqual((await visibilityOf('hidden', false, false)).visibility, { ...shown, hidden: true })
  const announced = await visibilityOf('announced', false, false)
  assert.deepEqual(announced, { visibility: { ...shown, withheld: true }, isOffered: true })
})

test('of a minor seen alone it is kept from the representatives, with the rest where the law lets both stand', async () => {
  const secret = { ...shown, hiddenFromRepresentatives: true }
  assert.deepEqual((await visibilityOf('now', true, false)).visibility, secret)
  assert.deepEqual((await visibilityOf('hidden', true, false)).visibility, { ...secret, hidden: true })
  const both = await visibilityOf('announced', true, true)
  assert.deepEqual(both, { visibility: { ...secret, withheld: true }, isOffered: true })
})

test('where the law does not, the secret wins: never refused, and not offered', async () => {
  const announced = await visibilityOf('announced', true, false)
  assert.deepEqual(announced, { visibility: { ...shown, hiddenFromRepresentatives: true }, isOffered: false })
})
