import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noContained, writeAuthor } from './write-author.ts'

test('the patient writes as a Patient; who represents them as a RelatedPerson of the contained patient, by name and nothing else', () => {
  const contained = noContained()
  contained.resources.push({ resourceType: 'Patient', id: 'patient' })
  const id = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' }
  writeAuthor(contained, { as: 'patient', id, person: { family: 'PAT', given: 'Dominique' } })
  const theirs = writeAuthor(contained, { as: 'related-person', person: { family: 'TILLEUL', given: 'Paul' } })
  assert.deepEqual(
    contained.resources.map(({ resourceType }) => resourceType),
    ['Patient', 'Patient', 'RelatedPerson'],
  )
  const written = contained.resources.find((resource) => `#${resource.id}` === theirs.reference)
  assert.deepEqual(written, {
    resourceType: 'RelatedPerson',
    id: written?.id,
    patient: { reference: '#patient' },
    name: [{ family: 'TILLEUL', given: ['Paul'] }],
  })
})
