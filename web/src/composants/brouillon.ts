const PREFIXE = "greffe-acte:";

/** What was typed in a form, kept in this tab until it is recorded or left aside; nothing of the délibéré is. */
export function lireSaisie<S>(cle: string): S | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(PREFIXE + cle) ?? "null") as S | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export function garderSaisie(cle: string, saisie: unknown): void {
  try {
    sessionStorage.setItem(PREFIXE + cle, JSON.stringify(saisie));
  } catch {
    // A full store loses the draft, not the form.
  }
}

export const oublierSaisie = (cle: string) => sessionStorage.removeItem(PREFIXE + cle);

const TITULAIRE = "greffe-titulaire";

/** Drafts hold names: they go with their author, at sign-out and when another signs in in the same tab. */
export function garderPour(sujet: string): void {
  if (sessionStorage.getItem(TITULAIRE) === sujet) return;
  if (sessionStorage.getItem(TITULAIRE) !== null) sessionStorage.clear();
  sessionStorage.setItem(TITULAIRE, sujet);
}

export const oublierTout = () => sessionStorage.clear();
