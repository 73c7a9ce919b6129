import type { results as fr } from '../fr/results.ts'

/** Words around the results of a laboratory. */
export const results: typeof fr = {
  title: 'Results',
  inside: (inside, all) =>
    all === 1
      ? inside === 1
        ? 'The value is inside the laboratory’s range.'
        : 'The value is outside the laboratory’s range.'
      : `${inside} of ${all} values ${inside === 1 ? 'is' : 'are'} inside the laboratory’s range.`,
  awaited: (count) => (count === 1 ? '1 test is still awaited.' : `${count} tests are still awaited.`),
  outside: 'Outside the laboratory’s range',
  others: 'Tests',
  pending: 'The laboratory has not finished this test',
  cancelled: 'Test cancelled by the laboratory',
  none: 'No value',
  standing: {
    inside: 'inside the range',
    above: '↑ above the range',
    below: '↓ below the range',
    outside: 'outside the range',
  },
  far: {
    inside: 'inside the range',
    above: '↑ far above the range, says the laboratory',
    below: '↓ far below the range, says the laboratory',
    outside: 'far outside the range, says the laboratory',
  },
  range: {
    name: 'Laboratory’s range:',
    none: 'The laboratory gave no range.',
    between: (low, high) => `${low} to ${high}`,
    upTo: (high) => `up to ${high}`,
    from: (low) => `from ${low}`,
  },
  facts: {
    flag: 'The laboratory says',
    comment: 'Comment',
    remark: 'Remark on this group of tests',
    earlier: 'Earlier values in this report',
    method: 'Method',
    laboratory: 'Made by',
  },
  todo: {
    title: 'What to do now?',
    first:
      'A value outside the range is not always the sign of an illness. Show this result to your doctor, or to the person who asked for it.',
    urgent: 'If you feel unwell, do not wait: call 15 or 112.',
  },
  trend: {
    title: 'A result over time',
    link: 'See over time',
    linkName: (label) => `See over time: ${label}`,
    back: 'Back to the document',
    one: ({ value, on }) => `One value only: ${value} in ${on}.`,
    summary: (first, last, count) =>
      `From ${first.value} in ${first.on} to ${last.value} in ${last.on}, ${count} values.`,
    units: 'The laboratories used units that cannot be converted exactly into each other: each has its own picture.',
    converted: (amount) => `that is ${amount}`,
    conversion:
      'Where two units differ by a power of ten alone, the picture takes that of the newest value: the decimal point moves, no figure changes. A mass (g/L) is never converted into an amount of substance (mmol/L).',
    methods: 'Several methods were used: their values are not joined.',
    table: 'All values',
    columns: {
      date: 'Date',
      value: 'Value',
      range: 'Laboratory’s range',
      method: 'Method',
      source: 'Source',
    },
    repeated: 'told again by a later report',
    copies: (count) => (count === 1 ? 'and one copy' : `and ${count} copies`),
    note: 'The band shows the range that the laboratory gave for each value. A full circle is inside the range, an empty diamond is outside. Two values are joined where there are at least three and less than eighteen months lie between them.',
  },
  table: {
    title: 'Trends',
    heading: 'Values over time',
    link: 'Values and trends',
    lead: 'The values of reports that are read line by line, by the day of the sample. A unit is converted only where the decimal point alone moves; otherwise each unit has a line of its own, as each method has.',
    none: 'No report of this record gives values line by line.',
    noneFound: 'No value fits these choices.',
    cut: 'This record is very long: only the values of its 600 newest reports are here.',
    more: (count) => `${count} more lines are not shown. Choose a chapter to see them.`,
    kind: 'Chapter',
    allKinds: 'All chapters',
    period: 'Period',
    periods: { all: 'Everything', year: 'One year', years: 'Five years' },
    caption: 'Values by day, newest first',
    analyte: 'Test',
    way: 'Trend',
    method: (method) => `Method: ${method}`,
    others: 'Another unit or another method: a line of its own',
    older: 'Older days',
    newest: 'Newest days',
    standing: {
      above: '↑ above',
      below: '↓ below',
      outside: 'outside the range',
    },
    far: {
      above: '↑ far above',
      below: '↓ far below',
      outside: 'far outside',
    },
    summary: (first, last, count) => `From ${first} to ${last}, ${count} values`,
    note: 'The arrows say what is outside the laboratory’s range for that value; “far” is the laboratory’s word. A value without a range has no arrow.',
  },
  quote: {
    title: 'Quote these values',
    says: 'Each line tells the value and where it comes from. Select all (Ctrl+A), then copy.',
    range: (range) => `laboratory’s range ${range}`,
    document: (title) => `document “${title}”`,
  },
  source: 'Values read from the document below; we calculated nothing. The laboratory’s document prevails.',
  colon: ': ',
}
