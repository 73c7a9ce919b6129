import type { care as french } from '../fr/care.ts'

/** The same in English. */
export const care: typeof french = {
  title: 'Care history – Record',
  heading: 'Care history',
  lead: 'What health insurance, pharmacies and laboratories send. It is not written by the professionals who care for you.',
  leadOfPatient:
    'What health insurance, pharmacies and laboratories send. No professional wrote it in this record. What is missing may have taken place.',
  empty: 'Nothing has arrived yet. Lines come by themselves, there is nothing for you to do.',
  noneFound: 'No line for this choice.',
  noneOfPatient: 'Nothing here that you may see.',
  filter: 'Choose a time or a kind',
  periods: 'Times',
  kinds: 'Kinds',
  all: 'All',
  clear: 'See everything',
  counted: (says, n) => `${says}: ${n}`,
  range: (range) => `range of the laboratory: ${range}`,
  source: ({ statement, organisation, day }) => `${statement}, sent by ${organisation}, arrived on ${day}`,
  hidden: { pill: 'Hidden', hide: 'Hide from professionals', show: 'Stop hiding' },
  secret: {
    pill: 'Your parents do not see it',
    pillOfPatient: 'Hidden from representatives: do not speak of it to them',
    keep: 'Keep between me and my carers',
    tell: 'Show to my parents',
  },
  whole: {
    isShown: 'The professionals who care for you read this history, each by their profession.',
    isHidden: 'All of this history is hidden. Professionals do not read it, except your treating doctor.',
    hide: 'Hide the whole history from professionals',
    show: 'Stop hiding the history',
  },
  sources: {
    heading: 'Where these lines come from',
    lead: 'A mistake? The organisation that sent the line corrects it; the correction arrives here by itself.',
    late: (name, days) =>
      days % 7 === 0 && days > 7 ? `${name}: up to ${days / 7} weeks late` : `${name}: up to ${days} days late`,
  },
  lineSaid: {
    'care-hidden': 'This line is hidden from professionals.',
    'care-shown': 'This line is no longer hidden.',
    'care-kept': 'Your parents no longer see this line, and nothing tells them that it is there.',
    'care-told': 'Your parents see this line.',
  },
  said: {
    'care-all-hidden': 'The whole care history is hidden from professionals.',
    'care-all-shown': 'The care history is no longer hidden.',
  },
}
