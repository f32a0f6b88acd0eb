import { useId } from "react";
import { instantDeParis, jourCivil, minuteDeParis } from "./formats";

/** A date as typed: a day, a minute where the hour counts, or unknown. */
export interface DateSaisie {
  jour: string;
  minute: string;
  inconnue: boolean;
}

export const DATE_VIDE: DateSaisie = { jour: "", minute: "", inconnue: false };

/** Value for the gateway; nothing when nothing was typed. */
export function valeurDate(saisie: DateSaisie): string | undefined {
  if (saisie.inconnue) return "inconnue";
  if (!saisie.jour) return undefined;
  return saisie.minute ? instantDeParis(saisie.jour, saisie.minute) : saisie.jour;
}

export function saisieDeDate(valeur: string | undefined): DateSaisie {
  if (!valeur) return DATE_VIDE;
  if (valeur === "inconnue") return { ...DATE_VIDE, inconnue: true };
  return { jour: jourCivil(valeur), minute: valeur.length > 10 ? minuteDeParis(valeur) : "", inconnue: false };
}

interface Props {
  legende: string;
  valeur: DateSaisie;
  changer: (valeur: DateSaisie) => void;
  requise?: boolean;
  avecHeure?: boolean;
  peutEtreInconnue?: boolean;
  erreur?: string;
}

/** Day, optional hour of Paris, and « date inconnue », which is an answer too. */
export function SaisieDate({ legende, valeur, changer, requise, avecHeure = true, peutEtreInconnue = true, erreur }: Props) {
  const id = useId();
  return (
    <fieldset className={`fr-fieldset greffe-date ${erreur ? "fr-fieldset--error" : ""}`} aria-describedby={erreur && `${id}-erreur`}>
      <legend className="fr-fieldset__legend fr-fieldset__legend--regular fr-pb-1v">
        {legende}
        {!requise && <span className="fr-hint-text">Facultatif</span>}
      </legend>
      <div className="greffe-date__champs">
        <div className="fr-input-group">
          <label className="fr-label" htmlFor={`${id}-jour`}>
            Jour
          </label>
          <input
            id={`${id}-jour`}
            className="fr-input"
            type="date"
            min="1900-01-01"
            max="2999-12-31"
            value={valeur.jour}
            disabled={valeur.inconnue}
            required={requise && !valeur.inconnue}
            onChange={(e) => changer({ ...valeur, jour: e.target.value })}
          />
        </div>
        {avecHeure && (
          <div className="fr-input-group">
            <label className="fr-label" htmlFor={`${id}-heure`}>
              Heure (Paris)
            </label>
            <input
              id={`${id}-heure`}
              className="fr-input"
              type="time"
              value={valeur.minute}
              disabled={valeur.inconnue || !valeur.jour}
              onChange={(e) => changer({ ...valeur, minute: e.target.value })}
            />
          </div>
        )}
        {peutEtreInconnue && (
          <div className="fr-checkbox-group fr-checkbox-group--sm greffe-date__inconnue">
            <input
              id={`${id}-inconnue`}
              type="checkbox"
              checked={valeur.inconnue}
              onChange={(e) => changer({ ...valeur, inconnue: e.target.checked })}
            />
            <label className="fr-label" htmlFor={`${id}-inconnue`}>
              Date inconnue
            </label>
          </div>
        )}
      </div>
      {erreur && (
        <p id={`${id}-erreur`} className="fr-error-text fr-mt-0">
          {erreur}
        </p>
      )}
    </fieldset>
  );
}
