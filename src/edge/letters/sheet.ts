const pointsPerMm = 72 / 25.4

/** Millimetres in points, the unit of a PDF. */
export const mm = (length: number): number => length * pointsPerMm

/** A4 in points. */
export const sheet = {
  width: mm(210),
  height: mm(297),
  left: mm(20),
  right: mm(190),
  top: mm(18),
  bottom: mm(280),
} as const

/**
 * Where the recipient's address stands, in points from the top left of the first page: 110 to 190 mm across, its last line ending
 * at 79 mm, growing upwards to 49 mm at most.
 *
 * Spec: NF Z 10-011 (six lines of 38 characters, and the country; nothing beside or below the address; 9 to 12 points). The window is
 * that of French DL envelopes (110 × 220 mm, window 35 or 45 × 100 mm, 20 mm from the right and bottom edges), for a sheet folded
 * in three. A sheet of 210 × 99 mm has 10 mm of play across and 11 mm up and down in it: on the sheet, a window 45 mm high shows 100 to
 * 190 mm and 45 to 79 mm wherever the sheet slides; one 35 mm high shows 55 to 79 mm, which is five lines of 12 points: that is why the
 * address stands on its last line.
 */
export const addressWindow = {
  left: mm(110),
  right: mm(190),
  top: mm(49),
  bottom: mm(79),
  mostLines: 7,
  mostCharacters: 38,
  largest: 12,
  smallest: 9,
  lineHeight: 1.18,
} as const

/** What may show through the window wherever the sheet slides: only the address stands here (90 to 210 mm, 34 to 92 mm). */
export const clearZone = { left: mm(90), right: mm(210), top: mm(34), bottom: mm(92) } as const

/** Where the text begins under the window, and where the sheet is folded in three. */
export const frontPage = { textTop: mm(97), folds: [mm(99), mm(198)], senderTop: mm(18), senderRight: mm(88) } as const

/** A way of setting text: weight of the font, size in points, from one base line to the next as a multiple of the size. */
export interface Style {
  weight: 'regular' | 'strong'
  size: number
  leading: number
  /** points after the last line */
  after: number
}

/** Law: ux 2.e: nothing under 14 points but the address, whose size the sorting machines set; the phone number in 20, the code in 24. */
export const styles = {
  title: { weight: 'strong', size: 20, leading: 1.2, after: 8 },
  heading: { weight: 'strong', size: 15, leading: 1.25, after: 2 },
  easyHeading: { weight: 'strong', size: 18, leading: 1.25, after: 4 },
  text: { weight: 'regular', size: 14, leading: 1.22, after: 7 },
  easy: { weight: 'regular', size: 16, leading: 1.35, after: 6 },
  strong: { weight: 'strong', size: 14, leading: 1.22, after: 7 },
  point: { weight: 'regular', size: 14, leading: 1.22, after: 2 },
  easyPoint: { weight: 'regular', size: 16, leading: 1.35, after: 3 },
  phone: { weight: 'strong', size: 20, leading: 1.2, after: 0 },
} as const satisfies Record<string, Style>

/** What is filled in by hand: from one line to the next, how wide the names before the lines are, boxes to tick, the place to sign. */
export const formLines = {
  lineHeight: mm(9.5),
  nameWidth: mm(62),
  box: 12,
  boxWidth: 20,
  signatureHeight: mm(18),
} as const

/** The code: size in points of its equally wide letters, and the square beside it. */
export const codeBox = { size: 24, height: mm(35), padding: mm(5), module: mm(1.2) } as const
