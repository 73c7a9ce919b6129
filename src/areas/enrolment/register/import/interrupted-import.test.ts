import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { populationLines } from '../../../../../bench/population/write-population.ts'
import { emptyRegister } from '../../../../../tests/support/empty-register.ts'
import { memorySource, openRegisterKit, type RegisterKit } from '../../../../../tests/support/register-kit.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { ImportSource } from './import-source.ts'
import { endRun } from '../runs/store.ts'

let kit: RegisterKit
let content: string
let uninterrupted: unknown

const empty = () => emptyRegister(kit.database.owner)

/** Everything that a run leaves, by what does not change from one to the next: ids, instants and sealed bytes do. */
const snapshot = async (): Promise<unknown> => {
  const query = (text: string) => kit.database.owner.query({ text })
  const name = (id: string) =>
    `(select encode(n.ins_hash, 'hex') from enrolment.identifier n where n.person_id = ${id} and n.until is null)`
  return {
    persons:
      await query(`select ${name('p.id')} as ins, encode(i.traits_hash, 'hex') as traits, p.state, p.version, p.remarks,
      p.channel, p.minor_until, p.protected from enrolment.person p join enrolment.identity i on i.person_id = p.id order by 1`),
    identifiers: await query(`select encode(i.ins_hash, 'hex') as ins, i.import_line, ${name('i.person_id')} as person
      from enrolment.identifier i order by i.ins_hash`),
    ties: await query(`select ${name('r.person_id')} as person, ${name('r.representative_id')} as by, r.kind
      from enrolment.representation r order by 1, 2`),
    awaited: await query(`select ${name('a.person_id')} as person, encode(a.ins_hash, 'hex') as by
      from enrolment.awaited_representative a order by 1, 2`),
    flaws: await query(
      'select line, n, column_name, severity, reason, detail from enrolment.import_flaw order by line, n',
    ),
    run: await query(`select position_bytes, line, accepted, changed, unchanged, rejected, state from enrolment.import
      order by started_at`),
    events: await query('select kind from enrolment.event'),
  }
}

before(async () => {
  kit = await openRegisterKit()
  const lines = [...populationLines({ persons: 3400, seed: 7 })]
  // Some that are rejected, on both sides of every cut: a wrong key, a person twice, a stray quote.
  for (const at of [500, 1500, 2500, 3300]) {
    lines.splice(at, 0, (lines[at] ?? '').replace(/^\d/, '9'), lines[at - 300] ?? '', '"stray;quote\n')
  }
  content = lines.join('')
  await empty()
  await kit.importPersons(memorySource(content), { encoding: 'utf-8' })
  uninterrupted = await snapshot()
})
beforeEach(empty)
after(() => kit.database.drop())

test('the uninterrupted run is worth comparing with', async () => {
  await kit.importPersons(memorySource(content), { encoding: 'utf-8' })
  const [run] = await kit.runs.listRuns(1)
  assert.deepEqual([run?.accepted, run?.rejected, run?.state], [3400, 12, 'done'])
  const ties = await kit.database.owner.query({ text: 'select from enrolment.representation' })
  assert.ok(ties.length > 500, `${ties.length} representations`)
})

/** The file, gone after some bytes of its second reading: the first only checks it. */
const failingAfter = (bytes: number): ImportSource => {
  const whole = memorySource(content, 10_000)
  let readings = 0
  return {
    ...whole,
    read: async function* (from) {
      readings += 1
      let given = from
      for await (const chunk of whole.read(from)) {
        // The header, the check, and then the lines; behind a stray quote they are read anew.
        if (readings >= 3 && given > bytes) throw new Error('the disk is gone')
        given += chunk.length
        yield chunk
      }
    },
  }
}

const third = () => Math.floor(content.length / 3)

