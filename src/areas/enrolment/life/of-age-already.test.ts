import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { majorityKit } from '../../../../tests/support/majority-kit.ts'

const kit = majorityKit()
const { asParent, count, find, lives, midnight, newChild, newLine, notice, operatorStep, run, setClock, told } = kit
before(kit.open)
after(kit.close)

type Lead = (personId: string) => Promise<unknown>

const atNoon = '2026-05-20T10:00:00.000Z'
const ownSteps: readonly {
  what: string
  before?: Lead
  lead: Lead
  state: string
  due: string | null
}[] = [
  { what: 'a campaign told them', lead: notice, state: 'noticed', due: 'open' },
  {
    what: 'they refused',
    before: notice,
    lead: async (id) => lives().oppose(kit.step(id)),
    state: 'opposed',
    due: null,
  },
  {
    what: 'they closed it',
    before: async (id) => lives().activate(asParent(id)),
    lead: async (id) => lives().close(operatorStep(id)),
    state: 'closed',
    due: 'erase',
  },
]

for (const { what, before: lived, lead, state, due } of ownSteps)
  test(`${what} on the day itself, before the worker came: not told again, and no clock is stopped`, async () => {
    const personId = await newChild()
    await lived?.(personId)
    setClock(atNoon)
    await lead(personId)
    await run()
    const person = await find(personId)
    assert.deepEqual([person?.state, person?.dueKind, await told(personId)], [state, due, ''])
    assert.equal(person?.ofAgeOn, '2026-05-20')
  })

const protect = async (personId: string, acting?: { id: string; kind: string }): Promise<void> => {
  const { owner } = kit.installation().database
  await owner.query({ text: 'update enrolment.person set protected = true where id = $1', values: [personId] })
  if (acting === undefined) return
  await owner.query({
    text: `insert into enrolment.representation (person_id, representative_id, kind, since, changed_at)
      values ($1, $2, $3, now(), now())`,
    values: [personId, acting.id, acting.kind],
  })
}

test('under guardianship: the letter is the guardian’s; without anybody who acts, a human looks', async () => {
  const { personId: guardian } = await newLine({})
  const leads: readonly [(id: string) => Promise<unknown>, string][] = [
    [(id) => lives().activate(asParent(id)), 'majority-guardian'],
    [(id) => lives().oppose(asParent(id)), 'majority-guardian'],
    [notice, 'opening-guardian'],
  ]
  for (const [lead, kind] of leads) {
    const personId = await newChild()
    await protect(personId, { id: guardian, kind: 'guardian' })
    await lead(personId)
    setClock(midnight)
    await run()
    assert.equal(await told(personId), `${kind} to ${guardian}`)
  }
  const text = `select count(*) from enrolment.exception_case where person_id = $1 and kind = 'protected-adult'`
  // Parents act for nobody of age; whom a curator assists is told, and a human looks all the same.
  const others: readonly [string | undefined, string][] = [
    [undefined, ''],
    ['parent', ''],
    ['curator', 'majority'],
  ]
  for (const [kind, letters] of others) {
    const personId = await newChild()
    await protect(personId, kind === undefined ? undefined : { id: guardian, kind })
    await lives().activate(asParent(personId))
    setClock(midnight)
    await run()
    assert.deepEqual([await told(personId), await count(text, personId)], [letters, 1], kind ?? 'nobody')
  }
})
