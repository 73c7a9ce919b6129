/** What the holder has asked for. */
export const requestsPath = '/my/requests'

/** Where they ask. */
export const askPath = `${requestsPath}/new`
