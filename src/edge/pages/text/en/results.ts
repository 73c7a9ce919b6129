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
    units: 'The laboratories used several units. Nothing is converted: each unit has its own picture.',
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
  source: 'Values read from the document below; we calculated nothing. The laboratory’s document prevails.',
  colon: ': ',
}
