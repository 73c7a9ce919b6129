import type { children as fr } from '../fr/children.ts'

/** Words of the spaces of one's children. */
export const children: typeof fr = {
  title: 'My children – More',
  heading: 'My children',
  lead: 'A child has no sign-in of their own. You open their space from yours.',
  empty: {
    heading: 'No child here yet',
    says: 'Your children under age appear here when the health insurance attaches them to you, a few weeks after birth. Have them attached at your local office first.',
  },
  all: 'Your children',
  protected: 'Protected adults whom you represent',
  toOpen: 'Tick the spaces to open',
  standings: { 'to-open': 'To be opened', open: 'Open', opposed: 'Refused', closed: 'Closed' },
  born: (day) => `Born: ${day}`,
  opensOn: (day) => `Opens by itself on ${day}`,
  decidesFrom: (day, name) => `From ${day} on, ${name} decides: this space will no longer be in your list.`,
  statement:
    'I certify that I hold parental authority or legally represent these children, and that I may open their space.',
  open: 'Open the ticked spaces',
  refuse: 'Refuse',
  refuseFor: (name) => `Refuse the space of ${name}`,
  notMine: 'This is not my child',
  notMineFor: (name) => `This is not my child: ${name}`,
  proofFor: (name) => `Proof of the refusal for ${name}, as PDF`,
  refusal: {
    title: 'Refuse – My children',
    heading: (name) => `Refuse the space of ${name}?`,
    says: [
      'The space does not open. What was waiting to enter it is destroyed.',
      'You can open it later, from this list.',
      'Your child’s care and reimbursements stay the same.',
    ],
    button: 'Refuse this space',
  },
  aside: {
    title: 'Not my child – My children',
    heading: (name) => `${name} is not your child?`,
    says: [
      'This child will no longer be in your list. You will no longer be able to open their space from here.',
      'Nothing changes for their other representatives.',
    ],
    button: 'This is not my child',
  },
  record: {
    toState: 'To see this record, tick this space and certify below.',
    link: 'See the record',
    linkFor: (name: string) => `See the record of ${name}`,
    heading: (name: string) => `The record of ${name}`,
    history: (name: string) => `History of the record of ${name}`,
    links: { documents: 'See the record', history: 'See the access history' },
    sees: (name: string) => `You see this record because you legally represent ${name}.`,
    law: 'The law lets your child keep some care private. We never say whether that is so.',
    traces: (name: string) => `Your visits are written in the history of ${name}, in your name.`,
    lasts: 'Your access lasts as long as the protection measure.',
    ends: (day: string, name: string) => `Your access ends on ${day}, when ${name} comes of age.`,
  },
  said: {
    'children-opened': 'Done. The ticked spaces are open.',
    'child-refused': 'The refusal is recorded. The proof is in the list.',
    'child-aside': 'Noted. This child is no longer in your list.',
  },
  waiting: 'The space of one of your children waits to be opened.',
  waitingLink: 'See my children',
}
