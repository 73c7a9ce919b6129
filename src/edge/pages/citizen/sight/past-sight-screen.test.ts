import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, holderSession } from '../../../../../tests/support/pages/fake-parts.ts'
import { startPages } from '../../../../../tests/support/pages/start-pages.ts'

const url = '/my/documents/00000000-0000-4000-8000-000000000001/who-could-see?day=05%2F03%2F2016'

const pageOf = async (isForgotten: boolean): Promise<string> => {
  const parts = fakeParts(holderSession())
  const { whoCouldSee } = parts.history
  const server = await startPages({
    ...parts,
    history: {
      ...parts.history,
      whoCouldSee: async (...asked) => ({
        ...(await whoCouldSee(...asked)),
        isThere: !isForgotten,
        isForgotten,
        keptFrom: '2017-01-09T10:00:00.000Z',
      }),
    },
  })
  return (await server.inject(url)).body
}

test('of a day that is no longer kept the page says that nobody knows, not that nobody looked', async () => {
  const body = await pageOf(true)
  assert.match(body, /On ne le sait plus\..*gardée 10 ans.*9 janvier 2017/)
  assert.doesNotMatch(body, /id="looked"|Personne, d’après le journal|n’avait pas commencé/)
})

test('of a later day it says since when lines are kept', async () => {
  assert.match(await pageOf(false), /id="limits"[^]*d’avant le 9 janvier 2017 ne sont plus gardées/)
})
