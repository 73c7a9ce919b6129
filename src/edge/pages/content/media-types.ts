const shown = new Map([
  ['application/pdf', 'pdf'],
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
])

const endings = new Map([
  ...shown,
  ['text/xml', 'xml'],
  ['application/xml', 'xml'],
  ['application/fhir+json', 'json'],
  ['application/fhir+xml', 'xml'],
  ['text/plain', 'txt'],
  ['text/rtf', 'rtf'],
  ['application/rtf', 'rtf'],
  ['image/tiff', 'tif'],
])

/** Whether browsers draw this kind by themselves, without anything of it being able to run. SVG is not of these. */
export const isShownInPage = (mediaType: string): boolean => shown.has(mediaType)

/** Whether it is a picture browsers draw. */
export const isPicture = (mediaType: string): boolean => shown.has(mediaType) && mediaType.startsWith('image/')

/** The usual end of a file's name for a kind; `bin` for the unknown. */
export const fileEnding = (mediaType: string): string => endings.get(mediaType) ?? 'bin'
