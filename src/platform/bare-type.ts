/** A media type without its parameters, in small letters: `Application/PDF; version=1.4` is `application/pdf`. */
export const bareType = (written: string): string => written.split(';')[0]?.trim().toLowerCase() ?? ''
