import { dayInWords } from '../../reference/day-in-words.ts'
import { groupCode, type CampaignWriters } from './campaign-mail.ts'
import { noticeTexts } from './notice-texts.ts'

const day = (iso: string): string => dayInWords(iso, 'en')

/** The mails of the campaign in English, by kind. */
export const englishMails: CampaignWriters = {
  'opening-notice': {
    subject: 'A space is ready for you',
    lines: ({ name, opensOn }, { publicUrl, phone }) => [
      `Hello ${name},`,
      '',
      'A space is ready for you. It is free. It keeps your documents. You choose who can see them.',
      'It holds your shared record, even if you have one already.',
      '',
      `It will open by itself on ${day(opensOn)}. You have nothing to do.`,
      'You can open it sooner, or say no:',
      `- online: type the address of the site (${publicUrl}), then choose “Get a code”;`,
      `- by phone: call ${phone};`,
      '- at the counter.',
      '',
      'You can close this space at any time. You need not say why.',
    ],
  },
  'child-notice': {
    subject: 'A space is ready for your child',
    lines: ({ name, opensOn }, { publicUrl, phone }) => [
      'Hello,',
      '',
      `A space is ready for ${name}. It is free. It keeps their documents. Their parents choose who can see them.`,
      'It holds their shared record, even if it exists already.',
      '',
      `It will open by itself on ${day(opensOn)}. You have nothing to do.`,
      'You can open it sooner, from your own space, or say no:',
      `- online: type the address of the site (${publicUrl}), then choose “Get a code”;`,
      `- by phone: call ${phone};`,
      '- at the counter.',
      '',
      'You can close this space at any time. You need not say why.',
      `Are you not a parent or legal guardian? Call ${phone}.`,
    ],
  },
  'new-code': {
    subject: 'Your code',
    lines: ({ code, validUntil }, { phone }) => [
      'Hello,',
      '',
      'Here is the code that you asked for:',
      '',
      `    ${groupCode(code)}`,
      '',
      `It works only once, until ${day(validUntil)}. Type it where you asked for it.`,
      'Give it to nobody, not even on the phone.',
      '',
      `Did you not ask for it? Call ${phone}: we will stop this code.`,
    ],
  },
  closed: {
    subject: noticeTexts.en.subject,
    lines: ({ name, closedOn, keptUntil }, { phone }) => [
      'Hello,',
      '',
      `The space of ${name} has been closed since ${day(closedOn)}. Nobody can read it any more.`,
      `Its documents are kept until ${day(keptUntil)}. Then they will be erased.`,
      '',
      `You can open it again at any time. You can also ask us to erase it all sooner. Call ${phone}.`,
    ],
  },
  erased: {
    subject: noticeTexts.en.subject,
    lines: ({ name, erasedOn }, { phone }) => [
      'Hello,',
      '',
      `The space of ${name} was erased on ${day(erasedOn)}. Nothing can come back.`,
      '',
      `A question? Call ${phone}.`,
    ],
  },
  suspended: {
    subject: noticeTexts.en.subject,
    lines: ({ name, closesOn }, { phone }) => [
      'Hello,',
      '',
      `We have stopped the space of ${name} to protect it. Nobody can enter it any more.`,
      `Do you not agree? Tell us before ${day(closesOn)}. Call ${phone}.`,
      'Without an answer from you, the space will be closed on that day.',
    ],
  },
  'opening-failed': {
    subject: noticeTexts.en.subject,
    lines: ({ name, opensOn }, { phone }) => [
      'Hello,',
      '',
      `The space of ${name} could not open on ${day(opensOn)}. A fault of ours stops it.`,
      'We are trying again. You have nothing to do.',
      '',
      `Do you not want this space? You can still say no. Call ${phone}.`,
    ],
  },
}
