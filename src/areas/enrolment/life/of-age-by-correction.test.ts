import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { approved } from '../../../../tests/support/corrections-bench.ts'
import { majorityKit } from '../../../../tests/support/majority-kit.ts'
import { registerPersons } from '../../../startup/register-persons.ts'
import { adultHereFrom } from '../register/majority-rules.ts'

const kit = majorityKit()
const { asParent, eventsOf, find, lives, newLine, notice, run, setClock, told } = kit
before(kit.open)
after(kit.close)

const [taken, corrected] = ['2026-05-04T08:00:00.000Z', '2026-05-10T10:00:00.000Z']
const rightDate = '2007-11-02'

/** Who writes that a child of 2008 was born in 2007, and has been of age since November. */
const ways: readonly { way: string; correct(line: Awaited<ReturnType<typeof newLine>>): Promise<unknown> }[] = [
  {
    way: 'the desk',
    correct: ({ personId, person }) =>
      kit.installation().carnet.enrolment.corrections.correctTraits(approved, {
        personId,
        traits: { ...person.traits, birthDate: rightDate },
      }),
  },
  {
    way: 'a line of the insurer',
    correct: ({ person }) =>
      registerPersons(kit.installation().carnet, [{ ...person, traits: { ...person.traits, birthDate: rightDate } }]),
  },
]

const acts: readonly {
  what: string
  lead(personId: string): Promise<unknown>
  state: string
  letters: string
}[] = [
  {
    what: 'a parent refused',
    lead: async (id) => lives().oppose(asParent(id)),
    state: 'opposed',
    letters: 'majority-choice',
  },
  {
    what: 'a parent opened',
    lead: async (id) => lives().activate(asParent(id)),
    state: 'open',
    letters: 'majority',
  },
  { what: 'the parents were told', lead: notice, state: 'noticed', letters: 'opening' },
]

for (const { way, correct } of ways)
  for (const { what, lead, state, letters } of acts)
    test(`${what}, then ${way} says that they were of age by then: it was the parents’, and they are written to`, async () => {
      setClock('2026-05-01T08:00:00.000Z')
      const line = await newLine({ birthDate: '2008-05-20', email: 'parent@example.org' })
      setClock(taken)
      await lead(line.personId)
      setClock(corrected)
      await correct(line)
      await run()
      const person = await find(line.personId)
      assert.deepEqual([person?.state, person?.dueKind, await told(line.personId)], [state, null, letters])
      assert.deepEqual([person?.minorUntil, person?.ofAgeOn], ['2026-05-10', '2026-05-10'])
      // The same line again, or a later one, makes none of it theirs: the letter still waits for its file.
      await registerPersons(kit.installation().carnet, [
        { ...line.person, traits: { ...line.person.traits, birthDate: '2007-11-03' } },
      ])
      await run()
      assert.equal((await find(line.personId))?.minorUntil, '2026-05-10')
      assert.equal((await eventsOf(line.personId)).filter((kind) => kind === 'came-of-age').length, 1)
    })

test('the day from which somebody decides: never before it was known, and never again for the same childhood', () => {
  const today = '2026-05-10'
  const days: readonly [string, string | null, string | null][] = [
    ['2026-06-01', null, '2026-06-01'],
    ['2026-06-01', '2026-05-01', '2026-06-01'],
    ['1998-06-01', null, null],
    ['2025-11-02', '2026-05-20', today],
    ['2025-11-02', '2026-05-01', '2026-05-01'],
    ['2026-05-05', '2026-05-01', '2026-05-05'],
  ]
  for (const [majority, known, from] of days) assert.equal(adultHereFrom(majority, known, today), from, majority)
})
