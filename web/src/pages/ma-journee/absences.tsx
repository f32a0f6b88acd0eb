import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { declarerAbsence, retirerAbsence, useCommande } from "../../api/commandes";
import { absences, session } from "../../api/requetes";
import type { Absence, SaisieAbsence } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { date } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import { useNoms } from "../../composants/taches";
import { Collegue } from "./gestes";

const VIDE: SaisieAbsence = { delegate: "", from_day: "", to_day: "", reason: "" };

/** One's absences, who stands in, and for whom one stands in. */
export function Absences() {
  const client = useQueryClient();
  const { data } = useQuery(absences);
  const { data: ouverte } = useQuery(session);
  const noms = useNoms();
  const [saisie, setSaisie] = useState(VIDE);
  const [depliee, setDepliee] = useState(false);
  const relire = (mot: string) => {
    annoncer(mot);
    void client.invalidateQueries({ queryKey: ["absences"] });
    void client.invalidateQueries({ queryKey: ["taches"] });
  };
  const declarer = useCommande(
    (body: SaisieAbsence, cle) => declarerAbsence(body, cle),
    () => {
      setSaisie(VIDE);
      relire("L’absence est déclarée.");
    },
  );
  const retirer = useCommande(
    ({ absence_id }: Absence, cle) => retirerAbsence(absence_id, cle),
    () => relire("L’absence est retirée."),
  );
  const moi = ouverte?.agent.subject;
  return (
    <section aria-labelledby="titre-absences" className="fr-mt-4w">
      <h2 id="titre-absences" className="fr-h4 fr-mb-2w">
        Absences
      </h2>
      {data?.items.length === 0 && <p className="greffe-vide">Aucune absence n’est déclarée.</p>}
      <AlerteErreur erreur={retirer.erreur} />
      <ul className="greffe-echeances">
        {data?.items.map((absence) => (
          <li key={absence.absence_id}>
            <p className="fr-mb-0">
              Du {date(absence.from_day)} au {date(absence.to_day)} :{" "}
              {absence.subject === moi ? `vos tâches vont à ${noms(absence.delegate)}` : `vous suppléez ${noms(absence.subject)}`}
              {absence.reason && <span className="greffe-mention"> · {absence.reason}</span>}
            </p>
            {absence.subject === moi && (
              <Button size="small" priority="tertiary" onClick={() => void retirer.envoyer(absence)} nativeButtonProps={occupe(retirer.enCours)}>
                Retirer<span className="fr-sr-only"> l’absence du {date(absence.from_day)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button
        size="small"
        priority="tertiary"
        onClick={() => setDepliee(!depliee)}
        nativeButtonProps={{ "aria-expanded": depliee }}
      >
        Déclarer une absence
      </Button>
      {depliee && (
        <form
          className="fr-mt-2w"
          onSubmit={(e) => {
            e.preventDefault();
            void declarer.envoyer(saisie);
          }}
        >
          <Jour label="Premier jour" valeur={saisie.from_day} changer={(from_day) => setSaisie({ ...saisie, from_day })} />
          <Jour label="Dernier jour" valeur={saisie.to_day} changer={(to_day) => setSaisie({ ...saisie, to_day })} />
          <Collegue label="Suppléant" valeur={saisie.delegate} changer={(delegate) => setSaisie({ ...saisie, delegate })} />
          <Input
            label="Motif (facultatif)"
            nativeInputProps={{ value: saisie.reason, maxLength: 500, onChange: (e) => setSaisie({ ...saisie, reason: e.target.value }) }}
          />
          <AlerteErreur erreur={declarer.erreur} />
          <Button size="small" type="submit" nativeButtonProps={occupe(declarer.enCours)}>
            Déclarer l’absence
          </Button>
        </form>
      )}
    </section>
  );
}
