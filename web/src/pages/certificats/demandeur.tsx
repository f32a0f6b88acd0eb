import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { tientLeGuichet } from "../../api/droits";
import type { QualiteDemandeur, Session } from "../../api/types";
import { QUALITES } from "./mots";

export interface Demandeur {
  quality: QualiteDemandeur;
  name: string;
}

export const DEMANDEUR_VIDE: Demandeur = { quality: "partie", name: "" };

interface Props {
  ouverte: Session | undefined;
  valeur: Demandeur;
  changer: (valeur: Demandeur) => void;
  erreurs: Map<string, string>;
}

/** Who asks: whoever stands at the counter, the reader's own office, or the reader's own court by its name. */
export function BlocDemandeur({ ouverte, valeur, changer, erreurs }: Props) {
  if (!ouverte) return null;
  const guichet = tientLeGuichet(ouverte);
  if (!guichet && ouverte.agent.office_id) return <p>Le certificat est demandé au nom de votre cabinet.</p>;
  return (
    <section className="greffe-bloc" aria-labelledby="titre-demandeur">
      <h2 id="titre-demandeur" className="fr-h5">
        Demandeur
      </h2>
      <div className="greffe-colonnes">
        {guichet && (
          <Select
            label="Qualité"
            nativeSelectProps={{
              value: valeur.quality,
              onChange: (e) => changer({ ...valeur, quality: e.target.value as QualiteDemandeur }),
            }}
          >
            {Object.entries(QUALITES).map(([code, texte]) => (
              <option key={code} value={code}>
                {texte}
              </option>
            ))}
          </Select>
        )}
        <Input
          label={guichet ? "Nom ou dénomination" : "Nom de la juridiction"}
          state={erreurs.has("requester.name") ? "error" : "default"}
          stateRelatedMessage={erreurs.get("requester.name")}
          nativeInputProps={{ value: valeur.name, required: true, onChange: (e) => changer({ ...valeur, name: e.target.value }) }}
        />
      </div>
    </section>
  );
}
