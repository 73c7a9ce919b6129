import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lineOf, nth } from '../../../../tests/support/campaign-kit.ts'
import { fileOf, memorySource } from '../../../../tests/support/register-kit.ts'
import { openCase, openStaffKit, type StaffKit } from '../../../../tests/support/staff-kit.ts'
import { codeParameters } from '../../../areas/enrolment/index.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

test('each number that somebody may type has a limit of its own: two below it are no hint, one at it is', async () => {
  const person = lineOf(1, { card_number: nth(2), email: 'a@example.org' })
  const { importPersons, enrolment } = kit.installation.carnet
  assert.equal((await importPersons(memorySource(fileOf([person])), { encoding: 'utf-8' })).rejected, 0)
  const ask = (cardNumber: string): Promise<void> =>
    enrolment.entries.requestCode({ cardNumber, cardSerial: '1', birthDate: '1985-01-15', source: 'a place' })
  const at = await kit.as(['operator'], 'sees')
  const place = await openCase(at, { ins: nth(1), birthDate: '15/01/1985', postalCode: '75011' }, 'phone')
  const page = async (): Promise<string> => (await at.get(`${place}/new-code`)).text
  for (let times = 1; times < codeParameters.limits.requestPerPerson.count; times += 1)
    for (const number of [nth(1), nth(2)]) await ask(number)
  assert.doesNotMatch(await page(), /Les demandes en ligne ont atteint la limite/)
  await ask(nth(2))
  assert.match(await page(), /Les demandes en ligne ont atteint la limite/)
})
