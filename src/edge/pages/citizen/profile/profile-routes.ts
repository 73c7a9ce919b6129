import { bookletPath, bookletScreen } from '../booklet/booklet-screen.tsx'
import { profilePath } from '../../profile/profile-paths.ts'
import type { Redirect, SpaceAsk } from '../../ask.ts'
import { recordAt } from '../../record-at.ts'
import type { Screen, ScreenRoute } from '../../screen.ts'
import { boxScreen, readBox } from './box-screen.tsx'
import { certificateScreen, takeCertificate } from './certificate-screen.tsx'
import { changeEnds, endsScreen } from './ends-screen.tsx'
import { askToKeep, keepAgain, keepChosen, keepPath, showKept } from './keep-screen.tsx'
import { askToLink, linkLine, unlinkLine } from './link-screens.tsx'
import { addLine, changeLine, confirmLine, saveChangedLine, saveLine } from './line-screen.tsx'
import { printVaccinations } from './print-vaccinations.ts'
import { profileScreen } from './profile-screen.tsx'
import { answerStated, chooseSection, declareNothing, deleteLine, restoreLine } from './profile-steps.ts'
import { sectionScreen } from './section-screen.tsx'

const backToProfile = async (ask: SpaceAsk): Promise<Redirect> => ({ to: profilePath(recordAt(ask)) })

const backToSection = async ({ path }: SpaceAsk): Promise<Redirect> => ({
  to: path.replace(/(\/profile\/\d+)\/.*/, '$1'),
})

/** The pages of a medical profile, under the address of a record: the holder's own, or one that is looked at by `as`. */
export const profileRoutes = (
  at: string,
  as: (screen: Screen<SpaceAsk>) => Screen<SpaceAsk>,
): readonly ScreenRoute<SpaceAsk>[] => {
  const section = `${profilePath(at)}/:section`
  return [
    { path: profilePath(at), get: as(profileScreen) },
    { path: bookletPath(at), get: as(bookletScreen) },
    { path: keepPath(at), get: as(askToKeep), post: as(keepChosen) },
    { path: `${keepPath(at)}/again`, get: as(backToProfile), post: as(keepAgain) },
    { path: `${keepPath(at)}/show`, get: as(backToProfile), post: as(showKept) },
    { path: `${profilePath(at)}/links`, get: as(endsScreen), post: as(changeEnds) },
    { path: section, get: as(sectionScreen) },
    { path: `${section}/add`, get: as(addLine), post: as(saveLine) },
    { path: `${section}/nothing`, get: backToSection, post: as(declareNothing) },
    { path: `${section}/printed`, get: as(printVaccinations) },
    { path: `${section}/box`, get: as(boxScreen), post: as(readBox) },
    { path: `${section}/certificate`, get: as(certificateScreen), post: as(takeCertificate) },
    { path: `${section}/stated`, get: backToSection, post: as(answerStated) },
    { path: `${section}/choose`, get: backToSection, post: as(chooseSection) },
    { path: `${section}/:line`, get: as(changeLine), post: as(saveChangedLine) },
    { path: `${section}/:line/link`, get: as(askToLink), post: as(linkLine) },
    { path: `${section}/:line/unlink`, get: backToSection, post: as(unlinkLine) },
    { path: `${section}/:line/confirm`, get: backToSection, post: as(confirmLine) },
    { path: `${section}/:line/delete`, get: backToSection, post: as(deleteLine) },
    { path: `${section}/:line/restore`, get: backToSection, post: as(restoreLine) },
  ]
}
