import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { approved, doctor, holderOf, openInvented } from '../../../../tests/support/corrections-bench.ts'
import { familyKit, typedOf, type InventedParent } from '../../../../tests/support/family-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'

const kit = familyKit()
const { answerFirst, ask, clock, families, family, installation, register } = kit
before(kit.open)
after(kit.close)

/** Whoever the sealed ties of a child's space let in as a representative, with the end of each. */
const tiesOf = async (child: string): Promise<string[]> => {
  const spaceId = (await register().findPerson(child))?.spaceId
  const rows = await installation().database.owner.query<{ party_id: string; until: string | null }>({
    text: `select party_id, until from access.relation where space_id = $1 and kind = 'representative' order by party_id`,
    values: [spaceId],
  })
  return rows.map(
    ({ party_id: party, until }) => `${party} ${until === null ? 'for good' : new Date(until).toISOString()}`,
  )
}

// The child of these families was born on 4 May 2020: civil midnight of the day of majority, in Paris.
const untilMajority = ({ spaceId }: InventedParent): string => `${spaceId} 2038-05-03T22:00:00.000Z`

const listOf = async (parent: InventedParent, child: string): Promise<number | undefined> => {
  const { visitor, spaceId } = await families().representedBy(holderOf(parent.spaceId), parent.spaceId, child)
  return (await installation().carnet.documents.listDocuments(visitor, { spaceId }, {})).total
}

test('who states that they represent a child is let in until the majority, and in that capacity', async () => {
  const { first, second, child } = await family()
  assert.deepEqual(await tiesOf(child), [untilMajority(first)])
  assert.equal(await listOf(first, child), 0)
  assert.equal((await problemOf(listOf(second, child))).reason, 'child-unknown')
  await ask(first, child, typedOf(second.n))
  await answerFirst(second, 'accept')
  assert.deepEqual(await tiesOf(child), [untilMajority(first), untilMajority(second)].toSorted())
  assert.equal(await listOf(second, child), 0)
})

test('“not mine” ends it at once', async () => {
  const { first, child } = await family()
  const { visitor, spaceId } = await families().representedBy(holderOf(first.spaceId), first.spaceId, child)
  await families().setAside(holderOf(first.spaceId), first.spaceId, child)
  assert.deepEqual(await tiesOf(child), [])
  const late = installation().carnet.documents.listDocuments(visitor, { spaceId }, {})
  assert.equal((await problemOf(late)).kind, 'refused')
})

test('closing their own space ends it, and opening it again brings it back', async () => {
  const { first, child } = await family()
  const { closeOwn, reopenOwn } = installation().carnet.enrolment
  await closeOwn(holderOf(first.spaceId), first.spaceId)
  await installation().mails()
  assert.deepEqual(await tiesOf(child), [])
  clock.advance(1)
  await reopenOwn(holderOf(first.spaceId), first.spaceId)
  await installation().mails()
  assert.deepEqual(await tiesOf(child), [untilMajority(first)])
})

test('a parent’s death ends it', async () => {
  const { first, child } = await family()
  const visitor = approved.asked
  await installation().carnet.enrolment.lives.recordDeath({ personId: first.personId, visitor, channel: 'phone' })
  await installation().mails()
  assert.deepEqual(await tiesOf(child), [])
})

test('it ends by itself on the day of majority, before anybody has worked it', async () => {
  const { first, child } = await family()
  const { visitor, spaceId } = await families().representedBy(holderOf(first.spaceId), first.spaceId, child)
  const aside = clock.now().getTime()
  const lastInstant = Date.parse('2038-05-03T21:59:59.999Z')
  clock.advance(lastInstant - aside)
  const { documents } = installation().carnet
  assert.equal((await documents.listDocuments(visitor, { spaceId }, {})).total, 0)
  clock.advance(1)
  assert.equal((await problemOf(documents.listDocuments(visitor, { spaceId }, {}))).kind, 'refused')
  clock.advance(aside - Date.parse('2038-05-03T22:00:00.000Z'))
})

test('a parent who is made one with another person takes their children along, and back', async () => {
  const { first, child } = await family()
  const survivor = { n: 0, ...(await openInvented(installation(), kit.newNumber(), 'TILLEUL')) }
  const { corrections } = installation().carnet.enrolment
  const pair = { survivorId: survivor.personId, otherId: first.personId }
  const { id } = await corrections.merge(approved, pair)
  await installation().mails()
  assert.deepEqual(await tiesOf(child), [untilMajority(survivor)])
  await corrections.undo(approved, id)
  await installation().mails()
  assert.deepEqual(await tiesOf(child), [untilMajority(first)])
})

test('followed twice it leaves no entry; ties of before there were any come by the worker', async () => {
  const { first, child } = await family()
  const spaceId = (await register().findPerson(child))?.spaceId ?? ''
  const entries = async (): Promise<number> => {
    const rows = await installation().database.owner.query({
      text: 'select n from journal.entry where space_id = $1',
      values: [spaceId],
    })
    return rows.length
  }
  const written = await entries()
  await families().followRepresentatives(child)
  await families().followRepresentatives(first.personId)
  assert.equal(await entries(), written)
})

test('a guardian reads where a measure lets them, a curator does not, and no visit is kept from them; it ends with the measure', async () => {
  const [guardian, curator, ward] = [await kit.someone(), await kit.someone(), await kit.someone()]
  const { owner } = installation().database
  await owner.query({ text: 'update enrolment.person set protected = true where id = $1', values: [ward.personId] })
  for (const [who, kind] of [
    [guardian, 'guardian'],
    [curator, 'curator'],
  ] as const)
    await owner.query({
      text: `insert into enrolment.representation (person_id, representative_id, kind, since, changed_at)
        values ($1, $2, $3, now(), now())`,
      values: [ward.personId, who.personId, kind],
    })
  await families().followRepresentatives(ward.personId)
  assert.deepEqual(await tiesOf(ward.personId), [`${guardian.spaceId} for good`])
  assert.equal(await listOf(guardian, ward.personId), 0)
  assert.equal((await problemOf(listOf(curator, ward.personId))).reason, 'child-unknown')
  const listed = await families().listProtected(guardian.spaceId)
  assert.deepEqual(
    listed.map(({ personId }) => personId),
    [ward.personId],
  )
  const alone = { ...doctor('810000001015'), secretVisit: true }
  await installation()
    .carnet.identity.readPerson(alone, { spaceId: ward.spaceId })
    .catch(() => {})
  const { visitor } = await families().representedBy(holderOf(guardian.spaceId), guardian.spaceId, ward.personId)
  const { lines } = await installation().carnet.history.readHistory(visitor, ward.spaceId, { who: 'others' })
  assert.ok(lines.some(({ actor }) => actor.id === '810000001015'))
  await owner.query({ text: `delete from enrolment.representation where person_id = $1`, values: [ward.personId] })
  await families().followRepresentatives(ward.personId)
  assert.deepEqual(await tiesOf(ward.personId), [])
})
