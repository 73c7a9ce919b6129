import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, professionalSession } from '../../../../tests/support/pages/fake-parts.ts'
import { startPages } from '../../../../tests/support/pages/start-pages.ts'

const url = '/pro/patients/11111111-1111-4111-8111-111111111111/secret-visit'

const pageOfSomebodyBorn = async (birthDate: string) => {
  const parts = fakeParts(professionalSession())
  const person = await parts.identity.readPerson(
    { ...professionalSession(), origin: { channel: 'pages' } },
    { spaceId: '' },
  )
  const readPerson = async () => ({ ...person, traits: { ...person.traits, birthDate } })
  return (await startPages({ ...parts, identity: { ...parts.identity, readPerson } })).inject(url)
}

test('for an adult there is no such page', async () => {
  const { statusCode, body } = await pageOfSomebodyBorn('1979-03-24')
  assert.equal(statusCode, 404)
  assert.doesNotMatch(body, /mineure|confidentielle/)
})

test('a minor is seen alone', async () => {
  const { statusCode, body } = await pageOfSomebodyBorn('2012-03-24')
  assert.equal(statusCode, 200)
  assert.match(body, /Commencer/)
})
