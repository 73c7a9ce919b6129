import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openStaffKit, type StaffKit } from '../../../../tests/support/staff-kit.ts'
import { loadCast } from '../../../reference/load-cast.ts'

let kit: StaffKit
before(async () => {
  kit = await openStaffKit()
})
after(() => kit.close())

const visitorOf = async (id: string) => {
  const actor = await kit.installation.carnet.identity.findProfessional(id)
  assert.ok(actor)
  return { actor, authLevel: 'substantial', origin: { channel: 'pages' } } as const
}

test('a reviewer reads beside an opening beyond the day’s number who said the second yes', async () => {
  const { emergencies } = kit.installation.carnet
  const [nurse, colleague] = [await visitorOf('810000001031'), await visitorOf('810000001015')]
  const open = (name: string) => {
    const { ins, traits } = loadCast().holders.find((one) => one.name === name) ?? {}
    assert.ok(ins && traits)
    return emergencies.open(nurse, { ins, birthDate: traits.birthDate, kind: 'break-glass', reason: 'unconscious' })
  }
  for (const name of ['paul', 'claire', 'marthe']) await open(name)
  await assert.rejects(open('sophie'))
  const reviewer = await kit.as(['reviewer'], 'louis')
  assert.doesNotMatch((await reviewer.get('/console/emergencies')).text, /Deuxième personne/)
  const [asked] = await emergencies.listSeconds(colleague)
  await emergencies.confirmSecond(colleague, asked?.id ?? '')
  await open('sophie')
  const { text } = await reviewer.get('/console/emergencies')
  assert.match(text, /Aminata DIALLO[^:]* Deuxième personne, qui a dit oui : Hélène MOREAU/)
  assert.equal(text.split('Deuxième personne').length, 2)
  assert.doesNotMatch(text, /KERVELLA/)
})
