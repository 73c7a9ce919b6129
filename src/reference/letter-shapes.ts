import { Type } from 'typebox'

const text = Type.String({ minLength: 1 })
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const exact = <P extends Type.TProperties>(properties: P) => Type.Object(properties, { additionalProperties: false })

/** The kinds of letters, each a file of data/letters, and the form that comes back by post. Law: Code de la santé publique R.1111-28; ux L1 to L4, W5. */
export const letterKinds = [
  'opening',
  'opening-guardian',
  'child',
  'reminder',
  'new-code',
  'majority',
  'majority-choice',
  'majority-guardian',
  'recovery',
  'proof-opposition',
  'proof-transition',
  'proof-late',
  'proof-closure',
  'proof-erasure',
  'refusal-form',
] as const

/** What a letter is about. The proofs and the form hold no code, all others do. */
export type LetterKind = (typeof letterKinds)[number]

/** Who writes, by the scheme that insures the person: the rows of data/letters/senders.json. */
export const letterSenders = ['general', 'agricultural', 'ministry'] as const

/** One of them. */
export type LetterSender = (typeof letterSenders)[number]

/** How somebody told us their choice. */
export type LetterChannel = 'online' | 'phone' | 'counter' | 'post'

const block = Type.Union([
  exact({ heading: text }),
  exact({ paragraph: text }),
  exact({ list: Type.Array(text, { minItems: 1 }) }),
  exact({ facts: Type.Array(Type.Tuple([text, text]), { minItems: 1 }) }),
  exact({ code: text, note: text }),
  exact({ phone: text }),
  exact({ fields: Type.Array(text, { minItems: 1 }) }),
  exact({ boxes: Type.Array(text, { minItems: 1 }) }),
  exact({ signature: text }),
])

/**
 * One piece of a letter: a heading, a paragraph, a list, facts with their names, the code with its heading, or the phone number. Of a
 * form: names of lines to write on, boxes to tick, a place to sign.
 */
export type LetterBlock = Type.Static<typeof block>

const words = exact({
  documentTitle: text,
  title: text,
  letter: Type.Array(block, { minItems: 1 }),
  easy: Type.Optional(Type.Array(block, { minItems: 1 })),
})

/** The words of a letter in one language: its name as a file, its title, its text and, where there is one, its easy page. */
export type LetterWords = Type.Static<typeof words>

const version = exact({
  id: Type.String({ pattern: '^[a-z-]+-\\d+$' }),
  from: day,
  fr: words,
  en: words,
})

/** One dated wording of a kind of letter; who approved it stands in the database (screen O7). */
export type LetterVersion = Type.Static<typeof version>

/** A file of data/letters: every version of one kind, oldest first, and an example of the letter's data. */
export const letterFile = exact({
  about: text,
  versions: Type.Array(version, { minItems: 1 }),
  example: Type.Record(Type.String(), Type.Unknown()),
})

const senderWords = exact({ name: text, counter: text, post: text })
const sender = exact({ lines: Type.Array(text, { minItems: 1, maxItems: 5 }), fr: senderWords, en: senderWords })

/** One who writes: the lines of their address, and in each language their name, their counter and where to write to. */
export type SenderWords = Type.Static<typeof sender>

/** data/letters/senders.json. */
export const senderFile = exact({
  about: text,
  senders: exact({ general: sender, agricultural: sender, ministry: sender }),
})

const labels = exact({
  reference: text,
  madeOn: text,
  page: text,
  formFoot: text,
  batchTitle: text,
  easyTitle: text,
  qr: text,
  channels: exact({ online: text, phone: text, counter: text, post: text }),
  received: text,
})

/** The few words around a letter's text, in one language. */
export type LetterLabels = Type.Static<typeof labels>

/** data/letters/labels.json. */
export const labelFile = exact({ about: text, fr: labels, en: labels })

const limits = exact({
  averageWords: Type.Number(),
  mostWords: Type.Number(),
  ease: Type.Number(),
  grade: Type.Number(),
})
const wordLists = exact({ fr: Type.Array(text, { minItems: 1 }), en: Type.Array(text, { minItems: 1 }) })

/** data/letters/reading.json; each example says whether its text passes and which forbidden words it holds. */
export const readingFile = exact({
  about: text,
  thresholds: exact({ letter: limits, easy: limits, mail: limits }),
  forbidden: exact({ letter: wordLists, easy: wordLists, mail: wordLists }),
  examples: Type.Array(
    exact({
      lang: Type.Union([Type.Literal('fr'), Type.Literal('en')]),
      use: Type.Union([Type.Literal('letter'), Type.Literal('easy'), Type.Literal('mail')]),
      text,
      passes: Type.Boolean(),
      forbidden: Type.Array(text),
    }),
  ),
})
