import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { loadCast } from '../src/reference/load-cast.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { depositText, searchPatient } from '../tests/support/browser-patient.ts'
import { depositFor } from '../tests/support/corrections-bench.ts'
import { problemOf } from '../tests/support/problem-of.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const lea = loadCast().holders.find(({ name }) => name === 'lea')?.ins ?? { system: '', value: '' }
const secret = 'Consultation de contraception'

let carnet: Installation
let father: Page
let doctor: Page
before(async () => {
  carnet = await openInstallation({ examples: false })
  await depositFor(carnet, lea, { title: 'Vaccination' })
  father = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(father, 'paul', '/my')
  doctor = await (await openBrowser(carnet.origin)).newPage()
  await signIn(doctor, 'dr-moreau', '/pro')
})
after(() => carnet.close())

test('a parent states who they are, and reads the record from their own space; what the law lets the child keep is said to everybody', async () => {
  await father.goto('/my/children')
  await father.getByRole('checkbox', { name: /Léa BERTHIER/ }).check()
  await father.getByLabel(/Je certifie/).check()
  await father.getByRole('button', { name: 'Ouvrir les espaces cochés' }).click()
  const finger = createFinger()
  await finger.click(father.getByRole('link', { name: 'Voir le dossier de Léa BERTHIER' }))
  const seen = await readMain(father)
  assert.match(seen, /Le dossier de Léa BERTHIER 1 document/)
  assert.match(
    seen,
    /La loi permet à votre enfant de garder certains soins pour lui\. Nous ne disons jamais si c’est le cas/,
  )
  assert.match(seen, /Votre accès prend fin le 23 mai 2029/)
  assert.doesNotMatch(await father.title(), /Léa|Vaccination/)
  const list = father.url()
  await finger.click(father.getByRole('link', { name: /Vaccination/ }))
  assert.equal(await father.getByRole('link', { name: /Qui voit/ }).count(), 0, 'a parent arranges nothing')
  assert.equal(await father.getByRole('link', { name: 'Je ne veux pas de ce document dans mon espace' }).count(), 0)
  const pages = [list, father.url(), list.replace('documents', 'history')]
  await checkAccessibility(father.context(), pages)
})

test('what the child keeps is nowhere for the parent: the same pages, to the letter, and no mail', async () => {
  const list = (await father.getByRole('link', { name: 'Le dossier de Léa' }).getAttribute('href')) ?? ''
  const read = async (): Promise<string> => {
    await father.goto(list)
    return father.content()
  }
  const asBefore = { page: await read(), mails: (await carnet.mails()).length }
  await depositFor(carnet, lea, { title: secret, secret: true })
  assert.deepEqual({ page: await read(), mails: (await carnet.mails()).length }, asBefore)
  await father.goto(list.replace('documents', 'history'))
  assert.doesNotMatch(await readMain(father), new RegExp(`${secret}|caché`, 'i'))
})

test('the doctor who sees her alone says so, sees it for this visit, and is warned; afterwards it is gone again', async () => {
  await searchPatient(doctor, lea.value)
  await doctor.getByRole('link', { name: 'Oui, ouvrir le dossier' }).click()
  assert.doesNotMatch(await readMain(doctor), new RegExp(secret))
  await searchPatient(doctor, lea.value)
  const passages = async (): Promise<string> => {
    await father.goto(father.url().replace('documents', 'history'))
    return readMain(father)
  }
  await doctor.getByRole('link', { name: /Consultation confidentielle/ }).click()
  await checkAccessibility(doctor.context(), [doctor.url()])
  const told = await passages()
  await doctor.getByRole('button', { name: 'Commencer' }).click()
  assert.match(await readMain(doctor), new RegExp(`Caché aux représentants.*${secret}`))
  await doctor.getByRole('link', { name: secret }).click()
  assert.match(await readMain(doctor), /Caché à ses représentants légaux\. Ne leur en parlez pas\./)
  await checkAccessibility(doctor.context(), [doctor.url()])
  assert.equal(await passages(), told, 'the visit itself is not told to the parents')
  const record = new URL(doctor.url()).pathname.replace(/\/documents\/.*/, '')
  await doctor.goto(`${record}/deposit`)
  await doctor.getByLabel('Ou un texte').fill('Remis.')
  await doctor.getByRole('button', { name: 'Vérifier' }).click()
  assert.match(
    await readMain(doctor),
    /Consultation confidentielle : ce document sera caché à ses représentants légaux/,
  )
  await depositText(doctor, record, { title: 'Remis en main propre', day: '02/11/2026' })
  assert.match(await readMain(doctor), /C’est envoyé.*Remis en main propre/)
  assert.equal(await passages(), told, 'what is deposited during it is not told to them either')
  await depositText(doctor, record, { title: 'Résultat à dire', day: '02/11/2026', sight: 'announced' })
  assert.match(await readMain(doctor), /C’est envoyé.*Caché aux représentants.*Résultat à dire/)
  assert.doesNotMatch(await readMain(doctor), /À annoncer/)
  assert.equal(await passages(), told, 'nor is what an announcement was to wait for')
  await doctor.getByRole('link', { name: /Consultation confidentielle jusqu’à/ }).click()
  await doctor.getByRole('button', { name: 'Terminer' }).click()
  assert.doesNotMatch(await readMain(doctor), new RegExp(secret))
})

