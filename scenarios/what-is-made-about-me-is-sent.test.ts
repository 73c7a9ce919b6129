import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { insKey, insRules } from '../src/areas/identity/index.ts'
import { startRole } from '../src/startup/run-role.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { createFinger, readMain, signIn } from '../tests/support/browser-errands.ts'
import { findHealthWords } from '../tests/support/browser-health-words.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'
import { changed } from '../tests/support/json-path.ts'
import { createCaller, type Caller } from './conformance/support/caller.ts'
import { freshExample, rewritten, type OwnDeposit } from './conformance/support/own-deposits.ts'
import { provideBundle } from './conformance/support/provide-bundle.ts'

let carnet: Installation
let call: Caller
before(async () => {
  carnet = await openInstallation({ examples: false })
  call = createCaller(carnet)
  await sendEverything()
})
after(() => carnet.close())

const report = (): OwnDeposit => freshExample('laboratory-report.xml')

/** A report that was made the moment it is sent. */
const todaysReport = (): OwnDeposit => {
  const now = new Date().toISOString().replaceAll(/[-:T]|\..*/g, '')
  return rewritten(report(), '<effectiveTime value="20260914163000+0200"/>', `<effectiveTime value="${now}+0000"/>`)
}

const statusOf = async (as: string, body: string): Promise<number> => (await call(as, '', { body })).status

const system = 'urn:oid:1.2.250.1.213.1.4.10'
const refuser = '291034809500172'
const unregistered = `2900175056789${insKey('2900175056789', insRules)}`

/** A letter for somebody else than the examples are about. */
const letterFor = (value: string): string => {
  const letter = freshExample('discharge-letter.xml')
  return changed(provideBundle([rewritten(letter, /279035121518989/g, value)]), {
    'entry.0.resource.subject.identifier.value': value,
    'entry.1.resource.subject.identifier.value': value,
    'entry.1.resource.contained.0.identifier.0.value': value,
  })
}

const operator = {
  actor: { kind: 'staff', id: 'staff', name: 'Fatima', roles: ['operator'] },
  authLevel: 'high',
  origin: { channel: 'pages' },
} as const

const fromSoftware = { authLevel: 'substantial', origin: { channel: 'fhir' } } as const

/** Good ones, one twice, and wrong ones; the hospital sends little. */
const sendEverything = async (): Promise<void> => {
  const today = provideBundle([todaysReport()])
  assert.deepEqual([await statusOf('laboratory', today), await statusOf('laboratory', today)], [200, 200])
  for (let sent = 1; sent < 10; sent += 1)
    assert.equal(await statusOf('laboratory', provideBundle([todaysReport()])), 200)
  assert.equal(await statusOf('laboratory', provideBundle([report()])), 200)
  for (let sent = 0; sent < 6; sent += 1) {
    const broken = rewritten(report(), '</ClinicalDocument>', '')
    assert.equal(await statusOf('laboratory', provideBundle([broken])), 422)
  }
  const untyped = changed(provideBundle([report()]), { 'entry.1.resource.type': undefined })
  assert.equal(await statusOf('laboratory', untyped), 422)
  for (let sent = 0; sent < 3; sent += 1)
    assert.equal(await statusOf('hospital', provideBundle([freshExample('discharge-letter.xml')])), 200)
}

interface Row {
  figure: string
  reason: string
  n: string
}

const sumsOf = async (softwareId: string): Promise<Record<string, number>> => {
  await carnet.carnet.tally.flush()
  const text = 'select figure, reason, sum(n) as n from feeding.tally where software_id = $1 group by 1, 2'
  const rows = await carnet.database.owner.query<Row>({ text, values: [softwareId] })
  return Object.fromEntries(rows.map(({ figure, reason, n }) => [`${figure} ${reason}`.trim(), Number(n)]))
}

test('what comes is counted by who sends it, whatever becomes of it', async () => {
  assert.deepEqual(await sumsOf('laboratory'), {
    taken: 11,
    'day-0': 10,
    'day-more': 1,
    again: 1,
    'refused xml-malformed': 6,
    'untyped element-missing': 1,
  })
})

test('what a process counted is written when it stops', async () => {
  const process = await startRole(carnet.carnet, 'work')
  const text = `select coalesce(sum(n), 0)::int as n from feeding.tally where software_id = 'stopping'`
  const counted = () => carnet.database.owner.query<{ n: number }>({ text })
  const facility = { id: '1990000036', name: 'Laboratoire' }
  const stopping = { actor: { kind: 'software', id: 'stopping', name: 'S', facility }, ...fromSoftware } as const
  carnet.carnet.tally.again(stopping, [{ typeCode: 'x', createdAt: '', older: false, remarked: false }])
  assert.deepEqual(await counted(), [{ n: 0 }])
  await process.stop()
  assert.deepEqual(await counted(), [{ n: 1 }])
})

test('no count leads to anybody: neither by an id, nor by the transaction that wrote it', async () => {
  await carnet.carnet.tally.flush()
  const { owner } = carnet.database
  const rows = await owner.query<{ row: string }>({ text: 'select t::text as row from feeding.tally t' })
  assert.ok(rows.length > 0)
  for (const { row } of rows) assert.doesNotMatch(row, /[0-9a-f]{8}-[0-9a-f]{4}|279035121518989/, row)
  const text = 'select count(*)::int as n from feeding.tally t join directory.locator l on l.xmin = t.xmin'
  assert.deepEqual(await owner.query({ text }), [{ n: 0 }])
})

