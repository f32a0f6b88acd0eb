import { useQuery } from "@tanstack/react-query";
import { referentiel } from "../../api/requetes";
import type { Dossier } from "../../api/types";
import { aReorienter } from "../../composants/chambres";
import { dateLongue, INSECABLE, libelle, pluriel } from "../../composants/formats";
import { nomPourvoi } from "../../composants/pourvois";
import { LIENS } from "./liens";

type Fait = [terme: string, valeur: string | string[]];

/** The head first; beyond a few numbers, how many. The page of the group names them all. */
function joints({ group, joined_numbers: numeros, number }: Dossier): string {
  const tete = group && group.head_number !== number ? [`${group.head_number} (dossier de tête)`] : [];
  const autres = numeros.filter((numero) => numero !== group?.head_number);
  const suite = autres.length > 5 ? [pluriel(autres.length, "autre dossier", "autres dossiers")] : autres;
  return [...tete, ...suite].join(", ");
}

/** Who has the case, where it comes from, how it ended; then what the screen adds. */
export function Faits({ dossier: lu, plus = [] }: { dossier: Dossier; plus?: Fait[] }) {
  const designe = (role: string) =>
    lu.designations
      .filter((designation) => designation.role === role)
      .map(({ name }) => name)
      .join(", ");
  const attaquees = lu.decisions.map(({ court, section, rendered_on, nature, case_number }) =>
    [
      `${libelle(nature)}, ${court}${section ? ` (${section})` : ""}`,
      rendered_on ? dateLongue(rendered_on) : "date inconnue",
      case_number ? `n°${INSECABLE}${case_number}` : "",
    ]
      .filter(Boolean)
      .join(", "),
  );
  const { data: ref } = useQuery(referentiel);
  const fermee = aReorienter(ref, lu.chambre);
  const faits: Fait[] = [
    ["Chambre", fermee ? [lu.chambre_label ?? "", fermee] : lu.chambre_label || "Non attribuée"],
    ["Rapporteur", designe("rapporteur") || "Non désigné"],
    ["Avocat général", designe("avocat_general") || "Non désigné"],
    lu.pourvois.length > 1
      ? ["Pourvois", lu.pourvois.map((pourvoi) => [nomPourvoi(lu, pourvoi), pourvoi.outcome].filter(Boolean).join(" — "))]
      : ["Formé le", lu.formed_on ? dateLongue(lu.formed_on) : "Date inconnue"],
    ["Procédure", lu.procedure_label],
    [attaquees.length > 1 ? "Décisions attaquées" : "Décision attaquée", attaquees],
  ];
  const pourAvis = [designe("rapporteur_pour_avis"), designe("avocat_general_pour_avis")].filter(Boolean);
  if (pourAvis.length > 0) faits.push(["Désignés pour avis", pourAvis.join(", ")]);
  const consultees = lu.consultations.map(({ chambre_label, asked_on, given_on, opinion_act_id }) => {
    const demande = asked_on ? `, le ${dateLongue(asked_on)}` : "";
    const rendu = given_on ? `rendu le ${dateLongue(given_on)}` : "rendu";
    return `${chambre_label}${demande} (${opinion_act_id ? rendu : "attendu"})`;
  });
  if (consultees.length > 0) faits.push(["Avis demandé à", consultees]);
  if (lu.joined_numbers.length > 0) faits.push(["Joint à", joints(lu)]);
  if (lu.links.length > 0) faits.push(["Affaires liées", lu.links.map(({ number, kind }) => `${number} (${LIENS[kind]?.toLocaleLowerCase("fr") ?? kind})`)]);
  if (lu.matter) faits.push(["Matière", [lu.matter, lu.matter_label].filter(Boolean).join(" – ")]);
  if (lu.keywords.length > 0) faits.push(["Mots-clés", lu.keywords.join(", ")]);
  if (lu.sealed) faits.push(["Accès", "Dossier scellé"]);
  if (lu.outcome) faits.push(["Issue", `${lu.outcome.label}, ${dateLongue(lu.outcome.pronounced_on)}`]);
  faits.push(...plus);
  return (
    <dl className="greffe-faits">
      {faits.map(([terme, valeur]) => (
        <div key={terme} className={Array.isArray(valeur) ? "greffe-faits__large" : undefined}>
          <dt>{terme}</dt>
          {(Array.isArray(valeur) ? valeur : [valeur]).map((texte, rang) => (
            <dd key={rang}>{texte}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
