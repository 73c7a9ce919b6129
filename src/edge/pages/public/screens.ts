import type { Ask } from '../ask.ts'
import { chooseDisplay, saveDisplay } from '../display-screen.tsx'
import type { ScreenRoute } from '../screen.ts'
import { accessibility } from './accessibility.tsx'
import { publicHome } from './public-home.tsx'
import { realMessage } from './real-message.tsx'
import { signIn } from './sign-in.tsx'
import { signedOut } from './signed-out.tsx'
import { whoCanSee } from './who-can-see.tsx'

/** The pages open to everyone. */
export const publicScreens: readonly ScreenRoute<Ask>[] = [
  { path: '/', get: publicHome },
  { path: '/who-can-see', get: whoCanSee },
  { path: '/accessibility', get: accessibility },
  { path: '/is-this-message-real', get: realMessage },
  { path: '/display', get: chooseDisplay('public'), post: saveDisplay },
  { path: '/sign-in', get: signIn },
  { path: '/signed-out', get: signedOut },
]
