import { Select } from "@codegouvfr/react-dsfr/Select";
import { type ChampOuverture, reponse } from "./procedures";

interface Props {
  champs: ChampOuverture[];
  reponses: Record<string, string>;
  changer: (nom: string, code: string) => void;
  erreurs: Map<string, string>;
}

/** What the opening act says by codes: who seises the Court, of what, where. */
export function BlocActe({ champs, reponses, changer, erreurs }: Props) {
  if (champs.length === 0) return null;
  return (
    <div className="greffe-colonnes">
      {champs.map((champ) => (
        <Select
          key={champ.nom}
          label={champ.facultatif ? `${champ.libelle} (facultatif)` : champ.libelle}
          state={erreurs.has(champ.nom) ? "error" : "default"}
          stateRelatedMessage={erreurs.get(champ.nom)}
          nativeSelectProps={{
            value: reponse(reponses, champ) ?? "",
            required: !champ.facultatif,
            onChange: (e) => changer(champ.nom, e.target.value),
          }}
        >
          <option value="">{champ.facultatif ? "Non précisé" : "Choisir…"}</option>
          {Object.entries(champ.options).map(([code, texte]) => (
            <option key={code} value={code}>
              {texte}
            </option>
          ))}
        </Select>
      ))}
    </div>
  );
}
