import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { AlphaAction, MagickFormat, type IMagickImage } from '@imagemagick/magick-wasm'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { withPicture } from './picture.ts'

const pixelsOf = (image: IMagickImage): ImageData => {
  image.alpha(AlphaAction.Remove)
  image.depth = 8
  const data = image.write(MagickFormat.Rgba, (bytes) => new Uint8ClampedArray(bytes))
  return { data, width: image.width, height: image.height, colorSpace: 'srgb' }
}

/** What stands in the squares of a picture, QR or Data Matrix, a code a line: each as a string of JSON. Spec: ISO/IEC 18004, 16022. */
export const codesInPicture = async (bytes: Buffer, type: string): Promise<Uint8Array> => {
  const pixels = await withPicture(bytes, type, pixelsOf)
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  await prepareZXingModule({
    overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) },
    fireImmediately: true,
  })
  const found = await readBarcodes(pixels, {
    formats: ['QRCode', 'DataMatrix'],
    tryHarder: true,
    maxNumberOfSymbols: 4,
    textMode: 'Plain',
  })
  return Buffer.from(
    found
      .filter(({ isValid }) => isValid)
      .map(({ text }) => JSON.stringify(text))
      .join('\n'),
  )
}
