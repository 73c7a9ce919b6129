import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { emptyRegister } from '../../../../../tests/support/empty-register.ts'
import {
  countsOf,
  fileOf,
  insOf,
  lineOf,
  memorySource,
  numbered,
  openRegisterKit,
  registerKeys,
  type RegisterKit,
} from '../../../../../tests/support/register-kit.ts'
import { providerParameters, pivotOf } from '../../../identity/index.ts'
import { loadImportWords } from '../import-words.ts'
import { openIdentity } from '../person-seal.ts'
import type { FileEncoding } from './import-source.ts'

let kit: RegisterKit

before(async () => {
  kit = await openRegisterKit()
})
beforeEach(() => emptyRegister(kit.database.owner))
after(() => kit.database.drop())

const load = (content: string | Buffer, encoding: FileEncoding = 'utf-8') =>
  kit.importPersons(memorySource(content), { encoding })
const idOf = async (value: string): Promise<string> => (await kit.register.findPersonByIns(insOf(value)))?.id ?? ''

describe('a person of the file', () => {
  const lea = lineOf({ email: 'lea@example.org', department: '75', legacy: '1', card_serial: '80250000021' })

  test('is found by identifier, pivot identity, card and id, and opens', async () => {
    assert.deepEqual(countsOf(await load(fileOf([lea]))), [1, 0, 0, 0])
    const person = await kit.register.findPersonByIns(insOf(lea['ins'] ?? ''))
    assert.ok(person)
    const { state, scheme, department, channel, legacy, minorUntil, version, spaceId, remarks } = person
    assert.deepEqual(
      [state, scheme, department, channel, legacy, minorUntil, version, spaceId, remarks],
      ['known', 'general', '75', 'mail', true, null, 1, null, []],
    )
    const identity = await kit.register.openPerson(person)
    assert.deepEqual(identity, {
      ins: insOf(lea['ins'] ?? ''),
      traits: {
        birthFamily: 'DURAND',
        birthGiven: ['Léa', 'Marie'],
        gender: 'female',
        birthDate: '1985-01-15',
        birthPlace: '75115',
      },
      contact: { email: 'lea@example.org', lang: 'fr' },
      address: { lines: ['1 RUE HAUTE', '75011 PARIS'] },
      card: { number: lea['ins'], serial: '80250000021' },
    })
    const pivot = pivotOf(identity.traits, providerParameters.france)
    assert.equal((await kit.register.findPersonByPivot(pivot))?.id, person.id)
    assert.equal((await kit.register.findPersonByPivot({ ...pivot, birthdate: '1985-01-16' }))?.id, undefined)
    assert.deepEqual(
      (await kit.register.findPersonsByCard(lea['ins'] ?? '', '1985-01-15')).map(({ id }) => id),
      [person.id],
    )
    assert.equal((await kit.register.findPerson(person.id))?.id, person.id)
  })

  test('is born, and of age, by the civil day: half an hour after midnight in Paris is no future', async () => {
    const evening = Date.parse('2026-11-01T23:30:00Z') - kit.clock.now().getTime()
    kit.clock.advance(evening)
    const [born, ofAge] = [
      lineOf({ ins: numbered(1), birth_date: '2026-11-02' }),
      lineOf({ ins: numbered(2), birth_date: '2008-11-02' }),
    ]
    const { id } = await load(fileOf([born, ofAge]))
    kit.clock.advance(-evening)
    assert.deepEqual(await kit.flawsOf(id), [])
    assert.equal((await kit.register.findPersonByIns(insOf(numbered(2))))?.minorUntil, null)
  })

  test('stands nowhere in clear', async () => {
    await load(fileOf([lea]))
    const rows = await kit.database.owner.query({
      text: `select to_jsonb(p) as person, to_jsonb(i) as identity, to_jsonb(n) as identifier
        from enrolment.person p, enrolment.identity i, enrolment.identifier n`,
    })
    assert.doesNotMatch(JSON.stringify(rows), /DURAND|lea@|285017|HAUTE/i)
    assert.match(JSON.stringify(rows), /general/)
  })

  test('twins on a card are two; two of one pivot identity are nobody', async () => {
    const card = numbered(900)
    const twin = { birth_date: '2015-05-01', card_number: card }
    const one = lineOf({ ...twin, ins: numbered(1), birth_given: 'Anna' })
    const two = lineOf({ ...twin, ins: numbered(2), birth_given: 'Anna' })
    await load(fileOf([one, two]))
    assert.equal((await kit.register.findPersonsByCard(card, '2015-05-01')).length, 2)
    const { traits } = await kit.register.openPerson(
      (await kit.register.findPersonByIns(insOf(numbered(1)))) ?? { id: '', sealed: null },
    )
    assert.equal(await kit.register.findPersonByPivot(pivotOf(traits, providerParameters.france)), undefined)
  })
})

