import type { Demande } from "../../api/types";
import { enCsv, enregistrerCsv } from "../../composants/csv";
import { dateChiffree } from "../../composants/formats";
import { NATURES, QUALITES, STATUTS, VOIES } from "./mots";

const ENTETES = [
  "Reçue le",
  "Voie",
  "Qualité",
  "Demandeur",
  "Juridiction",
  "Décision du",
  "Numéro d’affaire",
  "Référence",
  "Statut",
  "Nature",
  "Numéro du certificat",
  "Délivré le",
  "Empreinte",
];

/** The register as spreadsheets set to French read it. */
export function csv(demandes: Demande[]): string {
  const rangees = demandes.map(({ received_at, channel, requester, sought, status, certificate }) => [
    dateChiffree(received_at),
    VOIES[channel],
    QUALITES[requester.quality],
    requester.name,
    sought.court,
    dateChiffree(sought.rendered_on),
    sought.case_number ?? "",
    sought.reference ?? "",
    STATUTS[status],
    certificate ? NATURES[certificate.kind] : "",
    certificate?.number ?? "",
    certificate ? dateChiffree(certificate.delivered_at) : "",
    certificate?.sha256 ?? "",
  ]);
  return enCsv([ENTETES, ...rangees]);
}

export const exporterRegistre = (demandes: Demande[]) => enregistrerCsv("certificats", csv(demandes));
