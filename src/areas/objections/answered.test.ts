import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { approved, openInvented } from '../../../tests/support/corrections-bench.ts'
import { objectIn } from '../../../tests/support/objection-row.ts'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

/** Answers an objection of somebody whose address the insurer gave; gives how many mails went there for it. */
const toldOf = async (n: number, isProtected: boolean): Promise<number> => {
  const { personId, spaceId } = await openInvented(installation, n)
  const text = 'update enrolment.person set protected = $2 where id = $1'
  await installation.database.owner.query({ text, values: [personId, isProtected] })
  const id = await objectIn(installation, spaceId)
  const mails = async (): Promise<number> =>
    (await installation.mails()).filter((mail) => mail.includes(`p${n}@example.org`)).length
  const earlier = await mails()
  await installation.carnet.objectionDesk.answer(approved.asked, id, {
    outcome: 'refused',
    because: 'needed-for-care',
  })
  return (await mails()) - earlier
}

test('an answer is told to the holder; under a measure of protection not at an address that may be the guardian’s', async () => {
  assert.equal(await toldOf(29_001, false), 1)
  assert.equal(await toldOf(29_002, true), 0)
})
