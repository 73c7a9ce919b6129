/** Where a holder's apps are listed. */
export const appsPath = '/my/apps'
