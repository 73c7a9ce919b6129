import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAccessibility } from '../tests/support/browser-accessibility.ts'
import { readMain } from '../tests/support/browser-errands.ts'
import { openWorkplace } from '../tests/support/browser-workplace.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

const hers = {
  family: 'Pat Trois',
  given: 'dominique marie louise',
  birth: '28/03/1979',
  gender: 'female',
  place: '51215',
}

let carnet: Installation
let doctor: Page
before(async () => {
  carnet = await openInstallation()
  doctor = await openWorkplace(carnet.origin, 'dr-moreau')
})
after(() => carnet.close())

const search = async (page: Page, change: Partial<typeof hers> = {}): Promise<string> => {
  const { family, given, birth, gender, place } = { ...hers, ...change }
  await page.goto('/pro/traits')
  await page.locator('#family').fill(family)
  await page.locator('#given').fill(given)
  await page.locator('#birth-day').fill(birth)
  await page.locator(`input[value=${gender}]`).check()
  await page.locator('#place').fill(place)
  await page.getByRole('button', { name: 'Chercher' }).click()
  return readMain(page)
}

test('all the traits, however they are written, lead to the right-person check', async () => {
  await doctor.goto('/pro')
  await doctor.getByRole('link', { name: 'Chercher par les traits d’identité' }).click()
  await checkAccessibility(doctor.context(), [doctor.url()])
  assert.match(await search(doctor), /Est-ce la bonne personne \?.*Vous êtes son médecin traitant/)
})

const others: [string, Partial<typeof hers>][] = [
  ['another name', { family: 'Durand' }],
  ['one given name of two', { given: 'Dominique' }],
  ['another day', { birth: '29/03/1979' }],
  ['the other sex', { gender: 'male' }],
  ['another place', { place: '75115' }],
]

test('one trait that differs, a person who does not exist and a record that is not open: one answer, to the byte', async () => {
  const optician = await openWorkplace(carnet.origin, 'optician')
  const forbidden = await search(optician)
  assert.match(forbidden, /Ce dossier n’est pas ouvert pour vous/)
  for (const [what, change] of others) {
    assert.equal(await search(doctor, change), forbidden, what)
    assert.equal(await search(optician, change), forbidden, what)
  }
})

test('what is missing is asked for before anybody is looked for', async () => {
  const answer = await search(doctor, { given: '', birth: 'hier', place: '75' })
  assert.match(answer, /Indiquez les prénoms de naissance/)
  assert.match(answer, /Le code compte cinq caractères/)
})

test('tries are counted, right or wrong: the thirty-first of an hour is not looked at', async () => {
  const nurse = await openWorkplace(carnet.origin, 'nurse')
  for (let tries = 0; tries < 30; tries += 1) await search(nurse, { family: `Personne ${tries}` })
  assert.match(await search(nurse), /Trop d'essais/)
})
