import type { law as fr } from '../fr/law.ts'

/** What the law says to who opens the records of others. */
export const law: typeof fr = {
  title: 'Before you open a record',
  heading: 'Before you open a record',
  lead: 'This page is read once a year.',
  care: 'You open a record to care for the person or to coordinate their care. For nothing else.',
  never:
    'Never for insurance, a health fund, credit or an employer, nor to judge whether somebody is fit for a job. The law forbids it, even where the person agrees.',
  needed: 'You open only what you need for that care.',
  seen: 'Each opening is written down. The person sees it and can report it.',
  punished: 'Opening a record without the right to is punished by law: up to 5 years in prison and a fine of €150,000.',
  button: 'I have read this: I come for care',
  other: 'Do you come for something else? No record can be opened.',
}
