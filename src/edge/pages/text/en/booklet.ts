import type { booklet as french } from '../fr/booklet.ts'

/** The same in English. */
export const booklet: typeof french = {
  title: 'Child booklet – Record',
  heading: 'Child booklet',
  lead: 'The twenty examinations that every child has, vaccines and growth. When they come of age all stays in their space, which they alone enter.',
  exams: 'The twenty examinations',
  headingGrown: 'My childhood booklet',
  leadGrown: 'What was noted until you came of age. You alone enter it now; it no longer changes.',
  growth: 'Weight, height, head size',
  noGrowth: 'Nothing is measured yet. What is noted, and what certificates say, will make a curve.',
  measures: 'Note a measurement, see the tables',
  reported: (date) => `From a document of ${date}:`,
  vaccinations: 'Vaccinations',
  window: (from, to) => `From ${from} to ${to}`,
  certificate: 'with a certificate',
  on: (date) => `on ${date}`,
  states: {
    done: 'Done',
    'not-done': 'Not done',
    'to-plan': 'To plan',
    now: 'Now is the time',
    past: 'Nothing is noted',
    later: 'Later',
  },
  say: 'Note',
  sayNamed: (exam) => `Note: ${exam}`,
}
