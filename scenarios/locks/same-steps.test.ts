import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createDoor, type Door } from '../../src/access/door.ts'
import type { Visitor } from '../../src/access/types.ts'
import { createListDocuments } from '../../src/areas/documents/list-documents.ts'
import { createReadDocument } from '../../src/areas/documents/read-document.ts'
import { createReadHistory } from '../../src/areas/history/read-history.ts'
import { createEndPermission } from '../../src/areas/permissions/end-permission.ts'
import { createEnterShareCode } from '../../src/areas/permissions/enter-share-code.ts'
import { createShareByCode } from '../../src/areas/permissions/give-permission.ts'
import { createPauseSpace } from '../../src/areas/permissions/pause-space.ts'
import type { Connection, Database } from '../../src/platform/database/database.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { randomId } from '../../src/platform/ids.ts'
import { Problem } from '../../src/platform/problem.ts'
import { createReference } from '../../src/reference/create-reference.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import { depositOne } from './deposit-one.ts'
import { holder, openDoorKit, openRules, professional, type DoorKit } from './door-kit.ts'

let kit: DoorKit
before(async () => {
  kit = await openDoorKit()
})
after(() => kit.close())

/** The application's database, noting every statement that passes. */
const listening = (database: Database, heard: string[]): Database => {
  const note = (connection: Connection): Connection => ({
    query: (statement) => {
      heard.push(statement.name ?? statement.text)
      return connection.query(statement)
    },
  })
  return {
    ...note(database),
    transaction: (work) => {
      heard.push('begin')
      return database.transaction((connection) => work(note(connection))).finally(() => heard.push('end'))
    },
    pipeline: (work) => {
      heard.push('begin')
      return database.pipeline((connection) => work(note(connection))).finally(() => heard.push('end'))
    },
    close: () => database.close(),
  }
}

/** The steps and the answer of a professional who says a code. */
const stepsOfCode = async (who: string, code: string): Promise<{ steps: string[]; answer: string }> => {
  const steps: string[] = []
  const database = listening(kit.database.app, steps)
  const door = createDoor({ database, keys: kit.keys, blobs: kit.blobs, rules: openRules, clock: systemClock })
  const enter = createEnterShareCode({
    door,
    keys: kit.keys,
    clock: systemClock,
    attempts: { requireAll: async () => {} },
    parameters: createParameters(),
  })
  const answer = await enter(professional(who), { typed: code, source: 'here' }).then(
    () => 'entered',
    (error: unknown) =>
      error instanceof Problem ? JSON.stringify([error.kind, error.reason, error.details]) : 'fault',
  )
  return { steps, answer }
}

const stepsOf = async (visitor: Visitor, documentId: string): Promise<{ steps: string[]; answer: string }> => {
  const steps: string[] = []
  const database = listening(kit.database.app, steps)
  const door = createDoor({ database, keys: kit.keys, blobs: kit.blobs, rules: openRules, clock: systemClock })
  const read = createReadDocument(door)
  await read(visitor, randomId()).catch(() => {})
  steps.length = 0
  const answer = await read(visitor, documentId).then(
    () => 'read',
    (error: unknown) =>
      error instanceof Problem ? JSON.stringify([error.kind, error.reason, error.details]) : 'fault',
  )
  return { steps, answer }
}

test('hidden, of a closed type, unknown and in the space of a stranger: one answer, the same statements', async () => {
  const mine = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  const stranger = await kit.foundSpace([])
  const hidden = await depositOne(kit, mine, { hidden: true })
  const closedType = await depositOne(kit, mine, { typeCode: 'closed-type' })
  const elsewhere = await depositOne(kit, stranger)
  const nurse = professional('care')
  const unknown = await stepsOf(nurse, randomId())
  assert.ok(unknown.steps.length > 6)
  for (const { id } of [hidden, closedType, elsewhere]) assert.deepEqual(await stepsOf(nurse, id), unknown)
})

test('while the holder pauses: what is there, what is not and what a stranger asks for take the same steps', async () => {
  const mine = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  const open = await depositOne(kit, mine)
  const nurse = professional('care')
  const stranger = await stepsOf(professional('nobody'), open.id)
  await createPauseSpace(kit.door)(holder(mine), mine)
  const unknown = await stepsOf(nurse, randomId())
  for (const seen of [stranger, await stepsOf(nurse, open.id)]) assert.deepEqual(seen, unknown)
})

test('of a kind not ticked, hidden, withheld, secret, unknown and elsewhere: one answer for an app, the same statements', async () => {
  const [mine, elsewhere] = [await kit.foundSpace([]), await kit.foundSpace([])]
  const id = randomId()
  const row = {
    id,
    partyId: 'app',
    sharedBy: null,
    evidence: 'online',
    typeCodes: ['open-type'],
    documentIds: [],
  } as const
  await kit.door.open({ ...holder(mine), space: { spaceId: mine }, act: 'give-permission' }, (opened) =>
    opened.addPermissions([{ ...row, until: '2099-01-01T00:00:00.000Z' }]),
  )
  const visitor = (consentId: string): Visitor => ({
    actor: { kind: 'app', id: 'app', name: 'App', consentId },
    authLevel: 'substantial',
    origin: { channel: 'fhir' },
  })
  const open = await depositOne(kit, mine)
  assert.equal((await stepsOf(visitor(id), open.id)).answer, 'read')
  const unseen = [
    await depositOne(kit, mine, { typeCode: 'other-type' }),
    await depositOne(kit, mine, { hidden: true }),
    await depositOne(kit, mine, { withheld: true }),
    await depositOne(kit, mine, { secret: true }),
    await depositOne(kit, elsewhere),
  ]
  const unknown = await stepsOf(visitor(id), randomId())
  for (const each of unseen) assert.deepEqual(await stepsOf(visitor(id), each.id), unknown)
  assert.deepEqual(await stepsOf(visitor(randomId()), open.id), unknown, 'without a consent')
})

