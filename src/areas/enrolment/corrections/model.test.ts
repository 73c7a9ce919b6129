import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import {
  approved,
  depositFor,
  inventedIns,
  openInvented,
  readableBy,
} from '../../../../tests/support/corrections-bench.ts'
import { openInstallation, type Installation } from '../../../../tests/support/installation.ts'
import { journalOwner, verifyJournal } from '../../../journal/verify.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Identifier } from '../../../reference/document-entry.ts'

let installation: Installation
before(async () => {
  installation = await openInstallation({ examples: false })
})
after(() => installation.close())

const people = 3

type Step =
  | { kind: 'deposit'; to: number; shared: boolean }
  | { kind: 'merge'; survivor: number; other: number }
  | { kind: 'split'; from: number; to: number; nth: number }
  | { kind: 'undo'; nth: number }

const who = fc.integer({ min: 0, max: people - 1 })
const nth = fc.integer({ min: 0, max: 4 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('deposit' as const), to: who, shared: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('merge' as const), survivor: who, other: who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('split' as const), from: who, to: who, nth }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), nth }) },
)

/** One correction that stands, as the model knows it: whom it touches, and what an undo gives back. */
interface Standing {
  kind: 'merge' | 'split'
  id: string
  persons: [number, number]
  /** documents that the second space, for a split the first one, gave away: and that the other did not have before */
  moved: string[]
  /** of a merge: documents of the other at that moment */
  others: string[]
  /** of a merge: whose numbers led to the other until then */
  numbers: number[]
}

interface Person {
  personId: string
  spaceId: string
  ins: Identifier
  /** where this person's number leads */
  leadsTo: number
  merged: boolean
  readable: Set<string>
}

/** The naive model: sets of unique ids by holder. `deposits` remembers for whom each was sent since when. */
interface Model {
  persons: Person[]
  standing: Standing[]
  since: Map<string, { sentFor: number; at: number }>
  clock: number
}

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index]
  if (found === undefined) throw new Error('out of range')
  return found
}

let next = 20_000
const newModel = async (): Promise<Model> => {
  const persons: Person[] = []
  for (let index = 0; index < people; index += 1) {
    next += 1
    const opened = await openInvented(installation, next)
    persons.push({ ...opened, ins: inventedIns(next), leadsTo: index, merged: false, readable: new Set() })
  }
  return { persons, standing: [], since: new Map(), clock: 0 }
}

const reasonOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.reason
    throw error
  }
}

const takeDeposit = async (model: Model, { to, shared }: Extract<Step, { kind: 'deposit' }>): Promise<void> => {
  const sentFor = at(model.persons, to)
  const target = at(model.persons, sentFor.leadsTo)
  const known = shared ? model.persons.flatMap(({ readable }) => [...readable]).at(0) : undefined
  if (known !== undefined && model.since.has(`${known} ${sentFor.leadsTo}`)) return
  const uniqueId = await depositFor(installation, sentFor.ins, known === undefined ? {} : { uniqueId: known })
  target.readable.add(uniqueId)
  model.since.set(`${uniqueId} ${sentFor.leadsTo}`, { sentFor: to, at: model.clock })
}

const takeMerge = async (model: Model, { survivor, other }: Extract<Step, { kind: 'merge' }>): Promise<void> => {
  const { merge, list } = installation.carnet.enrolment.corrections
  const [a, b] = [at(model.persons, survivor), at(model.persons, other)]
  const refused = await reasonOf(merge(approved, { survivorId: a.personId, otherId: b.personId }))
  assert.equal(refused !== undefined, survivor === other || a.merged || b.merged, refused ?? 'merged')
  if (refused !== undefined) return
  const others = [...b.readable]
  const moved = others.filter((uniqueId) => !a.readable.has(uniqueId))
  for (const uniqueId of moved) a.readable.add(uniqueId)
  for (const uniqueId of others) model.since.set(`${uniqueId} ${survivor}`, { sentFor: survivor, at: -1 })
  b.readable = new Set()
  b.merged = true
  const numbers = model.persons.flatMap(({ leadsTo }, index) => (leadsTo === other ? [index] : []))
  for (const index of numbers) at(model.persons, index).leadsTo = survivor
  const [row] = await list(1)
  model.standing.push({ kind: 'merge', id: row?.id ?? '', persons: [survivor, other], moved, others, numbers })
}

const takeSplit = async (model: Model, split: Extract<Step, { kind: 'split' }>): Promise<void> => {
  const { corrections } = installation.carnet.enrolment
  const [from, to] = [at(model.persons, split.from), at(model.persons, split.to)]
  if (from.merged || to.merged || split.from === split.to) return
  const readable = [...from.readable]
  const uniqueId = readable[split.nth % Math.max(readable.length, 1)]
  if (uniqueId === undefined) return
  const { documents } = installation.carnet
  const space = { spaceId: from.spaceId }
  const holder = { actor: { kind: 'holder', id: from.spaceId, name: 'A' }, authLevel: 'substantial' } as const
  const visitor = { ...holder, origin: { channel: 'pages' } } as const
  const { entries } = await documents.listDocuments(visitor, space, { count: 100 })
  const documentIds = entries.filter((entry) => entry.uniqueId === uniqueId).map(({ id }) => id)
  const { id } = await corrections.split(approved, { fromId: from.personId, toId: to.personId, documentIds })
  const moved = to.readable.has(uniqueId) ? [] : [uniqueId]
  from.readable.delete(uniqueId)
  to.readable.add(uniqueId)
  model.since.set(`${uniqueId} ${split.to}`, { sentFor: split.to, at: -1 })
  model.standing.push({ kind: 'split', id, persons: [split.from, split.to], moved, others: [uniqueId], numbers: [] })
}

