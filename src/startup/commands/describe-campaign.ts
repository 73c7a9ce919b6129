import type {
  BatchView,
  CampaignView,
  DryRunView,
  FunnelCounts,
  FunnelView,
  PreparedView,
  ReportView,
} from '../../areas/enrolment/index.ts'

const shown = (value: number | null): string => (value === null ? 'hidden' : String(value))

/** A campaign and its waves, for a terminal. */
export const describeCampaign = (campaign: CampaignView): string[] => {
  const { id, name, state, isPilot, askedBy, approvedBy, unapproved, waves, told } = campaign
  const approval = approvedBy.length > 0 ? `, approved by ${approvedBy.join(' and ')}` : ''
  const asked = askedBy === null ? '' : `, ${askedBy} asks for a second person`
  return [
    `${id}  ${state}${isPilot ? ' (pilot)' : ''}  ${name}: ${shown(told.noticed)} of ${shown(told.persons)} told, ${shown(told.mails)} mails, ${shown(told.letters)} letters${approval}${asked}`,
    ...(unapproved.length === 0
      ? []
      : [
          `  nothing leaves: not approved ${unapproved.map(({ version }) => version).join(', ')} (carnet campaign texts)`,
        ]),
    ...waves.map(
      (wave) =>
        `  wave ${wave.n}  ${wave.plannedOn}  ${wave.state.padEnd(8)} ${wave.label || 'no department'}: ${shown(wave.persons)} persons`,
    ),
  ]
}

/** A file of letters that was recorded: what may be printed, and by what it is known. */
export const describeFile = ({ fileName, letters, sha256 }: BatchView): string =>
  `  file ${fileName}  ${letters} letters  SHA-256 ${sha256}`

const funnelLine = (label: string, counts: FunnelCounts): string =>
  [
    label.padEnd(14),
    ...[counts.informed, counts.delivered, counts.activated, counts.opposed, counts.silent, counts.opened].map(
      (value) => shown(value).padStart(10),
    ),
  ].join('')

const describeFunnel = ({ countedAt, total, schemes, departments, weeks, forecast }: FunnelView): string[] => [
  `Counted at ${countedAt}. “hidden”: too few persons to be shown, or what would give them away.`,
  ['', 'informed', 'delivered', 'activated', 'opposed', 'silent', 'opened']
    .map((name, at) => (at === 0 ? name.padEnd(14) : name.padStart(10)))
    .join(''),
  funnelLine('all', total),
  ...[...schemes, ...departments, ...weeks].map((line) => funnelLine(line.key || 'none', line)),
  ...(forecast === null
    ? []
    : [
        `Until ${forecast.lastDay}, if it goes on like this: ${forecast.activated} activated, ${forecast.opposed} opposed, ${forecast.opened} opened by themselves.`,
      ]),
]

const describeReport = ({ countedAt, lines, verdict }: ReportView): string[] => [
  ...lines.map(
    ({ figure, value, limit, holds }) =>
      `${holds ? '✓' : '✗'} ${figure}: ${value === null ? 'hidden' : Number(value.toFixed(4))} (limit ${limit})`,
  ),
  { go: 'GO', 'no-go': 'NO-GO', 'too-early': 'TOO EARLY: some still have time to decide' }[verdict],
  `Counted at ${countedAt}.`,
]

const describePrepared = ({ persons, cells, exceptions, waves }: PreparedView): string[] => [
  `${persons} persons in ${waves.length} waves.`,
  ...cells.map(
    (cell) =>
      `  ${cell.scheme} ${cell.department || '–'}: ${cell.persons} persons, ${cell.mail} by mail, ${cell.post} by post, ${cell.none} not to be reached`,
  ),
  ...Object.entries(exceptions).map(([kind, count]) => `  to look at, ${kind}: ${count}`),
]

const describeDryRun = ({ sampled, mails, letters, problems, file }: DryRunView): string[] => [
  `${sampled} persons rehearsed: ${mails} mails, ${letters} letters. Nothing was sent.`,
  ...Object.entries(problems).map(([kind, count]) => `  ${kind}: ${count}`),
  ...(file === '' ? [] : [`Specimen letters, for invented persons: ${file}`]),
]

/** The answer of a step, for a terminal. */
export const describeAnswer = (
  answer: CampaignView | PreparedView | DryRunView | FunnelView | ReportView,
): string[] => {
  if ('verdict' in answer) return describeReport(answer)
  if ('forecast' in answer) return describeFunnel(answer)
  if ('sampled' in answer) return describeDryRun(answer)
  return 'cells' in answer ? describePrepared(answer) : describeCampaign(answer)
}
