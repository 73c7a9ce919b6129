import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PolicyRows } from '../../access/policy.ts'
import { concerns, findGaps, foldEntries, momentsOf, type PastWorld, type WrittenEntry } from './rules.ts'

const day = (number: number): string => `2026-03-0${number}T10:00:00.000Z`
const nothing: PolicyRows = { relations: [], blocks: [] }

type Told = Partial<WrittenEntry['body']> & Pick<Partial<WrittenEntry>, 'documentId' | 'effect'>

const line = (at: number, act: WrittenEntry['act'], told: Told = {}): WrittenEntry => {
  const { documentId, effect = 'permit', ...body } = told
  return {
    n: String(at),
    at: day(at),
    effect,
    act,
    ...(documentId ? { documentId } : {}),
    body: { actor: { kind: 'holder', id: 'space' }, ...body },
  }
}

const doctor = { actor: { kind: 'professional', id: 'doctor' } } as const

const say = ({ state, policy, hidden }: PastWorld): string =>
  [
    state,
    ...policy.relations.map(
      ([party, kind, , until]) => `${party} is ${kind}${until ? ` until ${until.slice(8, 10)}` : ''}`,
    ),
    ...policy.blocks.map(([party]) => `${party} shut out`),
    ...(policy.permissions ?? []).map(
      ({ partyId, typeCodes, documentIds, until }) =>
        `${partyId ?? 'a code'} may ${[...typeCodes, ...documentIds].join('+') || 'all'}${until ? ` until ${until.slice(8, 10)}` : ''}`,
    ),
    ...(policy.emergencyRule ?? []),
    ...[...hidden].map(([id, is]) => `${id} ${is ? 'hidden' : 'shown'}`),
  ].join(', ')

const grant = { partyId: 'doctor', access: { id: 'p1', typeCodes: ['t'], until: day(8) } }
const code = { access: { id: 'c1', documentIds: ['d'], until: day(5) } }

/** What stood on the fourth day, told in entries. */
const stories: readonly [says: string, entries: readonly WrittenEntry[], world: string][] = [
  ['nothing happened', [], 'open'],
  ['a block', [line(1, 'block-professional', { partyId: 'doctor' })], 'open, doctor shut out'],
  [
    'a block that ended',
    [line(1, 'block-professional', { partyId: 'doctor' }), line(2, 'unblock-professional', { partyId: 'doctor' })],
    'open',
  ],
  ['a block that was refused', [line(1, 'block-professional', { partyId: 'doctor', effect: 'refuse' })], 'open'],
  ['a block that came later', [line(5, 'block-professional', { partyId: 'doctor' })], 'open'],
  ['a block of that very instant', [line(4, 'block-professional', { partyId: 'doctor' })], 'open, doctor shut out'],
  ['a pause', [line(1, 'pause-space')], 'open, * shut out'],
  ['a pause that ended', [line(1, 'pause-space'), line(3, 'unpause-space')], 'open'],
  ['a permission', [line(1, 'give-permission', grant)], 'open, doctor may t until 08'],
  [
    'a permission that was stopped',
    [line(1, 'give-permission', grant), line(2, 'end-permission', { access: { id: 'p1' } })],
    'open',
  ],
  [
    'a permission that a block ended, and its end did not bring back',
    [
      line(1, 'give-permission', grant),
      line(2, 'block-professional', { partyId: 'doctor' }),
      line(3, 'unblock-professional', { partyId: 'doctor' }),
    ],
    'open',
  ],
  [
    'a share code and who said it',
    [
      line(1, 'give-permission', code),
      line(2, 'enter-share-code', { ...doctor, access: { id: 'p2', sharedBy: 'c1' } }),
    ],
    'open, a code may d until 05, doctor may d until 05',
  ],
  [
    'a share code that was stopped, with those that came by it',
    [
      line(1, 'give-permission', code),
      line(2, 'enter-share-code', { ...doctor, access: { id: 'p2', sharedBy: 'c1' } }),
      line(3, 'end-permission', { access: { id: 'c1' } }),
    ],
    'open',
  ],
  [
    'consent noted by a professional',
    [line(1, 'record-consent', { ...doctor, access: { id: 'p3', evidence: 'declared' } })],
    'open, doctor may all',
  ],
  [
    'somebody named, and let go',
    [
      line(1, 'give-permission', { partyId: 'doctor', access: { relation: 'administrator' } }),
      line(2, 'give-permission', { partyId: 'other', access: { relation: 'administrator' } }),
      line(3, 'end-permission', { partyId: 'other', access: { relation: 'administrator' } }),
    ],
    'open, doctor is administrator',
  ],
  [
    'an emergency that says its end',
    [line(4, 'open-emergency', { ...doctor, access: { until: day(5) } })],
    'open, doctor is break-glass until 05',
  ],
  ['an emergency that does not: its moment', [line(4, 'open-dispatch', doctor)], 'open, doctor is dispatch until 04'],
  [
    'the holder’s words on emergencies, the last ones',
    [
      line(1, 'set-emergency-rule', { emergencyRule: ['no-dispatch'] }),
      line(2, 'set-emergency-rule', { emergencyRule: ['no-hidden', 'no-break-glass'] }),
    ],
    'open, no-break-glass, no-hidden',
  ],
  ['a document hidden', [line(1, 'hide-document', { documentId: 'd' })], 'open, d hidden'],
  [
    'hidden and shown',
    [line(1, 'hide-document', { documentId: 'd' }), line(2, 'show-document', { documentId: 'd' })],
    'open, d shown',
  ],
  ['the life of a space', [line(1, 'found-space'), line(2, 'open-space'), line(3, 'close-space')], 'closed'],
  [
    'a suspension that a freeze interrupts',
    [line(1, 'suspend-space'), line(2, 'freeze-space'), line(3, 'unfreeze-space')],
    'suspended',
  ],
]

