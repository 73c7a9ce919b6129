import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { makePdf } from '../tests/support/make-pdf.ts'

let carnet: Installation
let hers: Page
before(async () => {
  carnet = await openInstallation()
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(() => carnet.close())

const write = async (section: string, answers: Readonly<Record<string, string>>): Promise<void> => {
  await hers.goto('/my/profile')
  await hers.getByRole('link', { name: section, exact: true }).click()
  await hers.getByRole('link', { name: /^Ajouter\s:/ }).click()
  for (const [label, said] of Object.entries(answers)) {
    const field = hers.getByLabel(label, { exact: true })
    if (said === 'tick') {
      await field.check()
      continue
    }
    if (await field.evaluate((element) => element.tagName === 'SELECT')) await field.selectOption(said)
    else await field.fill(said)
  }
  await hers.getByRole('button', { name: 'Enregistrer' }).click()
}

test('from the record, without a script: an allergy stands there, with whose word it is and of when', async () => {
  await hers.getByRole('link', { name: 'Dossier', exact: true }).click()
  const finger = createFinger()
  await finger.click(hers.getByRole('link', { name: 'Profil médical' }))
  assert.match(await readMain(hers), /Rien n’est obligatoire/)
  await checkAccessibility(hers.context(), [hers.url()])
  await finger.click(hers.getByRole('link', { name: 'Compléter : Allergies' }))
  await finger.click(hers.getByRole('link', { name: /^Ajouter\s:/ }))
  assert.ok((await hers.locator('form input:visible, form select:visible').count()) <= 3)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByLabel('À quoi ?').fill('Pollen de bouleau')
  await hers.getByText('Préciser davantage').click()
  await hers.getByLabel('Depuis quand ?').fill('04/2019')
  await finger.click(hers.getByRole('button', { name: 'Enregistrer' }))
  assert.ok(finger.clicks() <= 4, `${finger.clicks()} clicks`)
  assert.match(
    await readMain(hers),
    /C’est ajouté à votre profil.*Pollen de bouleau.*Depuis quand \? avril 2019.*Écrit par vous le/,
  )
  await checkAccessibility(hers.context(), [hers.url()])
})

test('what is wrong is said beside its question, and nothing typed is lost', async () => {
  await write('Hospitalisations et opérations', { 'Pour quoi ?': 'Appendicite', 'Quand ? (facultatif)': 'hier' })
  assert.match(await readMain(hers), /Écrivez une année, un mois ou un jour/)
  assert.equal(await hers.getByLabel('Pour quoi ?').inputValue(), 'Appendicite')
  await hers.getByLabel('Quand ? (facultatif)', { exact: true }).fill('1970')
  await hers.getByRole('button', { name: 'Enregistrer' }).click()
  assert.match(await readMain(hers), /avant la naissance/)
  await hers.getByLabel('Quand ? (facultatif)', { exact: true }).fill('1996')
  await hers.getByRole('button', { name: 'Enregistrer' }).click()
  assert.match(await readMain(hers), /Appendicite.*1996/)
})

test('nothing to declare is one press and a dated word; a line takes it away; a line deleted comes back with one press', async () => {
  await hers.goto('/my/profile')
  await hers.getByRole('link', { name: 'Traitements', exact: true }).click()
  await hers.getByRole('button', { name: 'Je ne prends aucun traitement.' }).click()
  assert.match(await readMain(hers), /Je ne prends aucun traitement\. Écrit par vous le/)
  await write('Traitements', { 'Quel médicament ?': 'Lévothyroxine 75' })
  const said = await readMain(hers)
  assert.match(said, /Lévothyroxine 75/)
  assert.doesNotMatch(said, /aucun traitement/)
  await hers.getByRole('button', { name: 'Supprimer Lévothyroxine 75' }).click()
  assert.doesNotMatch(await readMain(hers), /Lévothyroxine/)
  await hers.getByRole('button', { name: 'Annuler' }).click()
  assert.match(await readMain(hers), /C’est remis.*Lévothyroxine 75/)
})

test('my doctor reads it as data, part by part, and not what I hide; in my history it says who looked', async () => {
  await write('Allergies', { 'À quoi ?': 'Poudre de perlimpinpin' })
  const roles = { 'Ma personne de confiance': 'tick', 'M’aide au quotidien': 'tick' }
  await write('Contacts et personne de confiance', { 'Son nom': 'Claude PAT-TROIS', ...roles })
  const nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  const profile = `${nurse.url().replace(/\/documents.*/, '')}/profile`
  await nurse.goto(profile)
  const first = await readMain(nurse)
  assert.match(
    first,
    /Ce que la personne dit d’elle-même.*Allergies.*Pollen de bouleau.*Écrit par la personne le.*Poudre de perlimpinpin Écrit par la personne le [\w ]+ · avec ses mots, sans code/,
  )
  assert.match(first, /Claude PAT-TROIS.*Ma personne de confiance, M’aide au quotidien/)
  await checkAccessibility(nurse.context(), [profile])
  await hers.goto('/my/profile/1')
  await hers.getByRole('button', { name: 'Masquer cette partie aux professionnels' }).click()
  assert.match(await readMain(hers), /Cette partie est masquée/)
  await nurse.reload()
  const second = await readMain(nurse)
  assert.doesNotMatch(second, /Allergies|Pollen/)
  assert.match(second, /Appendicite/)
  await hers.goto('/my/access/history')
  assert.match(await readMain(hers), /Consultation du profil médical/)
})

test('I link what goes together; both ends show it, and my doctor what they may see of it', async () => {
  await hers.goto('/my/profile/3')
  await hers.getByRole('link', { name: /Modifier Lévothyroxine 75/ }).click()
  await hers.getByRole('link', { name: 'Lier à autre chose' }).click()
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByRole('button', { name: 'Lier', exact: true }).click()
  assert.match(await readMain(hers), /Cochez au moins une chose à lier/)
  for (const group of ['Allergies', 'Hospitalisations et opérations', /50 derniers documents/])
    await hers.locator('summary').filter({ hasText: group }).click()
  await hers.getByLabel('Pollen de bouleau').check()
  await hers.getByLabel('Appendicite').check()
  await hers.getByLabel(/Note de vaccination du 14 octobre 2026/).check()
  await hers.getByRole('button', { name: 'Lier', exact: true }).click()
  assert.match(await readMain(hers), /C’est lié.*Lié à.*Appendicite.*Note de vaccination/)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByRole('link', { name: /^Note de vaccination/ }).click()
  await hers.getByRole('link', { name: 'Liens avec mon profil' }).click()
  assert.match(await readMain(hers), /Lévothyroxine 75/)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByLabel('Ligne de votre profil').selectOption({ label: 'Appendicite (Hospitalisations et opérations)' })
  await hers.getByRole('button', { name: 'Lier', exact: true }).click()
  await hers.getByRole('button', { name: /Retirer le lien avec Lévothyroxine/ }).click()
  assert.match(await readMain(hers), /Le lien est retiré/)
  await hers.goto('/my/profile/5')
  assert.match(await readMain(hers), /Appendicite.*Lié à.*Note de vaccination.*Lévothyroxine 75/)
  const nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  const profile = `${nurse.url().replace(/\/documents.*/, '')}/profile`
  await nurse.goto(profile)
  const read = await readMain(nurse)
  assert.match(read, /Lévothyroxine 75.*Lié à.*Appendicite/)
  assert.doesNotMatch(read, /Pollen/, 'she hides her allergies, and no link tells of one')
  await checkAccessibility(nurse.context(), [profile])
})

test('my insurance and my administrative documents stand in one place; I add one there that is of their type already', async () => {
  await write('Pièces administratives', {
    'Quel organisme ?': 'Mutuelle exemple',
    'Numéro d’adhérent ou de contrat (facultatif)': 'AB 12345',
    'Valable jusqu’à quand ? (facultatif)': '12/2030',
  })
  assert.match(await readMain(hers), /Mutuelle exemple.*AB 12345.*décembre 2030/)
  assert.match(await readMain(hers), /professionnels ne lisent pas ces lignes/)
  await checkAccessibility(hers.context(), [hers.url()])
  const place = hers.url()
  await hers.getByRole('link', { name: 'Ajouter un document' }).click()
  const file = { name: 'photo.pdf', mimeType: 'application/pdf', buffer: makePdf({ pages: ['Carte de tiers payant'] }) }
  await hers
    .getByLabel(/fichier/i)
    .last()
    .setInputFiles(file)
  await hers.getByRole('button', { name: 'Continuer' }).click()
  assert.match(
    await hers
      .getByLabel(/Type|Qu’est-ce/)
      .locator('option:checked')
      .innerText(),
    /Document administratif/,
  )
  await hers.getByRole('button', { name: /Ajouter|Enregistrer/ }).click()
  await hers.goto(place)
  assert.match(await readMain(hers), /Documents.*Document administratif/)
  await checkAccessibility(hers.context(), [hers.url()])
  const nurse = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(nurse, 'nurse', dominiqueIns)
  await nurse.goto(`${nurse.url().replace(/\/documents.*/, '')}/profile`)
  assert.doesNotMatch(await readMain(nurse), /Mutuelle|AB 12345/)
})

test('it is in my copy, in words', async () => {
  const { profile } = await carnet.carnet.documents.copySpace(
    {
      actor: { kind: 'holder', id: await spaceId(), name: 'Dominique' },
      authLevel: 'substantial',
      origin: { channel: 'pages' },
    },
    await spaceId(),
  )
  assert.deepEqual(profile.map(({ section }) => section).toSorted(), [
    'administrative',
    'allergies',
    'allergies',
    'contacts',
    'stays',
    'treatments',
  ])
})

const spaceId = async (): Promise<string> =>
  (await carnet.carnet.identity.findHolderByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }))
    .spaceId
