/** Field that `/` goes to: the search of a dossier by its number. */
export const CHAMP_RECHERCHE = "q";

export type Geste = "rechercher" | "partout" | "aide" | "ma-journee" | "dossiers" | "ouvrir" | "simulation" | "droit";

/** What each shortcut does. Two keys are pressed one after the other. */
export const RACCOURCIS: { touches: string[]; geste: Geste; texte: string }[] = [
  { touches: ["/"], geste: "rechercher", texte: "Chercher un dossier par son numéro" },
  { touches: ["g", "r"], geste: "partout", texte: "Chercher partout\u00a0: dossiers, parties, décisions, pièces" },
  { touches: ["?"], geste: "aide", texte: "Montrer cette liste" },
  { touches: ["g", "j"], geste: "ma-journee", texte: "Aller à Ma journée" },
  { touches: ["g", "d"], geste: "dossiers", texte: "Aller aux dossiers" },
  { touches: ["g", "o"], geste: "ouvrir", texte: "Ouvrir un dossier" },
  { touches: ["g", "s"], geste: "simulation", texte: "Simuler un délai" },
  { touches: ["g", "l"], geste: "droit", texte: "Lire le droit appliqué" },
];

/** What keys do by themselves, in every page of the web; told beside the shortcuts. */
export const TOUCHES_USUELLES: { touches: string[]; texte: string }[] = [
  { touches: ["Tab"], texte: "Passer à l’élément suivant (Maj + Tab\u00a0: au précédent)" },
  { touches: ["←", "→"], texte: "Changer d’onglet dans un dossier" },
  { touches: ["↑", "↓", "Entrée"], texte: "Choisir un cabinet dans la liste proposée" },
  { touches: ["Échap"], texte: "Fermer une fenêtre, une liste, un document" },
];

const REPIT_MS = 1_000;

interface Touche {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  defaultPrevented: boolean;
  target: EventTarget | null;
}

/** Whether a key pressed there writes something, or belongs to a window that is open. */
function ecrit(cible: EventTarget | null): boolean {
  if (!(cible instanceof HTMLElement)) return false;
  if (cible.isContentEditable || cible.closest("dialog[open], [role=dialog], [role=alertdialog]")) return true;
  if (cible instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "file"].includes(cible.type);
  return cible instanceof HTMLTextAreaElement || cible instanceof HTMLSelectElement;
}

/** Reads the keys one after the other and says which shortcut they make; nothing while one writes. */
export function lecteurDeTouches(maintenant: () => number = () => performance.now()) {
  let debut: { touche: string; quand: number } | undefined;
  return (touche: Touche): Geste | undefined => {
    if (touche.defaultPrevented || touche.ctrlKey || touche.metaKey || touche.altKey || ecrit(touche.target)) return undefined;
    const avant = debut && maintenant() - debut.quand < REPIT_MS ? debut.touche : undefined;
    const que = (...suite: string[]) => RACCOURCIS.find(({ touches }) => touches.join(" ") === suite.join(" "));
    const trouve = (avant && que(avant, touche.key)) || que(touche.key);
    const commence = !trouve && RACCOURCIS.some(({ touches }) => touches.length > 1 && touches[0] === touche.key);
    debut = commence ? { touche: touche.key, quand: maintenant() } : undefined;
    return trouve?.geste;
  };
}

const PREFERENCE = "greffe-raccourcis";

/** Whether this browser's user wants the shortcuts; a shortcut of one key must be possible to refuse. */
export const raccourcisActifs = () => localStorage.getItem(PREFERENCE) !== "non";
export const retenirRaccourcis = (actifs: boolean) => localStorage.setItem(PREFERENCE, actifs ? "oui" : "non");