describe('who acts for whom', () => {
  const child = lineOf({ ins: numbered(1), birth_date: '2015-05-01', parents: `${numbered(2)} ${numbered(3)}` })
  const parents = [lineOf({ ins: numbered(2) }), lineOf({ ins: numbered(3) })]

  test('parents before or behind their child, in one file', async () => {
    for (const [at, lines] of [
      [child, ...parents],
      [...parents, child],
    ].entries()) {
      if (at > 0) await emptyRegister(kit.database.owner)
      await load(fileOf(lines))
      const representatives = await kit.register.listRepresentatives(await idOf(numbered(1)))
      assert.deepEqual(
        representatives.map(({ kind, state }) => [kind, state]),
        [
          ['parent', 'presumed'],
          ['parent', 'presumed'],
        ],
      )
      const [represented] = await kit.register.listRepresented(await idOf(numbered(2)))
      assert.equal(represented?.personId, await idOf(numbered(1)))
    }
  })

  test('a guardian whom no file has brought yet is awaited, and linked when another file does', async () => {
    await load(fileOf([lineOf({ measure: 'tutelle', guardian_ins: numbered(5), ins: numbered(4) })]))
    assert.deepEqual(await kit.register.listRepresentatives(await idOf(numbered(4))), [])
    await load(fileOf([lineOf({ ins: numbered(5) })]))
    const [guardian] = await kit.register.listRepresentatives(await idOf(numbered(4)))
    assert.deepEqual([guardian?.kind, guardian?.representativeId], ['guardian', await idOf(numbered(5))])
  })

  test('a corrected line takes back what was presumed and leaves what was certified', async () => {
    await load(fileOf([child, ...parents]))
    const certified = await idOf(numbered(3))
    await kit.database.owner.query({
      text: `update enrolment.representation set state = 'certified' where representative_id = $1`,
      values: [certified],
    })
    await load(fileOf([{ ...child, parents: '' }]))
    const left = await kit.register.listRepresentatives(await idOf(numbered(1)))
    assert.deepEqual(
      left.map(({ representativeId }) => representativeId),
      [certified],
    )
  })
})

