import type { Ask, Page } from '../ask.ts'
import { AccessRules } from '../components/access-rules.tsx'
import { publicPage } from './public-page.tsx'

/** W3: what each profession may read, at an address that stays. Right: rules ACC-10, the matrix is public. */
export const byProfession = (ask: Ask): Page => publicPage(ask.text.sight.rules, <AccessRules ask={ask} />)
