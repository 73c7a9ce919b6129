import type { VNode } from 'preact'
import type { CarePage, SeenCare } from '../../../../areas/care-history/index.ts'
import type { Page, SpaceAsk } from '../../ask.ts'
import { CareFilter } from '../../care/care-filter.tsx'
import { CareLines, CareSources } from '../../care/care-lines.tsx'
import {
  careAddress,
  careParameters,
  carePath,
  careQuery,
  readCareSight,
  type CareSight,
} from '../../care/care-paths.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Notice } from '../../components/notice.tsx'
import { Pager } from '../../components/pager.tsx'
import { Said } from '../../components/said.tsx'
import { profilePath } from '../../profile/profile-paths.ts'
import { recordAt } from '../../record-at.ts'
import { RepresentativeNotice } from '../children/child-record.tsx'

interface Shown {
  ask: SpaceAsk
  path: string
  sight: CareSight
}

/** Where the page behind a press shall stand again. */
const Kept = ({ sight }: { sight: CareSight }): VNode => (
  <>
    {careParameters(sight).map(({ name, value }) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
  </>
)

const Press = (props: Shown & { to: string; says: string; about: string }): VNode => (
  <form method="post" action={`${props.path}/${props.to}`}>
    <Kept sight={props.sight} />
    <button class="button button-quiet" type="submit">
      <span aria-hidden="true">{props.says}</span>
      <span class="unseen">{`${props.says} : ${props.about}`}</span>
    </button>
  </form>
)

/** What can be done with a line: who sees it, nothing else; what a feed says, the feed corrects. */
const Deeds = (props: Shown & { seen: SeenCare; isMinor: boolean }): VNode => {
  const { ask, seen, isMinor } = props
  const { line, isHidden, isSecret } = seen
  const { hidden, secret } = ask.text.care
  return (
    <div class="button-row">
      <Press
        {...props}
        to={`${line.id}/${isHidden ? 'show' : 'hide'}`}
        says={isHidden ? hidden.show : hidden.hide}
        about={line.label}
      />
      {isMinor ? (
        <Press
          {...props}
          to={`${line.id}/${isSecret ? 'tell' : 'keep'}`}
          says={isSecret ? secret.tell : secret.keep}
          about={line.label}
        />
      ) : null}
    </div>
  )
}

const undoing: Readonly<Record<string, string>> = {
  'care-hidden': 'show',
  'care-shown': 'hide',
  'care-kept': 'tell',
  'care-told': 'keep',
}

/** After a line was hidden or shown: what became of it, and the button that takes it back. */
const Undo = ({ ask, path, sight }: Shown): VNode | null => {
  const { said = '', about } = ask.passing ?? {}
  const undo = undoing[said]
  if (undo === undefined || about === undefined) return null
  const says: Readonly<Record<string, string>> = ask.text.care.lineSaid
  return (
    <Notice kind="ok" focus>
      <p>{says[said]}</p>
      <form method="post" action={`${path}/${about}/${undo}`}>
        <Kept sight={sight} />
        <button class="button button-quiet" type="submit">
          {ask.text.shell.undo}
        </button>
      </form>
    </Notice>
  )
}

/** Whether professionals see any of it: one press each way. */
const Sight = ({ ask, path, sight, isHidden }: Shown & Pick<CarePage, 'isHidden'>): VNode => {
  const words = ask.text.care.whole
  return (
    <form method="post" action={`${path}/sight`} class="stack">
      <p>{isHidden ? words.isHidden : words.isShown}</p>
      <Kept sight={sight} />
      <input type="hidden" name="hidden" value={isHidden ? 'no' : 'yes'} />
      <p>
        <button class="button button-quiet" type="submit">
          {isHidden ? words.show : words.hide}
        </button>
      </p>
    </form>
  )
}

const Body = ({ ask, path, sight, found, isMinor }: Shown & { found: CarePage; isMinor: boolean }): VNode => {
  const words = ask.text.care
  const shown = { ask, path, sight }
  return (
    <>
      <CareFilter {...shown} counts={found.counts} />
      {found.lines.length === 0 ? (
        <p class="empty">{found.counts.length === 0 ? words.empty : words.noneFound}</p>
      ) : (
        <CareLines
          {...shown}
          lines={found.lines}
          deeds={(seen) => <Deeds {...shown} seen={seen} isMinor={isMinor} />}
        />
      )}
      <Pager
        ask={ask}
        next={found.next === undefined ? undefined : careAddress(path, { ...sight, after: found.next })}
        first={sight.after === '' ? undefined : careAddress(path, { ...sight, after: '' })}
      />
    </>
  )
}

/** D22: what feeds tell of care, by year, month and day; apart from what professionals wrote, and hidden line by line or whole. */
export const careScreen = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.care
  const path = carePath(recordAt(ask))
  const sight = readCareSight(ask.query)
  const found = await ask.parts.careHistory.readCare(ask.visitor, { spaceId: ask.spaceId }, careQuery(sight))
  const isMinor = ask.child === undefined && (await ask.parts.families.isMinor(ask.spaceId))
  const shown = { ask, path, sight }
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <Said ask={ask} sayings={words.said} />
        <Undo {...shown} />
        <BackLink href={profilePath(recordAt(ask))} says={ask.text.profile.heading} />
        <h1>{words.heading}</h1>
        <RepresentativeNotice ask={ask} />
        <p class="lead">{words.lead}</p>
        <Body {...shown} found={found} isMinor={isMinor} />
        <Sight {...shown} isHidden={found.isHidden} />
        <CareSources ask={ask} />
      </div>
    ),
  }
}
