import type { parents as fr } from '../fr/parents.ts'

/** Words of the requests from one parent to the other. */
export const parents: typeof fr = {
  waiting: 'A parent invites you to represent a child.',
  waitingLink: 'See the request',
  standings: {
    waiting: (asked, ends) => `Request to another parent, of ${asked}: waiting. Without an answer it ends on ${ends}.`,
    accepted: (asked, on) => `Request to another parent, of ${asked}: accepted on ${on}.`,
    refused: (asked, on) => `Request to another parent, of ${asked}: refused on ${on}.`,
    ended: (asked) => `Request to another parent, of ${asked}: ended without an answer.`,
  },
  invite: {
    link: 'Invite another parent',
    linkFor: (name) => `Invite another parent for ${name}`,
    title: 'Invite another parent – My children',
    heading: (name) => `Invite another parent for ${name}`,
    lead: 'The health insurance attaches by itself the parents it knows. Invite the missing one here.',
    says: [
      'The request waits in the space of this person, who must have opened their own first. They see it if your four answers are right, and choose.',
      'We do not say whether anybody fits your answers, and we do not keep them in clear.',
    ],
    fields: {
      ins: 'Social-insurance number',
      birthFamily: 'Birth name',
      birthGiven: 'First given name',
      birthDate: 'Birth date',
    },
    hints: {
      ins: 'The 13 characters on their carte Vitale, or 15 with the key.',
      birthFamily: 'As on the birth certificate, not the name in use.',
      birthGiven: 'The first one on the birth certificate.',
      birthDate: 'For example 04/03/1979.',
    },
    missing: {
      ins: 'Type the social-insurance number of the other parent.',
      birthFamily: 'Type the birth name of the other parent.',
      birthGiven: 'Type the first given name of the other parent.',
      birthDate: 'Type a birth date such as 04/03/1979.',
    },
    statement: 'I certify that this person legally represents this child.',
    button: 'Send the request',
  },
  withdrawal: {
    link: 'Take the request back',
    linkFor: (name) => `Take the request back for ${name}`,
    title: 'Take the request back – My children',
    heading: (name) => `Take the request for ${name} back?`,
    says: ['The other parent will no longer be able to accept it. You can send another one.'],
    button: 'Take the request back',
  },
  received: {
    list: 'Requests for you',
    asks: (inviter, child) => `${inviter} invites you to represent ${child}.`,
    endsOn: (day) => `Without an answer the request ends on ${day}.`,
    answer: 'Answer',
    answerFor: (child) => `Answer the request for ${child}`,
    title: 'A request – My children',
    heading: (inviter, child) => `${inviter} invites you to represent ${child}`,
    says: [
      'If you accept, the child comes into your list. You receive their letters and decide about their space as the other parent does.',
      'The other parent sees your answer and its date, nothing more. You can take the child out of your list.',
    ],
    statement: (child) => `I certify that I hold parental authority over ${child} or legally represent this child.`,
    accept: 'Accept',
    refuse: 'Refuse',
    later: 'Answer later',
  },
  said: {
    'parent-invited':
      'Noted: the request waits. The other parent will see it in their space, once they have opened it. Their answer will be here.',
    'request-withdrawn': 'The request is taken back.',
    'request-accepted': 'Done. The child is in your list.',
    'request-refused': 'The refusal is recorded. The child does not come into your list.',
  },
}
