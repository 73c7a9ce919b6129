import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Visit } from '../../src/access/types.ts'
import { clockVisitor } from '../../src/areas/enrolment/index.ts'
import { createBlockProfessional } from '../../src/areas/permissions/block-professional.ts'
import { journalOwner, verifyJournal } from '../../src/journal/verify.ts'
import { waitForLocks } from '../../tests/support/wait-for-locks.ts'
import { depositOne, depositor } from './deposit-one.ts'
import { holder, openDoorKit, professional, type DoorKit } from './door-kit.ts'

// A space has one chain for everybody's eyes and others for some; whoever writes into one of them, or into two, stands in one line.

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

const depositIn = (spaceId: string): Visit => ({ ...depositor, space: { spaceId }, act: 'deposit-document' })
const openingIn = (spaceId: string): Visit => ({
  ...clockVisitor,
  space: { spaceId },
  act: 'open-withheld',
  audience: 'withheld-from-holder',
})

/** Opens to the holder what was withheld: its own entry in one chain, then the link in the other. */
const openWithheld = (spaceId: string) =>
  kit.door.open(openingIn(spaceId), async (opened) => {
    await opened.place
    await opened.linkInMain()
  })

test('a deposit for two pairs of eyes and an opening that came between wait for each other in one order', async () => {
  const spaceId = await kit.foundSpace([])
  let opening: Promise<unknown> | undefined
  await kit.door.open(depositIn(spaceId), async (opened) => {
    await opened.place
    opening = openWithheld(spaceId)
    await waitForLocks(kit.database.owner, 1)
    await opened.noteFor('withheld-from-holder')
  })
  await opening
})

test('many of them at once all come through, and every chain holds', async () => {
  const spaceId = await kit.foundSpace([])
  const mixed = () =>
    kit.door.open(depositIn(spaceId), async (opened) => {
      await Promise.all([
        opened.place,
        opened.noteFor('hidden-from-representatives'),
        opened.noteFor('withheld-from-holder'),
      ])
    })
  await Promise.all(Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? mixed() : openWithheld(spaceId))))
  const { flaws } = await verifyJournal({ owner: journalOwner(kit.database.owner), keys: kit.keys })
  assert.deepEqual(flaws, [])
})

test('a block waits for a look that only some may read of: none ends behind it', async () => {
  const spaceId = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  const secret = await depositOne(kit, spaceId, { secret: true })
  const done: string[] = []
  let block: Promise<unknown> | undefined
  const look: Visit = {
    ...professional('care'),
    secretVisit: true,
    space: { objectId: secret.id },
    act: 'read-document',
  }
  await kit.door.open({ ...look, documentId: secret.id }, async (opened) => {
    await opened.place
    block = createBlockProfessional(kit.door)(holder(spaceId), spaceId, 'care').then(() => done.push('blocked'))
    await waitForLocks(kit.database.owner, 1)
    opened.require(await opened.vault.findDocument(secret.id))
    done.push('read')
  })
  await block
  assert.deepEqual(done, ['read', 'blocked'])
})
