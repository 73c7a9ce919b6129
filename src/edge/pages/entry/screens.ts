import type { Ask } from '../ask.ts'
import type { ScreenRoute } from '../screen.ts'
import { showApp, takeApp } from './authenticator.tsx'
import { showChoice, takeChoice } from './choose.tsx'
import { showChoosePassword, takeChoosePassword } from './choose-password.tsx'
import { showContact, takeContact } from './contact.tsx'
import { showContactCode, takeContactCode } from './contact-code.tsx'
import { offerPasskey, showMeans, takeMeans } from './means.tsx'
import { newCodeSent, showNewCode, takeNewCode } from './new-code.tsx'
import { showRefuse, takeRefuse } from './refuse.tsx'
import { sendRefusalProof, showRefused } from './refused.tsx'
import { showStart } from './start.tsx'
import { showWaits } from './waits.tsx'
import { atPlace } from './with-entry.ts'
import { backToStart, takeYou } from './you.tsx'

/** The way of an insured person to open or refuse their space, open to everybody until they prove who they are. */
export const entryScreens: readonly ScreenRoute<Ask>[] = [
  { path: '/open', get: showStart('open') },
  { path: '/open/you', get: backToStart('open'), post: takeYou('open') },
  { path: '/open/contact', get: atPlace('contact', showContact), post: atPlace('contact', takeContact) },
  { path: '/open/contact/code', get: atPlace('contact', showContactCode), post: atPlace('contact', takeContactCode) },
  { path: '/open/choose', get: atPlace('choose', showChoice), post: atPlace('choose', takeChoice) },
  { path: '/open/means', get: atPlace('means', showMeans), post: atPlace('means', takeMeans) },
  { path: '/open/means/passkey', post: atPlace('means', offerPasskey) },
  {
    path: '/open/means/password',
    get: atPlace('means', showChoosePassword),
    post: atPlace('means', takeChoosePassword),
  },
  { path: '/open/means/app', get: atPlace('means', showApp), post: atPlace('means', takeApp) },
  { path: '/open/waits', get: atPlace('waits', showWaits) },
  { path: '/open/new-code', get: showNewCode, post: takeNewCode },
  { path: '/open/new-code/sent', get: newCodeSent },
  { path: '/refuse', get: showStart('refuse') },
  { path: '/refuse/you', get: backToStart('refuse'), post: takeYou('refuse') },
  { path: '/refuse/confirm', get: atPlace('refuse', showRefuse), post: atPlace('refuse', takeRefuse) },
  { path: '/refuse/done', get: atPlace('refused', showRefused) },
  { path: '/refuse/proof.pdf', get: atPlace('refused', sendRefusalProof) },
]
