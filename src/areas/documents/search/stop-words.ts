// What is left of an elision (l’, d’, qu’) and the words that stand in every text, French and English: nobody looks for them.
const words = `
  a ai au aux avec c ce ces cette d dans de des du elle en entre est et il ils j je l la le les leur leurs lors lui m ma mais me mes mon n
  ne nos notre nous on ou par pas pour qu que qui s sa sans se ses si son sont sous sur t ta te tes ton tu un une vos votre vous y
  an and are as at by for from in into is it its my of on or that the this to was were with your`

/** Words that are left out of a search, unless it holds no other; folded. */
export const stopWords: ReadonlySet<string> = new Set(words.trim().split(/\s+/))