const interruptions: [string, () => Promise<unknown>][] = [
  ['the file fails in its first batch', () => kit.importPersons(failingAfter(20_000), { encoding: 'utf-8' })],
  ['the file fails in the middle', () => kit.importPersons(failingAfter(third()), { encoding: 'utf-8' })],
  ['the file fails near its end', () => kit.importPersons(failingAfter(third() * 2.8), { encoding: 'utf-8' })],
  ...[1, 2, 3].map((batches): [string, () => Promise<unknown>] => [
    `the process fails after ${batches} batches`,
    () => {
      let seen = 0
      return kit.importPersons(memorySource(content), {
        encoding: 'utf-8',
        onProgress: ({ phase }) => {
          seen += phase === 'import' ? 1 : 0
          if (seen === batches) throw new Error('killed')
        },
      })
    },
  ]),
  [
    'the process fails before the representatives are linked',
    () =>
      kit.importPersons(memorySource(content), {
        encoding: 'utf-8',
        onProgress: ({ phase }) => {
          if (phase === 'link') throw new Error('killed')
        },
      }),
  ],
  [
    'the database refuses a batch in the middle of its transaction',
    async () => {
      await kit.database.owner.query({
        text: `create function enrolment.fail() returns trigger language plpgsql as
          $$ begin if new.line > 2000 then raise exception 'full'; end if; return new; end $$;
          create trigger fail before update on enrolment.import for each row execute function enrolment.fail()`,
      })
      try {
        await kit.importPersons(memorySource(content), { encoding: 'utf-8' })
      } finally {
        await kit.database.owner.query({
          text: 'drop trigger fail on enrolment.import; drop function enrolment.fail',
        })
      }
    },
  ],
]

for (const [name, interrupt] of interruptions) {
  test(`${name}: started again, everything is as if nothing had happened`, async () => {
    await assert.rejects(interrupt())
    assert.notDeepEqual(await snapshot(), uninterrupted)
    const [cut] = await kit.runs.listRuns(1)
    assert.equal(cut?.state, 'interrupted')
    const outcome = await kit.importPersons(memorySource(content), { encoding: 'utf-8' })
    assert.equal(outcome.resumedAtLine, cut?.line)
    assert.deepEqual(await snapshot(), uninterrupted)
  })
}

test('a run that a kill left as running is gone on with', async () => {
  await assert.rejects(kit.importPersons(failingAfter(third()), { encoding: 'utf-8' }))
  await kit.database.owner.query({ text: `update enrolment.import set state = 'running'` })
  const outcome = await kit.importPersons(memorySource(content), { encoding: 'utf-8' })
  assert.ok(outcome.resumedAtLine > 0)
  assert.deepEqual(await snapshot(), uninterrupted)
})

test('a process that lost the run does not call it interrupted when the other one has done it', async () => {
  const { id } = await kit.importPersons(memorySource(content), { encoding: 'utf-8' })
  const late = { id, state: 'interrupted', at: kit.clock.now().toISOString() } as const
  assert.equal(await endRun(kit.database.app, late), undefined)
  assert.equal((await kit.runs.listRuns(1))[0]?.state, 'done')
})

test('another file is another run, even of the same name and size', async () => {
  await assert.rejects(kit.importPersons(failingAfter(third()), { encoding: 'utf-8' }))
  const outcome = await kit.importPersons(memorySource(content.replace(';RUE', ';RVE').replace('MARTIN', 'NITRAM')), {
    encoding: 'utf-8',
  })
  assert.equal(outcome.resumedAtLine, 0)
  assert.equal((await kit.runs.listRuns(5)).length, 2)
})

test('one file imported by two at once: one goes on or both say so, nothing is doubled, nothing lost', async () => {
  const both = await Promise.allSettled([
    kit.importPersons(memorySource(content), { encoding: 'utf-8' }),
    kit.importPersons(memorySource(content), { encoding: 'utf-8' }),
  ])
  const failed = both.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []))
  for (const error of failed)
    assert.ok(error instanceof Problem && error.reason === 'import-running-elsewhere', String(error))
  if (failed.length === 2) await kit.importPersons(memorySource(content), { encoding: 'utf-8' })
  assert.deepEqual(await snapshot(), uninterrupted)
})

test('two files with the same persons at once: every person stands once', async () => {
  const other = content.replace('SAINT-AUBIN', 'SAINT-AUBAN')
  await Promise.all([content, other].map((text) => kit.importPersons(memorySource(text), { encoding: 'utf-8' })))
  const [count] = await kit.database.owner.query<{ persons: string; identifiers: string }>({
    text: 'select (select count(*) from enrolment.person) as persons, (select count(*) from enrolment.identifier) as identifiers',
  })
  assert.deepEqual(count, { persons: '3400', identifiers: '3400' })
})
