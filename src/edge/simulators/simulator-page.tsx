import type { FastifyReply } from 'fastify'
import { sendPlainPage } from '../sign-in/plain-page.tsx'

/** Whom the page can sign in, as it shows them. */
export interface SimulatorChoice {
  name: string
  label: string
  note?: string
}

/** What a simulator's page shows: which provider it stands in for, and the cast. The form posts `name` to `action`. */
export interface SimulatorPage {
  lang: 'fr' | 'en'
  standsFor: Record<'fr' | 'en', string>
  action: string
  choices: readonly SimulatorChoice[]
}

const words = {
  fr: {
    banner: (standsFor: string) => `Simulateur : ceci n’est pas ${standsFor}. Toutes les personnes sont fictives.`,
    title: 'Qui se connecte ?',
    how: 'Choisissez une personne de la démonstration. Il n’y a pas de mot de passe.',
    expired: 'Cette connexion a expiré',
    again: 'Fermez cette page et recommencez depuis la page de connexion.',
  },
  en: {
    banner: (standsFor: string) => `Simulator: this is not ${standsFor}. All persons are fictitious.`,
    title: 'Who is signing in?',
    how: 'Choose a person of the demonstration. There is no password.',
    expired: 'This sign-in has expired',
    again: 'Close this page and start again from the sign-in page.',
  },
} as const

/** Lets the visitor of a demonstration choose whom to be. */
export const sendSimulatorPage = (reply: FastifyReply, page: SimulatorPage): FastifyReply => {
  const { banner, title, how } = words[page.lang]
  return sendPlainPage(reply, {
    lang: page.lang,
    banner: banner(page.standsFor[page.lang]),
    title,
    children: (
      <form method="post" action={page.action}>
        <p>{how}</p>
        <ul>
          {page.choices.map(({ name, label, note }) => (
            <li key={name}>
              <button name="name" value={name}>
                <strong>{label}</strong>
                {note ?? name}
              </button>
            </li>
          ))}
        </ul>
      </form>
    ),
  })
}

/** Says that a simulator's sign-in is over; there is nothing to choose any more. */
export const sendExpiredPage = (reply: FastifyReply, standsFor: Record<'fr' | 'en', string>): FastifyReply =>
  sendPlainPage(reply.code(400), {
    lang: 'fr',
    banner: words.fr.banner(standsFor.fr),
    title: words.fr.expired,
    children: (
      <>
        <p>{words.fr.again}</p>
        <p lang="en">{`${words.en.expired}. ${words.en.again}`}</p>
      </>
    ),
  })
