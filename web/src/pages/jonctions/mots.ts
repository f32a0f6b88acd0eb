import type { JonctionPossible } from "../../api/types";

/** Numbers that the form of joinder is opened with: what an address holds without being cut. */
const PROPOSES = 60;

/** The numbers to be joined to the head, as the form of joinder reads them; those of its group already are left out. */
export const aJoindre = ({ head_id, members }: Pick<JonctionPossible, "head_id" | "members">): string =>
  members
    .filter(({ dossier_id, joined }) => dossier_id !== head_id && !joined)
    .slice(0, PROPOSES)
    .map(({ number }) => number)
    .join(", ");
