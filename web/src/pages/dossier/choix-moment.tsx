import type { MomentVoulu } from "../../api/requetes";
import type { Acte } from "../../api/types";
import { Button } from "../../composants/bouton";
import { aujourdhui, date, dateLongue, INSECABLE, pluriel } from "../../composants/formats";
import { Jour } from "../../composants/jour";
import { type Rang, voisins } from "./historique";

interface Props {
  legende: string;
  rang: Rang;
  moment: MomentVoulu;
  changer: (moment: MomentVoulu) => void;
  /** Acts by day of recording, the first day first. */
  journal: Map<string, Acte[]>;
  erreurs: Map<string, string>;
}

/** A moment of the case: two days, and steps from one day with acts to the next. */
export function ChoixMoment({ legende, rang, moment, changer, journal, erreurs }: Props) {
  const { connu_le, jour } = moment;
  const { avant, apres } = voisins(journal.keys(), connu_le ?? aujourdhui());
  const aller = (vers: string | undefined) => vers && changer({ connu_le: vers, jour });
  return (
    <fieldset className="greffe-moment">
      <legend className="fr-text--bold">{legende}</legend>
      <div className="greffe-colonnes">
        <Jour
          label="Tel qu’on le connaissait le"
          hintText={`Avec les actes enregistrés jusqu’à ce jour. Vide${INSECABLE}: aujourd’hui.`}
          valeur={connu_le ?? ""}
          changer={(choisi) => changer({ connu_le: choisi || undefined, jour })}
          erreur={erreurs.get(`${rang}connu_le`)}
        />
        <Jour
          label="Au"
          hintText={`Avec ce qui avait eu lieu à ce jour. Vide${INSECABLE}: le même jour.`}
          valeur={jour ?? ""}
          changer={(choisi) => changer({ connu_le, jour: choisi || undefined })}
          erreur={erreurs.get(`${rang}jour`)}
        />
      </div>
      <div className="greffe-actions" role="group" aria-label={`D’acte en acte, ${legende.toLocaleLowerCase("fr")}`}>
        <Pas vers={avant} sens="Reculer" aller={aller} />
        <Pas vers={apres} sens="Avancer" aller={aller} />
      </div>
      <p className="greffe-mention fr-mt-1w fr-mb-0" aria-live="polite">
        {connu_le && journal.size > 0 && enregistresLe(journal.get(connu_le) ?? [])}
      </p>
    </fieldset>
  );
}

/** Not disabled where it leads nowhere: the button that one presses again and again keeps the focus. */
function Pas({ vers, sens, aller }: { vers: string | undefined; sens: "Reculer" | "Avancer"; aller: (vers: string | undefined) => void }) {
  return (
    <Button
      size="small"
      priority="secondary"
      iconId={sens === "Reculer" ? "fr-icon-arrow-left-line" : "fr-icon-arrow-right-line"}
      iconPosition={sens === "Reculer" ? "left" : "right"}
      nativeButtonProps={{ "aria-disabled": !vers, title: vers ? `Actes du ${dateLongue(vers)}` : "Aucun acte au-delà" }}
      onClick={() => aller(vers)}
    >
      {vers ? `${sens} au ${date(vers)}` : sens}
    </Button>
  );
}

const NOMMES = 3;

function enregistresLe(actes: Acte[]): string {
  if (actes.length === 0) return "Aucun acte n’a été enregistré ce jour-là.";
  const noms = actes.slice(0, NOMMES).map(({ label, supersedes }) => (supersedes ? `${label} (correction)` : label));
  const reste = actes.length - noms.length;
  return `Enregistré ce jour-là${INSECABLE}: ${noms.join(", ")}${reste > 0 ? ` et ${pluriel(reste, "autre")}` : ""}.`;
}
