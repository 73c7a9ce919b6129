import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { returnPath } from './return-path.ts'

const cases: [unknown, string][] = [
  ['/my', '/my'],
  ['/my/documents?page=2#d1', '/my/documents?page=2#d1'],
  ['/my/../pro', '/pro'],
  ['https://evil.example/', '/home'],
  ['//evil.example', '/home'],
  ['/\\evil.example', '/home'],
  ['/my\\..\\x', '/home'],
  ['/..//evil.example', '/home'],
  ['/my\r\nset-cookie: a=b', '/home'],
  ['/\t/evil.example', '/home'],
  ['javascript:alert(1)', '/home'],
  ['my', '/home'],
  ['', '/home'],
  [undefined, '/home'],
  [['/my'], '/home'],
  ['/sign-in/citizens', '/home'],
  ['/sign-out', '/home'],
  [`/${'a'.repeat(3000)}`, '/home'],
]

for (const [wanted, expected] of cases) {
  test(`after sign-in, ${JSON.stringify(wanted)?.slice(0, 40)} leads to ${expected}`, () => {
    assert.equal(returnPath(wanted, '/home'), expected)
  })
}

test('whatever is asked for, the browser stays on this site', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.string().map((text) => `/${text}`),
    fc.string().map((text) => `//${text}`),
  )
  fc.assert(
    fc.property(anything, (wanted) => {
      const path = returnPath(wanted, '/home')
      assert.equal(new URL(path, 'https://carnet.example').origin, 'https://carnet.example')
      assert.match(path, /^\/(?!\/)/)
    }),
    { numRuns: 1000 },
  )
})
