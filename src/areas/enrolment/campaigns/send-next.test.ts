import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { after, beforeEach, test } from 'node:test'
import { fatima, lineOf, nth, numberOf, openCampaignKit, planOf, readyCampaign, type CampaignKit } from '../../../../tests/support/campaign-kit.ts'
import { problemOf } from '../../../../tests/support/problem-of.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { LetterFiles } from './ports.ts'
import type { Campaigns, SendStep } from './types.ts'

let kit: CampaignKit
const kits: CampaignKit[] = []
beforeEach(async () => {
  kit = await openCampaignKit()
  kits.push(kit)
})
after(async () => {
  for (const one of kits) await one.close()
})

const sendAll = async (campaigns: Campaigns, campaignId: string): Promise<SendStep[]> => {
  const steps: SendStep[] = []
  for (;;) {
    const step = await campaigns.sendNext(fatima, { campaignId, as: 'data' })
    if (step.finished) return steps
    steps.push(step)
  }
}

const count = async (text: string): Promise<number> => {
  const [row] = await kit.database.owner.query<{ n: number }>({ text: `select count(*)::float8 as n from ${text}` })
  return row?.n ?? 0
}

const stateOf = async (ins: string): Promise<string | undefined> => {
  const person = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value: ins })
  const other = await kit.register.findPersonByIns({ system: 'urn:oid:1.2.250.1.213.1.4.8', value: ins })
  return (person ?? other)?.state
}

const ten = Array.from({ length: 10 }, (_, n) => lineOf(n, n % 2 === 0 ? { email: `p${n}@example.org` } : {}))

test('a wave tells everybody once: by mail without a code, else by a letter with one', async () => {
  await kit.importLines(ten)
  const id = await readyCampaign(kit)
  const [step] = await sendAll(kit.campaigns, id)
  assert.deepEqual([step?.noticed, step?.mails, step?.letters, step?.exceptions], [10, 5, 5, 0])
  const { recorded, stray } = await kit.letters()
  assert.deepEqual([recorded.length, stray.length], [5, 0])
  for (const letter of recorded) {
    assert.equal(letter.kind, 'opening')
    assert.ok('code' in letter && 'opensOn' in letter)
    // six whole weeks after the day of sending, at midnight
    assert.deepEqual([letter.opensOn, letter.validUntil], ['2026-12-15', '2026-12-14'])
    assert.equal((await kit.codes.find(letter.code))?.expiresAt, '2026-12-14T23:00:00Z')
  }
  assert.equal(await count("enrolment.person where state = 'noticed' and due_kind = 'open'"), 10)
  assert.equal((await stat(step?.file ?? '')).mode & 0o777, 0o600)
  assert.equal((await kit.campaigns.find(fatima, id)).state, 'done')
  assert.equal(await kit.work(), 0)
  assert.equal(kit.mails.length, 5)
  for (const mail of kit.mails) assert.doesNotMatch(mail.text, /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)
  assert.equal(await count("enrolment.notice where state = 'sent'"), 10)
})

