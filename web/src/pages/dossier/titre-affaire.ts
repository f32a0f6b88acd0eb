import type { Dossier } from "../../api/types";

/** `Dupont c. société Martin et 12 autres`, from the parties shown. */
export function titreAffaire(lu: Dossier): string {
  const cote = (role: string) => lu.parties.filter((partie) => partie.role === role);
  const nommer = (role: string) => {
    const [premiere, ...autres] = cote(role);
    if (!premiere) return undefined;
    const nom = premiere.name || "Partie dont le nom est réservé";
    return autres.length > 0 ? `${nom} et ${autres.length === 1 ? "une autre" : `${autres.length} autres`}` : nom;
  };
  return [nommer("demandeur"), nommer("defendeur")].filter(Boolean).join(" c. ") || `Pourvoi ${lu.number}`;
}
