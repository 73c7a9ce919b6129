import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { acceptTerms, proveByLetter, proveMailbox } from '../../tests/support/browser-entry.ts'
import { readMain } from '../../tests/support/browser-errands.ts'
import { openBrowser } from '../../tests/support/browser.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { inventPerson, invite } from '../../tests/support/invited-person.ts'

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ examples: false })
})
after(() => carnet.close())

test('terms that I have not accepted come before any page of my space, and I may leave instead', async () => {
  const page = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  const person = await invite(carnet.carnet, inventPerson(1))
  await proveByLetter(page, 'open', person)
  await proveMailbox(carnet, page, 'terms@example.org')
  await acceptTerms(page)
  await page.goto('/open/means/password')
  await page.getByLabel('Identifiant').fill('jeanne.terms')
  await page.getByLabel('Mot de passe').fill('Tilleul 7 vélos!')
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
  await carnet.database.owner.query({ text: 'delete from directory.terms_acceptance' })
  await page.goto('/my/documents')
  assert.equal(page.url(), `${carnet.origin}/my/terms?return_to=%2Fmy%2Fdocuments`)
  await page.getByRole('button', { name: 'J’accepte et je continue' }).click()
  assert.equal(new URL(page.url()).pathname, '/my/documents')

  await carnet.database.owner.query({ text: 'delete from directory.terms_acceptance' })
  await page.goto('/my')
  assert.equal(new URL(page.url()).pathname, '/my/terms')
  const refuse = async (next: string): Promise<void> => {
    await page.goto('/my/terms')
    await page.getByRole('link', { name: 'Je n’accepte pas' }).click()
    assert.match(await readMain(page), /Rien n’est effacé/)
    await page.getByRole('link', { name: next, exact: true }).click()
  }
  await refuse('Prendre une copie')
  const [copy] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger ma copie' }).click(),
  ])
  assert.match(copy.suggestedFilename(), /^carnet-\d{4}-\d\d-\d\d\.zip$/)
  await refuse('Fermer mon espace')
  for (const name of ['Fermer', 'Non merci'])
    await page.getByRole('main').getByRole('link', { name, exact: true }).click()
  await page.getByRole('button', { name: 'Fermer maintenant' }).click()
  assert.match(await readMain(page), /Votre espace est fermé/)
  assert.partialDeepStrictEqual(await carnet.carnet.register.findPerson(person.personId), { state: 'closed' })
  await page.context().close()
})
