import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../../platform/problem.ts'
import { fakeParts } from '../../../../tests/support/pages/fake-parts.ts'
import { ownForm, startPages } from '../../../../tests/support/pages/start-pages.ts'

const typed = {
  code: '7K4P2Q2MDXYZ',
  asked: '1',
  'birth-day': '24',
  'birth-month': '3',
  'birth-year': '1979',
  'card-number': '279035121518989',
  'card-serial': '12345678901',
}

test('whoever has a whole IPv6 network is one source, for codes and for new codes', async () => {
  const sources: string[] = []
  const parts = fakeParts(undefined, { readCode: (code) => code })
  parts.entries = {
    ...parts.entries,
    proveByCode: async ({ source }) => {
      sources.push(source)
      throw new Problem('incorrect', 'code-unknown')
    },
    requestCode: async ({ source }) => {
      sources.push(source)
    },
  }
  const server = await startPages(parts)
  const payload = new URLSearchParams(typed).toString()
  for (const remoteAddress of ['2001:db8:1:2::1', '2001:db8:1:2:aaaa::ffff'])
    for (const url of ['/open/you', '/open/new-code'])
      await server.inject({ method: 'POST', url, payload, headers: ownForm, remoteAddress })
  assert.deepEqual(sources, Array(4).fill('2001:db8:1:2::/64'))
})
