import type { SpaceAsk } from '../ask.ts'
import { sendOriginal, sendPart, sendView } from '../content/send-content.ts'
import { chooseDisplay, saveDisplay } from '../display-screen.tsx'
import type { ScreenRoute } from '../screen.ts'
import { accessHome } from './access-home.tsx'
import { askToBlock, block } from './block.tsx'
import { askToUnblock, unblock } from './unblock.tsx'
import { documentScreen } from './document-screen.tsx'
import { documentsScreen } from './documents-screen.tsx'
import { historyScreen } from './history-screen.tsx'
import { home } from './home.tsx'
import { more } from './more.tsx'
import { person } from './person.tsx'
import { showTerms, takeTerms, termsRefused } from './terms.tsx'
import { changeWhoSees, whoSees } from './who-sees.tsx'

const party = '/my/access/professionals/:party'

/** The pages of a holder's space. */
export const citizenScreens: readonly ScreenRoute<SpaceAsk>[] = [
  { path: '/my', get: home },
  { path: '/my/documents', get: documentsScreen },
  { path: '/my/documents/:id', get: documentScreen },
  { path: '/my/documents/:id/original', get: sendOriginal },
  { path: '/my/documents/:id/view', get: sendView },
  { path: '/my/documents/:id/parts/:index', get: sendPart },
  { path: '/my/documents/:id/who-sees', get: whoSees, post: changeWhoSees },
  { path: '/my/access', get: accessHome },
  { path: '/my/access/history', get: historyScreen },
  { path: party, get: person },
  { path: `${party}/block`, get: askToBlock, post: block },
  { path: `${party}/unblock`, get: askToUnblock, post: unblock },
  { path: '/my/more', get: more },
  { path: '/my/terms', get: showTerms, post: takeTerms, withoutTerms: true },
  { path: '/my/terms/refused', get: termsRefused, withoutTerms: true },
  { path: '/my/settings/display', get: chooseDisplay('citizen'), post: saveDisplay, withoutTerms: true },
]
