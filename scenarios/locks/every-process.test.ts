import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadCast } from '../../src/reference/load-cast.ts'
import type { Carnet } from '../../src/startup.ts'
import { dominiqueIns } from '../../tests/support/browser-fhir.ts'
import { testSystem } from '../../tests/support/emergency-kit.ts'
import { freePort } from '../../tests/support/free-port.ts'
import { createCaller, type Caller } from '../conformance/support/caller.ts'
import { createHome, type Home } from '../faults/support/server-process.ts'
import { holder } from './door-kit.ts'

// Right: rules ACC-23, ACC-6. What the holder ends in one process is ended in every other at the next request.

let home: Home
let carnet: Carnet
let call: Caller
let origins: string[]
let spaceId: string
before(async () => {
  home = await createHome()
  const port = await freePort()
  await home.start()
  await home.start(port)
  carnet = await home.join()
  origins = [home.origin, `http://localhost:${port}`]
  call = createCaller(home)
  spaceId = (await carnet.identity.findSpaceByIns({ system: testSystem, value: dominiqueIns })) ?? ''
})
after(async () => {
  await carnet?.close()
  await home?.remove()
})

const idOf = (name: string): string => loadCast().professionals.find((one) => one.name === name)?.id ?? ''

/** How each process answers a professional who lists the documents, at once. */
const answersFor = (name: string): Promise<number[]> => {
  const patient = encodeURIComponent(`${testSystem}|${dominiqueIns}`)
  const path = `/fhir/DocumentReference?patient.identifier=${patient}&status=current`
  return Promise.all(origins.map(async (origin) => (await call(name, `${origin}${path}`)).status))
}

test('a block holds in every process at the next request, and so does its end', async () => {
  const { permissions } = carnet
  for (let round = 0; round < 5; round += 1) {
    assert.deepEqual(await answersFor('nurse'), [200, 200])
    await permissions.blockProfessional(holder(spaceId), spaceId, idOf('nurse'))
    assert.deepEqual(await answersFor('nurse'), [403, 403], `round ${round}`)
    await permissions.unblockProfessional(holder(spaceId), spaceId, idOf('nurse'))
  }
})

test('a permission opens in every process at the next request, and stops in every one', async () => {
  const { permissions } = carnet
  const offer = { partyId: idOf('dr-petit'), scope: { kind: 'everything' }, duration: 'two-days' } as const
  for (let round = 0; round < 5; round += 1) {
    assert.deepEqual(await answersFor('dr-petit'), [403, 403])
    const id = await permissions.givePermission(holder(spaceId), spaceId, offer)
    assert.deepEqual(await answersFor('dr-petit'), [200, 200], `round ${round}`)
    await permissions.endPermission(holder(spaceId), spaceId, id)
  }
  assert.deepEqual(await answersFor('dr-petit'), [403, 403])
})
