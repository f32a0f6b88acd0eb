import { pageEssai } from "../../api/requetes";
import type { EssaiDuDroit, EtatMouvement, Mouvement } from "../../api/types";
import { enCsv, enregistrerCsv } from "../../composants/csv";
import { dateChiffree } from "../../composants/formats";
import { motDEtat, nomDeNature } from "./versions";

const ENTETES = ["Dossier", "Nature", "Objet", "Identifiant", "Texte", "Jour avant", "État avant", "Jour après", "État après"];
/** Largest page that the gateway gives. */
const TOUT = 500;

const jour = (etat?: EtatMouvement | null) => (etat?.day ? dateChiffree(etat.day) : "");
const etat = (lu?: EtatMouvement | null) => (lu ? motDEtat(lu.word) : "");

/** The table of a file: a line a move. */
export const csv = (mouvements: Mouvement[]): string =>
  enCsv([
    ENTETES,
    ...mouvements.map(({ dossier_number, kind, label, code, article, before, after }) => [
      dossier_number,
      nomDeNature(kind),
      label,
      code ?? "",
      article ?? "",
      jour(before),
      etat(before),
      jour(after),
      etat(after),
    ]),
  ]);

/** All that a dry run moves, of one kind or of all, page after page. */
export async function toutLire(essai: string, nature: string | undefined): Promise<Mouvement[]> {
  const lus: Mouvement[] = [];
  let apres: number | undefined;
  do {
    const { moves, next } = await pageEssai(essai, nature, TOUT, apres);
    lus.push(...moves);
    apres = next ?? undefined;
  } while (apres !== undefined);
  return lus;
}

/** Saves all that a dry run moves, whatever the page shows. */
export async function exporterMouvements({ trial_id, version }: EssaiDuDroit, nature: string | undefined): Promise<void> {
  const lus = await toutLire(trial_id, nature);
  enregistrerCsv(["essai", version, nature].filter(Boolean).join("-"), csv(lus));
}
