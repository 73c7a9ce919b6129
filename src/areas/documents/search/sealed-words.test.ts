import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDoorKit, type DoorKit } from '../../../../scenarios/locks/door-kit.ts'
import { randomId } from '../../../platform/ids.ts'
import { createSealedWords } from './sealed-words.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

test('what is looked for comes back in its own space, and nowhere else; an address tells neither the words nor their length', async () => {
  const { sealWords, openWords } = createSealedWords(kit.keys)
  const [mine, other] = [randomId(), randomId()]
  const sealed = await sealWords(mine, 'thyroïde « bénigne »')
  assert.equal(await openWords(mine, sealed), 'thyroïde « bénigne »')
  assert.equal(await openWords(other, sealed), undefined)
  assert.match(sealed, /^[0-9a-f]+$/)
  assert.equal(sealed.length, (await sealWords(mine, 'a')).length)
  assert.notEqual(sealed, await sealWords(mine, 'thyroïde « bénigne »'))
  for (const wrong of ['', 'zz', sealed.slice(2), `${sealed.slice(0, -2)}00`, 'a'.repeat(10_000)])
    assert.equal(await openWords(mine, wrong), undefined)
  assert.equal(await openWords('no space', sealed), undefined)
  assert.equal((await openWords(mine, await sealWords(mine, 'œ'.repeat(300))))?.length, 200)
})
