import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { tension } from '../../../../tests/support/app-kit.ts'
import { depositFor, holderOf, plainText } from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { createMerging, type Someone } from '../../../../tests/support/merging.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import type { Visitor } from '../../../access/types.ts'

// Right: who lets an app in says so of their own space: an operator who joins two opens nothing more to it.

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
  const app = { clientId: tension.clientId, name: 'Carnet de tension', publisher: 'Éditions du Pouls' }
  await installation.carnet.identity.recordApp({ ...app, redirectUris: [tension.redirectUri] })
})
after(() => installation.close())

const { someone, merge, undo } = createMerging(() => installation, 31_000)

/** What an app sees under the consent of somebody who let it in. */
const letIn = async ({ spaceId }: Someone): Promise<Visitor> => {
  const { carnet } = installation
  const asked = {
    clientId: tension.clientId,
    typeCodes: [plainText(carnet).type.code],
    duration: 'some-months',
  } as const
  const { id: consentId } = await carnet.permissions.consentToApp(holderOf(spaceId), spaceId, asked)
  const actor = { kind: 'app', id: tension.clientId, name: 'Carnet de tension', consentId } as const
  return { actor, authLevel: 'substantial', origin: { channel: 'fhir', software: tension.clientId } }
}

const count = async (visitor: Visitor, { spaceId }: Someone): Promise<number> =>
  (await installation.carnet.documents.listDocuments(visitor, { spaceId }, { count: 10 })).entries.length

const isRefused = async (visitor: Visitor, one: Someone): Promise<boolean> =>
  (await problemOf(count(visitor, one))).reason === 'not-open-to-you'

test('a consent to an app does not follow into another space; undone, it stands where it was given', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, a.ins, {})
  await depositFor(installation, b.ins, {})
  const visitor = await letIn(b)
  assert.equal(await count(visitor, b), 1)
  const { id } = await merge(a, b)
  assert.ok(await isRefused(visitor, a))
  assert.ok(await isRefused(visitor, b))
  await undo(id)
  assert.ok(await isRefused(visitor, a))
  assert.equal(await count(visitor, b), 1)
})

test('the survivor’s own goes on', async () => {
  const [a, b] = [await someone(), await someone()]
  await depositFor(installation, a.ins, {})
  const visitor = await letIn(a)
  await merge(a, b)
  assert.equal(await count(visitor, a), 1)
})