const undoInModel = (model: Model, { kind, persons, moved, others }: Standing): void => {
  const [first, second] = [at(model.persons, persons[0]), at(model.persons, persons[1])]
  const copiesIn = kind === 'merge' ? first : second
  const givenBy = kind === 'merge' ? second : first
  for (const uniqueId of moved) copiesIn.readable.delete(uniqueId)
  for (const uniqueId of others) givenBy.readable.add(uniqueId)
}

const takeUndo = async (model: Model, { nth: wanted }: Extract<Step, { kind: 'undo' }>): Promise<void> => {
  const chosen = model.standing[model.standing.length - 1 - (wanted % Math.max(model.standing.length, 1))]
  if (chosen === undefined) return
  const behind = model.standing.slice(model.standing.indexOf(chosen) + 1)
  const later = behind.some(({ persons }) => persons.some((person) => chosen.persons.includes(person)))
  const refused = await reasonOf(installation.carnet.enrolment.corrections.undo(approved, chosen.id))
  assert.equal(refused, later ? 'correction-later-stands' : undefined)
  if (refused !== undefined) return
  model.standing = model.standing.filter((one) => one !== chosen)
  undoInModel(model, chosen)
  if (chosen.kind === 'merge') restoreMerged(model, chosen)
}

/** The numbers go back, and with them what was sent for one of them since. */
const restoreMerged = (model: Model, { persons: [survivor, other], numbers }: Standing): void => {
  const [a, b] = [at(model.persons, survivor), at(model.persons, other)]
  b.merged = false
  for (const index of numbers) at(model.persons, index).leadsTo = other
  for (const [key, { sentFor, at: when }] of model.since) {
    const [uniqueId = '', space] = key.split(' ')
    if (when < 0 || Number(space) !== survivor || !numbers.includes(sentFor) || !a.readable.has(uniqueId)) continue
    a.readable.delete(uniqueId)
    b.readable.add(uniqueId)
    // It was sent for that number all the same: another undoing leads it further back.
    model.since.set(`${uniqueId} ${other}`, { sentFor, at: when })
  }
}

const take = (model: Model, one: Step): Promise<void> => {
  model.clock += 1
  if (one.kind === 'deposit') return takeDeposit(model, one)
  if (one.kind === 'merge') return takeMerge(model, one)
  return one.kind === 'split' ? takeSplit(model, one) : takeUndo(model, one)
}

/** A document of two persons is handed to a third, then the two are one: two rows of it, and each id leads to one space only. */
const handedOnAndMerged: Step[] = [
  { kind: 'deposit', to: 2, shared: false },
  { kind: 'deposit', to: 0, shared: true },
  { kind: 'split', from: 2, to: 1, nth: 0 },
  { kind: 'merge', survivor: 2, other: 0 },
  { kind: 'undo', nth: 0 },
  { kind: 'merge', survivor: 2, other: 0 },
  { kind: 'undo', nth: 0 },
  { kind: 'undo', nth: 0 },
]

/** Handed on to somebody who has it already, then the two are one: the copy takes the place of what is away, its public id too. */
const mergedAfterHandingOn: Step[] = [
  { kind: 'deposit', to: 0, shared: false },
  { kind: 'deposit', to: 1, shared: true },
  { kind: 'split', from: 0, to: 1, nth: 0 },
  { kind: 'merge', survivor: 0, other: 1 },
  { kind: 'undo', nth: 0 },
  { kind: 'undo', nth: 0 },
]

/** Sent for the first of three who were one, one merge after the other: two undoings lead it back to whom it was sent for. */
const sentThroughTwoMerges: Step[] = [
  { kind: 'merge', survivor: 2, other: 1 },
  { kind: 'merge', survivor: 0, other: 2 },
  { kind: 'deposit', to: 1, shared: false },
  { kind: 'undo', nth: 0 },
  { kind: 'undo', nth: 0 },
]

test('any sequence of deposits, merges, splits and undoings leaves each holder what the sets say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const model = await newModel()
      for (const one of steps) await take(model, one)
      for (const { spaceId, readable, merged } of model.persons)
        assert.deepEqual(await readableBy(installation, spaceId), merged ? [] : [...readable].toSorted())
    }),
    { numRuns: 25, examples: [[handedOnAndMerged], [mergedAfterHandingOn], [sentThroughTwoMerges]] },
  )
  const owner = journalOwner(installation.database.owner)
  assert.deepEqual((await verifyJournal({ owner, keys: installation.carnet.keys })).flaws, [])
})
