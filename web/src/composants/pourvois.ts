import { motDuCode } from "../actes/codes";
import type { Dossier, Pourvoi, Referentiel } from "../api/types";
import { date, libelle } from "./formats";

/** Those who formed it, by their names. */
export const demandeursDe = (dossier: Pick<Dossier, "parties">, { demandeur_ids }: Pourvoi): string =>
  dossier.parties
    .filter(({ party_id }) => demandeur_ids.includes(party_id))
    .map(({ name }) => name || "Nom réservé")
    .join(", ");

/** What tells a pourvoi from the others of its number: who formed it, when; its nature where neither is known. */
export function nomPourvoi(dossier: Pick<Dossier, "parties">, pourvoi: Pourvoi): string {
  const qui = demandeursDe(dossier, pourvoi);
  const quand = pourvoi.formed_on ? `formé le ${date(pourvoi.formed_on)}` : "";
  return [qui || libelle(pourvoi.nature), quand].filter(Boolean).join(", ");
}

/** The codes that the declaration of a pourvoi may say of itself, in words. */
export function codesDeclaration(ref: Referentiel | undefined, champ: "qualite" | "decision_rendue" | "lieu" | "declarant") {
  const declaration = ref?.acts.find(({ kind }) => kind === "pourvoi_forme");
  const codes = declaration?.fields?.find(({ name }) => name === champ)?.codes ?? [];
  return codes.map((code) => ({ code, texte: motDuCode("pourvoi_forme", champ, code) ?? libelle(code) }));
}
