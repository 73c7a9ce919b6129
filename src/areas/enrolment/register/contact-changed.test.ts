import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  fileOf,
  insOf,
  lineOf,
  memorySource,
  numbered,
  openRegisterKit,
  type RegisterKit,
} from '../../../../tests/support/register-kit.ts'
import { contactChangedIn } from './contact-changed.ts'

let kit: RegisterKit
before(async () => {
  kit = await openRegisterKit()
})
after(() => kit.database.drop())

test('a file that changes how somebody is reached leaves its day; one that changes something else does not', async () => {
  const load = async (cells: Record<string, string>): Promise<string | undefined> => {
    await kit.importPersons(memorySource(fileOf([lineOf({ ins: numbered(1), ...cells })])), { encoding: 'utf-8' })
    const person = await kit.register.findPersonByIns(insOf(numbered(1)))
    return contactChangedIn(await kit.register.listEvents(person?.id ?? ''))
  }
  assert.equal(await load({ email: 'first@example.org' }), undefined, 'the first contact is no change')
  kit.clock.advance(86_400_000)
  assert.equal(await load({ email: 'first@example.org', city: 'MARVEJOLS' }), undefined)
  kit.clock.advance(86_400_000)
  const changed = await load({ email: 'second@example.org' })
  assert.equal(Date.parse(changed ?? ''), kit.clock.now().getTime())
  kit.clock.advance(86_400_000)
  assert.equal(await load({ email: 'second@example.org', city: 'MENDE' }), changed)
})
