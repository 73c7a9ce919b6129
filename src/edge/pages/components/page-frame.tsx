import type { VNode } from 'preact'
import type { Ask, Page } from '../ask.ts'
import { assets, islands } from '../assets.ts'
import { ownSide } from '../own-side.ts'
import { MainBar } from './main-bar.tsx'
import { PageFoot } from './page-foot.tsx'
import { PageHead } from './page-head.tsx'
import { PatientBar } from './patient-bar.tsx'
import { ProfileBar } from './profile-bar.tsx'
import { RecoveryNotice } from './recovery-notice.tsx'

const themeColours = { system: 'light dark', light: 'only light', dark: 'only dark' } as const

const Head = ({ ask, page }: { ask: Ask; page: Page }): VNode => (
  <head>
    <meta charset="utf-8" />
    <title>{`${page.title} – ${ask.text.shell.product}`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content={themeColours[ask.choice.theme]} />
    {page.side === 'public' ? null : <meta name="robots" content="noindex" />}
    <link rel="stylesheet" href={assets.sheet.path} />
    <link rel="icon" type="image/svg+xml" href={assets.mark.path} />
    {page.island === undefined ? null : <script type="module" src={islands[page.island].path} />}
  </head>
)

/** A whole page around its body: skip link, head, main bar, whose record it is, content, foot. */
export const drawPage = (ask: Ask, page: Page): VNode => {
  const side = ownSide(ask, page)
  return (
    <html lang={ask.lang} data-theme={ask.choice.theme} data-text={ask.choice.textSize}>
      <Head ask={ask} page={page} />
      <body class={`side-${side}`}>
        <a class="skip" href="#content">
          {ask.text.shell.skip}
        </a>
        <PageHead ask={ask} side={side} isShut={page.shut === true} />
        {side === 'public' || page.shut ? null : <MainBar ask={ask} side={side} place={page.place} />}
        {page.side === 'citizen' && ask.session !== undefined ? (
          <ProfileBar ask={ask} name={ask.session.actor.name} />
        ) : null}
        {page.patient === undefined ? null : <PatientBar ask={ask} patient={page.patient} />}
        <main id="content" tabindex={-1}>
          {page.side === 'citizen' ? <RecoveryNotice ask={ask} /> : null}
          {page.body}
        </main>
        <PageFoot ask={ask} />
      </body>
    </html>
  )
}
