import type { ChambreFermee, Referentiel } from "../api/types";
import { date, INSECABLE } from "./formats";

type Connues = Pick<Referentiel, "chambres" | "closed_chambres">;

/** The chamber as closed, where it is. */
export const chambreFermee = (ref: Connues | undefined, code: string | null | undefined): ChambreFermee | undefined =>
  ref?.closed_chambres.find((fermee) => fermee.code === code);

/** What people read of a chamber, open or closed; nothing for one that the Court never had. */
export function nomDeChambre(ref: Connues | undefined, code: string | null | undefined): string | undefined {
  const ouverte = ref?.chambres.find((une) => une.code === code);
  return ouverte?.label ?? chambreFermee(ref, code)?.label;
}

/** Chambers that one may look for: closed ones too, told apart. */
export const chambresCherchables = (ref: Connues): { code: string; label: string }[] => [
  ...ref.chambres,
  ...ref.closed_chambres.map(({ code, label }) => ({ code, label: `${label} (fermée)` })),
];

/** Why a dossier of a closed chamber waits for another; nothing where its chamber is open. */
export function aReorienter(ref: Connues | undefined, code: string | null | undefined): string | undefined {
  const fermee = chambreFermee(ref, code);
  if (!fermee) return undefined;
  const vers = fermee.into ? nomDeChambre(ref, fermee.into) : undefined;
  return `Chambre fermée depuis le ${date(fermee.closed_on)}${INSECABLE}: dossier à réorienter${vers ? ` (réunie à la ${vers})` : ""}`;
}
