import { useId, useState } from "react";
import type { Partie } from "../api/types";
import { Button } from "./bouton";
import { libelle, pluriel } from "./formats";

const MONTREES = 20;

interface Props {
  legende: string;
  parties: Partie[];
  choisies: string[];
  changer: (choisies: string[]) => void;
  /** What an empty choice means. */
  aucune: string;
}

/** Parties by tick boxes; a dossier of hundreds of parties is searched, not scrolled. */
export function ChoixParties({ legende, parties, choisies, changer, aucune }: Props) {
  const id = useId();
  const [cherche, setCherche] = useState("");
  const [limite, setLimite] = useState(MONTREES);
  const voulue = cherche.trim().toLocaleLowerCase("fr");
  const trouvees = voulue ? parties.filter(({ name }) => name.toLocaleLowerCase("fr").includes(voulue)) : parties;
  const basculer = (partieId: string) =>
    changer(choisies.includes(partieId) ? choisies.filter((choisie) => choisie !== partieId) : [...choisies, partieId]);
  return (
    <fieldset className="fr-fieldset greffe-parties" aria-describedby={`${id}-aide`}>
      <legend className="fr-fieldset__legend fr-fieldset__legend--regular">
        {legende}
        <span id={`${id}-aide`} className="fr-hint-text" aria-live="polite">
          {choisies.length === 0 ? aucune : `${pluriel(choisies.length, "partie choisie", "parties choisies")}.`}
        </span>
      </legend>
      {parties.length > MONTREES && (
        <div className="fr-fieldset__element">
          <label className="fr-label" htmlFor={`${id}-cherche`}>
            Chercher parmi {pluriel(parties.length, "partie")}
          </label>
          <input id={`${id}-cherche`} className="fr-input" type="search" value={cherche} onChange={(e) => setCherche(e.target.value)} />
        </div>
      )}
      <div className="fr-fieldset__element greffe-parties__liste">
        {trouvees.slice(0, limite).map((partie) => (
          <div key={partie.party_id} className="fr-checkbox-group fr-checkbox-group--sm">
            <input
              id={`${id}-${partie.party_id}`}
              type="checkbox"
              checked={choisies.includes(partie.party_id)}
              onChange={() => basculer(partie.party_id)}
            />
            <label className="fr-label" htmlFor={`${id}-${partie.party_id}`}>
              {partie.name || "Nom réservé"} <span className="greffe-mention">({libelle(partie.role).toLocaleLowerCase("fr")})</span>
            </label>
          </div>
        ))}
      </div>
      {trouvees.length > limite && (
        <div className="fr-fieldset__element">
          <Button size="small" priority="tertiary" onClick={() => setLimite(limite + 100)}>
            Montrer plus de parties
          </Button>
        </div>
      )}
    </fieldset>
  );
}
