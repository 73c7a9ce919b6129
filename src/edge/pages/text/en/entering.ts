import type { entering as fr } from '../fr/entering.ts'

/** Words of how professionals come to enter: a share code, a consent they note, a block that the patient asks for. */
export const entering: typeof fr = {
  consent: {
    title: 'Note an agreement',
    heading: 'The patient agrees',
    lead: 'The person knows why you open their record, and agrees. They are told of your note, and can end it at any time.',
    birthDate: 'Date of birth, as the person says it',
    birthDateHint: 'For example: 28/03/1979.',
    birthDateWrong: 'Give the date of birth with day, month and year: 28/03/1979.',
    evidence: 'How did they agree?',
    evidences: {
      presence: 'In front of me',
      online: 'Online, during a video visit',
      declared: 'On another occasion, I declare it',
    },
    purpose: 'For which care?',
    purposes: {
      'care-team': 'I join their care team',
      once: 'For a short time, without joining the team',
    },
    forColleague: 'For somebody else of your team',
    colleague: 'Their first and last name',
    colleagueHint: 'A professional of the place you practise in. Leave it empty when the agreement is for you.',
    told: 'I told the person why, who will enter, and how to stop them.',
    toldMissing: 'First tell the person why and who will enter, then tick the box.',
    colleagueNoted: 'Noted. The person is told, and your colleague can open their record.',
    yes: 'Note their agreement',
    own: 'I care for this person',
    ownSays: 'Your access is limited. If the person agrees, note it here.',
  },
  ground: {
    heading: 'Your access',
    relations: {
      none: 'You are not in their care team: the record is open for the emergency.',
      author: 'Your own documents only.',
      permitted: 'The patient authorised you.',
      'care-team': 'You are in their care team.',
      administrator: 'The patient entrusted their space to you.',
      'treating-doctor': 'You are their treating doctor.',
    },
    until: {
      permitted: (day: string) => `The patient authorised you until ${day}.`,
      'care-team': (day: string) => `You are in their care team until ${day}, and longer if you still care for them.`,
    },
  },
  others: {
    title: 'Who can enter',
    link: 'Who can enter',
    heading: 'Who can enter this record',
    lead: 'The patient can ask you to block a person. They are told of every block, and only they can unblock.',
    none: 'Nobody else can enter.',
    back: 'Back to the record',
    blockTitle: 'Block at the patient’s request',
    blockHeading: (name: string) => `Block ${name}, at the patient’s request?`,
    effect: (name: string) =>
      `${name} will no longer be able to open this record. Their own documents stay visible to them.`,
    told: 'The patient is told. They can unblock at any time.',
    yes: 'Block',
    done: 'Blocked. The patient is told.',
  },
}
