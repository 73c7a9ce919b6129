/** The holder's folders. */
export const foldersPath = '/my/folders'
