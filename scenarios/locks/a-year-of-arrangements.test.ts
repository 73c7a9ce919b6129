import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Visitor } from '../../src/access/types.ts'
import { createListDocuments } from '../../src/areas/documents/list-documents.ts'
import { createReadDocument } from '../../src/areas/documents/read-document.ts'
import { createClose } from '../../src/areas/emergencies/close-emergency.ts'
import type { EmergencyParts } from '../../src/areas/emergencies/emergency-parts.ts'
import { createSetRule } from '../../src/areas/emergencies/emergency-rule.ts'
import { createOpen } from '../../src/areas/emergencies/open-emergency.ts'
import { Problem } from '../../src/platform/problem.ts'
import { createEmergencyRules } from '../../src/reference/create-emergency-rules.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import { createReference } from '../../src/reference/create-reference.ts'
import { birthDate, openPermissionsKit, type PermissionsKit } from '../../tests/support/permissions-kit.ts'
import { depositOne } from './deposit-one.ts'
import { holder, openRules, professional } from './door-kit.ts'
import {
  beginYear,
  facilityOf,
  isShutOut,
  mayList,
  mayRead,
  mayTryConsent,
  visited,
  yearActors,
  type NaiveYear,
  type YearActor,
  type YearTie,
} from './naive-year.ts'
import { aStory, type Step, type StepOf } from './year-steps.ts'

// Right: security.md §3.5, stateful. Random stories of a year — permissions, consents, administrators, emergencies, the holder's words on
// them, blocks, deposits, and a clock that moves — on the real database, told to a naive model too: the same answers at every step.

const hourMs = 3_600_000
const rules = { ...openRules, openTypes: () => ['open-type', 'other-type'] }

let kit: PermissionsKit
let area: EmergencyParts
before(async () => {
  kit = await openPermissionsKit(rules)
  area = {
    door: kit.door,
    database: kit.database.app,
    keys: kit.keys,
    clock: kit,
    parameters: createParameters(),
    rules: createEmergencyRules(),
    people: { findSpaceOf: async (ins) => ins.value, findParties: async () => new Map() },
    enter: async () => assert.fail('nobody of the staff comes'),
  }
})
after(() => kit.close())

interface Telling {
  spaceId: string
  year: NaiveYear
}

const visitorOf = ({ spaceId }: Telling, actor: YearActor): Visitor => {
  if (actor === 'holder') return holder(spaceId)
  const visitor = professional(actor)
  const id = facilityOf(actor)
  if (id === undefined || visitor.actor.kind !== 'professional') return visitor
  return { ...visitor, actor: { ...visitor.actor, facility: { id, name: id } } }
}

/** The word for what came of a call: how it was refused, or that it went through. */
const outcomeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
    return 'done'
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'fault') return error.kind
    throw error
  }
}

const deposit = async ({ spaceId, year }: Telling, { step: _step, ...one }: StepOf<'deposit'>): Promise<void> => {
  const { id } = await depositOne(kit, spaceId, { ...one, authorIds: one.authors })
  year.documents.push({ ...one, id })
}

const lengths = { hour: 1, 'two-days': 48 }

const scopeFor = ({ year }: Telling, { scope, at }: StepOf<'permit'>) => {
  const document = year.documents[at % Math.max(1, year.documents.length)]
  if (scope === 'types') return { typeCode: 'open-type', scope: { kind: 'types', typeCodes: ['open-type'] } } as const
  if (scope === 'everything' || !document) return { scope: { kind: 'everything' } } as const
  return { documentId: document.id, scope: { kind: 'document', documentId: document.id } } as const
}

const permit = async (telling: Telling, step: StepOf<'permit'>): Promise<void> => {
  const { spaceId, year } = telling
  const { scope, ...named } = scopeFor(telling, step)
  const { party, duration } = step
  const given = kit.permissions.givePermission(visitorOf(telling, step.actor), spaceId, {
    partyId: party,
    scope,
    duration,
  })
  const outcome = await outcomeOf(given)
  const expected = step.actor !== 'holder' ? 'refused' : year.blocked.has(party) ? 'conflict' : 'done'
  assert.equal(outcome, expected)
  if (outcome !== 'done') return
  const until = duration === 'until-stopped' ? {} : { until: year.now + lengths[duration] * hourMs }
  year.permissions.push({ id: await given, party, ...named, ...until, noted: false })
}

const end = async (telling: Telling, { at }: StepOf<'end'>): Promise<void> => {
  const { year, spaceId } = telling
  const given = year.permissions.filter(({ noted }) => !noted)
  const one = given[at % Math.max(1, given.length)]
  if (!one) return
  await outcomeOf(kit.permissions.endPermission(holder(spaceId), spaceId, one.id))
  year.permissions = year.permissions.filter((other) => other !== one)
}

const addTie = (year: NaiveYear, tie: YearTie & { until: number }): void => {
  const known = year.ties.find(({ party, kind }) => party === tie.party && kind === tie.kind)
  if (known) known.until = Math.max(known.until ?? Infinity, tie.until)
  else year.ties.push(tie)
}

const consent = async (telling: Telling, { actor, purpose }: StepOf<'consent'>): Promise<void> => {
  const { year, spaceId } = telling
  const note = { space: { spaceId }, birthDate, evidence: 'presence', purpose } as const
  const outcome = await outcomeOf(kit.permissions.recordConsent(visitorOf(telling, actor), note))
  const expected = !mayTryConsent(year, actor) ? 'busy' : isShutOut(year, actor) ? 'refused' : 'done'
  assert.equal(outcome, expected)
  if (outcome !== 'done') return
  visited(year, actor)
  const until = year.now + (purpose === 'care-team' ? 365 * 24 : 30 * 24) * hourMs
  if (purpose === 'care-team') return addTie(year, { party: actor, kind: 'care-team', until })
  year.permissions = year.permissions.filter(({ party, noted }) => !(noted && party === actor))
  year.permissions.push({ id: `noted-${year.now}`, party: actor, until, noted: true })
}

