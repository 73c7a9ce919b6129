import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createFamilies } from '../../src/areas/enrolment/families/families.ts'
import type { Families, TypedParent } from '../../src/areas/enrolment/index.ts'
import { createRegister } from '../../src/areas/enrolment/register/register.ts'
import { createAttempts } from '../../src/platform/attempts.ts'
import { holderOf, inventedIns, inventedTraits, openInvented } from '../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { noticePerson } from '../../tests/support/notice-person.ts'
import { registerPersons } from '../../src/startup/register-persons.ts'
import { listening } from './guess-kit.ts'

const first = 31_001
const steps: string[] = []
let carnet: Installation
let families: Families
let parent: { personId: string; spaceId: string }
let child: string

/** Families over a database that is listened to. */
const familiesOver = ({ database: { app }, keys, clock, enrolment }: Installation['carnet']): Families => {
  const database = listening(app, steps)
  return createFamilies({
    database,
    door: { open: () => Promise.reject(new Error('nobody comes in here')) },
    keys,
    register: createRegister({ database, keys, clock }),
    lives: enrolment.lives,
    codes: enrolment.codes,
    attempts: createAttempts({ database, clock, hash: keys.lookupHash }),
    now: () => clock.now().toISOString(),
    today: () => '2026-11-22',
    startOf: (day) => `${day}T00:00:00.000Z`,
    dayOf: (at) => at.slice(0, 10),
    announcedUntil: () => '2027-11-22',
    profilesShown: () => 19,
    requestEndsAt: () => '2099-01-01T00:00:00.000Z',
    requestsADay: () => 100,
  })
}

before(async () => {
  carnet = await openInstallation({ examples: false })
  families = familiesOver(carnet.carnet)
  parent = await openInvented(carnet, first)
  const line = { ins: inventedIns(31_002), traits: { ...inventedTraits('ENFANT'), birthDate: '2020-05-04' } }
  await registerPersons(carnet.carnet, [{ ...line, parents: [inventedIns(first)] }])
  child = await noticePerson(carnet.carnet, line.ins)
  const chosen = { personIds: [child], stated: true }
  await carnet.carnet.enrolment.families.openChildren(holderOf(parent.spaceId), parent.spaceId, chosen)
})
after(() => carnet.close())

const typed = (n: number, changes: Partial<TypedParent> = {}): TypedParent => ({
  ins: inventedIns(n),
  birthFamily: 'TILLEUL',
  birthGiven: 'Anne',
  birthDate: '1980-05-04',
  ...changes,
})

interface Told {
  steps: string[]
  answer: string
  page: unknown
}

/** What a request does and says, and what the inviter's page tells of it; it is taken back again. */
const askFor = async (about: TypedParent): Promise<Told> => {
  const visitor = holderOf(parent.spaceId)
  steps.length = 0
  const asked = families.inviteParent(visitor, parent.spaceId, { personId: child, typed: about, stated: true })
  const answer = await asked.then(
    () => 'noted',
    (error: unknown) => String(error),
  )
  const heard = [...steps]
  const list = await families.listChildren(parent.spaceId)
  const page = list.map(({ requests, ...one }) => ({ ...one, requests: requests.map(({ standing }) => standing) }))
  if (answer === 'noted') await families.withdrawRequest(visitor, parent.spaceId, child)
  return { steps: heard, answer, page }
}

test('asking the other parent tells nobody who is insured: one answer, one page, the same statements', async () => {
  const open = await openInvented(carnet, 31_010, 'TILLEUL')
  const dead = await openInvented(carnet, 31_011, 'TILLEUL')
  await registerPersons(carnet.carnet, [{ ins: inventedIns(31_012), traits: inventedTraits('TILLEUL') }])
  await carnet.database.owner.query({
    text: `update enrolment.person set state = 'deceased' where id = $1`,
    values: [dead.personId],
  })
  const fits = await askFor(typed(31_010))
  assert.equal(fits.answer, 'noted')
  assert.ok(fits.steps.length >= 8, fits.steps.join())
  for (const about of [
    typed(31_011),
    typed(31_012),
    typed(39_999),
    typed(31_010, { birthFamily: 'AUTRE' }),
    typed(31_010, { birthDate: '1980-05-05' }),
  ])
    assert.deepEqual(await askFor(about), fits)
  assert.deepEqual(await families.listReceived(open.spaceId), [])
})

test('oneself is told, and takes other steps: the comparison can fail', async () => {
  const { answer, steps: taken } = await askFor(
    typed(first, { birthFamily: `FAMILLE${'ABCDEFGHIJ'.charAt(first % 10)}` }),
  )
  assert.match(answer, /parent-is-oneself/)
  assert.notDeepEqual(taken, (await askFor(typed(39_998))).steps)
})
