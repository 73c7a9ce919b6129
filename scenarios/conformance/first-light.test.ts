import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation()
})
after(() => carnet.close())

test('the cast is loaded and Dominique finds what was deposited', async () => {
  const token = await carnet.token('dominique')
  const query = 'DocumentReference?patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989&status=current'
  const answer = await fetch(`${carnet.fhir}/${query}`, { headers: { authorization: `Bearer ${token}` } })
  assert.equal(answer.status, 200)
  const bundle: unknown = await answer.json()
  assert.ok(typeof bundle === 'object' && bundle !== null && 'total' in bundle)
  assert.equal(bundle.total, 6)
})
