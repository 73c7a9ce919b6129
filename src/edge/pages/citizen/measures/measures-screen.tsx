import type { Page, SpaceAsk } from '../../ask.ts'
import { BackLink } from '../../components/back-link.tsx'
import { Icon } from '../../components/icon.tsx'
import { MeasureList } from '../../measures/measure-list.tsx'
import { measuresPath } from '../../measures/measure-paths.ts'
import { PinnedValues, readPinned } from '../../measures/pinned-values.tsx'
import { recordAt } from '../../record-at.ts'
import { RepresentativeNotice } from '../children/child-record.tsx'

/** D6: everything that was measured, and the way to add something. */
export const measuresScreen = async (ask: SpaceAsk): Promise<Page> => {
  const at = recordAt(ask)
  const survey = await ask.parts.observations.surveyMeasurements(ask.visitor, { spaceId: ask.spaceId })
  const pinned = await readPinned(ask, { spaceId: ask.spaceId }, survey.choices)
  const words = ask.text.measures
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    body: (
      <div class="column">
        <BackLink href={`${at}/documents`} says={ask.text.record.list.title} />
        <h1>{words.heading}</h1>
        <RepresentativeNotice ask={ask} />
        <p class="button-row">
          <a class="button" href={`${measuresPath(at)}/add`}>
            {words.add.start}
          </a>
          <a class="button button-quiet" href={`${measuresPath(at)}/import`}>
            {words.import.link}
          </a>
        </p>
        {survey.kinds.length === 0 ? (
          <p class="empty">{words.none}</p>
        ) : (
          <MeasureList ask={ask} survey={survey} at={at} />
        )}
        <PinnedValues ask={ask} pinned={pinned} at={at} />
        <p>
          <a class="onward" href={`${at}/values`}>
            {ask.text.results.table.link}
            <Icon name="next" />
          </a>
        </p>
        <p class="aside">{words.note}</p>
      </div>
    ),
  }
}
