import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import { textsOfBlock, type LetterTexts } from '../../../reference/create-letter-texts.ts'
import type { Language } from '../../../reference/language.ts'
import {
  letterKinds,
  letterSenders,
  type LetterKind,
  type LetterVersion,
  type LetterWords,
} from '../../../reference/letter-shapes.ts'
import { messageVersions, type MessageVersion } from '../campaigns/messages/mail-texts.ts'
import type { TextPiece, TextVersion, TextVersions } from './types.ts'

const languages: readonly Language[] = ['fr', 'en']

const digestOf = (content: unknown): string => createHash('sha256').update(canonicalJson(content)).digest('hex')

const piecesOf = (lang: Language, { title, letter, easy }: LetterWords): TextPiece[] => [
  { lang, use: 'letter', text: [title, ...letter.flatMap(textsOfBlock)].join('\n') },
  ...(easy ? [{ lang, use: 'easy' as const, text: [title, ...easy.flatMap(textsOfBlock)].join('\n') }] : []),
]

/** What is the same in every wording and is typed by the staff. */
interface Reach {
  site: string
  phone: string
}

/** A letter with all that is printed around it: where to write a refusal to is as much its word as the text. */
const letterText = (
  { texts, reach }: { texts: LetterTexts; reach: Reach },
  kind: LetterKind,
  { id, from, fr, en }: LetterVersion,
): TextVersion => ({
  kind,
  version: id,
  from,
  sha256: digestOf({
    ...reach,
    from,
    fr,
    en,
    labels: languages.map((lang) => texts.labels(lang)),
    senders: letterSenders.map((sender) => texts.sender(sender)),
  }),
  pieces: [...piecesOf('fr', fr), ...piecesOf('en', en)],
})

const messageText = (reach: Reach, { kind, id, from, fr, en }: MessageVersion): TextVersion => ({
  kind,
  version: id,
  from,
  sha256: digestOf({ ...reach, from, fr, en }),
  pieces: languages.map((lang) => ({ lang, use: 'mail', text: { fr, en }[lang].join('\n') })),
})

/** The wordings of the letters and of the messages of enrolment, with their digests. */
export const createTextVersions = (
  letters: LetterTexts,
  reach: Reach,
  messages: readonly MessageVersion[] = messageVersions,
): TextVersions => {
  const all = [
    ...letterKinds.flatMap((kind) =>
      letters.versions(kind).map((version) => letterText({ texts: letters, reach }, kind, version)),
    ),
    ...messages.map((message) => messageText(reach, message)),
  ]
  const byKind = Map.groupBy(all, ({ kind }) => kind)
  // As everywhere: before the first version begins, the first one.
  const standingOf = (kind: string, day: string): TextVersion[] => {
    const versions = byKind.get(kind) ?? []
    return versions.slice(
      Math.max(
        0,
        versions.findLastIndex(({ from }) => from <= day),
      ),
    )
  }
  return {
    inForce: (kinds, day) => kinds.flatMap((kind) => standingOf(kind, day).slice(0, 1)),
    standing: (day) => [...byKind.keys()].flatMap((kind) => standingOf(kind, day)),
  }
}
