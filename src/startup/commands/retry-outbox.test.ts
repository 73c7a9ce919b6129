import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openInstallation, type Installation } from '../../../tests/support/installation.ts'
import { listen } from '../../../tests/support/listening-terminal.ts'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { randomId } from '../../platform/ids.ts'
import { listParkedCommand, retryParkedCommand } from './retry-outbox.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())
beforeEach(() => installation.database.owner.query({ text: 'delete from platform.outbox' }))

/** Puts so many items in the queue that have stopped; gives their ids. */
const park = async (count: number): Promise<string[]> => {
  const ids = Array.from({ length: count }, randomId)
  await installation.database.owner.query({
    text: `insert into platform.outbox (space_id, id, kind, payload, attempts, faults, parked_at, parked_why)
      select gen_random_uuid(), id, 'holder-alert', '{"mailTo":"secret@example.org"}', 5, 5,
        now() + n * interval '1 second', 'Problem' from unnest($1::uuid[]) with ordinality as given (id, n)`,
    values: [ids],
  })
  return ids
}

const standing = () =>
  installation.database.owner.query<{ id: string; faults: number; attempts: number }>({
    text: 'select id, faults, attempts from platform.outbox where parked_at is null and due_at <= now()',
  })

const list = async (json = false): Promise<string[]> => {
  const { terminal, printed } = listen()
  assert.equal(await listParkedCommand(installation.carnet, json, terminal), 0)
  return printed
}

const retry = async (ids: readonly string[], all = false, json = false): Promise<string[]> => {
  const { terminal, printed } = listen()
  assert.equal(await retryParkedCommand(installation.carnet, { ids, all, json }, terminal), 0)
  return printed
}

test('what has stopped is listed, the longest first, with its kind and its error, and nothing of whom it is about', async () => {
  assert.deepEqual(await list(), ['Nothing has stopped.'])
  const ids = await park(2)
  const [first = '', second = '', hint = ''] = await list()
  assert.match(first, new RegExp(`^${ids[0]}  holder-alert +queued \\S+Z  stopped \\S+Z  Problem$`))
  assert.ok(second.startsWith(ids[1] ?? ''))
  assert.match(hint, /carnet outbox retry --all/)
  const [json = ''] = await list(true)
  assert.match(json, /^\{"parked":2,"items":\[\{"id":"[-\da-f]+","kind":"holder-alert","queuedAt":/)
  assert.doesNotMatch(`${first}${second}${json}`, /secret|space/)
  await park(250)
  assert.match((await list()).at(-2) ?? '', /^And 52 more\.$/)
})

test('some of it is due again as if never tried, then all of it', async () => {
  const [one = '', other = '', third = ''] = await park(3)
  assert.deepEqual(await retry([one]), ['1 due again: a running worker takes them now.'])
  assert.deepEqual(await standing(), [{ id: one, faults: 0, attempts: 0 }])
  assert.deepEqual(await retry([], true, true), ['{"retried":2}'])
  const ids = (await standing()).map(({ id }) => id).toSorted()
  assert.deepEqual(ids, [one, other, third].toSorted())
  assert.deepEqual(await retry([], true), ['0 due again: a running worker takes them now.'])
})

test('what has not stopped is not brought back, nor what was named with it; which, or all, must be said', async () => {
  const [one = '', other = ''] = await park(2)
  await retry([other])
  for (const wrong of [randomId(), 'nonsense', other]) {
    const { kind, reason, details } = await problemOf(retry([one, wrong]))
    assert.deepEqual([kind, reason, details['items']], ['absent', 'outbox-item-unknown', wrong])
  }
  assert.deepEqual(
    (await standing()).map(({ id }) => id),
    [other],
  )
  assert.equal((await problemOf(retry([]))).reason, 'outbox-items-missing')
  assert.equal((await problemOf(retry([one], true))).kind, 'incorrect')
})
