import { deflateSync } from 'node:zlib'
import { makePng } from './hostile-files.ts'

/** A grey picture of one shade, 0 to 255, as a PNG. */
export const makeShade = (width: number, height: number, shade: number): Buffer => {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width, shade)])
  return makePng(width, height, deflateSync(Buffer.concat(Array.from({ length: height }, () => row))))
}