const administrator = async (telling: Telling, { party, named }: StepOf<'administrator'>): Promise<void> => {
  const { year, spaceId } = telling
  const { nameAdministrator, dismissAdministrator } = kit.permissions
  const outcome = await outcomeOf((named ? nameAdministrator : dismissAdministrator)(holder(spaceId), spaceId, party))
  const known = party !== 'clinic'
  assert.equal(outcome, !named ? 'done' : !known ? 'absent' : year.blocked.has(party) ? 'conflict' : 'done')
  if (outcome !== 'done') return
  year.ties = year.ties.filter((tie) => !(tie.party === party && tie.kind === 'administrator'))
  if (named) year.ties.push({ party, kind: 'administrator' })
}

const block = async ({ year, spaceId }: Telling, { party, blocked }: StepOf<'block'>): Promise<void> => {
  const { blockProfessional, unblockProfessional } = kit.permissions
  await (blocked ? blockProfessional : unblockProfessional)(holder(spaceId), spaceId, party)
  if (!blocked) return void year.blocked.delete(party)
  year.blocked.add(party)
  year.permissions = year.permissions.filter((one) => one.party !== party)
}

const emergency = async (telling: Telling, { actor, kind }: StepOf<'emergency'>): Promise<void> => {
  const { year, spaceId } = telling
  const said = { birthDate, kind, ...(kind === 'dispatch' ? {} : { reason: 'unconscious' }) }
  const asked = { ins: { system: 'urn:test', value: spaceId }, ...said }
  const outcome = await outcomeOf(createOpen(area)(visitorOf(telling, actor), asked))
  const isTheirs = actor !== 'holder' && (kind === 'break-glass' || actor === 'regulator')
  const isOpen = kind === 'dispatch' ? year.rule.dispatch : year.rule.breakGlass
  assert.equal(outcome, isTheirs && isOpen ? 'done' : 'refused')
  if (outcome !== 'done') return
  visited(year, actor)
  year.ties = year.ties.filter((tie) => !(tie.party === actor && tie.kind === kind))
  year.ties.push({ party: actor, kind, until: year.now + (kind === 'dispatch' ? 1 : 4) * hourMs })
}

const close = async (telling: Telling, { actor }: StepOf<'close'>): Promise<void> => {
  const { year, spaceId } = telling
  const outcome = await outcomeOf(createClose(area)(visitorOf(telling, actor), spaceId, ''))
  if (outcome !== 'done') return
  visited(year, actor)
  year.ties = year.ties.filter(({ party, kind }) => party !== actor || (kind !== 'break-glass' && kind !== 'dispatch'))
}

const steps: { [Name in Step['step']]: (telling: Telling, step: StepOf<Name>) => Promise<void> } = {
  deposit,
  permit,
  end,
  consent,
  administrator,
  block,
  emergency,
  close,
  rule: async ({ year, spaceId }, { rule }) => {
    await createSetRule(area)(holder(spaceId), spaceId, rule)
    year.rule = rule
  },
  wait: async ({ year }, { hours }) => {
    kit.wait(hours)
    year.now = kit.now().getTime()
  },
}

const tellStep = <Name extends Step['step']>(telling: Telling, step: StepOf<Name> & { step: Name }): Promise<void> =>
  steps[step.step](telling, step)

const compareList = async (telling: Telling, actor: YearActor): Promise<void> => {
  const { year, spaceId } = telling
  const list = createListDocuments({ door: kit.door, reference: createReference() })
  const asked = list(visitorOf(telling, actor), { spaceId }, { count: 50 })
  const outcome = await outcomeOf(asked)
  assert.equal(outcome, mayList(year, actor) ? 'done' : 'refused', `${actor} lists`)
  if (outcome !== 'done') return
  visited(year, actor)
  const { entries, total } = await asked
  const expected = year.documents.filter((document) => mayRead(year, actor, document)).map(({ id }) => id)
  assert.deepEqual(entries.map(({ id }) => id).toSorted(), expected.toSorted(), `what ${actor} sees`)
  assert.equal(total, expected.length)
}

const compareReads = async (telling: Telling, actor: YearActor): Promise<void> => {
  const { year } = telling
  for (const document of year.documents) {
    const outcome = await outcomeOf(createReadDocument(kit.door)(visitorOf(telling, actor), document.id))
    assert.equal(outcome === 'done', mayRead(year, actor, document), `${actor} reads ${JSON.stringify(document)}`)
    if (outcome === 'done') visited(year, actor)
  }
}

const begin = async (): Promise<Telling> => {
  // Another day: how many persons somebody opens in a day is tried elsewhere.
  kit.wait(48)
  const spaceId = await kit.foundSpace([{ partyId: 'doctor', kind: 'treating-doctor' }])
  return { spaceId, year: beginYear(kit.now().getTime()) }
}

test('random stories of a year of arrangements: at every step everybody sees what the model says', async () => {
  const property = fc.asyncProperty(aStory, async (story) => {
    const telling = await begin()
    for (const [index, step] of story.entries()) {
      await tellStep(telling, step)
      await compareList(telling, yearActors[index % yearActors.length] ?? 'holder')
    }
    for (const actor of yearActors) {
      await compareList(telling, actor)
      await compareReads(telling, actor)
    }
  })
  // CARNET_STORIES=500 tells five hundred.
  const stories = process.env['CARNET_STORIES']
  const most = stories === undefined ? { numRuns: 20, interruptAfterTimeLimit: 20_000 } : { numRuns: Number(stories) }
  await fc.assert(property, most)
})
