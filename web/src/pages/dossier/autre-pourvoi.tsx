import { useState } from "react";
import type { Dossier, PartieSaisie } from "../../api/types";
import { ChoixDeclaration } from "../../composants/choix-declaration";
import { ChoixParties } from "../../composants/choix-parties";
import { CollerParties } from "../../composants/coller-parties";
import { PARTIES_MAX } from "../ouvrir/saisie";
import { Cadre } from "./cadre-modification";
import { enPartie, ListeCollee } from "./parties-collees";

/** Another declaration against the same decision: in criminal matters, it takes the number of the first. */
export function AutrePourvoi({ dossier: lu }: { dossier: Dossier }) {
  const [demandeurs, setDemandeurs] = useState<string[]>([]);
  const [nouvelles, setNouvelles] = useState<PartieSaisie[]>([]);
  const [dits, setDits] = useState({ qualite: "", decision_rendue: "", lieu: "", declarant: "" });
  const dire = (champ: keyof typeof dits) => ({ champ, valeur: dits[champ], changer: (code: string) => setDits({ ...dits, [champ]: code }) });
  const connues = lu.parties
    .filter(({ role }) => role !== "intervenant")
    .map(({ party_id: partie }) => ({ partie, role: demandeurs.includes(partie) ? "demandeur" : "defendeur" }));
  const forme = demandeurs.length > 0 || nouvelles.some(({ role }) => role === "demandeur");
  return (
    <Cadre
      dossier={lu}
      quoi="pourvoi"
      jour="Jour de la déclaration de pourvoi"
      empreinte={JSON.stringify([demandeurs, nouvelles, dits])}
      corps={() => (forme && dits.qualite ? { pourvoi: { ...dits, connues, parties: nouvelles } } : undefined)}
    >
      <p>
        Contre une même décision pénale, tous les pourvois ont un seul numéro. Ce pourvoi prend le {lu.number} ; ses délais courent de sa
        propre déclaration.
      </p>
      <ChoixParties
        legende="Qui forme ce pourvoi ?"
        parties={lu.parties.filter(({ role }) => role !== "intervenant")}
        choisies={demandeurs}
        changer={setDemandeurs}
        aucune="Aucune partie du dossier : ajoutez celle qui le forme. Les autres parties y répondent."
      />
      <CollerParties
        qualites={["demandeur", "defendeur", "intervenant"]}
        place={Math.max(0, PARTIES_MAX - connues.length - nouvelles.length)}
        ajouter={(lues) => setNouvelles([...nouvelles, ...lues.map(enPartie)])}
      />
      <ListeCollee parties={nouvelles} changer={setNouvelles} />
      <ChoixDeclaration {...dire("qualite")} libelle="Qualité du demandeur" aide="Le lieu et le délai de son mémoire en dépendent (articles 584 à 585-2 du code de procédure pénale)." />
      <ChoixDeclaration {...dire("decision_rendue")} libelle="Comment la décision a été rendue à son égard" aide="Le point de départ du délai de pourvoi en dépend (article 568)." />
      <ChoixDeclaration {...dire("lieu")} libelle="Lieu de la déclaration" />
      <ChoixDeclaration {...dire("declarant")} libelle="Auteur de la déclaration" />
      {lu.decisions.length > 1 && <p className="greffe-mention">Il attaque toutes les décisions du dossier.</p>}
    </Cadre>
  );
}
