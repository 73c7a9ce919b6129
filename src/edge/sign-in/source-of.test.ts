import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sourceOf } from './source-of.ts'

const cases: [string, string][] = [
  ['198.51.100.9', '198.51.100.9'],
  ['::ffff:198.51.100.9', '198.51.100.9'],
  ['::FFFF:c633:6409', '198.51.100.9'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['2001:db8::5', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
]

for (const [ip, source] of cases) {
  test(`tries from ${ip} are counted for ${source}`, () => assert.equal(sourceOf({ ip }), source))
}
