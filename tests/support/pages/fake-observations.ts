import type { Observations } from '../../../src/areas/observations/index.ts'
import type { Measurement } from '../../../src/reference/measurement-entry.ts'

/** One measurement, whatever is asked; `text` stands wherever somebody else's words do. */
export const sampleMeasurement = (kind: string, text: string): Measurement => ({
  id: '77777777-7777-4777-8777-777777777777',
  kind,
  at: '2026-03-04T08:30:00+01:00',
  values: kind === 'blood-pressure' ? { systolic: '120', diastolic: '80' } : { value: '72.5' },
  comment: text,
  source: { device: text },
  author: { as: 'professional', id: '8', name: text },
  enteredAt: '2026-03-04T08:30:00.000Z',
})

const spaceId = '11111111-1111-4111-8111-111111111111'

const nothing = async (): Promise<void> => {}

/** Measurements as pages ask for them: a few of one kind, a survey of two. */
export const fakeObservations = (text: string): Observations => ({
  doubtsAbout: () => [],
  addMeasurements: async () => [{ id: sampleMeasurement('body-weight', text).id, spaceId, isNew: true }],
  addEachMeasurement: async () => [{ id: sampleMeasurement('body-weight', text).id, spaceId, isNew: true }],
  importMeasurements: async () => ({ added: 1, there: 2, left: { kind: 3 }, lines: [] }),
  readMeasurements: async (_visitor, _space, { kind }) => ({
    measurements: [
      sampleMeasurement(kind, text),
      { ...sampleMeasurement(kind, text), at: '2025-03-04T08:30:00+01:00' },
    ],
    total: 2,
    spaceId,
    others: ['blood-pressure', 'heart-rate'],
    choice: { isPinned: false, isHidden: true, target: { value: '70' } },
  }),
  readGrowth: async () => [],
  readMeasurement: async () => ({ measurement: sampleMeasurement('body-weight', text), spaceId }),
  surveyMeasurements: async () => ({
    kinds: ['body-weight', 'blood-pressure'].map((kind) => ({ kind, last: sampleMeasurement(kind, text), total: 2 })),
    choices: { targets: {}, pinned: ['blood-pressure'], hidden: ['body-weight'] },
  }),
  changeMeasurement: nothing,
  deleteMeasurement: nothing,
  restoreMeasurement: nothing,
  chooseMeasurements: nothing,
})
