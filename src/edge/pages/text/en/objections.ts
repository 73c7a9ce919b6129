import type { objectionDesk as frDesk, objections as fr } from '../fr/objections.ts'

/** Words for holders who ask that something be not listed, in English. */
export const objections: typeof fr = {
  link: 'I do not want this document in my space',
  title: 'Objection – Record',
  heading: 'Ask that this be not listed',
  lead: (days) =>
    `Professionals deposit what is useful for your care. You can object for a legitimate reason. We answer you within ${days} working days.`,
  leadAlone:
    'The law lets you decide without your parents, and they are not told. If you refuse the whole act, nothing of it will be listed, its reimbursement neither.',
  hideInstead: 'Do you only want professionals not to see it? That is done at once, without giving a reason.',
  hide: 'Choose who sees this document',
  what: 'What do you refuse?',
  scopes: { document: 'This document', act: 'This whole act: that day, at that place' },
  why: 'For what reason?',
  reasons: {
    'not-mine': 'It is not about me: it is a mistake',
    'protected-secret': 'The law protects the secrecy of this act',
    'depositor-near': 'I know who deposits, or I work there',
    'in-danger': 'I would be in danger if somebody saw it',
    other: 'Another reason',
    'minor-secret': 'Decision of the minor',
  },
  reasonMissing: 'Choose a reason.',
  effect:
    'What is refused is set aside from your space. Its author keeps theirs. You can change your mind: it must then be sent again.',
  ask: 'Send the request',
  decide: 'I refuse that this be listed',
  listTitle: 'Your objections',
  listHeading: 'Your objections',
  listLead: 'What you asked not to be listed in your space. To make one, open the document.',
  none: 'No objection.',
  actOn: (date) => `act of ${date}`,
  askedOn: (date) => `asked on ${date}`,
  dueOn: (date) => `Answer by ${date} at the latest.`,
  accepted: 'Accepted: it is not listed in your space.',
  holds: 'Your decision holds: nothing of it is listed.',
  refused: 'Refused.',
  refusals: {
    'needed-for-care': 'This document is useful for your care.',
    'not-legitimate': 'The reason given is none that the law admits.',
    'hiding-is-enough': 'Hiding it is enough: you can do so yourself.',
  },
  withdraw: 'Take back',
  withdrawName: (party, date) => `Take back the objection: ${party}, act of ${date}`,
  said: {
    'objection-sent': 'Your request is recorded. The answer will be on this page.',
    'objection-stands': 'Done: what you refuse is not listed.',
    'objection-withdrawn': 'Your objection is taken back. Deposits are accepted again.',
  },
}

/** Words of the operator's queue of objections, in English. */
export const objectionDesk: typeof frDesk = {
  see: 'Objections to deposits',
  title: 'Objections to deposits',
  heading: 'Objections to deposits',
  lead: 'What holders ask not to be listed, for a legitimate reason. Neither who they are nor the documents are shown.',
  empty: 'No objection to deal with.',
  columns: {
    askedOn: 'Asked on',
    party: 'Who deposits',
    scope: 'Extent',
    why: 'Reason',
    dueOn: 'To be answered by',
    state: 'State',
  },
  scopes: { document: 'One document', act: 'The whole act of that day' },
  states: { open: 'To deal with', late: 'Late', accepted: 'Accepted', refused: 'Refused' },
  oneTitle: 'An objection',
  oneHeading: 'An objection to a deposit',
  actOn: 'Day of the act',
  answerLabel: 'What do you answer?',
  accept: 'Accept',
  refuse: 'Refuse',
  effect:
    'Accepted, it sets aside what is there and refuses what may still come. The person reads the answer in their space.',
  answer: 'Answer',
}
