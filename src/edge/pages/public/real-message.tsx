import type { VNode } from 'preact'
import { mailSubject } from '../../../areas/enrolment/index.ts'
import { ownMailSubjects } from '../../../areas/identity/index.ts'
import { noticeTexts } from '../../../areas/notifications/index.ts'
import type { Ask, Page } from '../ask.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import type { Lang } from '../text/catalogue.ts'
import { publicPage } from './public-page.tsx'

const Signs = (props: { heading: string; signs: readonly string[]; icon: IconName }): VNode => (
  <section class="card">
    <h2>{props.heading}</h2>
    <ul class="sign-list">
      {props.signs.map((sign) => (
        <li key={sign}>
          <Icon name={props.icon} />
          <span>{sign}</span>
        </li>
      ))}
    </ul>
  </section>
)

/** Every subject that a mail of ours may have. */
const subjectsIn = (lang: Lang): readonly string[] => [
  noticeTexts[lang].subject,
  mailSubject[lang],
  ...ownMailSubjects(lang),
]

/** W21: how to tell our messages from fakes. */
export const realMessage = (ask: Ask): Page => {
  const words = ask.text.publicPages.realMessage
  const subjects = subjectsIn(ask.lang).map(words.quoted).join(', ')
  return publicPage(
    words,
    <>
      <Signs heading={words.always} signs={[words.subjects(subjects), ...words.alwaysList]} icon="check" />
      <Signs heading={words.never} signs={words.neverList} icon="block" />
      <h2>{words.doubt}</h2>
      <p>{words.doubtSays}</p>
    </>,
  )
}
