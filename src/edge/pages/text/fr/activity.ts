/** Words of what a professional finds again of what they did. */
export const activity = {
  title: 'Mon activité',
  heading: 'Mon activité',
  lead: 'Ce que vous avez fait, et pourquoi vous le pouviez. Chaque patient le lit dans son historique ; ce qui attend une annonce, après elle.',
  show: 'Montrer',
  all: 'Tout',
  onlyDeposits: 'Mes dépôts et leurs changements',
  none: 'Rien à montrer.',
  unseen: 'Un patient que vous n’avez pas identifié ici',
  older: 'Plus ancien',
  newest: 'Le plus récent',
  file: 'Télécharger en tableau (CSV)',
  columns: { at: 'Quand', patient: 'Patient', act: 'Acte', why: 'Pourquoi', channel: 'Par quelle voie' },
  record: (name: string) => `Dossier de ${name}`,
}
