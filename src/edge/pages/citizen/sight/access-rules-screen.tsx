import type { Page, SpaceAsk } from '../../ask.ts'
import { AccessRules } from '../../components/access-rules.tsx'
import { BackLink } from '../../components/back-link.tsx'

/** X6: what each profession may read; what the holder decides comes first, and is one link away. Right: rules ACC-10, ACC-14. */
export const accessRulesScreen = (ask: SpaceAsk): Page => {
  const words = ask.text.sight.rules
  return {
    title: words.title,
    side: 'citizen',
    place: 'access',
    body: (
      <div class="column">
        <BackLink href="/my/access" says={ask.text.access.home.heading} />
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <p class="no-print">
          <a class="button button-secondary" href="/my/access#enter">
            {words.change}
          </a>
        </p>
        <AccessRules ask={ask} />
      </div>
    ),
  }
}
