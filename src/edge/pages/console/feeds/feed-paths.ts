import { softwareMark } from '../../../../areas/feeding/index.ts'

/** Where the operator looks at what is sent. */
export const feedsPath = '/console/feeds'

/** The address of a facility's card. */
export const facilityPath = (id: string): string => `${feedsPath}/facilities/${encodeURIComponent(id)}`

/** The address of a software's card; by hand is one too. */
export const softwarePath = (id: string): string => `${feedsPath}/software/${softwareMark(id)}`
