import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  AlphaAction,
  ImageMagick,
  initializeImageMagick,
  MagickFormat,
  MagickReadSettings,
  ResourceLimits,
  type IMagickImage,
} from '@imagemagick/magick-wasm'

/** Longest side of a picture that is only looked at, in pixels. */
const maxSide = 2400
const quality = 85
const maxPixels = 100_000_000n
const maxSideRead = 50_000n
const maxMemoryBytes = 160n * 1024n * 1024n

/** Starts the reader of pictures with its own limits: what is larger is refused before room is made for it (security.md T22). */
const startPictures = async (): Promise<void> => {
  await initializeImageMagick(readFileSync(fileURLToPath(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm'))))
  ResourceLimits.area = maxPixels
  ResourceLimits.width = maxSideRead
  ResourceLimits.height = maxSideRead
  ResourceLimits.memory = maxMemoryBytes
  ResourceLimits.maxMemoryRequest = maxMemoryBytes
  ResourceLimits.disk = 0n
  ResourceLimits.listLength = 8n
}

const writeJpeg = (image: IMagickImage): Uint8Array => {
  image.strip()
  image.alpha(AlphaAction.Remove)
  image.quality = quality
  return image.write(MagickFormat.Jpeg, (bytes) => Buffer.from(bytes))
}

const formats: Readonly<Record<string, MagickFormat>> = {
  'image/jpeg': MagickFormat.Jpeg,
  'image/png': MagickFormat.Png,
  'image/tiff': MagickFormat.Tiff,
  'image/heic': MagickFormat.Heic,
}

/**
 * Opens a picture upright and no larger than a screen, and gives it to who uses it. `type` is what its first bytes showed: nothing else is tried.
 */
export const withPicture = async <T>(bytes: Buffer, type: string, use: (image: IMagickImage) => T): Promise<T> => {
  const format = formats[type]
  if (format === undefined) throw new TypeError('no kind of picture that we read')
  await startPictures()
  const settings = new MagickReadSettings()
  settings.format = format
  settings.frameIndex = 0
  settings.frameCount = 1
  // A large photo is opened at a fraction of its size: it needs a fraction of the room.
  settings.setDefine(MagickFormat.Jpeg, 'size', `${maxSide}x${maxSide}`)
  return ImageMagick.read(bytes, settings, (image) => {
    image.autoOrient()
    if (image.width > maxSide || image.height > maxSide) image.resize(maxSide, maxSide)
    return use(image)
  })
}

/** A picture to look at, made anew from its pixels: without the place, the date or the camera that it may tell. */
export const picture = (bytes: Buffer, type: string): Promise<Uint8Array> => withPicture(bytes, type, writeJpeg)