const parent: Visitor = {
  actor: { kind: 'representative', id: 'parent', name: 'Parent' },
  authLevel: 'substantial',
  origin: { channel: 'pages' },
}

test('a minor’s secret, what is withheld and what is nowhere: one answer for who represents them, the same statements', async () => {
  const until = '2099-01-01T00:00:00.000Z'
  const minor = await kit.foundSpace([
    { partyId: 'parent', kind: 'representative', until },
    { partyId: 'care', kind: 'care-team' },
  ])
  const open = await depositOne(kit, minor)
  const kept = [await depositOne(kit, minor, { secret: true }), await depositOne(kit, minor, { withheld: true })]
  assert.equal((await stepsOf(parent, open.id)).answer, 'read')
  const unknown = await stepsOf(parent, randomId())
  for (const { id } of kept) assert.deepEqual(await stepsOf(parent, id), unknown)
  const [secret] = kept
  const nurse = professional('care')
  assert.deepEqual(await stepsOf(nurse, secret?.id ?? ''), await stepsOf(nurse, randomId()))
  assert.equal((await stepsOf({ ...nurse, secretVisit: true }, secret?.id ?? '')).answer, 'read')
  const saying = { ...professional('nobody'), secretVisit: true }
  assert.deepEqual(await stepsOf(saying, open.id), await stepsOf(saying, randomId()))
})

/** The statements of some work through a door of its own. */
const statementsOf = async (work: (door: Door) => Promise<unknown>): Promise<string[]> => {
  const steps: string[] = []
  const database = listening(kit.database.app, steps)
  await work(createDoor({ database, keys: kit.keys, blobs: kit.blobs, rules: openRules, clock: systemClock }))
  return steps
}

test('lists, counts and histories take the same statements, whatever is kept from who asks', async () => {
  const ties = [
    { partyId: 'parent', kind: 'representative' as const, until: '2099-01-01T00:00:00.000Z' },
    { partyId: 'care', kind: 'care-team' as const },
  ]
  const [plain, keeping] = [await kit.foundSpace(ties), await kit.foundSpace(ties)]
  for (const spaceId of [plain, keeping]) await depositOne(kit, spaceId)
  const kept = await depositOne(kit, keeping, { secret: true })
  await depositOne(kit, keeping, { withheld: true })
  await depositOne(kit, keeping, { secret: true, hidden: true })
  await createReadDocument(kit.door)(holder(keeping), kept.id)
  const reference = createReference()
  const looks = (door: Door, spaceId: string) => ({
    list: (visitor: Visitor) => createListDocuments({ door, reference })(visitor, { spaceId }, {}),
    sorted: (visitor: Visitor) => createListDocuments({ door, reference })(visitor, { spaceId }, { count: 1 }),
    history: (visitor: Visitor) => createReadHistory(door, () => new Date(0))(visitor, spaceId, { who: 'others' }),
  })
  const seen = (visitor: Visitor, look: 'list' | 'sorted' | 'history', spaceId: string) =>
    statementsOf((door) => looks(door, spaceId)[look](visitor))
  for (const [visitor, look] of [
    [parent, 'list'],
    [parent, 'sorted'],
    [parent, 'history'],
    [professional('care'), 'list'],
    [professional('care'), 'sorted'],
  ] as const) {
    await seen(visitor, look, plain)
    await seen(visitor, look, keeping)
    const without = await seen(visitor, look, plain)
    assert.ok(without.length >= 4)
    assert.deepEqual(await seen(visitor, look, keeping), without, `${visitor.actor.kind} ${look}`)
  }
})

test('a code that never was, that ended, that was stopped, of a paused space: one answer, the same statements', async () => {
  const share = async (): Promise<{ spaceId: string; id: string; code: string }> => {
    const spaceId = await kit.foundSpace([])
    const offer = { scope: { kind: 'everything' }, duration: 'hour' } as const
    const given = createShareByCode({ ...kit, clock: systemClock, parameters: createParameters() })
    return { spaceId, ...(await given(holder(spaceId), spaceId, offer)) }
  }
  const ended = await share()
  await kit.database.owner.query({
    text: `update directory.share_code set until = now() - interval '1 minute' where id = $1`,
    values: [ended.id],
  })
  const stopped = await share()
  await createEndPermission(kit.door)(holder(stopped.spaceId), stopped.spaceId, stopped.id)
  const paused = await share()
  await createPauseSpace(kit.door)(holder(paused.spaceId), paused.spaceId)
  const unknown = await stepsOfCode('late', '22222222')
  assert.ok(unknown.steps.length >= 4)
  for (const { code } of [ended, stopped, paused]) assert.deepEqual(await stepsOfCode('late', code), unknown)
  const good = await stepsOfCode('in time', (await share()).code)
  assert.equal(good.answer, 'entered')
  assert.notDeepEqual(good.steps, unknown.steps)
})

test('what is open takes other steps: the comparison can fail', async () => {
  const mine = await kit.foundSpace([{ partyId: 'care', kind: 'care-team' }])
  const open = await depositOne(kit, mine)
  const seen = await stepsOf(professional('care'), open.id)
  assert.equal(seen.answer, 'read')
  assert.notDeepEqual(seen.steps, (await stepsOf(professional('care'), randomId())).steps)
})
