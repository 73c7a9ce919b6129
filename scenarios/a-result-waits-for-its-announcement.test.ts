import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { dominiqueIns, openSoftware } from '../tests/support/browser-fhir.ts'
import { openPatient } from '../tests/support/browser-patient.ts'
import { depositFor } from '../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const dominique = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: dominiqueIns }
const visibilitySystem =
  'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument'
const result = 'Résultat à annoncer'

let carnet: Installation
let mine: Page
let doctor: Page
before(async () => {
  carnet = await openInstallation({ examples: false })
  mine = await (await openBrowser(carnet.origin, { viewport: 'phone' })).newPage()
  await signIn(mine, 'dominique', '/my')
  doctor = await (await openBrowser(carnet.origin)).newPage()
  await openPatient(doctor, 'dr-moreau', dominiqueIns)
})
after(() => carnet.close())

const mailsToMe = async (): Promise<number> => (await carnet.mails()).length

test('before it is announced it is not there for me: no line, no count, no passage, no mail', async () => {
  const seen = async (): Promise<string[]> => {
    const pages: string[] = []
    for (const path of ['/my/documents', '/my/access/history']) {
      await mine.goto(path)
      pages.push(await readMain(mine))
    }
    return pages
  }
  const asBefore = { pages: await seen(), mails: await mailsToMe() }
  await depositFor(carnet, dominique, { title: result, withheld: true, authorId: '810000001015' })
  assert.deepEqual({ pages: await seen(), mails: await mailsToMe() }, asBefore)
})

test('my doctor reads it, and is told that I do not know yet', async () => {
  await doctor.reload()
  assert.match(await readMain(doctor), new RegExp(`À annoncer.*${result}`))
  await doctor.getByRole('link', { name: result }).first().click()
  assert.match(await readMain(doctor), /Pas encore visible par la personne : à lui annoncer d’abord/)
  await checkAccessibility(doctor.context(), [doctor.url()])
  const software = await openSoftware(carnet, 'dr-moreau')
  assert.deepEqual((await software.listDocuments()).titles, [result])
})

test('once announced it is mine for good, with everything that happened to it meanwhile', async () => {
  const { ids } = await (await openSoftware(carnet, 'dr-moreau')).listDocuments()
  const headers = {
    authorization: `Bearer ${await carnet.token('dr-moreau')}`,
    'content-type': 'application/json-patch+json',
  }
  const address = `${carnet.fhir}/DocumentReference/${ids.get(result)}`
  const patch = async (step: object): Promise<string> => {
    const answer = await fetch(address, { method: 'PATCH', headers, body: JSON.stringify([step]) })
    return `${answer.status} ${await answer.text()}`
  }
  assert.match(await patch({ op: 'replace', path: '/securityLabel', value: [] }), /^200/)
  await carnet.mails()
  await mine.goto('/my/documents')
  assert.match(await readMain(mine), new RegExp(result))
  await mine.goto('/my/access/history')
  const history = await readMain(mine)
  assert.match(history, /Documents qui attendaient une annonce : devenus visibles/)
  assert.match(history, /Lecture.*Résultat à annoncer/)
  const again = { coding: [{ system: visibilitySystem, code: 'INVISIBLE_PATIENT' }] }
  assert.match(
    await patch({ op: 'add', path: '/securityLabel/-', value: again }),
    /^400.*ne peut plus leur être caché/s,
  )
})
