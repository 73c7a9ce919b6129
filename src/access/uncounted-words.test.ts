import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { depositOne } from '../../scenarios/locks/deposit-one.ts'
import { holder, openDoorKit, openRules, professional, type DoorKit } from '../../scenarios/locks/door-kit.ts'
import { problemOf } from '../../tests/support/problem-of.ts'
import { systemClock } from '../platform/clock.ts'
import { createDoor, type Door } from './door.ts'
import { hasSaid, withoutWords, type EmergencyWord } from './policy.ts'

// rules, section 11: where law and EHDS disagree, a national parameter says whose word goes first. The word itself is kept.

const words: readonly EmergencyWord[] = ['no-break-glass', 'no-dispatch', 'no-hidden']

let kit: DoorKit
let spaceId: string
let hiddenId: string
before(async () => {
  kit = await openDoorKit()
  spaceId = await kit.foundSpace([])
  hiddenId = (await depositOne(kit, spaceId, { hidden: true })).id
})
after(() => kit.close())

const doorUnder = (uncounted: readonly EmergencyWord[]): Door => {
  const { database, keys, blobs } = kit
  const rules = { ...openRules, uncountedWords: () => uncounted }
  return createDoor({ database: database.app, keys, blobs, rules, clock: systemClock })
}
const say = (said: readonly EmergencyWord[]) =>
  kit.door.open({ ...holder(spaceId), space: { spaceId }, act: 'set-emergency-rule' }, (opened) =>
    opened.setEmergencyRule(said),
  )
const openIn = (door: Door, who: string) => {
  const visit = { ...professional(who), space: { spaceId }, act: 'open-emergency' } as const
  const tie = { partyId: who, kind: 'break-glass', until: '2099-01-01T00:00:00.000Z' } as const
  return door.open({ ...visit, justification: { reason: 'unconscious' } }, (opened) => opened.addRelations([tie]))
}
const readIn = (door: Door, who: string) => {
  const visit = { ...professional(who), space: { spaceId }, act: 'read-document', documentId: hiddenId } as const
  return door.open(visit, async (opened) => opened.require(await opened.vault.findDocument(hiddenId)).facts.id)
}

test('an opposition stops an opening while it counts, and not where vital interests go first', async () => {
  await say(['no-break-glass'])
  assert.equal((await problemOf(openIn(kit.door, 'now'))).reason, 'not-open-to-you')
  assert.equal((await problemOf(openIn(doorUnder(['no-hidden']), 'now'))).reason, 'not-open-to-you')
  await openIn(doorUnder(['no-break-glass']), 'then')
  assert.equal((await problemOf(readIn(kit.door, 'then'))).reason, 'document-not-open', 'it counts again: closed')
})

test('what the holder hides stays hidden in an emergency while their word counts, and not where it does not', async () => {
  await say(['no-hidden'])
  await openIn(kit.door, 'doctor')
  assert.equal((await problemOf(readIn(kit.door, 'doctor'))).reason, 'document-not-open')
  assert.equal((await readIn(doorUnder(['no-hidden']), 'doctor')).value, hiddenId)
})

test('the word is kept: the holder finds it as they said it', async () => {
  await say(words)
  const visit = { ...holder(spaceId), space: { spaceId }, act: 'read-journal' } as const
  const { value } = await doorUnder(words).open(visit, async ({ standing }) => standing.policy)
  for (const word of words) assert.ok(hasSaid(value, word))
  const policy = { relations: [], blocks: [], emergencyRule: words }
  assert.deepEqual(withoutWords(policy, ['no-hidden']).emergencyRule, ['no-break-glass', 'no-dispatch'])
  assert.equal(withoutWords(policy, []), policy)
})
