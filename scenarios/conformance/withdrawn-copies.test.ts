import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holderBrowser, letAppIn, tension } from '../../tests/support/app-kit.ts'
import { openInstallation, type Installation } from '../../tests/support/installation.ts'
import { at, listAt } from '../../tests/support/json-path.ts'
import type { Visitor } from '../../src/access/types.ts'

// What an app kept of a document that turns out to be wrong, or somebody else's, it is told to erase: docs/rights/i-say-this-is-not-mine.md.

let carnet: Installation
let browser: Awaited<ReturnType<typeof holderBrowser>>
let headers: { authorization: string }
let me: Visitor
before(async () => {
  carnet = await openInstallation()
  browser = await holderBrowser(carnet)
  const actor = { kind: 'holder', id: browser.spaceId, name: 'Dominique' } as const
  me = { actor, authLevel: 'substantial', origin: { channel: 'pages' } }
  headers = { authorization: `Bearer ${(await letAppIn(carnet, browser, 'BIOLOGIE')).access_token}` }
})
after(() => carnet.close())

const staff: Visitor = {
  actor: { kind: 'staff', id: 'operator', name: 'Fatima OUMAROU', roles: ['operator'] },
  authLevel: 'high',
  origin: { channel: 'pages' },
}

const ask = async (path: string): Promise<{ status: number; body: unknown }> => {
  const answer = await fetch(`${carnet.fhir}/${path}`, { headers })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

const search = async (status: string): Promise<unknown[]> => {
  const { body } = await ask(`DocumentReference?patient=Patient/${browser.spaceId}&status=${status}`)
  return listAt(body, 'entry').map((entry) => at(entry, 'resource'))
}

const idsOf = (resources: unknown[]): string[] => resources.map((resource) => String(at(resource, 'id')))

const withdraw = async (documentId: string): Promise<void> => {
  const { id } = await carnet.carnet.disputes.dispute(me, { documentId, kind: 'not-mine', note: '' })
  assert.deepEqual(await search('entered-in-error'), [], 'while it may be hers nothing is told')
  await carnet.carnet.disputeDesk.decide(staff, id, 'withdrawn')
}

test('an app is told of what it had opened and is withdrawn, and of nothing else; the holder reads which app it is', async () => {
  const [opened = '', listed = '', ...others] = idsOf(await search('current'))
  assert.notEqual(listed, '')
  assert.equal((await ask(`DocumentReference/${opened}`)).status, 200)
  const neverTicked = await carnet.carnet.documents.listDocuments(me, { spaceId: browser.spaceId }, { count: 50 })
  const unseen = neverTicked.entries.find(({ id }) => ![opened, listed, ...others].includes(id))
  await withdraw(listed)
  await withdraw(unseen?.id ?? '')
  await withdraw(opened)
  assert.deepEqual(idsOf(await search('current')), others)
  const told = await search('entered-in-error')
  assert.deepEqual(told, [
    {
      resourceType: 'DocumentReference',
      id: opened,
      status: 'entered-in-error',
      subject: { reference: `Patient/${browser.spaceId}` },
      content: at(told[0], 'content'),
    },
  ])
  assert.equal((await ask(`DocumentReference/${opened}`)).status, 404)
  const own = await carnet.carnet.disputes.listOwn(me)
  const copies = own.map((one) => [one.documentId, one.copies.map(({ id }) => id)] as const)
  assert.deepEqual(
    copies.toSorted(),
    [
      [opened, [tension.clientId]],
      [listed, []],
      [unseen?.id, []],
    ].toSorted(),
  )
  const page = await (await browser.send('/my/disputes')).text()
  assert.match(page, /Avait été ouvert par Carnet de tension, qui en garde peut-être une copie/)
})

test('its number alone, where that is asked; nothing once the app is stopped', async () => {
  const asked = `DocumentReference?patient=Patient/${browser.spaceId}&status=entered-in-error`
  const { body } = await ask(`${asked}&_summary=count`)
  assert.deepEqual([at(body, 'total'), at(body, 'entry')], [1, undefined])
  for (const { id } of await carnet.carnet.permissions.listPermissions(me, browser.spaceId))
    await carnet.carnet.permissions.endPermission(me, browser.spaceId, id)
  assert.equal((await ask(asked)).status, 403)
})
