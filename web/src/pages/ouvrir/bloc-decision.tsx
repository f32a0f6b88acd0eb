import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { Button } from "../../composants/bouton";
import { libelle } from "../../composants/formats";
import { BaseDesJuridictions } from "./base-juridictions";
import type { DecisionForm } from "./saisie";

const NATURES = ["arret", "jugement", "ordonnance", "decision"];
const MODES: Record<string, string> = {
  signification: "Signification",
  lettre_recommandee: "Lettre recommandée",
  remise_au_parquet: "Remise au parquet",
  autre: "Autre",
};

interface Props {
  decision: DecisionForm;
  rang: number;
  changer: (champs: Partial<DecisionForm>) => void;
  /** The matter that the courts' base has for it was taken over. */
  changerMatiere: (matiere: string) => void;
  retirer?: () => void;
  erreurs: Map<string, string>;
}

/** A decision attacked: who rendered it, when, and when it reached the demandeur. */
export function BlocDecision({ decision, rang, changer, changerMatiere, retirer, erreurs }: Props) {
  const titre = retirer ? `Décision ${rang + 1}` : "Décision";
  const champ = (nom: keyof DecisionForm, texte: string, aide?: string, type = "text") => {
    const message = erreurs.get(`${nom}-${decision.cle}`);
    return (
      <Input
        label={texte}
        hintText={aide}
        state={message ? "error" : "default"}
        stateRelatedMessage={message}
        nativeInputProps={{ type, value: decision[nom], onChange: (e) => changer({ [nom]: e.target.value }) }}
      />
    );
  };
  return (
    <section className="greffe-bloc" aria-label={titre}>
      <div className="greffe-bloc__tete">
        <h3>{titre}</h3>
        {retirer && (
          <Button size="small" priority="tertiary no outline" iconId="fr-icon-delete-line" onClick={retirer}>
            Retirer<span className="fr-sr-only"> {titre}</span>
          </Button>
        )}
      </div>
      <div className="greffe-colonnes">
        {champ("juridiction", "Juridiction")}
        {champ("section", "Chambre ou section (facultatif)")}
      </div>
      <div className="greffe-colonnes">
        <Select label="Nature" nativeSelectProps={{ value: decision.nature, onChange: (e) => changer({ nature: e.target.value }) }}>
          {NATURES.map((code) => (
            <option key={code} value={code}>
              {libelle(code)}
            </option>
          ))}
        </Select>
        {champ("jour", "Rendue le (facultatif)", undefined, "date")}
        {champ("numero", "Numéro RG (facultatif)")}
      </div>
      <BaseDesJuridictions
        decision={decision}
        reprendre={(champs, matiere) => {
          changer(champs);
          if (matiere) changerMatiere(matiere);
        }}
      />
      <div className="greffe-colonnes">
        {champ("notifieeLe", "Notifiée au demandeur le (facultatif)", undefined, "date")}
        <Select
          label="Mode de notification"
          disabled={!decision.notifieeLe}
          nativeSelectProps={{ value: decision.mode, onChange: (e) => changer({ mode: e.target.value }) }}
        >
          <option value="">Non précisé</option>
          {Object.entries(MODES).map(([code, texte]) => (
            <option key={code} value={code}>
              {texte}
            </option>
          ))}
        </Select>
      </div>
    </section>
  );
}
