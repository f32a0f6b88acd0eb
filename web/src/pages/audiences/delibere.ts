import type { SaisieActe } from "../../api/types";

export const DELIBERE = "delibere_ouvert";

/** The deliberation opened on the day of the audience, with the day on which the decision will be pronounced. */
export const acteDeDelibere = (audience: string, prononce_le: string): SaisieActe => ({
  type: DELIBERE,
  dates: { ouvert: audience },
  corps: { prononce_le },
});
