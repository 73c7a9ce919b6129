import type { refusalDesk as fr } from '../fr/refusal-desk.ts'

/** Words of the console: letters that decide, the register of refusals. */
export const refusalDesk: typeof fr = {
  letter: {
    receivedOn: 'Letter received on',
    receivedHint: 'The day it came, not the day of typing. For example 04/03/2026.',
    who: 'Who signed?',
    self: 'The person themself',
    kinds: { parent: 'parent', guardian: 'guardian', curator: 'curator' },
    signed: 'The letter names this person and bears their signature.',
  },
  register: {
    title: 'Register of refusals and closures',
    heading: 'Refusals and closures',
    lead: 'Every decision takes effect on the day it reaches us. No name is shown.',
    from: 'From',
    to: 'To',
    dayHint: 'For example 04/03/2026.',
    why: 'Reason for the search',
    reasons: { 'proof-asked': 'Proof asked for', control: 'Inspection', complaint: 'Complaint' },
    button: 'Search',
    empty: 'No line at these dates.',
    columns: {
      received: 'Received',
      at: 'Effect',
      kind: 'Decision',
      channel: 'Way',
      reference: 'Reference',
      proof: 'Proof',
    },
    kinds: { opposition: 'Refusal', closure: 'Closure', erasure: 'Erasure requested' },
    proof: 'PDF',
    late: 'Late effect',
    noneLate: (days) => `No late effect within ${days} days.`,
    onlyLate: 'Only late effects',
    takenBack: (on) => `Taken back on ${on}`,
    byTheClock: 'On its date',
    table: 'Decisions, the newest first',
  },
}
