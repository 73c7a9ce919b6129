import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { approved, holderOf, inventedIns } from '../../../../tests/support/corrections-bench.ts'
import { childLine, familyKit, typedOf } from '../../../../tests/support/family-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { registerPersons } from '../../../startup/register-persons.ts'

const kit = familyKit()
const { answerFirst, ask, clock, families, family } = kit
const { installation, namedIn, register, sentBy, someone } = kit
before(kit.open)
after(kit.close)

test('what was typed stands nowhere in clear, and its hash goes with the answer or with its time', async () => {
  const { first, second, child } = await family()
  const rows = () =>
    installation().database.owner.query<{ hashed: boolean; text: string }>({
      text: `select traits_hash is not null as hashed, to_jsonb(r)::text as text from enrolment.parent_request r
        where inviter_id = $1`,
      values: [first.personId],
    })
  await ask(first, child, typedOf(second.n))
  const [row] = await rows()
  assert.equal(row?.hashed, true)
  assert.doesNotMatch(row?.text ?? '', new RegExp(`tilleul|anne|1980|${inventedIns(second.n).value}`, 'i'))
  await families().sweepRequests()
  assert.equal((await rows())[0]?.hashed, true)
  await answerFirst(second, 'refuse')
  assert.equal((await rows())[0]?.hashed, false)
  await ask(first, child, typedOf(second.n))
  clock.advance(43 * 86_400_000)
  assert.deepEqual([await sentBy(first), await namedIn(second.spaceId)], [['ended', 'refused'], []])
  await families().sweepRequests()
  assert.deepEqual(
    (await rows()).map(({ hashed }) => hashed),
    [false, false],
  )
  await ask(first, child, typedOf(second.n))
  assert.deepEqual(await sentBy(first), ['waiting', 'refused'], 'another one takes the place of what ended')
})

test('only so many a day', async () => {
  const { first, child } = await family()
  const withdraw = () => families().withdrawRequest(holderOf(first.spaceId), first.spaceId, child)
  for (const n of [1, 2, 3, 4, 5]) {
    await ask(first, child, typedOf(29_000 + n))
    await withdraw()
  }
  assert.equal((await problemOf(ask(first, child, typedOf(29_006)))).kind, 'busy')
  clock.advance(86_400_000)
  await ask(first, child, typedOf(29_006))
})

test('a request ends with the tie of the inviter, and when their space closes; reopened, it does not come back', async () => {
  const aside = await family()
  await ask(aside.first, aside.child, typedOf(aside.second.n))
  await register().setRepresentation(
    installation().database.app,
    { personId: aside.child, representativeId: aside.first.personId },
    { state: 'set-aside', by: { kind: 'representative', id: aside.first.spaceId } },
  )
  assert.deepEqual(await namedIn(aside.second.spaceId), [])

  const shut = await family()
  await ask(shut.first, shut.child, typedOf(shut.second.n))
  clock.advance(1)
  const { closeOwn, reopenOwn } = installation().carnet.enrolment
  await closeOwn(holderOf(shut.first.spaceId), shut.first.spaceId)
  assert.deepEqual(await namedIn(shut.second.spaceId), [])
  clock.advance(1)
  await reopenOwn(holderOf(shut.first.spaceId), shut.first.spaceId)
  assert.deepEqual([await namedIn(shut.second.spaceId), await sentBy(shut.first)], [[], ['ended']])
})

test('who was invited keeps the child through a merge, and the register’s word comes before an invitation', async () => {
  const { first, second, child, childNumber } = await family()
  await ask(first, child, typedOf(second.n))
  await answerFirst(second, 'accept')
  const sourceOf = async (representativeId: string) =>
    (await register().listRepresentatives(child)).find((tie) => tie.representativeId === representativeId)?.source
  const survivor = await someone()
  const { id } = await installation().carnet.enrolment.corrections.merge(approved, {
    survivorId: survivor.personId,
    otherId: second.personId,
  })
  assert.deepEqual([await sourceOf(survivor.personId), await sourceOf(second.personId)], ['invited', undefined])
  await installation().carnet.enrolment.corrections.undo(approved, id)
  assert.deepEqual([await sourceOf(survivor.personId), await sourceOf(second.personId)], [undefined, 'invited'])

  const person = await register().findPersonByIns(inventedIns(childNumber))
  assert.equal(person?.id, child)
  await registerPersons(installation().carnet, [childLine(childNumber, first)])
  assert.equal(await sourceOf(second.personId), 'invited', 'a line that does not name them changes nothing')
  await registerPersons(installation().carnet, [childLine(childNumber, first, second)])
  const [mine] = await families().listChildren(second.spaceId)
  assert.deepEqual([mine?.invited, mine?.certified], [false, true])
})

test('at majority the request ends and who was invited acts no more', async () => {
  const { first, second, child } = await family()
  const third = await someone()
  await ask(first, child, typedOf(second.n))
  await answerFirst(second, 'accept')
  await ask(first, child, typedOf(third.n))
  await installation().database.owner.query({
    text: `update enrolment.person set minor_until = $2 where id = $1`,
    values: [child, clock.now().toISOString().slice(0, 10)],
  })
  for (const { spaceId } of [first, second])
    assert.deepEqual([await families().listChildren(spaceId), await namedIn(third.spaceId)], [[], []])
})