describe('what a second file changes', () => {
  test('the same lines change nothing, whatever the order of columns and the separator', async () => {
    const lines = [lineOf({ ins: numbered(1) }), lineOf({ ins: numbered(2) })]
    await load(fileOf(lines))
    const stampsOf = () =>
      kit.database.owner.query({ text: 'select xmin::text, version from enrolment.person order by id' })
    const stamps = await stampsOf()
    assert.deepEqual(countsOf(await load(fileOf(lines))), [0, 0, 2, 0])
    assert.deepEqual(countsOf(await load(fileOf(lines.toReversed(), ','))), [0, 0, 2, 0])
    assert.deepEqual(await stampsOf(), stamps)
  })

  test('a corrected line keeps the former identity sealed, moves no state, and is queued for the space', async () => {
    const line = lineOf({ ins: numbered(1) })
    await load(fileOf([line]))
    const id = await idOf(numbered(1))
    const spaceId = '11111111-1111-4111-8111-111111111111'
    await kit.database.owner.query({
      text: `update enrolment.person set state = 'open', space_id = $1`,
      values: [spaceId],
    })
    assert.deepEqual(countsOf(await load(fileOf([{ ...line, birth_family: 'MARTIN' }]))), [0, 1, 0, 0])
    const person = await kit.register.findPersonBySpace(spaceId)
    assert.deepEqual([person?.state, person?.version, person?.id], ['open', 2, id])
    assert.equal((await kit.register.openPerson(person ?? { id, sealed: null })).traits.birthFamily, 'MARTIN')
    const [event, ...more] = await kit.register.listEvents(id)
    assert.deepEqual([event?.kind, event?.channel, more.length], ['corrected', 'import', 0])
    const seal = await registerKeys.registerSeal()
    assert.equal(openIdentity(seal, id, event?.sealed ?? Buffer.alloc(0)).traits.birthFamily, 'DURAND')
    const queued = await kit.database.owner.query({ text: 'select space_id, kind, payload from platform.outbox' })
    assert.deepEqual(queued, [{ space_id: spaceId, kind: 'identity-corrected', payload: { personId: id } }])
  })

  test('a person without a space is corrected and nothing is queued', async () => {
    await load(fileOf([lineOf()]))
    await load(fileOf([lineOf({ email: 'a@example.org' })]))
    assert.equal((await kit.database.owner.query({ text: 'select from platform.outbox' })).length, 0)
  })

  test('a death is noted and queued for the enrolment to follow, once, also of somebody who comes dead', async () => {
    const deaths = () =>
      kit.database.owner.query({ text: `select space_id, payload from platform.outbox where kind = 'person-died'` })
    const dead = lineOf({ died_on: '2026-10-30' })
    await load(fileOf([lineOf()]))
    assert.deepEqual(await deaths(), [])
    await load(fileOf([dead]))
    const id = await idOf(lineOf()['ins'] ?? '')
    const told = [{ space_id: id, payload: { personId: id } }]
    assert.deepEqual([(await kit.register.findPerson(id))?.diedOn, await deaths()], ['2026-10-30', told])
    await load(fileOf([{ ...dead, city: 'LYON' }]))
    assert.deepEqual(await deaths(), told, 'another line of the same death')
    await load(fileOf([{ ...dead, ins: numbered(7) }]))
    assert.equal((await deaths()).length, 2)
  })

  test('who acts in another capacity than before is presumed again, whatever they said of the other', async () => {
    const [ward, parent] = [numbered(20), numbered(21)]
    const child = { ins: ward, birth_date: '2015-05-01', card_number: parent, parents: parent }
    await load(fileOf([lineOf({ ins: parent, birth_given: 'Paul' }), lineOf(child)]))
    const [id, parentId] = [await idOf(ward), await idOf(parent)]
    const tie = { personId: id, representativeId: parentId }
    const by = { kind: 'representative', id: 'space' }
    await kit.register.setRepresentation(kit.database.app, tie, { state: 'certified', by })
    const said = async () => (await kit.register.listRepresentatives(id)).map(({ kind, state }) => `${kind} ${state}`)
    await load(fileOf([lineOf({ ...child, city: 'LYON' })]))
    assert.deepEqual(await said(), ['parent certified'], 'the same kind stays as it was said')
    const measure = Object.keys(loadImportWords().measures)[0] ?? ''
    const kind = loadImportWords().measures[measure] ?? ''
    await load(fileOf([lineOf({ ...child, birth_date: '1985-01-15', parents: '', measure, guardian_ins: parent })]))
    assert.deepEqual(await said(), [`${kind} presumed`])
  })

  test('an identifier that was replaced still finds its person and brings no correction', async () => {
    await load(fileOf([lineOf()]))
    await kit.database.owner.query({ text: 'update enrolment.identifier set until = now()' })
    const outcome = await load(fileOf([lineOf({ birth_family: 'MARTIN' })]))
    assert.deepEqual(await kit.flawsOf(outcome.id), ['2 ins line-identifier-replaced'])
    assert.ok(await kit.register.findPersonByIns(insOf(lineOf()['ins'] ?? '')))
  })
})

test('the application adds events and can neither change nor remove one', async () => {
  await load(fileOf([lineOf()]))
  await load(fileOf([lineOf({ email: 'a@example.org' })]))
  const denied = (error: unknown) => error instanceof Error && 'code' in error && error.code === '42501'
  await assert.rejects(kit.database.app.query({ text: `update enrolment.event set kind = 'x'` }), denied)
  await assert.rejects(kit.database.app.query({ text: 'delete from enrolment.event' }), denied)
})
