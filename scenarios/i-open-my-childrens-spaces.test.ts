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

const holderNamed = (who: string) => {
  const holder = loadCast().holders.find(({ name }) => name === who)
  if (holder === undefined) throw new Error(who)
  return holder
}
const insOf = (who: string) => holderNamed(who).ins

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
  assert.match(await readMain(page), /Ana TILLEUL Naissance : 1er juin 2024 S’ouvre tout seul le .*À ouvrir/)
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

/** The four answers about somebody of the cast. */
const typeWho = async (page: Page, who: string, changes: Readonly<Record<string, string>> = {}): Promise<void> => {
  const { ins, traits } = holderNamed(who)
  const [year, month, day] = traits.birthDate.split('-')
  const answers = {
    ins: ins.value,
    birthFamily: traits.birthFamily,
    birthGiven: traits.birthGiven[0] ?? '',
    birthDate: `${day}/${month}/${year}`,
    ...changes,
  }
  for (const [id, value] of Object.entries(answers)) await page.locator(`#${id}`).fill(value)
}

const status = (page: Page): Promise<string> => page.getByRole('status').innerText()

test('the parent whom the register does not name is invited, sees it in their own space, and represents the child', async () => {
  const first = await openList('paul')
  await first.goto('/my/children')
  assert.equal(
    await rowOf(first, 'Lou')
      .getByRole('link', { name: /Inviter/ })
      .count(),
    0,
    'not before the space is entered',
  )
  await rowOf(first, 'Ana').getByRole('link', { name: 'Inviter un autre parent pour Ana TILLEUL' }).click()
  await checkAccessibility(first.context(), [first.url()])
  await typeWho(first, 'sophie', { ins: '272092901914761', birthDate: '31/02/1972' })
  await first.getByRole('button', { name: 'Envoyer la demande' }).click()
  assert.match(await first.getByRole('alert').innerText(), /La clé du champ .*Tapez une date de naissance/s)
  await typeWho(first, 'sophie')
  await first.getByRole('button', { name: 'Envoyer la demande' }).click()
  assert.match(await first.getByRole('alert').innerText(), /La certification n’est pas cochée/)
  await first.getByLabel(/Je certifie que cette personne/).check()
  await first.getByRole('button', { name: 'Envoyer la demande' }).click()
  assert.match(await status(first), /la demande attend/)
  assert.match(await rowOf(first, 'Ana').innerText(), /en attente/)

  const second = await openList('sophie', true)
  assert.match(await readMain(second), /Un parent vous invite à représenter un enfant/)
  await second.getByRole('link', { name: 'Voir la demande' }).click()
  assert.match(await readMain(second), /Paul BERTHIER vous invite à représenter Ana\./)
  assert.doesNotMatch(await readMain(second), /TILLEUL/)
  await second.getByRole('link', { name: 'Répondre à la demande pour Ana' }).click()
  await checkAccessibility(second.context(), [second.url()])
  const request = second.url()
  await second.getByRole('button', { name: 'Accepter' }).click()
  assert.match(await second.getByRole('alert').innerText(), /La certification n’est pas cochée/)
  await second.getByLabel(/Je certifie être titulaire de l’autorité parentale/).check()
  await second.getByRole('button', { name: 'Accepter' }).click()
  assert.match(await status(second), /L’enfant est dans votre liste/)
  assert.match(await rowOf(second, 'Ana').innerText(), /Ana TILLEUL.*Ce n’est pas mon enfant.*Ouvert/s)
  assert.equal((await second.goto(request))?.status(), 404)
  await first.goto('/my/children')
  assert.match(await rowOf(first, 'Ana').innerText(), /acceptée le/)
})

test('whoever is typed, the answer is one; a request is refused, or taken back', async () => {
  const page = await openList('paul')
  const invite = async (who: string, changes = {}): Promise<string> => {
    await page.goto('/my/children')
    await rowOf(page, 'Eva')
      .getByRole('link', { name: /Inviter/ })
      .click()
    await typeWho(page, who, changes)
    await page.getByLabel(/Je certifie/).check()
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    return readMain(page)
  }
  const nobody = await invite('marthe', { birthGiven: 'Personne' })
  await rowOf(page, 'Eva').getByRole('link', { name: 'Retirer la demande pour Eva TILLEUL' }).click()
  await checkAccessibility(page.context(), [page.url()])
  await page.getByRole('button', { name: 'Retirer la demande' }).click()
  assert.match(await status(page), /retirée/)
  assert.equal(await invite('marthe'), nobody)
  const marthe = await openList('marthe')
  await marthe.getByRole('link', { name: 'Voir la demande' }).click()
  await marthe.getByRole('link', { name: 'Répondre à la demande pour Eva' }).click()
  await marthe.getByRole('button', { name: 'Refuser' }).click()
  assert.match(await status(marthe), /Le refus est enregistré/)
  await page.goto('/my/children')
  assert.match(await rowOf(page, 'Eva').innerText(), /refusée le/)
  assert.match(await invite('claire'), /Cette personne représente déjà cet enfant/)
  assert.match(await invite('paul'), /C’est vous/)
})

test('who has no child reads where children come from', async () => {
  const page = await openList('marthe')
  assert.doesNotMatch(await readMain(page), /enfant/)
  await page.getByRole('link', { name: 'Plus', exact: true }).click()
  await page.getByRole('link', { name: 'Mes enfants' }).click()
  assert.match(await readMain(page), /Aucun enfant ici pour l’instant.*assurance maladie/)
  await checkAccessibility(page.context(), [page.url()])
})
