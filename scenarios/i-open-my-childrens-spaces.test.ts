import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { registerPersons, type ListedPerson } from '../src/startup/register-persons.ts'
import { loadCast } from '../src/reference/load-cast.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { inventPerson } from '../tests/support/invented-person.ts'
import { noticePerson } from '../tests/support/notice-person.ts'

const insOf = (who: string) => {
  const holder = loadCast().holders.find(({ name }) => name === who)
  if (holder === undefined) throw new Error(who)
  return holder.ins
}

const family = [insOf('paul'), insOf('claire')]
const child = (order: number, given: string): ListedPerson =>
  inventPerson(order, given, { birthDate: '2024-06-01', parents: family })
const [ana, eva, zoe, lou] = [child(1, 'ANA'), child(2, 'EVA'), child(3, 'ZOÉ'), child(4, 'LOU')]

let carnet: Installation
before(async () => {
  carnet = await openInstallation({ examples: false })
  const children = [ana, eva, zoe, lou]
  await registerPersons(carnet.carnet, children)
  for (const { ins } of children) await noticePerson(carnet.carnet, ins)
})
after(() => carnet.close())

const stateOf = async ({ ins }: ListedPerson): Promise<string> =>
  (await carnet.carnet.register.findPersonByIns(ins))?.state ?? 'unknown'

const rowOf = (page: Page, name: string): Locator => page.getByRole('listitem').filter({ hasText: name })

const openList = async (who: string, javaScript = false): Promise<Page> => {
  const page = await (
    await openBrowser(carnet.origin, { javaScript, viewport: javaScript ? 'phone' : 'desktop' })
  ).newPage()
  await signIn(page, who, '/my')
  return page
}

test('the first page says that a child waits; one tick per child, the statement, one button', async () => {
  const page = await openList('paul', true)
  assert.match(await readMain(page), /un de vos enfants attend d’être ouvert/)
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Voir mes enfants' }))
  assert.match(await readMain(page), /Ana TILLEUL Naissance : 1 juin 2024 S’ouvre tout seul le .*À ouvrir/)
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0, 'nothing is ticked for anybody')
  await checkAccessibility(page.context(), [page.url()])

  await finger.click(page.getByRole('checkbox', { name: 'Ana TILLEUL' }))
  await finger.click(page.getByRole('checkbox', { name: 'Eva TILLEUL' }))
  await page.getByRole('button', { name: 'Ouvrir les espaces cochés' }).click()
  assert.ok(
    (await page.getByRole('alert').innerText()).length > 0,
    'without the statement nothing opens, and it is said',
  )
  assert.deepEqual([await stateOf(ana), await stateOf(eva)], ['noticed', 'noticed'])
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 2, 'the ticks are kept')

  await finger.click(page.getByLabel(/Je certifie être titulaire de l’autorité parentale/))
  await finger.click(page.getByRole('button', { name: 'Ouvrir les espaces cochés' }))
  assert.ok(finger.clicks() <= 5, `${finger.clicks()} clicks`)
  assert.match(await page.getByRole('status').innerText(), /Les espaces cochés sont ouverts/)
  assert.match(await rowOf(page, 'Ana').innerText(), /Ouvert/)
  assert.deepEqual([await stateOf(ana), await stateOf(eva), await stateOf(zoe)], ['open', 'open', 'noticed'])
})

test('nothing ticked opens nothing; a child of somebody else is nobody’s here', async () => {
  const page = await openList('paul')
  await page.goto('/my/children')
  await page.getByLabel(/Je certifie/).check()
  await page.getByRole('button', { name: 'Ouvrir les espaces cochés' }).click()
  assert.ok((await page.getByRole('alert').innerText()).length > 0)
  const strange = await carnet.carnet.register.findPersonByIns(insOf('marthe'))
  const answer = await page.request.post('/my/children', {
    form: { child: strange?.id ?? '', stated: 'yes' },
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  assert.equal(answer.status(), 404)
  const page404 = await page.goto(`/my/children/${strange?.id}/refuse`)
  assert.equal(page404?.status(), 404)
})

test('refusing for a child is confirmed first, and can be taken back by a tick', async () => {
  const page = await openList('claire')
  await page.goto('/my/children')
  await rowOf(page, 'Zoé').getByRole('link', { name: 'Refuser l’espace de Zoé TILLEUL' }).click()
  assert.match(await readMain(page), /Refuser l’espace de Zoé TILLEUL \?.*L’espace ne s’ouvre pas/)
  await checkAccessibility(page.context(), [page.url()])
  assert.equal(await stateOf(zoe), 'noticed')
  await page.getByRole('button', { name: 'Refuser cet espace' }).click()
  assert.match(await page.getByRole('status').innerText(), /Le refus est enregistré/)
  assert.match(await rowOf(page, 'Zoé').innerText(), /Refusé/)
  assert.equal(await stateOf(zoe), 'opposed')
  const person = await carnet.carnet.register.findPersonByIns(zoe.ins)
  const proof = await carnet.carnet.enrolment.proofOf(person?.id ?? '')
  assert.deepEqual([proof.kind, proof.channel], ['opposition', 'online'])

  await page.getByRole('checkbox', { name: 'Zoé TILLEUL' }).check()
  await page.getByLabel(/Je certifie/).check()
  await page.getByRole('button', { name: 'Ouvrir les espaces cochés' }).click()
  assert.equal(await stateOf(zoe), 'open')
})

test('a child that is not mine leaves my list, and stays in that of the other parent', async () => {
  const page = await openList('claire')
  await page.goto('/my/children')
  await rowOf(page, 'Lou').getByRole('link', { name: 'Ce n’est pas mon enfant : Lou TILLEUL' }).click()
  await page.getByRole('button', { name: 'Ce n’est pas mon enfant' }).click()
  assert.match(await page.getByRole('status').innerText(), /n’est plus dans votre liste/)
  assert.equal(await rowOf(page, 'Lou').count(), 0)
  assert.equal(await stateOf(lou), 'noticed')
  const other = await openList('paul')
  await other.goto('/my/children')
  assert.equal(await rowOf(other, 'Lou').count(), 1)
})

test('who has no child reads where children come from', async () => {
  const page = await openList('marthe')
  assert.doesNotMatch(await readMain(page), /enfant/)
  await page.getByRole('link', { name: 'Plus', exact: true }).click()
  await page.getByRole('link', { name: 'Mes enfants' }).click()
  assert.match(await readMain(page), /Aucun enfant ici pour l’instant.*assurance maladie/)
  await checkAccessibility(page.context(), [page.url()])
})
