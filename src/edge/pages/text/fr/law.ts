/** What the law says to who opens the records of others. */
export const law = {
  title: 'Avant d’ouvrir un dossier',
  heading: 'Avant d’ouvrir un dossier',
  lead: 'Cette page se lit une fois par an.',
  care: 'Vous ouvrez un dossier pour soigner la personne ou coordonner ses soins. Pour rien d’autre.',
  never:
    'Jamais pour une assurance, une mutuelle, un crédit, un employeur, ni pour juger de l’aptitude à un emploi. La loi l’interdit, même si la personne est d’accord.',
  needed: 'Vous n’ouvrez que ce qu’il vous faut pour ces soins.',
  seen: 'Chaque ouverture est inscrite. La personne la voit et peut la signaler.',
  punished:
    'Ouvrir un dossier sans en avoir le droit est puni par la loi : jusqu’à 5 ans de prison et 150\u00a0000\u00a0€ d’amende.',
  button: 'J’ai lu : je viens pour des soins',
  other: 'Vous venez pour autre chose ? Aucun dossier ne peut s’ouvrir.',
}
