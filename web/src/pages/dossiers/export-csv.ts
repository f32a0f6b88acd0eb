import type { LigneDossier, Referentiel } from "../../api/types";
import { nomDeChambre } from "../../composants/chambres";
import { enCsv, enregistrerCsv } from "../../composants/csv";
import { dateChiffree } from "../../composants/formats";

const ENTETES = ["Numéro", "Affaire", "Stade", "Chambre", "Rapporteurs", "Formé le", "Urgent"];

/** As spreadsheets set to French read it: a line a row, days as they write them. */
export function csv(lignes: LigneDossier[], referentiel: Referentiel | undefined): string {
  const rangees = lignes.map((ligne) => [
    ligne.number,
    ligne.title,
    ligne.stage_label,
    nomDeChambre(referentiel, ligne.chambre) ?? ligne.chambre ?? "",
    ligne.rapporteurs.map(({ name }) => name).join(", "),
    ligne.formed_on ? dateChiffree(ligne.formed_on) : "",
    ligne.urgent ? "oui" : "non",
  ]);
  return enCsv([ENTETES, ...rangees]);
}

/** Saves the page of the list. */
export const exporterCsv = (lignes: LigneDossier[], referentiel: Referentiel | undefined) =>
  enregistrerCsv("dossiers", csv(lignes, referentiel));
