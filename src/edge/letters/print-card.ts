import { buffer } from 'node:stream/consumers'
import type { LetterFonts } from './letter-fonts.ts'
import { openDocument, type Pdf } from './open-document.ts'
import { drawAside } from './pen.ts'
import { fitCard, type CardRoom, type PrintedCard, type SetLine, type Tone } from './set-card.ts'
import { mm, sheet } from './sheet.ts'
import { createTypesetter, type Typesetter } from './typeset.ts'

export type { PrintedCard } from './set-card.ts'

/** Where a card is carried: in a wallet, on a fridge, on a phone that is locked. */
export type CardShape = 'wallet' | 'fridge' | 'phone'

type Colours = Readonly<Record<Tone, string>>

const onPaper: Colours = { call: '#b3261e', name: '#000', heading: '#333', line: '#000', foot: '#333' }
/** On a ground so dark that a phone writes its clock in white. */
const onNight: Colours = { call: '#ffd7d2', name: '#fff', heading: '#cfe6e6', line: '#fff', foot: '#cfe6e6' }
const night = '#0a2b2d'

const inside = (side: { width: number; height: number }, margin: number) => ({
  width: side.width - 2 * margin,
  height: side.height - 2 * margin,
})

/** Spec: ISO/IEC 7810 ID-1. */
const wallet = { width: mm(85.6), height: mm(54) } as const
const walletMargin = mm(3)
const fridge = { width: mm(148), height: mm(210) } as const
const fridgeMargin = mm(10)

/**
 * A phone's screen in its own points. Phones of other shapes cut at the sides, or at the top and the foot: there, under the clock and the buttons,
 * stands nothing.
 */
const phone = { width: 430, height: 932, left: 34, top: 300, bottom: 770 } as const

const rooms: Readonly<Record<CardShape, CardRoom>> = {
  wallet: { ...inside(wallet, walletMargin), largest: 9, smallest: 6, mostFaces: 10 },
  fridge: { ...inside(fridge, fridgeMargin), largest: 22, smallest: 11, mostFaces: 4 },
  phone: {
    width: phone.width - 2 * phone.left,
    height: phone.bottom - phone.top,
    largest: 24,
    smallest: 13,
    mostFaces: 1,
  },
}

interface Pen {
  pdf: Pdf
  typesetter: Typesetter
  root: PDFKit.PDFStructureElement
  colours: Colours
}

const drawFace = ({ pdf, typesetter, root, colours }: Pen, face: readonly SetLine[], at: { x: number; y: number }) => {
  let y = at.y
  for (const { tone, size, step, pieces } of face) {
    y += step
    const base = y - size * 0.25
    const draw = (): void => {
      let x = at.x
      for (const { text, weight } of pieces) {
        pdf.fillColor(colours[tone])
        typesetter.draw({ text, varies: true }, { weight, size }, { x, y: base })
        x += typesetter.width({ text, varies: true }, { weight, size })
      }
    }
    root.add(pdf.struct(tone === 'heading' ? 'H2' : 'P', {}, [draw]))
  }
}

/** On a sheet of A4, to be cut: a card that is larger than one is cut out in one piece and folded. */
const drawWallet = (pen: Pen, faces: readonly (readonly SetLine[])[]): void => {
  const { pdf } = pen
  pdf.addPage({ size: 'A4', margin: 0 })
  for (const [index, face] of faces.entries()) {
    const x = sheet.left + (index % 2) * wallet.width - (faces.length > 1 ? mm(10) : 0)
    const y = sheet.top + Math.floor(index / 2) * wallet.height
    drawAside(
      pdf,
      'Layout',
      () => void pdf.lineWidth(0.5).dash(3, {}).strokeColor('#666').rect(x, y, wallet.width, wallet.height).stroke(),
    )
    drawFace(pen, face, { x: x + walletMargin, y: y + walletMargin })
  }
}

const drawFridge = (pen: Pen, faces: readonly (readonly SetLine[])[]): void => {
  for (const face of faces) {
    pen.pdf.addPage({ size: [fridge.width, fridge.height], margin: 0 })
    drawAside(pen.pdf, 'Layout', () => {
      const edge = mm(5)
      pen.pdf.lineWidth(1.5).strokeColor(pen.colours.call)
      pen.pdf.rect(edge, edge, fridge.width - 2 * edge, fridge.height - 2 * edge).stroke()
    })
    drawFace(pen, face, { x: fridgeMargin, y: fridgeMargin })
  }
}

const drawPhone = (pen: Pen, faces: readonly (readonly SetLine[])[]): void => {
  pen.pdf.addPage({ size: [phone.width, phone.height], margin: 0 })
  drawAside(pen.pdf, 'Layout', () => void pen.pdf.rect(0, 0, phone.width, phone.height).fill(night))
  for (const face of faces) drawFace(pen, face, { x: phone.left, y: phone.top })
}

const drawers: Readonly<Record<CardShape, typeof drawWallet>> = {
  wallet: drawWallet,
  fridge: drawFridge,
  phone: drawPhone,
}

/** Prints a card in one of its shapes: a tagged PDF. Nothing of it is left out on paper; the picture of a phone says where it is not whole. */
export type PrintCard = (card: PrintedCard, shape: CardShape) => Promise<Buffer>

/** Makes the printing of emergency cards. */
export const createCardPress =
  (fonts: LetterFonts): PrintCard =>
  async (card, shape) => {
    const pdf = openDocument({ title: card.title, lang: card.lang, day: card.day }, fonts)
    const root = pdf.struct('Document')
    pdf.addStructure(root)
    const typesetter = createTypesetter(pdf, fonts, new Map())
    const { faces } = fitCard(card, typesetter, rooms[shape])
    drawers[shape]({ pdf, typesetter, root, colours: shape === 'phone' ? onNight : onPaper }, faces)
    root.end()
    pdf.end()
    return buffer(pdf)
  }
