import type { Dossier, Referentiel } from "../api/types";
import type { Identifiants } from "./formulaires";

/** Labels of the procedures, and of the notices and checks of this case: an act only identifies them. */
export function identifiantsDe(dossier: Dossier, ref: Referentiel | undefined): Identifiants {
  return Object.fromEntries([
    ...(ref?.procedures ?? []).map(({ code, label }) => [code, label] as const),
    ...dossier.notices.map(({ notice, label }) => [notice, label] as const),
    ...dossier.checks.map(({ check, label }) => [check, label] as const),
  ]);
}
