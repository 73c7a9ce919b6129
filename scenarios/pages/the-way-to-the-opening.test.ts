import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { fixedClock, systemClock } from '../../src/platform/clock.ts'
import { proveByLetter, sayWhoYouAre } from '../../tests/support/browser-entry.ts'
import { readMain } from '../../tests/support/browser-errands.ts'
import { openBrowser } from '../../tests/support/browser.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { inventPerson, invite, type InvitedPerson } from '../../tests/support/invited-person.ts'

const clock = fixedClock(systemClock.now().toISOString())
let carnet: Installation
before(async () => {
  carnet = await openInstallation({ examples: false, clock })
})
after(() => carnet.close())

let invented = 0
const newPerson = (): Promise<InvitedPerson> => invite(carnet.carnet, inventPerson((invented += 1)))
const pathOf = (page: Page): string => new URL(page.url()).pathname
const open = async (): Promise<Page> => (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()

test('what does not fit together is told as one thing; an old code and a used one have a way on', async () => {
  const [person, other] = [await newPerson(), await newPerson()]
  const page = await open()
  await page.goto('/open')
  await page.getByLabel('Code de la lettre').fill(person.code.slice(0, 11))
  await page.getByRole('button', { name: 'Continuer' }).click()
  assert.match(await page.getByRole('alert').innerText(), /pas complet ou contient une erreur/)
  await page.getByLabel('Code de la lettre').fill(` ${person.code.toLowerCase().replace(/(.{4})(.{4})/, '$1-$2 ')} `)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await page.getByLabel('Jour').fill('04/03/1979')
  await page.getByLabel('Numéro sur la carte').fill('12')
  await page.getByRole('button', { name: 'Continuer' }).click()
  assert.match(await page.getByRole('alert').innerText(), /Le numéro a 15 caractères/)
  const pieces = await page.locator('.date-pieces input').all()
  assert.deepEqual(await Promise.all(pieces.map((piece) => piece.inputValue())), ['04', '03', '1979'])
  await sayWhoYouAre(page, other)
  assert.match(await page.getByRole('alert').innerText(), /Ces trois informations ne vont pas ensemble/)
  await sayWhoYouAre(page, person)
  assert.match(await page.getByRole('alert').innerText(), /attendez 30 secondes avant un nouvel essai/)
  assert.equal(await page.getByLabel('Numéro sur la carte').inputValue(), person.ins.value)
  assert.equal(await page.getByLabel('Jour').inputValue(), person.traits.birthDate.slice(8))
  clock.advance(30_000)

  await carnet.database.owner.query({
    text: `update enrolment.code set expires_at = now() - interval '1 day' where person_id = $1`,
    values: [person.personId],
  })
  await sayWhoYouAre(page, person)
  assert.match(await readMain(page), /Ce code n’est plus valable Nous pouvons vous en envoyer un autre/)
  await page.getByRole('link', { name: 'M’envoyer un nouveau code' }).click()
  assert.equal(pathOf(page), '/open/new-code')
  await page.context().close()
})

test('back, reload, twice pressed, too late: nothing is done twice and every page leads on', async () => {
  const person = await newPerson()
  const page = await open()
  await page.goto('/open/choose')
  assert.match(await readMain(page), /Il faut recommencer/)
  await proveByLetter(page, 'open', person)
  await page.goto('/open/choose')
  assert.equal(pathOf(page), '/open/contact')
  await page.getByRole('button', { name: 'Ni l’un ni l’autre' }).click()
  await page.waitForURL('**/open/choose')
  await page.reload()
  const version = (await page.locator('input[name=version]').getAttribute('value')) ?? ''
  const press = () =>
    page.context().request.post('/open/choose', {
      form: { accept: 'yes', version },
      headers: { 'sec-fetch-site': 'same-origin' },
      maxRedirects: 0,
    })
  const statuses = (await Promise.all([press(), press(), press()])).map((answer) => answer.status())
  assert.deepEqual(statuses, [303, 303, 303])
  await page.goto('/open/choose')
  assert.equal(pathOf(page), '/open/means')
  const [row] = await carnet.database.owner.query<{ count: number }>({
    text: `select count(*)::integer as count from enrolment.event where person_id = $1 and kind in ('opened', 'activated')`,
    values: [person.personId],
  })
  assert.equal(row?.count, 2)
  await page.goBack()
  await page.reload()
  assert.equal(pathOf(page), '/open/means')

  await proveByLetter(page, 'open', person)
  assert.match(await readMain(page), /Ce code a déjà servi.*demandez un nouveau code/)
  await page.context().close()
})
