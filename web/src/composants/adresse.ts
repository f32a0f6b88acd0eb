import { useEffect, useState } from "react";

/** Keys pressed one after the other make one change of the address. */
const REPIT_MS = 150;

const cle = (champs: object) =>
  JSON.stringify(
    Object.entries(champs)
      .filter(([, valeur]) => valeur !== undefined)
      .sort(),
  );

/**
 * Fields that stand in the address, to be kept, sent and gone back to. What is typed shows at once and
 * the address follows; an address that comes from elsewhere (a link, « Précédent ») takes the place of
 * what was typed.
 */
export function useChampsDansAdresse<Champs extends object>(
  adresse: Champs,
  ecrire: (champs: Champs) => void,
): [Champs, (champs: Champs) => void] {
  const [champs, setChamps] = useState(adresse);
  const [lue, setLue] = useState(() => cle(adresse));
  const [envoyee, setEnvoyee] = useState<string>();
  const arrivee = cle(adresse);
  if (arrivee !== lue) {
    setLue(arrivee);
    setEnvoyee(undefined);
    if (arrivee !== envoyee) setChamps(adresse);
  }
  const voulue = cle(champs);
  useEffect(() => {
    // One change of the address at a time: the next is written once it has arrived.
    if (voulue === lue || envoyee !== undefined) return;
    const attente = setTimeout(() => {
      setEnvoyee(voulue);
      ecrire(champs);
    }, REPIT_MS);
    return () => clearTimeout(attente);
  }, [voulue, lue, envoyee, champs, ecrire]);
  return [champs, (changes) => setChamps((avant) => ({ ...avant, ...changes }))];
}