test('nobody sees an adult so: there is no page for it, and nothing begins', async () => {
  const { identity, permissions } = carnet.carnet
  const actor = await identity.findProfessional('810000001015')
  assert.ok(actor)
  const visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } } as const
  const { spaceId } = await identity.readPerson(visitor, { ins: { ...lea, value: dominiqueIns } })
  assert.equal((await problemOf(permissions.beginSecretVisit(visitor, spaceId))).reason, 'secret-visit-for-minors')
  // as for somebody who comes of age during the visit
  const text = `update access.acquaintance set secret_until = now() + interval '1 hour' where space_id = $1 and party_id = $2`
  await carnet.database.owner.query({ text, values: [spaceId, actor.id] })
  assert.equal((await identity.readPerson(visitor, { spaceId })).secretUntil, undefined)
  await doctor.goto(`/pro/patients/${spaceId}`)
  assert.doesNotMatch(await doctor.content(), /confidentielle/)
  assert.equal((await doctor.goto(`/pro/patients/${spaceId}/secret-visit`))?.status(), 404)
})

test('its author opens it for good, behind a question that says so', async () => {
  const title = 'Compte rendu de consultation'
  await depositFor(carnet, lea, { title, secret: true, authorId: '810000001015' })
  await searchPatient(doctor, lea.value)
  await doctor.getByRole('link', { name: 'Oui, ouvrir le dossier' }).click()
  await doctor.getByRole('link', { name: title }).click()
  await doctor.getByRole('link', { name: 'Montrer aux représentants' }).click()
  assert.match(await readMain(doctor), /C’est définitif : aucun professionnel ne pourra le cacher de nouveau/)
  await checkAccessibility(doctor.context(), [doctor.url()])
  const question = doctor.url()
  await father.goto(father.url().replace('history', 'documents'))
  assert.doesNotMatch(await readMain(father), new RegExp(title))
  await doctor.getByRole('button', { name: 'Montrer aux représentants' }).click()
  await father.reload()
  assert.match(await readMain(father), new RegExp(title))
  assert.equal((await doctor.goto(question))?.status(), 409, 'asked once more, there is nothing to open')
  await father.goto(father.url().replace('documents', 'history'))
})

test('software says the same by a header', async () => {
  const software = await openSoftware(carnet, 'dr-moreau')
  const open = ['Compte rendu de consultation', 'Remis en main propre', 'Résultat à dire', 'Vaccination']
  assert.deepEqual((await software.listDocuments(lea.value)).titles.toSorted(), open)
  const headers = { authorization: `Bearer ${await carnet.token('dr-moreau')}`, 'carnet-secret-visit': '?1' }
  const query = `patient.identifier=${lea.system}|${lea.value}&status=current`
  const answer = await fetch(`${carnet.fhir}/DocumentReference?${query}`, { headers })
  assert.match(await answer.text(), new RegExp(secret))
  assert.match(answer.headers.get('carnet-receipt') ?? '', /^hidden-from-representatives;/)
})

test('“not mine” ends what a parent sees, at the next request', async () => {
  const record = father.url().replace('history', 'documents')
  await father.goto(record.replace('documents', 'not-mine'))
  await father.getByRole('button', { name: 'Ce n’est pas mon enfant' }).click()
  assert.equal((await father.goto(record))?.status(), 404)
})