test('who has no space, and who wanted none, are counted alike: by what the sender is told', async () => {
  const refusedFor = async (value: string): Promise<Record<string, number>> => {
    const earlier = await sumsOf('hospital')
    assert.equal(await statusOf('hospital', letterFor(value)), 422)
    const later = Object.entries(await sumsOf('hospital')).map(([key, n]) => [key, n - (earlier[key] ?? 0)] as const)
    return Object.fromEntries(later.filter(([, more]) => more > 0))
  }
  const person = await carnet.carnet.register.findPersonByIns({ system, value: refuser })
  await carnet.carnet.enrolment.lives.oppose({
    personId: person?.id ?? '',
    visitor: { ...operator, actor: { ...operator.actor, roles: ['phone-agent'] } },
    channel: 'phone',
  })
  const unknown = await refusedFor(unregistered)
  assert.deepEqual(Object.values(unknown), [1])
  assert.deepEqual(await refusedFor(refuser), unknown)
})

test('from the console’s first page, one click to the board and one to a card: who sends nothing comes first', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'reviewer', '/console')
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Ce que les producteurs envoient' }))
  const board = await readMain(page)
  const rows = await page.getByRole('row').allInnerTexts()
  assert.match(rows[1] ?? '', /Rien reçu/)
  assert.match(rows.at(-1) ?? '', /Laboratoire des Quatre Vents.*Compte rendu de biologie.*Envoie/s)
  assert.match(board, /Centre hospitalier de la Rive Lettre de liaison à la sortie Envoie Toujours .* moins de 5/)
  assert.doesNotMatch(board, /Optique Lumière/, 'who owes nothing is not there')
  const boardAddress = page.url()
  await finger.click(page.getByRole('link', { name: 'Laboratoire des Quatre Vents' }))
  assert.equal(finger.clicks(), 2)
  const card = await readMain(page)
  assert.match(card, /Le contenu n'est pas du XML bien formé \(ligne …\)\. Corrigez le fichier.* 6 /)
  assert.match(card, /63 % ou plus/, 'ten of eleven came on the day: fewer than five did not, and how many is not told')
  await checkAccessibility(browser, [boardAddress, page.url(), `${carnet.origin}/console/feeds/software`])
})

test('choices narrow the board, and the file holds what the page shows, masked alike', async () => {
  const page = await (await openBrowser(carnet.origin, { lang: 'en' })).newPage()
  await signIn(page, 'reviewer', '/console')
  await page.goto('/console/feeds?lang=en')
  await page.getByLabel('State').selectOption('sending')
  await page.getByLabel('Name of the facility').fill('rive')
  await page.getByRole('button', { name: 'Show' }).click()
  const shown = await page.getByRole('row').allInnerTexts()
  assert.equal(shown.length, 2)
  assert.match(shown[1] ?? '', /Centre hospitalier de la Rive.*fewer than 5/s)
  const href = (await page.getByRole('link', { name: /^CSV/ }).getAttribute('href')) ?? ''
  const csv = await (await page.request.get(href)).text()
  assert.equal(csv.trim().split('\n').length, 2)
  assert.match(csv, /Centre hospitalier de la Rive;Discharge letter;.*;fewer than 5;/)
  assert.equal((await page.goto('/console/feeds/software/nobody'))?.status(), 404)
  assert.equal((await page.goto('/console/feeds/facilities/nobody'))?.status(), 404)
})

test('the operator tells a producer once a month: a mail without a word of health, a notice on the facility’s page, a line in the record', async () => {
  const page = await (await openBrowser(carnet.origin)).newPage()
  await signIn(page, 'operator', '/console')
  await page.goto('/console/feeds/facilities/1990000028')
  const earlier = (await carnet.mails()).length
  const finger = createFinger()
  await finger.click(page.getByRole('button', { name: 'Prévenir' }))
  const mails = (await carnet.mails()).slice(earlier)
  assert.equal(mails.length, 1)
  assert.match(mails[0] ?? '', /vendor-b@example\.org/)
  assert.deepEqual(findHealthWords(mails[0] ?? ''), [])
  assert.doesNotMatch(await readMain(page), /Dossier patient de l.hôpital Jamais/)
  const again = { softwareId: 'hospital', facilityId: '1990000028' }
  await assert.rejects(carnet.carnet.feedDesk.notify(operator, again), { reason: 'producer-asked-already' })
  await assert.rejects(carnet.carnet.feedDesk.notify(operator, { ...again, facilityId: '1990000051' }), {
    reason: 'producer-unknown',
  })
  await carnet.carnet.feedDesk.notify(operator, { facilityId: '1990000044', softwareId: '' })
  assert.equal((await carnet.mails()).length, earlier + 1, 'the pharmacy has no software: it reads it on its page')
  const text = `select count(*)::int as n from enrolment.staff_entry where deed = 'feeds-notify' and subject ? 'notice'`
  assert.deepEqual(await carnet.database.owner.query({ text }), [{ n: 4 }])
})

test('a facility sees its own numbers, unmasked, and nobody else’s', async () => {
  const browser = await openBrowser(carnet.origin, { viewport: 'phone' })
  const page = await browser.newPage()
  await signIn(page, 'midwife', '/pro')
  const finger = createFinger()
  await finger.click(page.getByRole('link', { name: 'Activité' }))
  await finger.click(page.getByRole('link', { name: 'Ce que votre établissement envoie' }))
  const own = await readMain(page)
  assert.match(own, /Envois : Centre hospitalier de la Rive/)
  assert.match(own, /le service vous a demandé de regarder ce que vous envoyez par : Dossier patient de l.hôpital/)
  assert.match(own, /Plus de 30 jours 3/)
  assert.doesNotMatch(own, /moins de 5|Laboratoire/)
  await checkAccessibility(browser, [page.url()])
  await page.goto('/console/feeds')
  assert.doesNotMatch(await page.locator('body').innerText(), /Laboratoire des Quatre Vents/)
})
