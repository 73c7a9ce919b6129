import type { activity as french } from '../fr/activity.ts'

/** Words of what a professional finds again of what they did. */
export const activity: typeof french = {
  title: 'My activity',
  heading: 'My activity',
  lead: 'What you did, and why you could. Each patient reads it in their history; what waits for an announcement, after it.',
  kept: (months) => `Your acts stay here for ${months} months.`,
  from: 'Since',
  to: 'Until',
  dayHint: 'For example 04/03/2026. Empty: without a limit.',
  dayWrong: 'There is no such date. Example: 04/03/2026.',
  what: 'Which acts',
  withSecret: 'Confidential visits too',
  secretHint: 'They are shown only when you ask: a parent may look at this screen.',
  show: 'Show',
  all: 'Everything',
  onlyDeposits: 'My deposits and their changes',
  none: 'Nothing to show.',
  unseen: 'A patient whom you did not identify here',
  older: 'Older',
  newest: 'Newest',
  file: 'Download as a table (CSV)',
  columns: { at: 'When', patient: 'Patient', act: 'Act', why: 'Why', channel: 'By which way' },
}
