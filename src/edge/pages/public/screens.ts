import type { Ask } from '../ask.ts'
import { chooseDisplay, saveDisplay } from '../display-screen.tsx'
import type { ScreenRoute } from '../screen.ts'
import { accessibility } from './accessibility.tsx'
import { byProfession } from './by-profession.tsx'
import { byPost, sendForm } from './by-post.tsx'
import { help } from './help.tsx'
import { lostSent, showLost, takeLost } from './lost.tsx'
import { showPassword, takePassword } from './password.tsx'
import { publicHome } from './public-home.tsx'
import { realMessage } from './real-message.tsx'
import { showSecondFactor, takeSecondFactor } from './second-factor.tsx'
import { signIn } from './sign-in.tsx'
import { signedOut } from './signed-out.tsx'
import { showValidator, takeFileToValidate } from './validate.tsx'
import { whoCanSee } from './who-can-see.tsx'

/** The pages open to everyone. */
export const publicScreens: readonly ScreenRoute<Ask>[] = [
  { path: '/', get: publicHome },
  { path: '/who-can-see', get: whoCanSee },
  { path: '/who-can-see/by-profession', get: byProfession },
  { path: '/help', get: help },
  { path: '/refuse/by-post', get: byPost },
  { path: '/refuse/by-post/form.pdf', get: sendForm },
  { path: '/accessibility', get: accessibility },
  { path: '/is-this-message-real', get: realMessage },
  { path: '/display', get: chooseDisplay('public'), post: saveDisplay },
  { path: '/sign-in', get: signIn },
  { path: '/sign-in/password', get: showPassword, post: takePassword },
  { path: '/sign-in/lost', get: showLost, post: takeLost },
  { path: '/sign-in/lost/sent', get: lostSent },
  { path: '/sign-in/second-factor', get: showSecondFactor, post: takeSecondFactor },
  { path: '/validate', get: showValidator, post: takeFileToValidate },
  { path: '/signed-out', get: signedOut },
]