for (const [says, entries, world] of stories) {
  test(`folded to the fourth day: ${says}`, () => {
    assert.equal(say(foldEntries(entries, { standing: nothing, moment: new Date(day(4)) })), world)
  })
}

test('what stands now and began before stood then; what began after did not; what ended had not yet', () => {
  const standing: PolicyRows = {
    relations: [
      ['doctor', 'treating-doctor', day(1)],
      ['nurse', 'care-team', day(6)],
      ['ended', 'care-team', day(1), day(5)],
    ],
    blocks: [
      ['old', day(2)],
      ['new', day(7)],
    ],
    permissions: [
      {
        id: 'p',
        partyId: 'nurse',
        sharedBy: null,
        evidence: 'online',
        typeCodes: [],
        documentIds: [],
        since: day(2),
        until: null,
      },
      {
        id: 'q',
        partyId: 'other',
        sharedBy: null,
        evidence: 'online',
        typeCodes: [],
        documentIds: [],
        since: day(7),
        until: null,
      },
    ],
  }
  assert.equal(
    say(foldEntries([], { standing, moment: new Date(day(4)) })),
    'open, doctor is treating-doctor, ended is care-team until 05, old shut out, nurse may all',
  )
})

test('an emergency whose row still stands lasts its hours, one whose row is gone its moment', () => {
  const standing: PolicyRows = { relations: [['doctor', 'break-glass', day(3), day(5)]], blocks: [] }
  const entries = [line(3, 'open-emergency', doctor)]
  const at = (moment: string) => say(foldEntries(entries, { standing, moment: new Date(moment) }))
  assert.equal(at(day(4)), 'open, doctor is break-glass until 03, doctor is break-glass until 05')
})

test('the moments of a day: its beginning, and every change, beginning and end within it', () => {
  const standing: PolicyRows = {
    relations: [['ended', 'care-team', day(1), day(4)]],
    blocks: [],
  }
  const entries = [line(3, 'pause-space'), line(4, 'unpause-space'), line(5, 'pause-space')]
  const span = { from: '2026-03-04T00:00:00.000Z', to: '2026-03-05T00:00:00.000Z' }
  assert.deepEqual(
    momentsOf(entries, standing, span).map((moment) => moment.toISOString()),
    [span.from, day(4)],
  )
})

test('what the journal does not tell is said where it concerns the document and the day', () => {
  const changed = (at: number, documentId: string) => line(at, 'update-document', { documentId })
  const gaps = (entries: Parameters<typeof findGaps>[0], rulesThen: string[] = ['now']) =>
    findGaps(entries, { documentId: 'd', from: day(4), rulesNow: 'now', rulesThen })
  assert.deepEqual(gaps([]), [])
  assert.deepEqual(gaps([changed(3, 'd'), changed(5, 'other')]), [])
  assert.deepEqual(gaps([changed(5, 'd')]), ['document-changed'])
  assert.deepEqual(gaps([], ['now', 'before']), ['other-rules'])
})

test('later changes concern who looked, their facility, the document, or everybody; nothing else', () => {
  const about = { parties: ['doctor', 'house'], documentId: 'd' }
  const cases: readonly [boolean, WrittenEntry][] = [
    [true, line(5, 'block-professional', { partyId: 'doctor' })],
    [true, line(5, 'block-professional', { partyId: 'house' })],
    [false, line(5, 'block-professional', { partyId: 'other' })],
    [true, line(5, 'pause-space')],
    [true, line(5, 'hide-document', { documentId: 'd' })],
    [false, line(5, 'hide-document', { documentId: 'other' })],
    [false, line(5, 'hide-document', { documentId: 'd', effect: 'refuse' })],
    [true, line(5, 'open-emergency', doctor)],
    [false, line(5, 'open-emergency', { actor: { kind: 'professional', id: 'other' } })],
    [false, line(5, 'give-permission', { access: { id: 'a code' } })],
    [false, line(5, 'read-journal')],
  ]
  assert.deepEqual(
    cases.map(([, entry]) => concerns(entry, about)),
    cases.map(([expected]) => expected),
  )
})
