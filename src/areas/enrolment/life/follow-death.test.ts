import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lifeKit } from '../../../../tests/support/life-kit.ts'
import { noticePerson } from '../../../../tests/support/notice-person.ts'
import { fileOf, insOf, lineOf, memorySource, numbered } from '../../../../tests/support/register-kit.ts'

const noticedAt = '2026-02-25T08:00:00.000Z'
const kit = lifeKit(noticedAt)
const { count, eventsOf, inParallel, lives, operatorStep, setClock, stateOf, step } = kit
before(kit.open)
after(kit.close)

const importLine = async (given: Record<string, string>): Promise<void> => {
  await kit.installation().carnet.importPersons(memorySource(fileOf([lineOf(given)])), { encoding: 'utf-8' })
  await kit.installation().mails()
}

test('who died by the insurer’s file: never told, never opened; an open space is frozen; said again it is no other death', async () => {
  setClock(noticedAt)
  const died = { died_on: '2026-02-20' }
  const numbers = [numbered(31), numbered(32), numbered(33)]
  const [told = '', entered = ''] = await Promise.all(
    numbers.slice(0, 2).map(async (ins) => {
      await importLine({ ins })
      return noticePerson(kit.installation().carnet, insOf(ins))
    }),
  )
  const spaceId = await lives().activate(step(entered))
  for (const ins of numbers) await importLine({ ins, ...died })
  const fresh = (await kit.installation().carnet.register.findPersonByIns(insOf(numbers[2] ?? '')))?.id ?? ''
  const states = () => Promise.all([told, entered, fresh].map(stateOf))
  assert.deepEqual(await states(), ['deceased', 'deceased', 'deceased'])
  assert.equal(await count(`select count(*) from access.space where space_id = $1 and state = 'closed'`, spaceId), 1)
  assert.equal((await kit.installation().carnet.register.listEvents(told)).at(-1)?.channel, 'import')
  await lives().correctDeath(operatorStep(entered))
  await importLine({ ins: numbers[1] ?? '', ...died, city: 'LYON' })
  assert.equal(await stateOf(entered), 'open', 'the mistake that was put right is not made again by the same line')
  for (const personId of [told, fresh]) await lives().followDeath(personId)
  assert.deepEqual(await eventsOf(fresh), ['died'])
  setClock('2026-06-01T08:00:00.000Z')
  await inParallel(2)
  assert.deepEqual(await states(), ['deceased', 'open', 'deceased'])
})
