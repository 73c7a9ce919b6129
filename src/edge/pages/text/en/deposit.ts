import type { deposit as french } from '../fr/deposit.ts'

/** Words of a deposit from the browser: the file, the check, and what becomes of one's own document afterwards. */
export const deposit: typeof french = {
  title: 'Deposit a document',
  heading: 'Deposit a document',
  replaceHeading: 'Replace a document',
  replaces: (title) => `It will replace: ${title}. The old one stays readable for those who could read it.`,
  file: 'File',
  fileHint: (size) => `PDF, JPEG, PNG or text, ${size} at most. You can drop it here, or paste it.`,
  text: 'Or a text',
  textHint: 'Paste it here: it becomes a document.',
  check: 'Check',
  otherWay: 'Paste a text instead of a file',
  missing: 'Choose a file, or paste a text.',
  both: 'Choose a file or paste a text: not both.',
  kind: 'This file is not a PDF, a JPEG, a PNG or a text.',
  again: 'Back to the file',
  checking: {
    title: 'Check the deposit',
    heading: 'Check before you send',
    lead: (name) => `This document goes into the record of ${name}. Read it again.`,
    names: {
      same: 'The name read in the document is the name on the record.',
      none: 'We could not read the name of a patient in this document: no name is compared.',
    },
    otherName: (found, record) =>
      `The name in the document (${found}) is not the name on the record (${record}). Check before you send.`,
    sure: (record) => `I have checked: this document is that of ${record}.`,
    sureMissing: 'Tick this box if the document is theirs. If not, go back to the file.',
    readType: 'Read in the document: check it.',
    readDay: 'Read in the document: check it. For example: 28/03/2026.',
    file: 'File',
    pasted: 'pasted text',
    type: 'Kind of document',
    label: 'Title',
    labelHint: 'Without a title, the patient reads the kind of document.',
    day: 'Date of the act',
    dayHint: 'For example: 28/03/2026.',
    dayWrong: 'Type a past date with day, month and year: 28/03/2026.',
    sight: 'Who sees it?',
    sights: {
      now: 'The patient and the professionals who may, at once',
      hidden: 'The patient. At their request, no other professional than those the law names',
      announced: 'The patient will see it after you have told them in person, in one month at the latest',
    },
    forEver: 'A document that the patient has been able to see can no longer be kept from them.',
    alone: 'Confidential visit: this document will be hidden from their legal representatives, whatever you choose.',
    aloneAtOnce:
      'The law does not let it wait for an announcement too: the person sees it at once. Speak with them first.',
    why: 'Why replace it?',
    whyHint: 'The patient reads this reason in their history.',
    whyMissing: 'Say why in a few words.',
    preview: 'What the patient will read',
    refresh: 'Refresh the preview',
    send: 'Send',
  },
  refused: {
    'document-type-unknown': 'Choose a kind from the list.',
    'visibility-never-closed-again':
      'The document that you replace could already be seen: the new one cannot be hidden from who read it. Choose “at once”; during a confidential visit, end that first.',
    'replacement-tells-secret':
      'The document that you replace is hidden from the legal representatives: replace it during a confidential visit, or show it to them first.',
    'secret-visit-deposits-secrets':
      'The confidential visit has just begun: the document will be hidden from the legal representatives. Send it again.',
    'replaced-document-disputed':
      'The person reported this document as wrong, or as not theirs. Answer them first, or withdraw it and deposit the right one.',
    'replaced-document-unknown':
      'The document to replace is no longer in force, or is not yours. Go back to the record and open the document to replace.',
    'staged-content-missing': 'This file is gone: a file waits for a day at most. Choose it again.',
    'content-type-differs': 'This is not the file that you chose. Choose it again.',
    'unique-id-already-deposited':
      'This file is in the record already. To correct it, open the document and replace it.',
    'content-empty': 'This file is empty. Choose another.',
    'content-type-not-allowed': 'This file is no PDF, JPEG, PNG or text.',
    'content-type-mismatch': 'This file is not what its name says. Save it again in its true format.',
    'content-polyglot':
      'This file also holds something else than a document. Export the document again, alone in its file.',
    'picture-too-large': 'This picture has too many pixels. Save it in a smaller definition.',
    'pdf-active-content':
      'This PDF holds a script, an attachment or a part that we cannot read. Export it again as PDF/A.',
  },
  own: {
    heading: 'Your document',
    replace: 'Replace it',
    withdraw: 'Withdraw it',
    withdrawTitle: 'Withdraw a document',
    withdrawHeading: 'Withdraw this document?',
    withdrawSays:
      'Nobody but you and your facility will see it any more. The withdrawal stays in the patient’s history.',
    why: 'Why withdraw it?',
    yesWithdraw: 'Withdraw',
  },
  said: {
    deposited: 'Sent. The document is in the record.',
    replaced: 'Sent. The old document is replaced.',
    withdrawn: 'The document is withdrawn.',
    'opened-to-patient': 'The patient now sees this document.',
    'opened-to-representatives': 'Their legal representatives now see this document.',
  },
}
