import { useState } from "react";
import { useImpression } from "./impression";

const PAR_TRANCHE = 50;

/** A list that is whole, shown fifty rows at a time, and what `Suite` wants to know of it; on paper, all of it. */
export function useTranche<Ligne>(lignes: Ligne[]) {
  const [limite, setLimite] = useState(PAR_TRANCHE);
  const imprime = useImpression();
  const montres = imprime ? lignes.length : Math.min(limite, lignes.length);
  return {
    montrees: lignes.slice(0, montres),
    suite: { montres, total: lignes.length, encore: montres < lignes.length, afficher: () => setLimite(montres + PAR_TRANCHE) },
  };
}
