import type { emergency as fr } from '../fr/emergency.ts'

const hours = (count: number): string => (count === 1 ? '1 hour' : `${count} hours`)

/** Words of emergencies. */
export const emergency: typeof fr = {
  rule: {
    title: 'In an emergency – Access',
    heading: 'In an emergency',
    lead: 'If you cannot speak and your health is in danger, a professional can open your record for a few hours. You and your treating doctor are told each time.',
    choices: {
      breakGlass: {
        label: 'A professional beside me can open my record',
        says: 'For example: you are unconscious in a hospital. Without this tick, whoever treats you that day sees neither your allergies nor your treatments.',
      },
      dispatch: {
        label: 'The doctor of the emergency number can open my record',
        says: 'For example: somebody calls 15 for you. Without this tick the doctor decides without knowing your health.',
      },
      hidden: {
        label: 'In these cases my hidden documents show too',
        says: 'Without this tick what you hide stays hidden, even where it could help.',
      },
    },
    law: 'You can close and open each of these. It takes effect at once, for an access under way too. A block or a pause does not close emergencies: only this choice does.',
    notNow: 'Your choice is kept, but the law in force puts life first: it does not count today.',
    save: 'Save',
    saved: 'Your choice is saved. It holds from now on.',
    back: 'Access to your record',
  },
  home: {
    open: 'A professional can open your record if you cannot speak. You and your treating doctor are told.',
    onlyBeside: 'A professional beside you can open your record if you cannot speak. The emergency number cannot.',
    onlyDispatch: 'The doctor of the emergency number can open your record. A professional beside you cannot.',
    closed: 'You closed emergency access: nobody can open your record this way.',
    hiddenToo: 'Your hidden documents show too in this case.',
    hiddenKept: 'Your hidden documents stay hidden.',
    change: 'Change my choice',
  },
  history: {
    mark: 'Emergency',
    allows: 'Everything is allowed',
    closes: {
      'no-break-glass': 'closed to a professional beside you',
      'no-dispatch': 'closed to the emergency number',
      'no-hidden': 'hidden documents kept hidden',
    },
  },
  form: {
    title: 'Emergency access',
    heading: 'Open a record in an emergency',
    lead: 'Only if the person cannot say what they want and their health or life is in immediate danger. By opening, you certify it.',
    you: 'You',
    patient: 'The person',
    patientSays: 'The number and the birth date must belong together: this is the check of the person.',
    why: 'Why open now?',
    dispatch: 'A call to the emergency number',
    dispatchHours: (count: number) => `open for ${hours(count)}`,
    words: 'Details (optional)',
    wordsOfCall: 'Details, or number of the call (optional)',
    wordsHint: 'Kept sealed: the patient reads it in their history, and so does their treating doctor.',
    told: 'The patient and their treating doctor are told as soon as you open it. Each opening is reviewed.',
    button: 'Open',
    buttonFor: (count: number) => `Open for ${hours(count)}`,
    birthMissing: 'Give the birth date.',
    birthWrong: 'There is no such date. Example: 4 3 1979.',
    reasonMissing: 'Choose a reason.',
    noRecord: 'No record opens with this number and this birth date. Check both.',
    mayBeClosed:
      'The answer is the same when the person has no space and when they refused this access beforehand: the law (Code de la santé publique, L.1111-17) gives them that right.',
    callDispatch: 'Lose no time: call the medical dispatch, 15 or 112.',
  },
  refused: {
    heading: 'Can the person not speak?',
    says: 'If their health or life is in immediate danger, you can open in an emergency. They and their treating doctor are told.',
    button: 'Emergency access',
  },
  bar: {
    says: {
      'break-glass': 'Emergency access',
      dispatch: 'Access by emergency dispatch',
    },
    left: (count: number, minutes: number) =>
      `${[...(count < 1 ? [] : [`${count} h`]), ...(count > 0 && minutes === 0 ? [] : [`${minutes} min`])].join(' ')} left`,
    until: (time: string) => `until ${time}`,
    end: 'End the access',
  },
  own: {
    heading: 'Your emergency accesses',
    openedAt: (day: string, time: string) => `Opened on ${day} at ${time}`,
    underWay: (time: string) => `under way, until ${time}`,
    over: (time: string) => `ended at ${time}`,
    goOn: 'Open the record',
    note: 'Write a note',
    end: 'End the access',
  },
  after: {
    title: 'Your emergency access',
    heading: 'Your emergency access',
    lead: (day: string, time: string) => `You opened a record in an emergency on ${day} at ${time}.`,
    underWay: (time: string) => `This access is under way. It ends by itself at ${time}.`,
    over: (day: string, time: string) => `This access is over. You can note it until ${day} at ${time}.`,
    note: 'Note (optional)',
    noteHint:
      'What justified the access, what you did. Kept sealed: the patient reads it in their history, and so does their treating doctor.',
    end: 'End the access',
    save: 'Save the note',
    noteMissing: 'Write your note.',
    ended: 'The emergency access is over.',
    noted: 'Your note is saved.',
  },
  second: {
    heading: 'A colleague asks for your agreement',
    says: 'This person has opened several records in an emergency today. Say yes only if you know why: your name is kept.',
    askedAt: (time) => `asked at ${time}`,
    yes: 'Yes, they may go on',
    yesTo: (name) => `Yes, ${name} may go on`,
    done: 'Noted: this person may open more records in an emergency today.',
  },
  told: {
    heading: 'Your patients seen in an emergency',
    says: 'The law provides that the treating doctor is told. These are the last 30 days.',
    line: (day: string, time: string) => `Record opened on ${day} at ${time}`,
    by: (name: string) => `by ${name}`,
    open: 'See which patient',
  },
  secret:
    'Document kept secret: the person, a minor, does not want their legal representatives to know of it. Do not tell them.',
  review: {
    title: 'Emergency accesses',
    heading: 'Emergency accesses to review',
    lead: (count: number) =>
      `Each opening is reviewed within ${count} hours: who, when, in what role, for what reason. Nothing of what was read is shown here.`,
    none: 'No opening to review.',
    table: 'Openings in an emergency',
    columns: {
      opened: 'Opened on',
      who: 'Who',
      kind: 'How',
      why: 'Reason',
      note: 'Note',
      due: 'Review before',
      outcome: 'Outcome',
    },
    kinds: { 'break-glass': 'On the spot', dispatch: 'Emergency number' },
    second: (name) => `Second person, who said yes: ${name}`,
    noted: 'Written',
    notNoted: 'None',
    overdue: 'Overdue',
    followUp: 'To follow up',
    outcomes: { regular: 'Regular', 'follow-up': 'To follow up' },
    outcomeOf: (outcome: string, name: string) => `${outcome}: ${name}`,
    alert: (count: number) =>
      `${count} emergency ${count === 1 ? 'access has' : 'accesses have'} waited too long for review.`,
    see: 'Emergency accesses to review',
  },
}
