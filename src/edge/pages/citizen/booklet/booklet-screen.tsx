import type { VNode } from 'preact'
import { Problem } from '../../../../platform/problem.ts'
import type { Page, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Icon } from '../../components/icon.tsx'
import { DueList } from '../../profile/due-list.tsx'
import { profilePath, sectionPath } from '../../profile/profile-paths.ts'
import type { MeasureRead } from '../../measures/read-measures.ts'
import { recordAt } from '../../record-at.ts'
import { RepresentativeNotice } from '../children/child-record.tsx'
import { Exams, readExams, type BookletExams } from './booklet-exams.tsx'
import { Growth, readGrowth } from './booklet-growth.tsx'

/** Where the booklet of a child stands, under the address of a record. */
export const bookletPath = (at: string): string => `${at}/booklet`

/** Somebody grown up has a booklet where something of their childhood stands in it. */
const isEmpty = ({ lines, reports }: BookletExams, growth: readonly MeasureRead[]): boolean =>
  lines.length + reports.length + growth.length === 0

const Vaccinations = ({ ask, at }: { ask: SpaceAsk; at: string }): VNode => (
  <p class="button-row">
    <a class="onward" href={sectionPath(at, 'vaccinations')}>
      {ask.text.booklet.vaccinations}
      <Icon name="next" />
    </a>
  </p>
)

/**
 * D23: the twenty examinations with their windows and states, how the child grows, what vaccinations come. When a child comes of age it is theirs alone, to
 * be read (rules ENR-30, PML-31 to PML-33).
 */
export const bookletScreen = async (ask: SpaceAsk): Promise<Page> => {
  const space = { spaceId: ask.spaceId }
  const { birthDate } = (await ask.parts.identity.readPerson(ask.visitor, space)).traits
  const isOpen = ask.parts.secretVisits.isFor(birthDate)
  const profile = await ask.parts.profile.readProfile(ask.visitor, space)
  const exams = await readExams(ask, { birthDate, profile, isOpen })
  const growth = await readGrowth(ask)
  if (!isOpen && isEmpty(exams, growth)) throw new Problem('absent', 'page-not-found')
  const words = ask.text.booklet
  const at = recordAt(ask)
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink href={profilePath(at)} says={ask.text.profile.heading} />
        <h1>{isOpen ? words.heading : words.headingGrown}</h1>
        <RepresentativeNotice ask={ask} />
        <p class="lead">{isOpen ? words.lead : words.leadGrown}</p>
        <Vaccinations ask={ask} at={at} />
        <Growth ask={ask} reads={growth} />
        <Exams ask={ask} exams={exams} />
        {isOpen ? <DueList ask={ask} profile={profile} birthDate={birthDate} level="h2" /> : null}
      </div>
    ),
  }
}
