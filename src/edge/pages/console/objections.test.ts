import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openInvented } from '../../../../tests/support/corrections-bench.ts'
import { objectIn } from '../../../../tests/support/objection-row.ts'
import { openStaffKit, type StaffKit } from '../../../../tests/support/staff-kit.ts'
import { objectionsFile } from '../../../areas/objections/index.ts'
import { en } from '../text/en/all.ts'
import { fr } from '../text/fr/all.ts'

let kit: StaffKit
let id: string
before(async () => {
  kit = await openStaffKit()
  const { spaceId } = await openInvented(kit.installation, 24_001)
  id = await objectIn(kit.installation, spaceId, { partyName: 'Centre hospitalier', dueOn: '2020-01-01' })
})
after(() => kit.close())

test('the queue says who deposits, why and how late; a refusal needs its reason and is given once', async () => {
  const place = `/console/objections/${id}`
  const reviewer = await kit.as(['reviewer'], 'louis')
  assert.match((await reviewer.get('/console')).text, /Oppositions aux dépôts/)
  assert.match((await reviewer.get('/console/objections')).text, /Centre hospitalier .* Une autre raison .* En retard/)
  assert.doesNotMatch((await reviewer.get(place)).body, /name="answer"/)
  assert.equal((await reviewer.post(place, { answer: 'accepted' })).status, 404, 'a reviewer answers nothing')
  const operator = await kit.as(['operator'], 'fatima')
  assert.equal((await operator.post(place, { answer: '' })).status, 400)
  assert.equal((await operator.post(place, { answer: 'hiding-is-enough' })).location, place)
  assert.match((await operator.get(place)).text, /État Refusée : Le masquer suffit/)
  assert.equal((await operator.post(place, { answer: 'needed-for-care' })).status, 409)
})

test('others of the staff find nothing there, and every look is written down with the objection alone', async () => {
  for (const role of ['phone-agent', 'counter-agent'] as const) {
    const at = await kit.as([role])
    for (const path of ['/console/objections', `/console/objections/${id}`])
      assert.equal((await at.get(path)).status, 404, `${role} ${path}`)
  }
  const at = await kit.as(['operator'], 'lea')
  assert.equal((await at.get('/console/objections/not-one')).status, 404)
  await at.get(`/console/objections/${id}`)
  assert.deepEqual((await kit.entriesOf('lea')).at(-1), { deed: 'objections-view', subject: { objection: id } })
})

test('every reason and every refusal of the data has its words, and those that older cases name', () => {
  for (const { objections } of [fr, en]) {
    assert.deepEqual(Object.keys(objections.reasons), [
      'not-mine',
      ...objectionsFile.reasons,
      objectionsFile.minorReason,
    ])
    assert.deepEqual(Object.keys(objections.refusals), objectionsFile.refusals)
  }
})
