import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, holderSession } from '../../../../../tests/support/pages/fake-parts.ts'
import { startPages } from '../../../../../tests/support/pages/start-pages.ts'

const chosenFor = async (decidesAlone: boolean): Promise<string | undefined> => {
  const parts = fakeParts(holderSession())
  const prepare: typeof parts.objections.prepare = async (...asked) => ({
    ...(await parts.objections.prepare(...asked)),
    decidesAlone,
  })
  const server = await startPages({ ...parts, objections: { ...parts.objections, prepare } })
  const { body } = await server.inject('/my/documents/00000000-0000-4000-8000-000000000001/object')
  return /value="(\w+)" checked/.exec(body)?.[1]
}

test('who decides alone refuses the whole act unless they choose otherwise: what still comes would tell of it', async () => {
  assert.equal(await chosenFor(true), 'act')
  assert.equal(await chosenFor(false), 'document')
})
