import type { FastifyReply } from 'fastify'
import type { Situation } from '../../areas/identity/index.ts'
import { sendPlainPage } from './plain-page.tsx'

/** The choice between several situations of practice: a form posts `ticket` and the index of one as `situation` to `action`. */
export interface SituationChoice {
  lang: 'fr' | 'en'
  action: string
  ticket: string
  situations: readonly Situation[]
}

/** The label of a profession code (TRE_G15) in a language. */
export type ProfessionLabel = (code: string, lang: 'fr' | 'en') => string

const words = {
  fr: {
    title: 'Dans quelle situation exercez-vous ?',
    why: 'Vos accès et votre trace porteront ce lieu.',
    alone: 'Sans structure',
  },
  en: {
    title: 'In which situation are you practising?',
    why: 'Your accesses and their record will carry this place.',
    alone: 'No facility',
  },
} as const

/** Asks a professional with several situations of practice in which one they act now. */
export const sendSituationPage = (
  reply: FastifyReply,
  choice: SituationChoice,
  label: ProfessionLabel,
): FastifyReply => {
  const { lang, action, ticket, situations } = choice
  return sendPlainPage(reply, {
    lang,
    title: words[lang].title,
    children: (
      <form method="post" action={action}>
        <p>{words[lang].why}</p>
        <input type="hidden" name="ticket" value={ticket} />
        <ul>
          {situations.map((situation, index) => (
            <li key={index}>
              <button name="situation" value={String(index)}>
                <strong>{situation.facility?.name ?? words[lang].alone}</strong>
                {label(situation.profession, lang)}
              </button>
            </li>
          ))}
        </ul>
      </form>
    ),
  })
}
