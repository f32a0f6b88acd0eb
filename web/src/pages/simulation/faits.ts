import type { Regle } from "../../api/regles";
import type { Libelle } from "../../api/types";
import { dateLongue, INSECABLE, libelle, majuscule } from "../../composants/formats";
import {
  CALENDRIER_USUEL,
  departDe,
  evenementsDe,
  longueurDe,
  longueurLibre,
  motsUnite,
  parHeures,
  RESIDENCE_USUELLE,
  type Simulation,
  uniteDe,
} from "./simulation";

/** What the answer rests on, for who reads it away from the form: each fact under its name. */
export function faitsEnMots(simulation: Simulation, regle: Regle, calendriers: Libelle[]): [string, string][] {
  const { jour, heure = "", decision, special, residence = RESIDENCE_USUELLE, remise, calendrier = CALENDRIER_USUEL } = simulation;
  const depart = departDe(simulation, regle);
  const faits: [string, string | undefined | false][] = [
    ["Texte", regle.article],
    ["Point de départ", depart && majuscule(depart.label)],
    ["Jour de départ", jour && dateLongue(jour) + (parHeures(simulation, regle) ? `, ${heure.replace(":", `${INSECABLE}h${INSECABLE}`)}` : "")],
    ["Décision attaquée", regle.decision_date && decision && dateLongue(decision)],
    ["Texte spécial", regle.special.length > 0 && special],
    ["Longueur", longueurEnMots(simulation, regle)],
    ["Résidence de la personne liée", regle.residence && libelle(residence)],
    ["Acte remis en main propre", regle.served_in_person_in && remise && libelle(remise)],
    ["Jours fériés", regle.calendar && calendriers.find(({ code }) => code === calendrier)?.label],
    ...evenementsDe(simulation).map(({ kind, valeur }): [string, string] => {
      const type = regle.events.find((un) => un.kind === kind);
      const nombre = `${valeur}${INSECABLE}${type ? motsUnite(uniteDe(type)) : ""}`;
      return [majuscule(type?.label ?? libelle(kind)), valeur.includes("-") ? dateLongue(valeur) : nombre];
    }),
  ];
  return faits.filter((fait): fait is [string, string] => Boolean(fait[1]));
}

function longueurEnMots(simulation: Simulation, regle: Regle): string | undefined {
  const special = regle.special.find(({ text }) => text === simulation.special);
  if (special) return special.length;
  if (!longueurLibre(simulation, regle)) return departDe(simulation, regle)?.length;
  const { nombre, unite } = longueurDe(simulation);
  return nombre && `${nombre}${INSECABLE}${motsUnite(unite)}`;
}
