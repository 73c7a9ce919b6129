/** Words of More, and of language and display. */
export const settings = {
  more: {
    title: 'Plus',
    heading: 'Plus',
    me: 'Moi',
    display: { name: 'Langue et affichage', says: 'Français ou anglais, taille du texte, fond clair ou sombre' },
    help: 'Aide et informations',
    whoCanSee: { name: 'Qui peut voir quoi', says: 'Les règles, en un tableau' },
    realMessage: { name: 'Ce message est-il vrai ?', says: 'Reconnaître un faux message' },
    accessibility: { name: 'Accessibilité', says: 'Où nous en sommes' },
    leave: 'Partir',
  },
  display: {
    title: 'Langue et affichage – Plus',
    heading: 'Langue et affichage',
    lead: 'Ces choix restent dans ce navigateur.',
    language: 'Langue',
    languages: { fr: 'Français', en: 'English' },
    theme: 'Fond',
    themes: { system: 'Comme mon appareil', light: 'Clair', dark: 'Sombre' },
    textSize: 'Taille du texte',
    textSizes: { normal: 'Normale', large: 'Grande', larger: 'Très grande' },
    save: 'Enregistrer',
    saved: 'Vos choix sont enregistrés.',
  },
}
