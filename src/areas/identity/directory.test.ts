import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { randomSecret } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { createDirectory, type Directory } from './directory.ts'

let database: TestDatabase
let directory: Directory

before(async () => {
  database = await createTestDatabase()
  directory = createDirectory(database.app)
})
after(() => database.drop())

const facility = { id: '1750000018', name: 'Laboratoire des Lilas' }

test('software is known by its secret, which the table does not hold', async () => {
  const secret = randomSecret()
  await directory.recordFacility(facility)
  await directory.recordSoftware({ clientId: 'laboratory', name: 'Labo', facilityId: facility.id, secret })
  const actor = { kind: 'software', id: 'laboratory', name: 'Labo', facility }
  assert.deepEqual(await directory.findSoftware('laboratory', secret), actor)
  assert.equal(await directory.findSoftware('laboratory', `${secret}x`), undefined)
  assert.equal(await directory.findSoftware('laboratory', ''), undefined)
  assert.equal(await directory.findSoftware('unknown', secret), undefined)
  const rows = await database.owner.query<{ row: string }>({
    text: 'select software::text as row from directory.software',
  })
  assert.ok(!rows.some(({ row }) => row.includes(secret)))
})

test('a short secret is not accepted', async () => {
  const software = { clientId: 'weak', name: 'Weak', facilityId: facility.id, secret: 'secret' }
  await assert.rejects(
    directory.recordSoftware(software),
    (error) => error instanceof Problem && error.kind === 'incorrect',
  )
  assert.equal(await directory.findClient('weak'), undefined)
})

test('a professional is kept as their provider last described them, and named for display', async () => {
  const one = { id: '810002909371', family: 'MOREAU', given: 'ANNE', profession: '10', facility }
  assert.deepEqual(await directory.recordProfessional(one), {
    kind: 'professional',
    id: one.id,
    name: 'Anne MOREAU',
    profession: '10',
    facility,
  })
  await directory.recordProfessional({ ...one, family: 'MOREAU-PETIT' })
  assert.equal((await directory.findProfessional(one.id))?.name, 'Anne MOREAU-PETIT')
  const parties = await directory.findParties([one.id, facility.id, 'nobody'])
  assert.deepEqual([...parties.keys()].toSorted(), [facility.id, one.id])
  assert.deepEqual(parties.get(one.id), {
    kind: 'professional',
    id: one.id,
    name: 'Anne MOREAU-PETIT',
    profession: '10',
    facility: facility.name,
  })
  assert.equal(await directory.findProfessional('nobody'), undefined)
})

test('the kind of a facility and the address of who makes a software stay where a register does not say them', async () => {
  const clinic = { id: '1750000099', name: 'Clinique des Lilas' }
  const kept = { clientId: 'kept', name: 'Kept', facilityId: clinic.id, secret: randomSecret() }
  await directory.recordFacility({ ...clinic, kind: 'SA04' })
  await directory.recordSoftware({ ...kept, mail: 'maker@example.org' })
  await directory.recordFacility({ ...clinic, name: 'Clinique du Parc' })
  await directory.recordSoftware(kept)
  const listed = (await directory.listFacilities()).find(({ id }) => id === clinic.id)
  assert.deepEqual(listed, { id: clinic.id, name: 'Clinique du Parc', kind: 'SA04' })
  assert.equal(await directory.findSoftwareMail('kept'), 'maker@example.org')
  assert.equal(await directory.findSoftwareMail('unknown'), undefined)
  assert.ok((await directory.listSoftware()).some(({ id, name }) => id === 'kept' && name === 'Kept'))
})
