/** Counts of a part of a campaign; null where fewer persons stand behind it than may be shown. */
export interface FunnelCounts {
  informed: number | null
  byMail: number | null
  byPost: number | null
  delivered: number | null
  returned: number | null
  activated: number | null
  opposed: number | null
  /** have neither refused nor come, and their time still runs */
  silent: number | null
  /** opened by themselves at the end of the time */
  opened: number | null
  /** closed, erased, died… since */
  ended: number | null
}

/** One line of the funnel: a scheme, a department or a week (its Monday). */
export interface FunnelLine extends FunnelCounts {
  key: string
}

/** What will come of those who are still silent, if the rest goes as what is known. */
export interface Forecast {
  /** the last day on which somebody's time ends, YYYY-MM-DD */
  lastDay: string
  opposed: number
  activated: number
  opened: number
}

/** The funnel of a campaign. `countedAt`: how old the figures are. */
export interface FunnelView {
  campaignId: string
  countedAt: string
  total: FunnelCounts
  schemes: FunnelLine[]
  departments: FunnelLine[]
  weeks: FunnelLine[]
  forecast: Forecast | null
}

/** One threshold of a report. `value`: null where fewer persons stand behind it than may be shown. */
export interface ReportLine {
  figure: 'informed' | 'returned' | 'opposed' | 'untold' | 'exceptions-open'
  value: number | null
  limit: number
  holds: boolean
}

/** How a pilot ended. `too-early`: some still have time to decide, or so few were told that nothing can be said. */
export interface ReportView {
  campaignId: string
  countedAt: string
  lines: ReportLine[]
  verdict: 'go' | 'no-go' | 'too-early'
}
