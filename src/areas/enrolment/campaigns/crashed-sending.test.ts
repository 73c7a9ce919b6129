import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  fatima,
  lineOf,
  openCampaignKit,
  readyCampaign,
  sendAll,
  type CampaignKit,
} from '../../../../tests/support/campaign-kit.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { LetterFiles } from './ports.ts'

let kit: CampaignKit
beforeEach(async () => {
  kit = await openCampaignKit()
})

const count = async (text: string): Promise<number> => {
  const [row] = await kit.database.owner.query<{ n: number }>({ text: `select count(*)::float8 as n from ${text}` })
  return row?.n ?? 0
}

const ten = Array.from({ length: 10 }, (_, n) => lineOf(n, n % 2 === 0 ? { email: `p${n}@example.org` } : {}))

/** A database whose transactions die at their nth statement; `Infinity`: at the very end, before the commit. */
const dyingDatabase = (database: Database, at: number): Database & { statements: number } => {
  const dying = {
    ...database,
    statements: 0,
    transaction: <T>(work: (connection: Database) => Promise<T>): Promise<T> =>
      database.transaction(async (connection) => {
        let done = 0
        const query: Database['query'] = async (statement) => {
          done += 1
          dying.statements = Math.max(dying.statements, done)
          if (done === at) throw new Error('the process died')
          return connection.query(statement)
        }
        const value = await work({ ...database, query })
        if (at === Infinity) throw new Error('the process died')
        return value
      }),
  }
  return dying
}

const isWhole = async (): Promise<void> => {
  const { recorded, stray } = await kit.letters()
  assert.deepEqual(stray, [], 'no file holds codes that no database knows')
  const codes = recorded.map((letter) => ('code' in letter ? letter.code : ''))
  assert.equal(new Set(codes).size, 5)
  for (const code of codes) assert.ok(await kit.codes.find(code), 'every printed code is good')
  assert.deepEqual([await count('enrolment.code'), await count('enrolment.notice')], [5, 10])
  assert.equal(await count("platform.outbox where kind = 'enrolment-mail'"), 5)
  assert.equal(await count("enrolment.event where kind = 'noticed'"), 10)
}

test('a crash at any statement of a batch, and at its end, loses and doubles nothing', async () => {
  await kit.importLines(ten)
  const id = await readyCampaign(kit)
  await kit.campaigns.sendNext(fatima, { campaignId: id, as: 'data', wave: 99 })
  let crashes = 0
  for (const at of [...Array.from({ length: 40 }, (_, n) => n + 1), Infinity]) {
    const died = dyingDatabase(kit.database.app, at)
    const { campaigns } = kit.over({ database: died })
    const before = await count("enrolment.person where state = 'noticed'")
    // The first transaction of a sending only looks whether the campaign runs: what dies there has not begun.
    const failed = await campaigns.sendNext(fatima, { campaignId: id, as: 'data' }).then(
      () => false,
      () => true,
    )
    if (!failed) break
    crashes += 1
    assert.equal(before, 0)
    assert.deepEqual([await count('enrolment.notice'), await count('enrolment.code')], [0, 0])
    assert.equal(await count("enrolment.person where state = 'noticed'"), 0)
  }
  assert.ok(crashes >= 10, `${crashes} places to die at`)
  await sendAll(kit.campaigns, id)
  await isWhole()
})

test('dying just before the commit leaves a file that nothing records; going on replaces it, in whatever form', async () => {
  await kit.importLines(ten)
  const id = await readyCampaign(kit)
  await kit.campaigns.sendNext(fatima, { campaignId: id, as: 'data', wave: 99 })
  const { campaigns } = kit.over({
    database: {
      ...kit.database.app,
      transaction: (work) =>
        kit.database.app.transaction(async (connection) => {
          const value = await work(connection)
          if ((await connection.query({ text: 'select id from enrolment.batch' })).length > 0) throw new Error('died')
          return value
        }),
    },
  })
  await assert.rejects(campaigns.sendNext(fatima, { campaignId: id, as: 'pdf' }))
  assert.equal((await kit.letters()).stray.length, 1)
  await sendAll(kit.campaigns, id)
  await isWhole()
})

test('a disk that fails stops the batch before anybody is told', async () => {
  await kit.importLines(ten)
  const id = await readyCampaign(kit)
  const full: LetterFiles = {
    write: async () => Promise.reject(new Error('no space left')),
    remove: async () => {},
    pathOf: (name) => name,
  }
  await assert.rejects(kit.over({ files: full }).campaigns.sendNext(fatima, { campaignId: id, as: 'data' }), /no space/)
  assert.equal(await count("enrolment.person where state <> 'known'"), 0)
  await sendAll(kit.campaigns, id)
  await isWhole()
})

test('two who send the same wave at once share it', async () => {
  await kit.importLines(ten)
  const id = await readyCampaign(kit)
  await Promise.all([sendAll(kit.campaigns, id), sendAll(kit.campaigns, id)])
  await isWhole()
})