test('a replayed step finds nobody left: nothing is doubled', async () => {
  await kit.importLines(ten)
  const id = await readyCampaign(kit)
  await sendAll(kit.campaigns, id)
  await kit.campaigns.resume(fatima, id)
  const again = await sendAll(kit.campaigns, id)
  assert.deepEqual(again.map(({ noticed, letters, mails }) => [noticed, letters, mails]), [[0, 0, 0]])
  assert.deepEqual([await count('enrolment.notice'), await count('enrolment.code')], [10, 5])
  await kit.importLines([...ten, lineOf(11)])
  await kit.campaigns.resume(fatima, id)
  assert.deepEqual((await sendAll(kit.campaigns, id)).map(({ noticed }) => noticed), [1])
})

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
    const failed = await campaigns.sendNext(fatima, { campaignId: id, as: 'data' }).then(() => false, () => true)
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
  const query = kit.database.app.query
  const { campaigns } = kit.over({
    database: {
      ...kit.database.app,
      query,
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

const child = { birth_date: '2020-03-09', birth_given: 'Noé', card_number: nth(1), address_1: '', city: '', postal_code: '' }

test('a child’s letter goes to each parent, one each, with a code each', async () => {
  const ins = numberOf('120037511580')
  await kit.importLines([
    lineOf(1),
    lineOf(2),
    lineOf(3, { ...child, ins: numberOf('1200375115801'), gender: 'M', parents: `${nth(1)} ${nth(2)}`, household: 'H1' }),
  ])
  assert.equal(ins.length > 0, true)
  const id = await readyCampaign(kit)
  await sendAll(kit.campaigns, id)
  const { recorded } = await kit.letters()
  const children = recorded.filter(({ kind }) => kind === 'child')
  assert.deepEqual(
    children.map(({ recipient, personName }) => [recipient[1], personName]).toSorted(),
    [
      ['1 RUE HAUTE', 'Noé DURAND'],
      ['2 RUE HAUTE', 'Noé DURAND'],
    ],
  )
  assert.equal(new Set(recorded.map((letter) => ('code' in letter ? letter.code : ''))).size, 4)
})

test('a protected adult is told through the guardian, and a human looks', async () => {
  await kit.importLines([lineOf(1), lineOf(2, { measure: 'tutelle', guardian_ins: nth(1), email: 'x@example.org' })])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  const { recorded } = await kit.letters()
  assert.deepEqual(recorded.map(({ kind, recipient }) => [kind, recipient[1]]).toSorted(), [
    ['opening', '1 RUE HAUTE'],
    ['opening-guardian', '1 RUE HAUTE'],
  ])
  const [open] = await kit.campaigns.listExceptions(fatima, 'protected-adult')
  assert.ok(open)
})

test('whoever nothing reaches, or whose letter cannot be printed, is not told: an exception, once', async () => {
  await kit.importLines([
    lineOf(1, { address_1: '', postal_code: '', city: '' }),
    lineOf(2, { address_1: 'A'.repeat(39) }),
    lineOf(3, { birth_given: 'Lé☂a' }),
    lineOf(4),
  ])
  const id = await readyCampaign(kit)
  await sendAll(kit.campaigns, id)
  await kit.campaigns.resume(fatima, id)
  await sendAll(kit.campaigns, id)
  const open = await kit.campaigns.listExceptions(fatima)
  assert.deepEqual(open.map(({ kind }) => kind).toSorted(), ['address-too-long', 'no-address', 'unprintable'])
  assert.equal(await count("enrolment.person where state = 'noticed'"), 1)
})

test('strangers who share an address are written to on paper, and a human looks', async () => {
  const email = 'shared@example.org'
  await kit.importLines([lineOf(1, { email }), lineOf(2, { email })])
  await sendAll(kit.campaigns, await readyCampaign(kit))
  assert.equal((await kit.letters()).recorded.length, 2)
  assert.equal((await kit.campaigns.listExceptions(fatima, 'contact-shared')).length, 2)
})

test('whoever refused before their letter is left alone', async () => {
  await kit.importLines(ten)
  const id = await readyCampaign(kit)
  await kit.database.owner.query({ text: "update enrolment.person set state = 'opposed'" })
  assert.deepEqual((await sendAll(kit.campaigns, id)).map(({ noticed }) => noticed), [0])
  assert.equal(await stateOf(nth(1)), 'opposed')
})

test('nothing is sent of a campaign that is not approved, is paused, or whose letters have changed', async () => {
  await kit.importLines(ten)
  const { id } = await kit.campaigns.create(fatima, planOf())
  const order = { campaignId: id, as: 'data' } as const
  assert.equal((await problemOf(kit.campaigns.sendNext(fatima, order))).reason, 'campaign-wrong-moment')
  const ready = await readyCampaign(kit)
  const changed = { ...(await import('../../../../tests/support/campaign-kit.ts')).paperPress, versionOn: () => 'opening-2' }
  const { campaigns } = kit.over({ press: changed })
  const problem = await problemOf(campaigns.sendNext(fatima, { campaignId: ready, as: 'data' }))
  assert.equal(problem.reason, 'campaign-letters-changed')
  await kit.campaigns.pause(fatima, ready)
  assert.equal((await problemOf(kit.campaigns.sendNext(fatima, { campaignId: ready, as: 'data' }))).reason, 'campaign-wrong-moment')
  assert.equal(await count("enrolment.person where state <> 'known'"), 0)
})
