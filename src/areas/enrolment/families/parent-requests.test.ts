import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holderOf, inventedIns, inventedTraits, registerInvented } from '../../../../tests/support/corrections-bench.ts'
import { familyKit, typedOf } from '../../../../tests/support/family-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import { openRegistered } from '../../../startup/register-persons.ts'

const kit = familyKit()
const { answerFirst, ask, clock, families, family, installation } = kit
const { namedIn, newNumber, openChildOf, register, sentBy, someone } = kit
before(kit.open)
after(kit.close)

const kindsOf = async (personId: string): Promise<string[]> =>
  (await register().listEvents(personId))
    .filter(({ kind }) => kind.startsWith('representation-'))
    .map(({ kind, byKind, byId }) => `${kind} ${byKind} ${byId}`)

test('asked, seen with both names, accepted: the second represents the child as the first does, and all of it is written', async () => {
  const { first, second, child } = await family()
  const [shown] = await families().listChildren(first.spaceId)
  assert.deepEqual([shown?.invitable, shown?.invited, shown?.requests], [true, false, []])
  await ask(first, child, typedOf(second.n))
  assert.deepEqual(await namedIn(second.spaceId), ['Anne TILLEUL: Anne'])
  const [waiting] = await families().listChildren(first.spaceId)
  assert.deepEqual([waiting?.invitable, await sentBy(first)], [false, ['waiting']])
  const [request] = await families().listReceived(second.spaceId)
  const unstated = { id: request?.id ?? '', stated: false }
  const answer = families().acceptRequest(holderOf(second.spaceId), second.spaceId, unstated)
  assert.equal((await problemOf(answer)).reason, 'representation-not-stated')
  assert.deepEqual(await families().listChildren(second.spaceId), [])

  clock.advance(1)
  await answerFirst(second, 'accept')
  assert.deepEqual(await sentBy(first), ['accepted'])
  assert.deepEqual(await namedIn(second.spaceId), [])
  const [mine] = await families().listChildren(second.spaceId)
  assert.deepEqual([mine?.personId, mine?.certified, mine?.invited, mine?.invitable], [child, true, true, false])
  const byFirst = `representative ${first.spaceId}`
  const bySecond = `representative ${second.spaceId}`
  const written = [
    `representation-accepted ${bySecond}`,
    `representation-asked ${byFirst}`,
    `representation-certified ${byFirst}`,
    `representation-certified ${bySecond}`,
  ]
  assert.deepEqual((await kindsOf(child)).toSorted(), written.toSorted(), 'whatever the ids')
  assert.deepEqual(await kindsOf(first.personId), [`representation-asked ${byFirst}`])
  assert.deepEqual(await kindsOf(second.personId), [`representation-accepted ${bySecond}`])

  const again = await problemOf(ask(first, child, typedOf(second.n)))
  assert.equal(again.reason, 'parent-acts-already')
  await families().setAside(holderOf(second.spaceId), second.spaceId, child)
  assert.deepEqual(await families().listChildren(second.spaceId), [], '“not mine” stays possible')
  await ask(first, child, typedOf(second.n))
  await answerFirst(second, 'accept')
  assert.equal(
    (await families().listChildren(second.spaceId))[0]?.certified,
    true,
    'and is taken back by an invitation',
  )
})

test('refused: the first sees it, the second has no child; withdrawn: the second sees nothing any more', async () => {
  const { first, second, child } = await family()
  await ask(first, child, typedOf(second.n))
  await answerFirst(second, 'refuse')
  assert.deepEqual([await sentBy(first), await families().listChildren(second.spaceId)], [['refused'], []])
  await ask(first, child, typedOf(second.n))
  const twice = await problemOf(ask(first, child, typedOf(second.n)))
  assert.equal(twice.reason, 'parent-request-waits')
  const [request] = await families().listReceived(second.spaceId)
  const withdraw = () => families().withdrawRequest(holderOf(first.spaceId), first.spaceId, child)
  await withdraw()
  assert.deepEqual([await sentBy(first), await namedIn(second.spaceId)], [['refused'], []])
  const late = { id: request?.id ?? '', stated: true }
  for (const work of [
    withdraw,
    () => families().acceptRequest(holderOf(second.spaceId), second.spaceId, late),
    () => families().refuseRequest(holderOf(second.spaceId), second.spaceId, late.id),
  ])
    assert.equal((await problemOf(work())).reason, 'parent-request-unknown')
})

test('a request is for whom it names: somebody else can neither see nor answer it', async () => {
  const { first, second, child } = await family()
  const other = await someone()
  await ask(first, child, typedOf(second.n))
  const [request] = await families().listReceived(second.spaceId)
  const id = request?.id ?? ''
  assert.deepEqual([await namedIn(other.spaceId), await namedIn(first.spaceId)], [[], []])
  const accept = families().acceptRequest(holderOf(other.spaceId), other.spaceId, { id, stated: true })
  assert.equal((await problemOf(accept)).reason, 'parent-request-unknown')
  const refuse = families().refuseRequest(holderOf(other.spaceId), other.spaceId, id)
  assert.equal((await problemOf(refuse)).reason, 'parent-request-unknown')
  const withdraw = families().withdrawRequest(holderOf(other.spaceId), other.spaceId, child)
  assert.equal((await problemOf(withdraw)).reason, 'child-unknown')
  const strange = ask(other, child, typedOf(second.n))
  assert.equal((await problemOf(strange)).reason, 'child-unknown')
})

test('who opens a space later finds the request then', async () => {
  const first = await someone()
  const { child } = await openChildOf(first)
  const n = newNumber()
  await registerInvented(installation(), n, 'TILLEUL')
  await ask(first, child, typedOf(n))
  clock.advance(86_400_000)
  const spaceId = await openRegistered(installation().carnet, {
    ins: inventedIns(n),
    traits: inventedTraits('TILLEUL'),
  })
  assert.deepEqual(await namedIn(spaceId), ['Anne TILLEUL: Anne'])
})

test('oneself, and who represents the child already, are told; a trait that differs waits like anybody', async () => {
  const { first, second, child } = await family()
  assert.equal((await problemOf(ask(first, child, typedOf(first.n)))).reason, 'parent-is-oneself')
  const unstated = { personId: child, typed: typedOf(second.n), stated: false }
  const asked = families().inviteParent(holderOf(first.spaceId), first.spaceId, unstated)
  assert.equal((await problemOf(asked)).reason, 'parent-not-stated')
  await ask(first, child, { ...typedOf(second.n), birthGiven: 'Annie' })
  assert.deepEqual([await sentBy(first), await namedIn(second.spaceId)], [['waiting'], []])
})
