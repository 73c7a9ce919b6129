import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Visitor } from '../src/access/types.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns } from '../tests/support/browser-fhir.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { readPdf, textOfPage } from '../tests/support/read-pdf.ts'

let carnet: Installation
let hers: Page
let spaceId: string
before(async () => {
  carnet = await openInstallation()
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }
  ;({ spaceId } = await carnet.carnet.identity.findHolderByIns(ins))
  const actor = { kind: 'holder', id: spaceId, name: 'Dominique' } as const
  const me: Visitor = { actor, authLevel: 'substantial', origin: { channel: 'pages' } }
  const write = (section: string, fields: Readonly<Record<string, string>>) =>
    carnet.carnet.profile.addLine(me, { spaceId }, { section, fields })
  await write('allergies', { what: 'Pollen de bouleau' })
  await write('treatments', { what: 'Lévothyroxine 75' })
  await write('stays', { what: 'Appendicite' })
  await write('contacts', { what: 'Claude', role: 'trusted' })
  await carnet.carnet.profile.hideSection(me, { spaceId }, { section: 'allergies', hidden: true })
  hers = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(hers, 'dominique', '/my')
})
after(() => carnet.close())

/** The documents made of the profile, and what the newest says. */
const made = async () => {
  const id = spaceId
  const me = {
    actor: { kind: 'holder', id, name: 'Dominique' },
    authLevel: 'substantial',
    origin: { channel: 'pages' },
  } as const
  const { documents } = carnet.carnet
  const { entries } = await documents.listDocuments(me, { spaceId: id }, { typeCodes: [{ code: 'DOCPAT08' }] })
  const current = entries.find(({ status }) => status === 'current')
  const { stream } = await documents.openContent(me, current?.blobId ?? '')
  const pdf = readPdf(await buffer(stream))
  const pages = Array.from({ length: pdf.pages }, (_, page) => textOfPage(pdf, page + 1))
  return { entries, current, says: pages.join(' ').replaceAll(/\s+/g, ' ') }
}

test('a PDF of it joins my documents, part by part, without what I hide, in the place of the one before', async () => {
  const begin = async (): Promise<void> => {
    await hers.goto('/my/profile')
    await hers.getByRole('link', { name: 'En faire un document PDF' }).click()
  }
  await begin()
  await checkAccessibility(hers.context(), [hers.url()])
  assert.equal(await hers.getByLabel(/^Allergies.*les professionnels ne la voient pas/).isChecked(), false)
  const ticked = hers.getByRole('checkbox', { checked: true })
  while ((await ticked.count()) > 0) await ticked.first().uncheck()
  await hers.getByRole('button', { name: 'Faire le document' }).click()
  assert.match(await readMain(hers), /Cochez au moins une partie/)
  await hers.getByRole('button', { name: 'Faire le document' }).click()
  assert.match(await readMain(hers), /Votre profil est dans vos documents, en PDF/)
  await checkAccessibility(hers.context(), [hers.url()])
  await begin()
  await hers.getByLabel(/^Contacts/).uncheck()
  await hers.getByRole('button', { name: 'Faire le document' }).click()
  const { entries, current, says } = await made()
  assert.deepEqual(entries.map(({ status }) => status).toSorted(), ['current', 'superseded'])
  assert.equal(current?.title, 'Mon profil médical')
  assert.match(says, /Lévothyroxine 75.*Appendicite/)
  assert.match(says, /Parties de ce document : Traitements, .*Les autres sont vides, ou laissées de côté par choix/)
  assert.doesNotMatch(says, /Pollen|Claude/, 'she hides her allergies, and left her contacts out')
  await hers.goto(`/my/documents/${current?.id}`)
  await hers.getByText('Lire cette page en texte').click()
  assert.match(await readMain(hers), /Lévothyroxine 75/)
})

test('a part that I hide later is still in it: I am told, and it is made again without, the older ones thrown away', async () => {
  await hers.goto('/my/profile/5')
  await hers.getByRole('button', { name: 'Masquer cette partie aux professionnels' }).click()
  assert.match(await readMain(hers), /encore dans le document que vous aviez fait de votre profil : Mon profil médical/)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByRole('button', { name: 'Refaire le document sans elle' }).click()
  const { entries, says } = await made()
  assert.doesNotMatch(says, /Appendicite|Claude/)
  assert.match(says, /Lévothyroxine 75/)
  assert.deepEqual(
    entries.filter(({ status }) => status === 'superseded'),
    [],
  )
  await hers.goto('/my/profile/5')
  assert.doesNotMatch(await readMain(hers), /encore dans le document/)
  await hers.getByRole('button', { name: 'Ne plus masquer cette partie' }).click()
})

test('where documents come in hidden, I am asked whether it is to be seen', async () => {
  const { current } = await made()
  await hers.goto(`/my/documents/${current?.id}/who-sees`)
  await hers.getByRole('button', { name: /Masquer/ }).click()
  await hers.goto('/my/profile/keep')
  await hers.getByRole('button', { name: 'Faire le document' }).click()
  assert.match(await readMain(hers), /masqué aux professionnels\. Voulez-vous qu’ils le voient/)
  await checkAccessibility(hers.context(), [hers.url()])
  await hers.getByRole('button', { name: 'Ne plus masquer ce document' }).click()
  assert.match(await readMain(hers), /Les professionnels voient le document/)
  assert.equal((await made()).current?.visibility.hidden, false)
})
